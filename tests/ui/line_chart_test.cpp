// Charts under real pointer, wheel and key events; what one is told, all do.

#include "ui/charts/line_chart.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"
#include "ui/charts/run_style.h"
#include "ui/curves.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::ui;
using namespace loom::test;

class LineChartTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ChartModel> model_;
  std::unique_ptr<LineChart> chart_, other_;

  QPoint at(double epoch) const {
    const QRectF range = chart_->shownRange();
    return chart_->positionOf(epoch, range.center().y()).toPoint();
  }
  void move(const QPoint& to, Qt::MouseButtons buttons = Qt::NoButton) const {
    QMouseEvent event(QEvent::MouseMove, to, chart_->mapToGlobal(to), Qt::NoButton, buttons,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(chart_.get(), &event);
  }
  void drag(double from, double to, Qt::MouseButton button = Qt::LeftButton,
            Qt::KeyboardModifiers keys = {}) const {
    const QPoint a = at(from), b = at(to);
    QTest::mousePress(chart_.get(), button, keys, a);
    for (int part = 1; part <= 10; ++part) move(a + (b - a) * part / 10, button);
    QTest::mouseRelease(chart_.get(), button, keys, b);
  }
  void wheel(double epoch, int turned, Qt::KeyboardModifiers keys = {}, int sideways = 0) const {
    const QPoint where = at(epoch);
    QWheelEvent event(where, chart_->mapToGlobal(where), {}, {sideways, turned}, Qt::NoButton, keys,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(chart_.get(), &event);
  }
  double low() const { return model_->range().low; }
  double high() const { return model_->range().high; }

  std::shared_ptr<RunCurves> pastRun(int steps, float offset) const {
    auto curves = std::make_shared<RunCurves>();
    for (int i = 1; i <= steps; ++i) {
      Point point = learned(i);
      point.loss += offset;
      curves->add(point);
    }
    return curves;
  }
  /// Whether a pixel of the plot has this colour.
  bool shows(const QColor& colour) const {
    const QImage image = chart_->grab().toImage();
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (image.pixelColor(x, y) == colour) return true;
    return false;
  }

 private slots:
  void init() {
    model_ = std::make_unique<ChartModel>();
    model_->setPlan(5, 5 * kPerEpoch);
    chart_ = std::make_unique<LineChart>(ChartMetric::Loss, *model_);
    other_ = std::make_unique<LineChart>(ChartMetric::GradientNorm, *model_);
    for (LineChart* chart : {chart_.get(), other_.get()}) {
      chart->resize(600, 260);
      chart->show();
      QVERIFY(QTest::qWaitForWindowExposed(chart));
    }
    std::vector<Point> points;
    for (int i = 1; i <= 4000; ++i) points.push_back(learned(i));
    for (int i = 1; i <= 4; ++i) points.push_back(validated(i, i == 3 ? 0.05F : 0.1F));
    model_->add(points);
    QTRY_VERIFY(!model_->isSmoothing());
    QCoreApplication::processEvents();
  }
  void cleanup() {
    chart_.reset();
    other_.reset();
    model_.reset();
  }

  void axesCoverTheRunAndTheCurve() {
    const QRectF range = chart_->shownRange();
    QCOMPARE(range.left(), 0.0);
    QCOMPARE(range.right(), 5.0);
    QCOMPARE(range.top(), 0.0);
    QVERIFY(range.bottom() >= 2.35 && range.bottom() <= 3);
  }

  void markersAtTheEndsAreNotCutOff() {
    model_->add({learned(5000), validated(5, 0)});  // the best, in the lower right corner
    const QPointF best = chart_->positionOf(5, 0);
    QVERIFY(best.x() + 7 <= chart_->width());
    QVERIFY(best.y() + 7 <= chart_->height() - 20);
  }

  void draggingZoomsAllChartsAndDoubleClickShowsAllAgain() {
    drag(1, 2);
    QVERIFY(model_->isZoomed());
    QVERIFY(std::abs(low() - 1) < 0.02 && std::abs(high() - 2) < 0.02);
    // The y axis follows what is left: the curve is below 0.5 there.
    QVERIFY(chart_->shownRange().bottom() < 0.6);
    QCOMPARE(other_->shownRange().left(), low());
    QCOMPARE(other_->shownRange().right(), high());
    QTest::mouseDClick(chart_.get(), Qt::LeftButton, {}, at(1.5));
    QVERIFY(!model_->isZoomed());
    QCOMPARE(chart_->shownRange().right(), 5.0);
  }

  void escAndASecondButtonEndADrag() {
    for (const bool byKey : {true, false}) {
      QTest::mousePress(chart_.get(), Qt::LeftButton, {}, at(1));
      move(at(2), Qt::LeftButton);
      QVERIFY(chart_->band());
      if (byKey)
        QTest::keyClick(chart_.get(), Qt::Key_Escape);
      else
        QTest::mouseClick(chart_.get(), Qt::RightButton, {}, at(2));
      QVERIFY(!chart_->band());
      move(at(3), Qt::LeftButton);
      QVERIFY(!chart_->band());
      QTest::mouseRelease(chart_.get(), Qt::LeftButton, {}, at(3));
      QVERIFY(!model_->isZoomed());
    }
    drag(1, 2);
    QVERIFY(model_->isZoomed());
  }

  void aClickDoesNotZoom() {
    QTest::mouseClick(chart_.get(), Qt::LeftButton, {}, at(2));
    QVERIFY(!model_->isZoomed());
  }

  void theWheelZoomsUnderThePointer() {
    wheel(2, 120);
    QVERIFY(model_->isZoomed());
    const double width = high() - low();
    QVERIFY(std::abs(width - 4) < 0.01);
    // What was under the pointer is there still.
    QVERIFY(std::abs((2 - low()) / width - 2.0 / 5) < 0.01);
    for (int i = 0; i < 200; ++i) wheel((low() + high()) / 2, 120);
    QVERIFY(high() > low());
    for (int i = 0; i < 200; ++i) wheel((low() + high()) / 2, -120);
    QVERIFY(!model_->isZoomed());
  }

  void draggingWithShiftOrTheMiddleButtonMoves_data() {
    QTest::addColumn<bool>("middle");
    QTest::newRow("middle button") << true;
    QTest::newRow("shift") << false;
  }
  void draggingWithShiftOrTheMiddleButtonMoves() {
    QFETCH(bool, middle);
    const Qt::MouseButton button = middle ? Qt::MiddleButton : Qt::LeftButton;
    const Qt::KeyboardModifiers keys = middle ? Qt::NoModifier : Qt::ShiftModifier;
    model_->zoomTo(2, 3);
    drag(2.8, 2.3, button, keys);
    QVERIFY(std::abs(low() - 2.5) < 0.02 && std::abs(high() - 3.5) < 0.02);
    drag(low() + 0.1, low() + 0.9, button, keys);
    drag(low() + 0.1, low() + 0.9, button, keys);
    drag(low() + 0.1, low() + 0.9, button, keys);
    drag(low() + 0.1, low() + 0.9, button, keys);
    QCOMPARE(low(), 0.0);  // no further than where it begins
    QVERIFY(std::abs(high() - 1) < 1e-9);
    // Esc takes back what the drag did.
    QTest::mousePress(chart_.get(), button, keys, at(0.8));
    move(at(0.2), button);
    QVERIFY(low() > 0.3);
    QTest::keyClick(chart_.get(), Qt::Key_Escape);
    QCOMPARE(low(), 0.0);
    QTest::mouseRelease(chart_.get(), button, keys, at(0.2));
    QCOMPARE(low(), 0.0);
  }

  void theWheelMovesSidewaysWithShift() {
    model_->zoomTo(2, 3);
    wheel(2.5, -120, Qt::ShiftModifier);
    QVERIFY(std::abs(low() - 2.1) < 1e-9);
    wheel(2.5, 0, {}, 120);
    QVERIFY(std::abs(low() - 2) < 1e-9);
  }

  void keysReadZoomAndMove() {
    chart_->setFocus();
    QTest::keyClick(chart_.get(), Qt::Key_Home);
    QVERIFY(chart_->accessibleDescription().contains("epoch"));
    const double first = *model_->place();
    QTest::keyClick(chart_.get(), Qt::Key_Right);
    QVERIFY(std::abs(*model_->place() - first - 0.1) < 1e-6);
    QTest::keyClick(chart_.get(), Qt::Key_Up);
    QVERIFY(std::abs((high() - low()) - 2.5) < 1e-6);
    const double before = low();
    QTest::keyClick(chart_.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(std::abs(low() - before - 0.25) < 1e-6);
    // The view follows the place that is read.
    QTest::keyClick(chart_.get(), Qt::Key_End);
    QVERIFY(std::abs(high() - 5) < 1e-6);
    QTest::keyClick(chart_.get(), Qt::Key_Escape);
    QVERIFY(!model_->isZoomed() && !model_->place());
  }

  void hoverReadsEveryCurveOfAllCharts() {
    model_->setCompared({{"older run", 0, pastRun(2000, 1)}});
    QTRY_VERIFY(!model_->isSmoothing());
    move(at(1.1));
    QVERIFY(model_->place() && std::abs(*model_->place() - 1.1) < 0.02);
    const QStringList lines = chart_->readingsAt(1.1);
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines[0].contains("epoch 1.10") && lines[0].contains("step"), qPrintable(lines[0]));
    QVERIFY(lines[1].contains(QString::number(static_cast<double>(learned(1100).loss), 'f', 4)));
    QVERIFY(lines[2].contains("0.1000") && !lines[2].contains("best"));
    QVERIFY(lines[3].startsWith("older run"));
    QVERIFY(chart_->readingsAt(3.1)[2].contains("0.0500") &&
            chart_->readingsAt(3.1)[2].contains("best"));
    QCOMPARE(chart_->readingsAt(3.1).size(), 3);  // the older run was over by then
    // The other chart reads the same place.
    const QImage with = other_->grab().toImage();
    move({1, 1});
    QVERIFY(!model_->place());
    QVERIFY(other_->grab().toImage() != with);
    QVERIFY(other_->readingsAt(1.1)[1].startsWith("train"));
  }

  void smoothingKeepsEveryPoint() {
    const auto& raw = model_->run().train().series(ChartMetric::Loss).raw().values;
    const auto& smooth = [&]() -> const Chunked<float>& {
      return model_->run().train().series(ChartMetric::Loss).smoothed().values;
    };
    QVERIFY(smooth()[4] != raw[4]);
    model_->setSmoothing(0);
    QTRY_VERIFY(!model_->isSmoothing());
    QCOMPARE(raw.size(), std::size_t(4000));
    for (std::size_t i = 0; i < raw.size(); ++i) QCOMPARE(smooth()[i], raw[i]);
  }

  void logarithmicAxisAndBack() {
    model_->setLogarithmic(true);
    QVERIFY(chart_->shownRange().top() > 0);
    QCOMPARE(chart_->shownRange().top(), 0.05);
    QCOMPARE(chart_->shownRange().bottom(), 5.0);
    const double middle = chart_->positionOf(1, 0.5).y();
    QVERIFY(std::abs(middle -
                     (chart_->positionOf(1, 0.05).y() + chart_->positionOf(1, 5).y()) / 2) < 1);
    model_->setLogarithmic(false);
    QCOMPARE(chart_->shownRange().top(), 0.0);
  }

  void otherAxesShowTheSamePart() {
    model_->zoomTo(1, 2);
    model_->setAxis(XAxis::Step);
    QCOMPARE(low(), 1000.0);
    QCOMPARE(high(), 2000.0);
    model_->setAxis(XAxis::Time);
    QVERIFY(std::abs(low() - 10) < 1e-6 && std::abs(high() - 20) < 1e-6);
    model_->resetZoom();
    QCOMPARE(chart_->shownRange().right(), 40.0);
    model_->setAxis(XAxis::Step);
    QCOMPARE(chart_->shownRange().right(), 5000.0);
    QVERIFY(chart_->readingsAt(2000)[0].startsWith("step 2"));
  }

  void runsBehindAreDrawnInTheirColour() {
    const QColor colour = runPen(Theme::of(chart_.get()), 1, 1).color();
    auto past = std::make_shared<RunCurves>();
    for (int i = 1; i <= 4000; ++i) {
      Point point = learned(i);
      point.loss = 1.5F;
      past->add(point);
    }
    for (int i = 1; i <= 4; ++i) past->add(validated(i, 1.8F));
    QVERIFY(!shows(colour));
    model_->setCompared({{"past", 1, past}});
    QVERIFY(shows(colour));
    model_->setCompared({});
    QVERIFY(!shows(colour));
  }

  void aNewRunBeginsEmpty() {
    const auto before = model_->beginRun();
    QCOMPARE(before->train().size(), std::size_t(4000));
    QVERIFY(model_->run().empty());
    QVERIFY(chart_->readingsAt(1).isEmpty());
    model_->setPlan(3, 3000);
    QCOMPARE(chart_->shownRange().right(), 3.0);
  }

  void nothingIsDrawnWhileHidden() {
    chart_->hide();
    const int before = chart_->drawings();
    for (int i = 4001; i < 4020; ++i) {
      model_->add({learned(i)});
      QTest::qWait(10);
    }
    model_->zoomTo(1, 2);
    QTest::qWait(150);
    QCOMPARE(chart_->drawings(), before);
    chart_->show();
    QTRY_VERIFY(chart_->drawings() > before);
    QCOMPARE(chart_->shownRange().left(), 1.0);
  }

  void manyPointsMakeFewDrawings() {
    const int before = chart_->drawings();
    for (int i = 4001; i <= 4500; ++i) model_->add({learned(i)});
    QTRY_VERIFY(chart_->drawings() > before);
    QVERIFY(chart_->drawings() <= before + 2);
  }

  // Together with all else that a frame changes, however soon after the one before: frames are
  // spaced by what they cost, and a drawing between two of them would be counted to none.
  void aFramesPointsAreDrawnWithIt() {
    chart_->repaint();
    const int before = chart_->drawings();
    model_->add({learned(4001)});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(chart_->drawings(), before + 1);
    model_->add({learned(4002)});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(chart_->drawings(), before + 2);
  }

  void hoveringDrawsNoCurveAgain() {
    chart_->repaint();
    const int before = chart_->drawings();
    for (double epoch = 1; epoch < 2; epoch += 0.1) {
      move(at(epoch));
      chart_->repaint();
    }
    QCOMPARE(chart_->drawings(), before);
  }
};

LOOM_TEST(line_chart_test, LineChartTest)
#include "line_chart_test.moc"
