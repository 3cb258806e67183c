// What the pad is for: digits drawn with real mouse events are read right, wherever and however
// large they are drawn. LeNet-5 learns MNIST where LAYERLOOM_DATA has it, else the built-in digits.

#include <QtTest>
#include <QtWidgets>
#include <array>

#include "app/drawn_digits.h"
#include "app/window_driver.h"
#include "test_program.h"
#include "ui/session.h"
#include "ui/sketch/probability_bars.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;

namespace {

void sendMouse(QWidget& pad, QEvent::Type type, QPointF at) {
  const bool up = type == QEvent::MouseButtonRelease;
  QMouseEvent event(type, at, pad.mapToGlobal(at),
                    type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                    up ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&pad, &event);
}

void drawWays(QWidget& pad, const std::vector<std::vector<QPointF>>& ways) {
  for (const auto& way : ways) {
    sendMouse(pad, QEvent::MouseButtonPress, way.front());
    for (const QPointF& point : way) sendMouse(pad, QEvent::MouseMove, point);
    sendMouse(pad, QEvent::MouseButtonRelease, way.back());
  }
}

}  // namespace

class PadAccuracyTest : public QObject {
  Q_OBJECT

  QTemporaryDir settings_;
  std::unique_ptr<WindowDriver> w_;

  ui::SketchPanel& panel() { return w_->window.sketch(); }
  ui::SketchPad& pad() { return *panel().pad(); }

  /// Draws on a clean pad and waits until the network has seen it all; the input it got.
  std::vector<float> show(const std::vector<std::vector<QPointF>>& ways) {
    pad().clear();
    drawWays(pad(), ways);
    const qint64 before = panel().drawingId();
    const auto seen = [&] {
      const Snapshot* snapshot = w_->parts.clock().last().snapshot;
      return panel().drawingId() > before && snapshot && snapshot->ofDrawing &&
             snapshot->drawingId == panel().drawingId() && snapshot->showsDrawing;
    };
    if (!QTest::qWaitFor(seen, kPatience)) return {};
    return w_->parts.clock().last().snapshot->probeInput;
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("layerloom");
    QCoreApplication::setApplicationName("layerloom");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
    w_ = std::make_unique<WindowDriver>();
    QTRY_COMPARE_WITH_TIMEOUT(w_->graph().nodes.size(), std::size_t{14}, kPatience);
    const QString data = qEnvironmentVariable("LAYERLOOM_DATA");
    const bool mnist = !data.isEmpty() && QDir(data + "/mnist").exists();
    ReplaceSettings settings = settingsOf(w_->document.project());
    settings.data.source = mnist ? "mnist" : "digits";
    settings.training.epochs = 3;
    settings.training.optimizer.params.set("lr", 0.05);
    w_->document.edit("a few epochs", {settings});
    QTest::keyClick(&w_->window, Qt::Key_F5);
    Trainer& trainer = w_->parts.trainer();
    QTRY_COMPARE_WITH_TIMEOUT(trainer.status().state, State::Finished, 5 * kPatience);
    qInfo("%s: validation %.4f after %lld steps", mnist ? "mnist" : "digits",
          static_cast<double>(trainer.status().validationAccuracy),
          static_cast<long long>(trainer.status().step));
  }
  void cleanupTestCase() { w_.reset(); }

  void drawnDigitsAreReadRight() {
    std::array<int, 10> drawn{}, right{};
    for (const DrawnShape& shape : drawnShapes()) {
      for (const Hand& hand : hands()) {
        pad().setPenWidth(hand.pen);
        auto ways = mouseWays(shape, hand, pad().size());
        for (auto& way : ways)
          for (QPointF& point : way) point = point.toPoint();  // as a mouse has it
        QVERIFY(!show(ways).empty());
        const auto digit = static_cast<std::size_t>(shape.digit);
        ++drawn[digit];
        if (panel().bars()->best() == shape.digit) {
          ++right[digit];
        } else {
          qInfo("%d (%s), %s: taken for %d", shape.digit, shape.what, hand.what,
                panel().bars()->best());
        }
      }
    }
    int allDrawn = 0, allRight = 0;
    for (std::size_t digit = 0; digit < 10; ++digit) {
      QVERIFY(drawn[digit] >= 10);
      allDrawn += drawn[digit];
      allRight += right[digit];
      qInfo("%zu: %d of %d", digit, right[digit], drawn[digit]);
    }
    qInfo("%d of %d right", allRight, allDrawn);
    QVERIFY2(allRight * 100 >= allDrawn * 95,
             qPrintable(QString("%1 of %2 right").arg(allRight).arg(allDrawn)));
  }

  void placeAndSizeChangeNothing_data() {
    QTest::addColumn<QPointF>("shift");
    QTest::addColumn<double>("scale");
    QTest::newRow("40 px to the right") << QPointF(40, 0) << 1.0;
    QTest::newRow("40 px up and left") << QPointF(-40, -40) << 1.0;
    QTest::newRow("half as large, with its pen") << QPointF(0, 0) << 0.5;
    QTest::newRow("half as large, in a corner") << QPointF(60, 40) << 0.5;
  }

  void placeAndSizeChangeNothing() {
    QFETCH(const QPointF, shift);
    QFETCH(const double, scale);
    const QPointF middle(pad().width() / 2.0, pad().height() / 2.0);
    for (const DrawnShape& shape : drawnShapes()) {
      Hand hand{"plain", 0.5};
      auto ways = mouseWays(shape, hand, pad().size());
      pad().setPenWidth(hand.pen);
      const std::vector<float> before = show(ways);
      const int answer = panel().bars()->best();
      for (auto& way : ways)
        for (QPointF& point : way) point = middle + (point - middle) * scale + shift;
      pad().setPenWidth(hand.pen * scale);
      const std::vector<float> after = show(ways);
      QCOMPARE(before.size(), std::size_t{28 * 28});
      QCOMPARE(after.size(), before.size());
      for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY2(std::abs(before[i] - after[i]) <= 1e-3F,
                 qPrintable(QString("%1 (%2): %3 became %4 at pixel %5")
                                .arg(shape.digit)
                                .arg(shape.what)
                                .arg(static_cast<double>(before[i]))
                                .arg(static_cast<double>(after[i]))
                                .arg(i)));
      }
      QCOMPARE(panel().bars()->best(), answer);
    }
  }
};

LOOM_TEST(pad_accuracy_test, PadAccuracyTest)
#include "pad_accuracy_test.moc"
