// A chart under real pointer events, and the files it writes.

#include "ui/charts/line_chart.h"

#include <QChart>
#include <QRubberBand>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>
#include <cmath>

#include "test_program.h"
#include "ui/charts/chart_export.h"
#include "ui/theme.h"

using namespace loom::ui;

class LineChartTest : public QObject {
  Q_OBJECT

  std::unique_ptr<LineChart> chart_;

  QPoint at(double epoch) const {
    const QPointF in = chart_->chart()->mapToPosition({epoch, chart_->shownRange().center().y()});
    return chart_->mapFromScene(chart_->chart()->mapToScene(in));
  }

  QByteArray written(const QString& name) {
    QTemporaryDir folder;
    const QString path = folder.filePath(name);
    bool done = false;
    QString problem = "never answered";
    writeChart(*chart_, path, [&](const QString& text) {
      problem = text;
      done = true;
    });
    if (!QTest::qWaitFor([&] { return done; }) || !problem.isEmpty()) return problem.toUtf8();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
  }

 private slots:
  void init() {
    chart_ = std::make_unique<LineChart>(LineChart::Scale::FromZero, LineChart::Best::Lowest);
    chart_->setName("Loss");
    chart_->setEpochs(5);
    chart_->resize(600, 260);
    chart_->show();
    QVERIFY(QTest::qWaitForWindowExposed(chart_.get()));
    for (int i = 0; i < 4000; ++i)
      chart_->addTrain(i / 1000.0, 2.3 * std::exp(-i / 500.0) + 0.05 + 0.01 * (i % 5));
    for (int i = 1; i <= 4; ++i) chart_->addValidation(i, i == 3 ? 0.05 : 0.1);
    chart_->flush();
    QCoreApplication::processEvents();
  }
  void cleanup() { chart_.reset(); }

  void axesCoverTheRunAndTheCurve() { QCOMPARE(chart_->shownRange(), QRectF(0, 0, 5, 2.4)); }

  void markersAtTheEndsAreNotCutOff() {
    chart_->addTrain(5, 0.06);
    chart_->addValidation(5, 0);  // the best, in the lower right corner
    chart_->flush();
    const QPointF best = chart_->chart()->mapToPosition({5, 0});
    const QRectF plot = chart_->chart()->plotArea();
    QVERIFY(best.x() + 7 <= plot.right());
    QVERIFY(best.y() + 7 <= plot.bottom());
  }

  void suddenlyLongRunsAndLargeLossesKeepFewTicks() {
    chart_->setEpochs(1e7);
    chart_->addTrain(4.5, 1e12);
    chart_->flush();
    QVERIFY(chart_->scene()->items().size() < 300);
    chart_->zoomTo(1, 1.001);
    QVERIFY(chart_->scene()->items().size() < 300);
    chart_->resetZoom();
    QVERIFY(chart_->scene()->items().size() < 300);
  }

  void draggingZoomsAndDoubleClickShowsAllAgain() {
    QWidget* view = chart_->viewport();
    QTest::mousePress(view, Qt::LeftButton, {}, at(1));
    for (double x = 1; x <= 2.001; x += 0.1) QTest::mouseMove(view, at(x));
    QTest::mouseRelease(view, Qt::LeftButton, {}, at(2));
    QVERIFY(chart_->isZoomed());
    QVERIFY(std::abs(chart_->shownRange().left() - 1) < 0.02);
    QVERIFY(std::abs(chart_->shownRange().right() - 2) < 0.02);
    // The y axis follows what is left: the curve is below 0.5 there.
    QVERIFY(chart_->shownRange().bottom() < 0.6);
    QTest::mouseDClick(view, Qt::LeftButton, {}, at(1.5));
    QVERIFY(!chart_->isZoomed());
    QCOMPARE(chart_->shownRange(), QRectF(0, 0, 5, 2.4));
  }

