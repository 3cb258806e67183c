#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QProxyStyle>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QWidget>
#include <algorithm>

namespace loom::ui {
namespace {

constexpr qreal kDesignPixels = 13.5;  // a 10 point font at 96 dots an inch is 13.3 high

/// Fusion's measures of pictures are of pixels, not of letters.
class GrownStyle : public QProxyStyle {
 public:
  GrownStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

  int pixelMetric(PixelMetric metric, const QStyleOption* option,
                  const QWidget* widget) const override {
    const int pixels = QProxyStyle::pixelMetric(metric, option, widget);
    switch (metric) {
      case PM_ButtonIconSize:
      case PM_SmallIconSize:
      case PM_ToolBarIconSize:
      case PM_ListViewIconSize:
      case PM_TabBarIconSize:
        return qRound(pixels * textScale(QApplication::font()));
      default:
        return pixels;
    }
  }
};

QColor rgb(QRgb value) {
  return QColor::fromRgb(value);
}

Theme makeLight() {
  Theme t;
  t.window = rgb(0xffffff);
  t.panel = rgb(0xffffff);
  t.canvas = rgb(0xf8f9fb);
  t.grid = rgb(0xd9dee7);
  t.line = rgb(0xdfe3ea);
  t.text = rgb(0x1b2130);
  t.muted = rgb(0x5c6578);
  t.accent = rgb(0x2563eb);
  t.accentText = rgb(0xffffff);
  t.field = rgb(0xf4f6f9);
  t.chip = rgb(0xeef1f6);
  t.error = rgb(0xb3261e);
  t.warning = rgb(0x8a5a00);
  t.good = rgb(0x1f7a45);
  t.trainCurve = rgb(0x2563eb);
  t.validationCurve = rgb(0xc2410c);
  t.wire = rgb(0x8d96a8);
  t.nodeFill = rgb(0xffffff);
  t.shadow = QColor(27, 33, 48, 38);
  t.paper = rgb(0xffffff);
  t.ink = rgb(0x1b2130);
  const QRgb categories[] = {0x297c49, 0x3370f0, 0xb53434, 0xdd841a, 0x6f30d1,
                             0x1b98a5, 0xa564d8, 0x2ea39e, 0x465069};
  std::ranges::transform(categories, t.categories, rgb);
  return t;
}

Theme makeDark() {
  Theme t;
  t.dark = true;
  t.window = rgb(0x22262f);
  t.panel = rgb(0x22262f);
  t.canvas = rgb(0x1c2027);
  t.grid = rgb(0x343a46);
  t.line = rgb(0x363c48);
  t.text = rgb(0xe6e9f0);
  t.muted = rgb(0x9fa8b9);
  t.accent = rgb(0x6494ff);
  t.accentText = rgb(0x0b1020);
  t.field = rgb(0x1a1d24);
  t.chip = rgb(0x2f3541);
  t.error = rgb(0xff7b76);
  t.warning = rgb(0xe8b04a);
  t.good = rgb(0x5cc98a);
  t.trainCurve = rgb(0x6494ff);
  t.validationCurve = rgb(0xff8a4c);
  t.wire = rgb(0x7b8496);
  t.nodeFill = rgb(0x292e38);
  t.shadow = QColor(0, 0, 0, 90);
  t.paper = rgb(0xffffff);
  t.ink = rgb(0x1b2130);
  const QRgb categories[] = {0x6ec291, 0x6794ff, 0xe26c6b, 0xf1aa4a, 0x9c70f0,
                             0x39afbb, 0xc593f1, 0x76d0ca, 0x7282a1};
  std::ranges::transform(categories, t.categories, rgb);
  return t;
}

QPalette paletteOf(const Theme& t) {
  QPalette p;
  const auto set = [&p](QPalette::ColorRole role, const QColor& on, const QColor& off) {
    p.setColor(QPalette::Active, role, on);
    p.setColor(QPalette::Inactive, role, on);
    p.setColor(QPalette::Disabled, role, off);
  };
  QColor faded = t.muted;
  faded.setAlphaF(0.6F);
  QColor amber = t.warning;
  amber.setAlphaF(0.14F);
  set(QPalette::Window, t.window, t.window);
  set(QPalette::Base, t.field, t.field);
  set(QPalette::AlternateBase, t.chip, t.chip);
  set(QPalette::Button, t.chip, t.chip);
  set(QPalette::WindowText, t.text, faded);
  set(QPalette::Text, t.text, faded);
  set(QPalette::ButtonText, t.text, faded);
  set(QPalette::BrightText, t.error, faded);
  set(QPalette::PlaceholderText, t.muted, faded);
  set(QPalette::Highlight, t.accent, t.chip);
  set(QPalette::HighlightedText, t.accentText, t.muted);
  set(QPalette::ToolTipBase, t.nodeFill, t.nodeFill);
  set(QPalette::ToolTipText, t.text, t.text);
  set(QPalette::Link, t.accent, faded);
  set(QPalette::LinkVisited, t.accent, faded);
  set(QPalette::Light, t.panel, t.panel);
  set(QPalette::Midlight, t.chip, t.chip);
  set(QPalette::Mid, t.line, t.line);
  set(QPalette::Dark, t.muted, t.muted);
  set(QPalette::Shadow, t.shadow, t.shadow);
  return p;
}

/// Measures of the sheet that grow with the letters are written as @14px.
void growPixels(QString& sheet) {
  static const QRegularExpression measure(QStringLiteral("@(\\d+)px"));
  const qreal scale = textScale(QApplication::font());
  for (auto found = measure.match(sheet); found.hasMatch(); found = measure.match(sheet)) {
    const int pixels = qRound(found.captured(1).toInt() * scale);
    sheet.replace(found.capturedStart(), found.capturedLength(),
                  QString::number(pixels) + QStringLiteral("px"));
  }
}

/// The one style sheet with what the theme says in place of @names.
QString styleSheet(const Theme& t) {
  QFile file(QStringLiteral(":/themes/base.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  QColor faded = t.muted;
  faded.setAlphaF(0.6F);
  QColor amber = t.warning;
  amber.setAlphaF(0.14F);
  const std::pair<const char*, QColor> names[] = {
      {"@accentText", t.accentText}, {"@accent", t.accent},   {"@window", t.window},
      {"@panel", t.panel},           {"@line", t.line},       {"@text", t.text},
      {"@muted", t.muted},           {"@field", t.field},     {"@chip", t.chip},
      {"@error", t.error},           {"@raised", t.nodeFill}, {"@faded", faded},
      {"@warning", t.warning},       {"@amber", amber}};
  for (const auto& [name, colour] : names)
    sheet.replace(QLatin1String(name), colour.name(QColor::HexArgb));
  sheet.replace(QLatin1String("@mode"), QLatin1String(t.dark ? "dark" : "light"));
  growPixels(sheet);
  return sheet;
}

}  // namespace

QColor Theme::category(Category category) const {
  return categories[static_cast<std::size_t>(category)];
}

const Theme& Theme::light() {
  static const Theme theme = makeLight();
  return theme;
}

const Theme& Theme::darkTheme() {
  static const Theme theme = makeDark();
  return theme;
}

const Theme& Theme::of(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : light();
}

const Theme& Theme::of(const QWidget* widget) {
  return of(widget->palette());
}

qreal textScale(const QFont& base) {
  return std::max(1.0, QFontInfo(base).pixelSize() / kDesignPixels);
}

int grown(int pixels, const QWidget* widget) {
  return qRound(pixels * textScale(widget->font()));
}

ThemeMode themeMode(const QString& name) {
  if (name == QLatin1String("light")) return ThemeMode::Light;
  if (name == QLatin1String("dark")) return ThemeMode::Dark;
  return ThemeMode::System;
}

void applyTheme(QApplication& app, ThemeMode mode) {
  app.setStyle(new GrownStyle);
  // Back to the desktop's own palette, to see whether it is dark.
  if (mode == ThemeMode::System) app.setPalette(QPalette());
  const Theme& theme = mode == ThemeMode::Light  ? Theme::light()
                       : mode == ThemeMode::Dark ? Theme::darkTheme()
                                                 : Theme::of(QGuiApplication::palette());
  app.setPalette(paletteOf(theme));
  app.setStyleSheet(styleSheet(theme));
}

QFont monospaceFont(const QFont& base) {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  if (base.pixelSize() > 0)
    font.setPixelSize(base.pixelSize());
  else
    font.setPointSizeF(base.pointSizeF());
  font.setWeight(base.weight());
  return font;
}

QFont tabularFont(const QFont& base) {
  QFont font = base;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
  font.setFeature("tnum", 1);
#endif
  return font;
}

}  // namespace loom::ui
