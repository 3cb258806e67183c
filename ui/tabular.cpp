#include "ui/tabular.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QPaintEngine>
#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <cmath>
#include <list>

#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr std::size_t kMostFonts = 16;
constexpr qsizetype kMostPieces = 512;  // of a font

bool isDigit(QChar c) {
  return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

/// What stands between two digits, or a digit: to find out which glyphs that takes is by far the
/// most that drawing it costs, and the same pieces come again with every frame.
struct Piece {
  QString text;
  qreal width = 0;
  QList<QGlyphRun> runs;  // on a baseline at 0
};

class Pieces {
 public:
  explicit Pieces(const QFont& font) : font_(font) {
    for (char digit = '0'; digit <= '9'; ++digit)
      digitWidth_ = std::max(digitWidth_, of(QString(QLatin1Char(digit))).width);
  }

  const QFont& font() const { return font_; }

  /// Calls visit(piece, x) for each, from x = 0 on; returns where they end.
  template <class Visit>
  qreal walk(const QString& text, const Visit& visit) {
    if (pieces_.size() > kMostPieces) pieces_.clear();
    qreal x = 0;
    for (qsizetype at = 0; at < text.size();) {
      const bool digit = isDigit(text[at]);
      qsizetype end = at + 1;
      while (!digit && end < text.size() && !isDigit(text[end])) ++end;
      const Piece& piece = of(text.mid(at, end - at));
      visit(piece, digit ? x + (digitWidth_ - piece.width) / 2 : x);
      x += digit ? digitWidth_ : piece.width;
      at = end;
    }
    return x;
  }

 private:
  const Piece& of(const QString& text) {
    if (const auto found = pieces_.constFind(text); found != pieces_.constEnd()) return *found;
    QTextLayout layout(text, font_);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    line.setPosition({0, -line.ascent()});
    return *pieces_.insert(
        text, {text, QFontMetricsF(font_).horizontalAdvance(text), layout.glyphRuns()});
  }

  QFont font_;
  qreal digitWidth_ = 0;
  QHash<QString, Piece> pieces_;
};

/// Of the fonts that were used last; fonts do not outlive the application.
Pieces& piecesOf(const QFont& font) {
  static std::list<Pieces> fonts;
  const auto found = std::ranges::find(fonts, font, &Pieces::font);
  if (found != fonts.end()) {
    fonts.splice(fonts.begin(), fonts, found);
    return fonts.front();
  }
  if (fonts.empty()) qAddPostRoutine([] { fonts.clear(); });
  if (fonts.size() >= kMostFonts) fonts.pop_back();
  return fonts.emplace_front(font);
}

}  // namespace

qreal tabularWidth(const QFont& font, const QString& text) {
  return piecesOf(font).walk(text, [](const Piece&, qreal) {});
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text) {
  const QFont font = painter.font();
  const QFontMetricsF metrics(font);
  qreal left = rect.left();
  if (alignment & (Qt::AlignRight | Qt::AlignHCenter)) {
    const qreal width = tabularWidth(font, text);
    left = alignment & Qt::AlignRight ? rect.right() - width : rect.center().x() - width / 2;
  }
  const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  const bool asGlyphs = painter.paintEngine()->type() == QPaintEngine::Raster;  // no file of words
  piecesOf(font).walk(text, [&](const Piece& piece, qreal x) {
    if (!asGlyphs) return painter.drawText(QPointF(left + x, baseline), piece.text);
    for (const QGlyphRun& run : piece.runs) painter.drawGlyphRun({left + x, baseline}, run);
  });
}

NumberLabel::NumberLabel(Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent), alignment_(alignment) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NumberLabel::setTone(Tone tone) {
  if (tone == tone_) return;
  tone_ = tone;
  update();
}

void NumberLabel::setText(const QString& text) {
  if (text == text_) return;
  text_ = text;
  setAccessibleDescription(text);
  if (tabularWidth(font(), text) > widestWidth_) reserve(text);
  update();
}

void NumberLabel::reserve(const QString& widest) {
  widest_ = widest;
  measureWidest();
}

void NumberLabel::measureWidest() {
  widestWidth_ = tabularWidth(font(), widest_);
  updateGeometry();
}

QSize NumberLabel::sizeHint() const {
  return {static_cast<int>(std::ceil(widestWidth_)),
          static_cast<int>(std::ceil(QFontMetricsF(font()).height()))};
}

QSize NumberLabel::minimumSizeHint() const {
  return sizeHint();
}

void NumberLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(tabularFont(font()));
  const Theme& theme = Theme::of(this);
  painter.setPen(tone_ == Tone::Muted   ? theme.muted
                 : tone_ == Tone::Error ? theme.error
                                        : theme.text);
  const bool fits = tabularWidth(painter.font(), text_) <= width() + 1;
  const auto cut = [&] {
    return QFontMetricsF(painter.font()).elidedText(text_, Qt::ElideRight, width());
  };
  drawTabular(painter, rect(), alignment_, fits ? text_ : cut());
}

void NumberLabel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) measureWidest();
}

QString groupedNumber(qint64 value) {
  QString digits = QString::number(std::abs(value));
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x202F));
  return value < 0 ? QChar(0x2212) + digits : digits;
}

QString percentText(double share, int decimals) {
  if (!std::isfinite(share)) return QString(QChar(0x2013));
  return QString::number(share * 100, 'f', decimals) + QChar(0x202F) + QLatin1Char('%');
}

QString durationText(double seconds) {
  const qint64 whole = std::isfinite(seconds) ? static_cast<qint64>(std::max(0.0, seconds)) : 0;
  const QString tail = QStringLiteral("%1:%2")
                           .arg(whole / 60 % 60, whole >= 3600 ? 2 : 1, 10, QLatin1Char('0'))
                           .arg(whole % 60, 2, 10, QLatin1Char('0'));
  return whole >= 3600 ? QStringLiteral("%1:%2").arg(whole / 3600).arg(tail) : tail;
}

}  // namespace loom::ui
