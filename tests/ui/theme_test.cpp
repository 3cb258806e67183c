// Colours that can be read and told apart, in both themes; icons that follow the text's colour.

#include "ui/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QPalette>
#include <QPushButton>
#include <QRegularExpression>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <vector>

#include "test_program.h"

using namespace loom;
using namespace loom::ui;

namespace {

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

/// WCAG 2.1's contrast ratio.
double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// CIE L*, 0..100.
double lightness(const QColor& colour) {
  return 116 * std::cbrt(luminance(colour)) - 16;
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT

 private slots:
  void textCanBeRead_data() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void textCanBeRead() {
    QFETCH(bool, dark);
    const Theme& t = dark ? Theme::darkTheme() : Theme::light();
    const auto check = [](const char* what, const QColor& text, const QColor& ground) {
      QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString("%1: %2 on %3 is %4")
                                                             .arg(what, text.name(), ground.name())
                                                             .arg(contrast(text, ground))));
    };
    for (const QColor& ground : {t.window, t.panel, t.canvas, t.field, t.chip, t.nodeFill}) {
      check("text", t.text, ground);
      check("muted", t.muted, ground);
    }
    for (const QColor& ground : {t.window, t.panel, t.nodeFill}) {
      check("error", t.error, ground);
      check("warning", t.warning, ground);
      check("good", t.good, ground);
      check("accent as text", t.accent, ground);
      check("validation as text", t.validationCurve, ground);
    }
    check("text on accent", t.accentText, t.accent);
    check("ink", t.ink, t.paper);
    // Lines of a chart and wires are shapes: WCAG asks 3 of them.
    for (const QColor& shape : {t.trainCurve, t.validationCurve, t.wire})
      QVERIFY(contrast(shape, t.panel) >= 2.9);
    for (const Category category : kCategories)
      QVERIFY2(contrast(t.category(category), t.nodeFill) >= 2.7, categoryName(category));
  }

  void checkBoxesAreSeen_data() { textCanBeRead_data(); }
  void checkBoxesAreSeen() {
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
    const Theme& t = dark ? Theme::darkTheme() : Theme::light();
    // The largest contrast to the ground that a pixel of the box has.
    const auto seen = [](QCheckBox& box, const QColor& ground) {
      const QImage image = box.grab().toImage();
      double best = 1;
      for (int y = 4; y < image.height() - 4; ++y)
        for (int x = 0; x < 14; ++x)
          best = std::max(best, contrast(image.pixelColor(x, y), ground));
      return best;
    };
    QCheckBox box;
    QVERIFY(seen(box, t.window) >= 3);
    box.setChecked(true);
    QVERIFY(seen(box, t.accent) >= 4.5);  // the tick
  }

  void categoriesDifferInLightness_data() { textCanBeRead_data(); }
  void categoriesDifferInLightness() {
    QFETCH(bool, dark);
    const Theme& t = dark ? Theme::darkTheme() : Theme::light();
    std::vector<double> steps;
    for (const Category category : kCategories) steps.push_back(lightness(t.category(category)));
    std::ranges::sort(steps);
    for (std::size_t i = 1; i < steps.size(); ++i)
      QVERIFY2(steps[i] - steps[i - 1] >= 2, qPrintable(QString::number(steps[i])));
  }

  void paletteChoosesTheTable() {
    auto& app = *qobject_cast<QApplication*>(QCoreApplication::instance());
    QPushButton button;
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    applyTheme(app, ThemeMode::Dark);
    QVERIFY(Theme::of(&button).dark);
    QVERIFY(!app.styleSheet().contains('@'));
    applyTheme(app, ThemeMode::Light);
    QVERIFY(!Theme::of(&button).dark);
    QVERIFY(!Theme::of(QPalette(Qt::white, Qt::white)).dark);
    QVERIFY(Theme::of(QPalette(Qt::black, Qt::black)).dark);
  }

  void everyIconIsThereAndTakesTheColour() {
    const QStringList names = QDir(":/icons").entryList({"*.svg"});
    QVERIFY(names.size() > 20);
    // The logo, and what the style sheet shows, which cannot colour a picture.
    const QStringList coloured = {"layerloom.svg", "chevron_grey.svg", "check_light.svg",
                                  "check_dark.svg"};
    for (const QString& file : names) {
      if (coloured.contains(file)) continue;
      const QImage image =
          themedIcon(file.chopped(4), QColor(200, 30, 40)).pixmap(32, 32).toImage();
      bool found = false;
      for (int y = 0; y < image.height() && !found; ++y)
        for (int x = 0; x < image.width() && !found; ++x)
          found = QColor::fromRgba(image.pixel(x, y)) == QColor(200, 30, 40);
      QVERIFY2(found, qPrintable(file));
    }
  }

  // A button that is not laid out yet has none.
  void anIconWithoutRoomIsNothing() {
    QTest::failOnWarning(QRegularExpression(".*"));
    for (const QIcon& icon : {themedIcon("clear", QColor(Qt::red)), squareIcon(Qt::red)})
      QVERIFY(icon.pixmap(QSize(0, 8)).isNull());
  }
};

LOOM_TEST(theme_test, ThemeTest)
#include "theme_test.moc"
