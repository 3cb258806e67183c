// What charts leave as files: the curves, the runs behind them, and the legend that names them.

#include "ui/charts/chart_export.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include "test_program.h"
#include "ui/charts/run_style.h"
#include "ui/curves.h"
#include "ui/theme.h"

using namespace loom;
using namespace loom::ui;
using namespace loom::test;

class ChartExportTest : public QObject {
  Q_OBJECT

  std::unique_ptr<ChartModel> model_;
  std::unique_ptr<QWidget> window_;
  ChartSheet one_, all_;

  QByteArray written(const ChartSheet& sheet, const QString& name) {
    QTemporaryDir folder;
    const QString path = folder.filePath(name);
    bool done = false;
    QString problem = "never answered";
    writeCharts(*model_, sheet, *window_, path, [&](const QString& text) {
      problem = text;
      done = true;
    });
    if (!QTest::qWaitFor([&] { return done; }) || !problem.isEmpty()) return problem.toUtf8();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
  }

 private slots:
  void init() {
    model_ = std::make_unique<ChartModel>();
    window_ = std::make_unique<QWidget>();
    model_->setPlan(5, 5 * kPerEpoch);
    std::vector<Point> points;
    for (int i = 1; i <= 4000; ++i) points.push_back(learned(i));
    for (int i = 1; i <= 4; ++i) points.push_back(validated(i, i == 3 ? 0.05F : 0.1F));
    model_->add(points);
    auto past = std::make_shared<RunCurves>();
    for (int i = 1; i <= 100; ++i) past->add(learned(i));
    model_->setCompared({{"older, \"small\" run", 3, past}});
    QTRY_VERIFY(!model_->isSmoothing());
    one_ = {"Loss", QSize(500, 240), {{ChartMetric::Loss, QRect(0, 0, 500, 240)}}};
    all_ = {"Training",
            QSize(800, 240),
            {{ChartMetric::Loss, QRect(0, 0, 390, 240)},
             {ChartMetric::LearningRate, QRect(410, 0, 390, 240)}}};
  }

  void pngHoldsThePictureAndTheLegend() {
    const QImage image = QImage::fromData(written(one_, "loss.png"), "PNG");
    QVERIFY(!image.isNull());
    QVERIFY(image.width() >= 2 * 500 && image.height() >= 2 * 260);
    const Theme& theme = Theme::of(window_.get());
    const auto rowHas = [&](int from, const QColor& colour) {
      for (int y = from; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          if (image.pixelColor(x, y) == colour) return true;
      return false;
    };
    const int legend = 2 * (12 + 240 + 4);
    QVERIFY(rowHas(legend, theme.validationCurve));
    QVERIFY(rowHas(legend, runPen(theme, 3, 1).color()));
    QVERIFY(rowHas(0, theme.trainCurve));
  }

  void svgIsWellFormedAndNamesEverything() {
    for (const ChartSheet& sheet : {one_, all_}) {
      const QByteArray bytes = written(sheet, "charts.svg");
      QXmlStreamReader xml(bytes);
      QString texts;
      int lines = 0;
      while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters()) texts += xml.text();
        if (xml.isStartElement() && xml.name() == QLatin1String("polyline")) ++lines;
      }
      QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
      for (const char* word :
           {"Loss", "validation", "train, every batch", "older, \"small\" run", "best"})
        QVERIFY2(texts.contains(word), word);
      QCOMPARE(texts.contains("Learning rate"), sheet.cells.size() == 2);
      QVERIFY(lines >= 3);
    }
  }

  void csvHoldsEveryPointOfEveryRun() {
    const QList<QByteArray> lines = written(one_, "loss.csv").trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 2 * 4000 + 4 + 2 * 100);
    QCOMPARE(lines[0], QByteArray("chart,run,curve,step,epoch,seconds,value"));
    QCOMPARE(lines[1], QByteArray("loss,,train,1,0.001,0.010,") +
                           QByteArray::number(static_cast<double>(learned(1).loss), 'g', 7));
    QCOMPARE(lines[2 * 4000 + 3], QByteArray("loss,,validation,3000,3,30.000,0.05"));
    QVERIFY(lines[2 * 4000 + 5].startsWith("loss,\"older, \"\"small\"\" run\",train,1,"));
    const QByteArray all = written(all_, "all.csv");
    QVERIFY(all.contains("\nlearning_rate,,train,4000,4,40.000,0.01\n"));
    QVERIFY(!all.contains("\nlearning_rate,,train smoothed"));
  }

  void curvesThatGrowMeanwhileDoNotDisturb() {
    QTemporaryDir folder;
    bool done = false;
    writeCharts(*model_, one_, *window_, folder.filePath("loss.csv"),
                [&](const QString&) { done = true; });
    for (int i = 4001; i < 9000; ++i) model_->add({learned(i)});
    QTRY_VERIFY(done);
    QFile file(folder.filePath("loss.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().trimmed().split('\n').size(), 1 + 2 * 4000 + 4 + 2 * 100);
  }

  void aFolderThatIsNotThereIsNamed() {
    for (const QString& name : {QString("loss.csv"), QString("loss.png")}) {
      bool done = false;
      QString problem;
      writeCharts(*model_, one_, *window_, "/nowhere/at/all/" + name, [&](const QString& text) {
        problem = text;
        done = true;
      });
      QTRY_VERIFY(done);
      QVERIFY(problem.contains(name));
    }
  }
};

LOOM_TEST(chart_export_test, ChartExportTest)
#include "chart_export_test.moc"
