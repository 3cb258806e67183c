// What earlier runs left: the list of them, and their rows read back, whole or damaged.

#include "engine/io/run_history.h"

#include <QtTest>
#include <cmath>

#include "test_program.h"

using namespace loom;

namespace {

constexpr const char* kHead = "step,epoch,split,loss,accuracy,lr,seconds\n";

Point row(std::int64_t step, float loss, Point::Split split = Point::Split::Train) {
  Point point;
  point.split = split;
  point.step = step;
  point.epoch = static_cast<double>(step) / 4;
  point.loss = loss;
  point.accuracy = 0.5F;
  point.learningRate = 0.01F;
  point.seconds = 0.25 * static_cast<double>(step);
  return point;
}

}  // namespace

class RunHistoryTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  int count_ = 0;

  /// The path of a run with these metrics.
  std::string runWith(const QByteArray& metrics) {
    const QString path = folder_.filePath("run" + QString::number(++count_));
    QDir().mkpath(path);
    QFile file(path + "/metrics.csv");
    if (!file.open(QIODevice::WriteOnly) || file.write(metrics) != metrics.size())
      qFatal("no file");
    return path.toStdString();
  }
  struct Read {
    std::vector<Point> points;
    Result<void> result;
  };
  static Read readAll(const std::string& path) {
    Read read;
    read.result = readMetrics(path, [&](const Point& point) { read.points.push_back(point); });
    return read;
  }

 private Q_SLOTS:
  void whatARunWritesIsReadBack() {
    const std::string path = folder_.filePath("written").toStdString();
    {
      const auto run = RunDirectory::create(path, {});
      QVERIFY((*run)->append(row(1, 2.5F)).ok());
      QVERIFY((*run)->append(row(2, NAN)).ok());
      QVERIFY((*run)->append(row(2, 0.25F, Point::Split::Validation)).ok());
      QVERIFY((*run)->saveRecord({}).ok());
    }
    const Read read = readAll(path);
    QVERIFY(read.result.ok());
    QCOMPARE(read.points.size(), std::size_t{3});
    QCOMPARE(read.points[0].loss, 2.5F);
    QCOMPARE(read.points[0].learningRate, 0.01F);
    QCOMPARE(read.points[0].seconds, 0.25);
    QVERIFY(std::isnan(read.points[1].loss));
    QVERIFY(std::isnan(read.points[0].gradientNorm));
    QCOMPARE(read.points[2].split, Point::Split::Validation);
    QCOMPARE(read.points[2].epoch, 0.5);
  }

  void columnsAreFoundByTheirNames() {
    const Read read = readAll(runWith(
        "seconds,gradient_norm,step,later,split,epoch,loss\r\n1.5,3,7,x,train,0.5,0.25\r\n"));
    QVERIFY2(read.result.ok(), read.result.ok() ? "" : read.result.error().message().c_str());
    QCOMPARE(read.points.size(), std::size_t{1});
    QCOMPARE(read.points[0].gradientNorm, 3.0F);
    QCOMPARE(read.points[0].step, std::int64_t{7});
    QCOMPARE(read.points[0].seconds, 1.5);
    QVERIFY(std::isnan(read.points[0].accuracy));
  }

  void aRowThatWasCutOffIsLeftOut() {
    const Read read = readAll(runWith(QByteArray(kHead) + "1,0.1,train,2,0.1,0.01,0.1\n2,0.2,tra"));
    QVERIFY(read.result.ok());
    QCOMPARE(read.points.size(), std::size_t{1});
  }

  void damageIsNamedWithItsLine_data() {
    QTest::addColumn<QByteArray>("metrics");
    QTest::addColumn<QByteArray>("says");
    const QByteArray good = "1,0.1,train,2,0.1,0.01,0.1\n";
    QTest::newRow("head") << QByteArray("a,b,c\n") << QByteArray("does not begin with");
    QTest::newRow("head of one") << QByteArray("\n") << QByteArray("does not begin with");
    QTest::newRow("word") << kHead + good + "2,0.2,train,two,0,0,0\n" << QByteArray("Line 3");
    QTest::newRow("cells") << kHead + good + good + "3,0.2,train\n" << QByteArray("Line 4");
    QTest::newRow("split") << kHead + QByteArray("1,0.2,test,1,0,0,0\n") << QByteArray("Line 2");
    QTest::newRow("back") << kHead + QByteArray("5,0.2,train,1,0,0,0\n") + good
                          << QByteArray("Line 3");
    QTest::newRow("noise") << kHead + QByteArray("\0\xff\xfe\n", 4) << QByteArray("Line 2");
    QTest::newRow("blank") << kHead + QByteArray("\n") << QByteArray("Line 2");
  }
  void damageIsNamedWithItsLine() {
    QFETCH(QByteArray, metrics);
    QFETCH(QByteArray, says);
    const Read read = readAll(runWith(metrics));
    QVERIFY(!read.result.ok());
    const std::string text = read.result.error().message();
    QVERIFY2(QByteArray::fromStdString(text).contains(says), text.c_str());
    QVERIFY2(QByteArray::fromStdString(text).contains("metrics.csv"), text.c_str());
  }

  void readingStopsWhenItIsToldTo() {
    QByteArray metrics = kHead;
    for (int i = 1; i <= 20000; ++i)
      metrics += QByteArray::number(i) + ",0.1,train,2,0.1,0.01,0.1\n";
    int taken = 0;
    const auto result = readMetrics(
        runWith(metrics), [&](const Point&) { ++taken; }, [] { return true; });
    QVERIFY(!result.ok() && result.error().kind == Error::Kind::Cancelled);
    QVERIFY(taken < 20000);
  }

  void runsAreListedNewestFirst() {
    const QString runs = folder_.filePath("p.runs/");
    for (const char* name : {"20250102T030405Z-first", "20260102T030405Z-second", "odd"}) {
      const auto run = RunDirectory::create((runs + name).toStdString(), {});
      QVERIFY(run.ok());
      RunRecord record;
      record.status = "stopped";
      record.step = 12;
      QVERIFY((*run)->saveRecord(record).ok());
    }
    QDir().mkpath(runs + "nothing");
    QFile broken(runs + "odd/run.json");
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{");
    broken.close();
    // A record that does not say when it began: the folder does.
    QFile undated(runs + "20250102T030405Z-first/run.json");
    QVERIFY(undated.open(QIODevice::WriteOnly));
    undated.write("{\"status\": \"stopped\", \"seed\": 0, \"step\": 12}");
    undated.close();
    const auto found = pastRuns(folder_.filePath("p.loom").toStdString());
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].name, std::string("second"));
    QCOMPARE(found[1].name, std::string("first"));
    QCOMPARE(found[1].started, std::string("2025-01-02T03:04:05Z"));
    QCOMPARE(found[0].record.step, std::int64_t{12});
    QVERIFY(pastRuns(folder_.filePath("none.loom").toStdString()).empty());
  }
};

LOOM_TEST(run_history_test, RunHistoryTest)
#include "run_history_test.moc"