  void escAndASecondButtonEndADrag() {
    QWidget* view = chart_->viewport();
    const QRectF before = chart_->shownRange();
    const auto move = [&](double to) {
      QMouseEvent event(QEvent::MouseMove, at(to), view->mapToGlobal(at(to)), Qt::NoButton,
                        Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(view, &event);
    };
    for (const bool byKey : {true, false}) {
      QTest::mousePress(view, Qt::LeftButton, {}, at(1));
      move(2);
      QVERIFY(chart_->findChild<QRubberBand*>()->isVisible());
      if (byKey)
        QTest::keyClick(chart_.get(), Qt::Key_Escape);
      else
        QTest::mouseClick(view, Qt::RightButton, {}, at(2));
      QVERIFY(!chart_->findChild<QRubberBand*>()->isVisible());
      move(3);
      QVERIFY(!chart_->findChild<QRubberBand*>()->isVisible());
      QTest::mouseRelease(view, Qt::LeftButton, {}, at(3));
      QVERIFY(!chart_->isZoomed());
      QCOMPARE(chart_->shownRange(), before);
    }
    QTest::mousePress(view, Qt::LeftButton, {}, at(1));
    move(2);
    QTest::mouseRelease(view, Qt::LeftButton, {}, at(2));
    QVERIFY(chart_->isZoomed());
  }

  void aClickDoesNotZoom() {
    QTest::mouseClick(chart_->viewport(), Qt::LeftButton, {}, at(2));
    QVERIFY(!chart_->isZoomed());
  }

  void hoverReadsEveryCurve() {
    const QStringList lines = chart_->readingsAt(3.1);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains("3.10"));
    QVERIFY(lines[1].contains(QString::number(chart_->train().raw()[3100].y(), 'f', 4)));
    QVERIFY(lines[2].contains("0.0500") && lines[2].contains("best"));
    const QImage before = chart_->grab().toImage();
    QTest::mouseMove(chart_->viewport(), at(2));
    QTRY_VERIFY(chart_->grab().toImage() != before);
  }

  void smoothingKeepsEveryPoint() {
    const auto before = chart_->train().raw();
    chart_->setSmoothing(0.99);
    chart_->flush();
    QVERIFY(chart_->train().raw() == before);
    QVERIFY(chart_->train().smoothed()[4] != chart_->train().raw()[4]);
    chart_->setSmoothing(0);
    QVERIFY(chart_->train().smoothed() == before);
  }

  void logarithmicAxisAndBack() {
    chart_->setLogarithmic(true);
    chart_->flush();
    QCOMPARE(chart_->shownRange().top(), 0.01);
    QCOMPARE(chart_->shownRange().bottom(), 10.0);
    chart_->setLogarithmic(false);
    chart_->flush();
    QCOMPARE(chart_->shownRange(), QRectF(0, 0, 5, 2.4));
  }

  void clearForgetsTheRunBefore() {
    chart_->clear();
    chart_->flush();
    QVERIFY(chart_->train().raw().empty());
    QVERIFY(chart_->readingsAt(1).isEmpty());
  }

  void pngHoldsThePicture() {
    const QImage image = QImage::fromData(written("loss.png"), "PNG");
    QVERIFY(!image.isNull());
    QCOMPARE(image.size(), chart_->pictureSize() * 2);
    // The legend is at the bottom, in the colours of the curves.
    bool found = false;
    for (int x = 0; x < image.width() && !found; ++x)
      found = image.pixelColor(x, image.height() - 28) == Theme::of(chart_.get()).validationCurve;
    QVERIFY(found);
  }

  void svgIsWellFormedAndHasTheLegend() {
    const QByteArray bytes = written("loss.svg");
    QXmlStreamReader xml(bytes);
    QString texts;
    int paths = 0;
    while (!xml.atEnd()) {
      xml.readNext();
      if (xml.isCharacters()) texts += xml.text();
      if (xml.isStartElement() &&
          (xml.name() == QLatin1String("path") || xml.name() == QLatin1String("polyline")))
        ++paths;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts.contains("Loss") && texts.contains("validation") && texts.contains("train"));
    QVERIFY(paths > 5);
  }

  void csvHoldsEveryPoint() {
    const QList<QByteArray> lines = written("loss.csv").trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 2 * 4000 + 4);
    QCOMPARE(lines[0], QByteArray("epoch,curve,value"));
    QCOMPARE(lines[1], QByteArray("0,train,2.35"));
    QCOMPARE(lines.last(), QByteArray("4,validation,0.1"));
  }

  void aFolderThatIsNotThereIsNamed() {
    bool done = false;
    QString problem;
    writeChart(*chart_, "/nowhere/at/all/loss.csv", [&](const QString& text) {
      problem = text;
      done = true;
    });
    QTRY_VERIFY(done);
    QVERIFY(problem.contains("loss.csv"));
  }
};

LOOM_TEST(line_chart_test, LineChartTest)
#include "line_chart_test.moc"
