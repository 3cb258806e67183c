// The folder of a run: what it holds, that it survives being left in the middle, and that it is
// never overwritten.

#include "engine/io/run_directory.h"

#include <QtTest/QtTest>
#include <cmath>
#include <limits>

#include "engine/io/safetensors.h"
#include "test_program.h"

using namespace loom;

namespace {

Point point(std::int64_t step, float loss, Point::Split split = Point::Split::Train) {
  Point point;
  point.split = split;
  point.step = step;
  point.epoch = static_cast<double>(step) / 3;
  point.loss = loss;
  point.accuracy = 0.5F;
  point.learningRate = 0.01F;
  point.seconds = 0.25 * static_cast<double>(step);
  return point;
}

}  // namespace

class RunDirectoryTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  int count_ = 0;

  std::string fresh() { return folder_.filePath("run" + QString::number(++count_)).toStdString(); }
  static QByteArray content(const std::string& run, const char* name) {
    QFile file(QString::fromStdString(run) + "/" + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
  }

 private Q_SLOTS:
  void nameTellsProjectTimeAndRun() {
    const QString path = QString::fromStdString(newRunDirectory("x/a.loom", "Le Net/5 «é»"));
    const QRegularExpression form("^x/a\\.runs/\\d{8}T\\d{6}Z-Le-Net-5$");
    QVERIFY2(form.match(path).hasMatch(), path.toUtf8());
    QVERIFY(QString::fromStdString(newRunDirectory("a.b.loom", "")).startsWith("a.b.runs/"));
    QVERIFY(QString::fromStdString(newRunDirectory("a", "..")).endsWith("-run"));
  }

  void nameIsNotUsedTwice() {
    const std::string project = folder_.filePath("twice.loom").toStdString();
    const std::string first = newRunDirectory(project, "n");
    QVERIFY(prepareRunDirectory(first).ok());
    QVERIFY(newRunDirectory(project, "n") != first);
  }

  void aNewRunHoldsItsProject() {
    Project project;
    project.name = "p";
    project.training.seed = 18446744073709551615ULL;
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, project);
    QVERIFY(run.ok());
    QCOMPARE(content(path, "metrics.csv"),
             QByteArray("step,epoch,split,loss,accuracy,lr,seconds\n"));
    QVERIFY(*(*run)->project() == project);
    const auto record = (*run)->record();
    QVERIFY(record.ok());
    QCOMPARE(record->status, std::string("running"));
    QCOMPARE(record->seed, project.training.seed);
    QCOMPARE(record->bestEpoch, -1);
  }

  void metricsAreAppendedInAnyLocale() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    QVERIFY((*run)->append(point(1, 2.5F)).ok());
    QVERIFY((*run)->append(point(2, std::numeric_limits<float>::quiet_NaN())).ok());
    QVERIFY((*run)->append(point(3, 0.1F, Point::Split::Validation)).ok());
    QVERIFY((*run)->saveRecord({}).ok());
    std::setlocale(LC_ALL, "C");
    QCOMPARE(content(path, "metrics.csv"), QByteArray("step,epoch,split,loss,accuracy,lr,seconds\n"
                                                      "1,0.33333334,train,2.5,0.5,0.01,0.250\n"
                                                      "2,0.6666667,train,nan,0.5,0.01,0.500\n"
                                                      "3,1,val,0.1,0.5,0.01,0.750\n"));
  }

  void metricsAreCutBackToAStep() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    for (int step = 1; step <= 4; ++step) QVERIFY((*run)->append(point(step, 1)).ok());
    QVERIFY((*run)->append(point(4, 1, Point::Split::Validation)).ok());
    QVERIFY((*run)->saveRecord({}).ok());
    QFile file(QString::fromStdString(path) + "/metrics.csv");
    QVERIFY(file.open(QIODevice::Append));
    file.write("5,1.6,tra");  // a crash in the middle of a row
    file.close();
    QVERIFY((*run)->truncateMetrics(4).ok());
    QCOMPARE(content(path, "metrics.csv").count('\n'), 6);
    QVERIFY(content(path, "metrics.csv").endsWith(",val,1,0.5,0.01,1.000\n"));
    QVERIFY((*run)->truncateMetrics(2).ok());
    QCOMPARE(content(path, "metrics.csv").count('\n'), 3);
    QVERIFY((*run)->append(point(3, 1)).ok());
    QVERIFY((*run)->saveRecord({}).ok());
    QCOMPARE(content(path, "metrics.csv").count('\n'), 4);
    QVERIFY((*run)->truncateMetrics(0).ok());
    QCOMPARE(content(path, "metrics.csv"),
             QByteArray("step,epoch,split,loss,accuracy,lr,seconds\n"));
  }

  void recordComesBack() {
    const std::string path = fresh();
    RunRecord record{"finished", 7, "00ff", 2, 938, 0.125, 0.97, 0.25, 0.96, true, {}};
    record.validationMetrics = {{"mae", 0.5}, {"r2", std::nan("")}};
    {
      const auto run = RunDirectory::create(path, {});
      QVERIFY((*run)->saveRecord(record).ok());
    }
    const auto run = RunDirectory::open(path);
    QVERIFY(run.ok());
    const auto read = (*run)->record();
    QVERIFY(read.ok());
    QCOMPARE(read->status, record.status);
    QCOMPARE(read->dataFingerprint, record.dataFingerprint);
    QCOMPARE(read->bestEpoch, 2);
    QCOMPARE(read->step, record.step);
    QCOMPARE(read->loss, record.loss);
    QCOMPARE(read->validationAccuracy, record.validationAccuracy);
    QVERIFY(read->hasValidation);
    for (const auto& [name, value] : read->validationMetrics) {
      if (name == "mae") QCOMPARE(value, 0.5);
      if (name == "r2") QVERIFY(std::isnan(value));
    }
    QCOMPARE(read->validationMetrics.size(), std::size_t{4});  // with the loss and the accuracy
    const QJsonObject json = QJsonDocument::fromJson(content(path, "run.json")).object();
    QCOMPARE(json["best_epoch"].toInt(), 3);  // people count from 1
    QVERIFY(!json["versions"].toObject()["layerloom"].toString().isEmpty());
    const QString started = json["started"].toString();
    QVERIFY(QDateTime::fromString(started, Qt::ISODate).isValid());
    QVERIFY((*run)->saveRecord(record).ok());
    QCOMPARE(QJsonDocument::fromJson(content(path, "run.json")).object()["started"].toString(),
             started);
  }

  void recordWithoutFiguresComesBack() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    RunRecord record{"failed", 0, "", -1, 0, std::nan(""), std::nan(""), 0, 0, false};
    QVERIFY((*run)->saveRecord(record).ok());
    const QJsonObject json = QJsonDocument::fromJson(content(path, "run.json")).object();
    QVERIFY(json["metrics"].toObject()["loss"].isNull());
    const auto read = (*run)->record();
    QVERIFY(read.ok());
    QVERIFY(std::isnan(read->loss));
    QVERIFY(!read->hasValidation);
  }

  void stateComesBackExactly() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    RunState state{123456789012LL,
                   0.1 + 0.2,
                   {-std::numeric_limits<double>::infinity(), 4, 2},
                   5,
                   1.0 / 3,
                   77,
                   128,
                   {0.3, 6, 1, 12345678901LL},
                   {{"m.a", Shape{2}, {1e-45F, 3}}}};
    QVERIFY((*run)->saveState(state).ok());
    const auto read = (*run)->state();
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().message().c_str());
    QCOMPARE(read->step, state.step);
    QVERIFY(read->seconds == state.seconds);
    QVERIFY(read->watch.best == state.watch.best);
    QCOMPARE(read->watch.bestEpoch, 4);
    QCOMPARE(read->watch.epochsWithoutGain, 2);
    QCOMPARE(read->validatedEpochs, 5);
    QVERIFY(read->epochLoss == state.epochLoss);
    QCOMPARE(read->epochCorrect, 77);
    QCOMPARE(read->epochSamples, 128);
    QCOMPARE(read->schedule.best, 0.3);
    QCOMPARE(read->schedule.epochsWithoutGain, 6);
    QCOMPARE(read->schedule.cooldown, 1);
    QCOMPARE(read->schedule.reductions, 12345678901LL);
    QVERIFY(read->optimizer[0].values == state.optimizer[0].values);
    QVERIFY((*run)->saveLast(state.optimizer).ok());
    QFile::remove(QString::fromStdString(path) + "/state.bin");
    QVERIFY(QFile::copy(QString::fromStdString(path) + "/last.safetensors",
                        QString::fromStdString(path) + "/state.bin"));
    QVERIFY((*run)->state().error().message().find("is not a state") != std::string::npos);
  }

  // Version 1 knew no schedule with a memory, and kept an accuracy below zero.
  void firstStatesStillResume() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    const TensorMetadata metadata = {
        {"format", "layerloom state 1"}, {"step", "900"},       {"seconds", "1.5"},
        {"best_monitor", "-0.75"},       {"best_epoch", "4"},   {"epochs_without_gain", "2"},
        {"validated_epochs", "5"},       {"epoch_loss", "3.5"}, {"epoch_correct", "77"},
        {"epoch_samples", "128"}};
    QVERIFY(writeSafetensors(path + "/state.bin", {{"m.a", Shape{1}, {3}}}, metadata).ok());
    const auto read = (*run)->state();
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().message().c_str());
    QCOMPARE(read->step, 900);
    QCOMPARE(read->watch.best, 0.75);
    QCOMPARE(read->watch.bestEpoch, 4);
    QCOMPARE(read->epochSamples, 128);
    QCOMPARE(read->schedule.reductions, 0);
    QCOMPARE(read->optimizer.size(), std::size_t{1});
  }

  void weightsComeBack() {
    const std::string path = fresh();
    const auto run = RunDirectory::create(path, {});
    QVERIFY(!(*run)->last().ok());
    QVERIFY((*run)->state().error().message().find("ended before its first save") !=
            std::string::npos);
    QVERIFY((*run)->saveLast({{"a", Shape{1}, {1}}}).ok());
    QVERIFY((*run)->saveBest({{"a", Shape{1}, {2}}}).ok());
    QCOMPARE((*(*run)->last())[0].values[0], 1.0F);
    QCOMPARE((*(*run)->best())[0].values[0], 2.0F);
  }

  void aRunIsNotOverwritten() {
    const std::string path = fresh();
    QVERIFY(RunDirectory::create(path, {}).ok());
    const QByteArray before = content(path, "run.json");
    const auto again = RunDirectory::create(path, {});
    QVERIFY(!again.ok());
    QVERIFY(again.error().message().find("holds a run already") != std::string::npos);
    QCOMPARE(content(path, "run.json"), before);
  }

  void foldersThatCannotBeAreRefused() {
    const std::string blocked = folder_.filePath("file").toStdString();
    QFile file(QString::fromStdString(blocked));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!prepareRunDirectory(blocked + "/run").ok());
    QVERIFY(!RunDirectory::open(fresh()).ok());
    QVERIFY(RunDirectory::open(folder_.path().toStdString())
                .error()
                .message()
                .find("not the folder of a run") != std::string::npos);
  }
};

LOOM_TEST(run_directory_test, RunDirectoryTest)
#include "run_directory_test.moc"
