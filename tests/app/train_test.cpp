// The whole way on the command line: train, interrupt, resume, evaluate, trace and predict, on the
// built-in digits.

#include <signal.h>

#include <cmath>

#include "engine/base/rng.h"
#include "engine/io/safetensors.h"
#include "places.h"
#include "program.h"
#include "test_program.h"

using loom::NamedTensor;
using loom::Shape;

class TrainTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  QString path(const QString& name) const { return folder_.filePath(name); }
  QString file(const QString& run, const char* name) const { return path(run) + "/" + name; }

  /// A run of a few steps, saved as `run`.
  Ran train(const QString& run, const QStringList& more) const {
    return layerloom(QStringList{"train", path("small.loom"), "--run", path(run), "--quiet"} +
                     more);
  }

  /// A bright bar whose row tells the class, as IDX files.
  void writeBars(const QByteArray& stem, int count) const {
    const auto number = [](int value) {
      return QByteArray(1, '\0') + QByteArray(1, '\0') + char(value >> 8) + char(value & 255);
    };
    QByteArray images = QByteArray::fromHex("00000803") + number(count) + number(28) + number(28);
    QByteArray labels = QByteArray::fromHex("00000801") + number(count);
    for (int i = 0; i < count; ++i) {
      for (int y = 0; y < 28; ++y)
        images += QByteArray(28, y / 2 == i % 10 + 1 ? '\xff' : char(i % 7));
      labels += char(i % 10);
    }
    QVERIFY(QDir().mkpath(path("bars")));
    writeFile(path("bars/") + stem + "-images-idx3-ubyte", images);
    writeFile(path("bars/") + stem + "-labels-idx1-ubyte", labels);
  }

  static QString message(const QByteArray& err) { return QString::fromUtf8(err); }

 private slots:
  void initTestCase() {
    writeFile(path("small.loom"), smallProject());
    // Makes the digits once, for all that follows; the first run that is also saved beside the
    // project.
    const Ran ran =
        layerloom({"train", path("small.loom"), "--max-steps", "12", "--json", "--log-steps"});
    QVERIFY2(ran.status == 0, ran.err);
    const QList<QJsonObject> events = ran.events();
    QCOMPARE(events.size(), 14);
    QCOMPARE(events[0]["event"].toString(), QString("start"));
    QCOMPARE(events[1]["event"].toString(), QString("step"));
    QCOMPARE(events[12]["step"].toInt(), 12);
    QVERIFY(events[1]["loss"].toDouble() > 1.5);
    const QJsonObject done = events.last();
    QCOMPARE(done["event"].toString(), QString("done"));
    QCOMPARE(done["status"].toString(), QString("finished"));
    QCOMPARE(done["step"].toInt(), 12);
    for (const char* key : {"run", "epochs", "loss", "accuracy", "val_loss", "val_accuracy",
                            "best_epoch", "seconds", "samples_per_second"}) {
      QVERIFY2(done.contains(key), key);
    }
    const QStringList runs = QDir(path("small.runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(runs.size(), 1);
    QVERIFY(QRegularExpression("^\\d{8}T\\d{6}Z-small$").match(runs[0]).hasMatch());
    QCOMPARE(QFileInfo(done["run"].toString()).canonicalFilePath(),
             QFileInfo(path("small.runs/" + runs[0])).canonicalFilePath());
  }

  void aRunLeavesAllItsFiles() {
    writeBars("train", 640);
    writeBars("t10k", 100);
    const Ran ran =
        layerloom({"train", path("small.loom"), "--run", path("whole"), "--json", "--data",
                   "idx:" + path("bars"), "--epochs", "2", "--validation-fraction", "0.2"});
    QVERIFY2(ran.status == 0, ran.err);
    QStringList names;
    for (const QJsonObject& event : ran.events()) names << event["event"].toString();
    QCOMPARE(names, (QStringList{"start", "epoch", "epoch", "done"}));
    const QJsonObject epoch = ran.events()[2];
    for (const char* key : {"epoch", "step", "loss", "accuracy", "val_loss", "val_accuracy", "lr",
                            "seconds", "samples_per_second"}) {
      QVERIFY2(epoch[key].isDouble(), key);
    }
    QCOMPARE(epoch["epoch"].toInt(), 2);
    QCOMPARE(ran.err.count("epoch "), 2);  // no terminal: a line an epoch
    QCOMPARE(QDir(path("whole")).entryList(QDir::Files),
             (QStringList{"best.safetensors", "last.safetensors", "metrics.csv", "project.loom",
                          "run.json", "state.bin"}));
    const QJsonObject record =
        QJsonDocument::fromJson(contentOf(file("whole", "run.json"))).object();
    QCOMPARE(record["status"].toString(), QString("finished"));
    QVERIFY(!record["data_fingerprint"].toString().isEmpty());
    QVERIFY(record["best_epoch"].toInt() >= 1);
    const QByteArray metrics = contentOf(file("whole", "metrics.csv"));
    QVERIFY(metrics.startsWith("step,epoch,split,loss,accuracy,lr,seconds\n"));
    QCOMPARE(metrics.count(",train,"), epoch["step"].toInt());
    QCOMPARE(metrics.count(",val,"), 2);
  }

  void oneSeedGivesTheSameBytesWithAnyNumberOfThreads() {
    const Ran one = train("one", {"--threads", "1", "--max-steps", "20"});
    QVERIFY2(one.status == 0, one.err);
    QCOMPARE(one.err, QByteArray());
    QCOMPARE(train("two", {"--threads", "2", "--max-steps", "20"}).status, 0);
    QCOMPARE(train("other", {"--seed", "1", "--max-steps", "20"}).status, 0);
    const QByteArray weights = contentOf(file("one", "last.safetensors"));
    QVERIFY(weights.size() > 7954 * 4);
    QVERIFY(weights == contentOf(file("two", "last.safetensors")));
    QVERIFY(weights != contentOf(file("other", "last.safetensors")));
  }

  void aResumedRunIsTheUninterruptedOne() {
    QCOMPARE(train("straight", {"--max-steps", "24"}).status, 0);
    QCOMPARE(train("halved", {"--max-steps", "10"}).status, 0);
    const Ran resumed = layerloom(
        {"train", path("small.loom"), "--resume", path("halved"), "--max-steps", "24", "--quiet"});
    QVERIFY2(resumed.status == 0, resumed.err);
    QVERIFY(contentOf(file("halved", "last.safetensors")) ==
            contentOf(file("straight", "last.safetensors")));
    const auto losses = [&](const char* run) {
      QList<QByteArray> columns;
      for (const QByteArray& row : contentOf(file(run, "metrics.csv")).split('\n'))
        columns << row.split(',').mid(0, 6).join(',');
      return columns;
    };
    QCOMPARE(losses("halved"), losses("straight"));
  }

  void anInterruptedRunIsSavedAndGoesOn() {
    QProcess process;
    process.start(loom::test::kProgram, {"train", path("small.loom"), "--run", path("cut"),
                                         "--epochs", "100000", "--json", "--log-steps"});
    QByteArray out;
    while (!out.contains("\"event\": \"step\"") && process.waitForReadyRead(120'000))
      out += process.readAllStandardOutput();
    QVERIFY2(out.contains("\"event\": \"step\""), process.readAllStandardError());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Ran ran = finished(process);
    QCOMPARE(ran.status, 1);
    QVERIFY2(message(ran.err).contains("the run is saved in " + path("cut")), ran.err);
    QVERIFY2(message(ran.err).contains("layerloom train " + path("small.loom") + " --resume " +
                                       path("cut")),
             ran.err);
    QCOMPARE(ran.events().last()["status"].toString(), QString("interrupted"));
    QCOMPARE(
        QJsonDocument::fromJson(contentOf(file("cut", "run.json"))).object()["status"].toString(),
        QString("stopped"));
    const int step = ran.events().last()["step"].toInt();
    const Ran none =
        layerloom({"train", "--resume", path("cut"), "--max-steps", QString::number(step)});
    QCOMPARE(none.status, 2);
    QVERIFY2(none.err.contains("is at step " + QByteArray::number(step) + " already"), none.err);
    const Ran more = layerloom(
        {"train", "--resume", path("cut"), "--max-steps", QString::number(step + 5), "--json"});
    QVERIFY2(more.status == 0, more.err);
    QCOMPARE(more.events().last()["step"].toInt(), step + 5);
  }

  void startingWeightsAreTaken() {
    QCOMPARE(train("first", {"--max-steps", "5"}).status, 0);
    const Ran ran = train(
        "from", {"--max-steps", "1", "--lr", "0", "--init", file("first", "last.safetensors")});
    QVERIFY2(ran.status == 0, ran.err);
    QVERIFY(contentOf(file("from", "last.safetensors")) ==
            contentOf(file("first", "last.safetensors")));
    QVERIFY(loom::writeSafetensors(path("odd.safetensors").toStdString(),
                                   {{"conv1.weight", Shape{1}, {0}}})
                .ok());
    const Ran odd = train("odd", {"--init", path("odd.safetensors")});
    QVERIFY(odd.status != 0);
    QVERIFY2(odd.err.contains("conv1"), odd.err);
    QVERIFY(!QFileInfo::exists(path("odd")));
  }

  void whatCannotBeIsRefusedBeforeTraining() {
    writeFile(path("blocked"), "a file");
    const Ran blocked = layerloom({"train", path("small.loom"), "--run", path("blocked/run")});
    QCOMPARE(blocked.status, 1);
    QVERIFY2(blocked.err.contains("could not be made") && blocked.err.contains("--run DIR"),
             blocked.err);
    QCOMPARE(train("taken", {"--max-steps", "1"}).status, 0);
    const Ran taken = train("taken", {"--max-steps", "1"});
    QCOMPARE(taken.status, 2);
    QVERIFY2(taken.err.contains("holds a run already"), taken.err);
    const Ran nothing = layerloom({"train", "--resume", path("nothing")});
    QCOMPARE(nothing.status, 2);
    QVERIFY2(nothing.err.contains("not the folder of a run"), nothing.err);
    const Ran changed = layerloom({"train", "--resume", path("taken"), "--lr", "1"});
    QCOMPARE(changed.status, 2);
    QVERIFY2(changed.err.contains("--lr cannot change a run that is resumed"), changed.err);
    const Ran data = train("data", {"--data", "mnist:" + path("no-such-folder")});
    QVERIFY(data.status == 1 || data.status == 2);
    QVERIFY2(data.err.contains("no-such-folder"), data.err);
    QVERIFY(!QFileInfo::exists(path("data")));
    const Ran unknown = train("unknown", {"--data", "mnits"});
    QCOMPARE(unknown.status, 2);
    QVERIFY2(unknown.err.contains("mnist"), unknown.err);
  }

  void aDivergedRunFails() {
    QCOMPARE(train("sound", {"--max-steps", "1"}).status, 0);
    auto weights = loom::readSafetensors(file("sound", "last.safetensors").toStdString());
    QVERIFY(weights.ok());
    for (NamedTensor& tensor : *weights) tensor.values.back() = std::nanf("");
    QVERIFY(loom::writeSafetensors(path("nan.safetensors").toStdString(), *weights).ok());
    const Ran ran = train("diverged", {"--init", path("nan.safetensors"), "--max-steps", "2"});
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.contains("layerloom: Training diverged"), ran.err);
  }

  void evaluateMeasuresAWholeSplit() {
    QCOMPARE(train("measured", {"--max-steps", "60"}).status, 0);
    const QString weights = file("measured", "last.safetensors");
    const Ran ran = layerloom({"evaluate", path("small.loom"), "--weights", weights, "--json"});
    QVERIFY2(ran.status == 0, ran.err);
    const QJsonObject json = ran.json();
    QVERIFY(json["accuracy"].toDouble() > 0.3);
    QVERIFY(json["loss"].toDouble() > 0);
    int total = 0;
    int correct = 0;
    const QJsonArray matrix = json["confusion_matrix"].toArray();
    QCOMPARE(matrix.size(), 10);
    for (int row = 0; row < 10; ++row) {
      for (const QJsonValue& cell : matrix[row].toArray()) total += cell.toInt();
      correct += matrix[row].toArray()[row].toInt();
      QCOMPARE(json["per_class"].toArray()[row].toObject()["class"].toInt(), row);
    }
    QCOMPARE(total, json["samples"].toInt());
    QCOMPARE(correct / static_cast<double>(total), json["accuracy"].toDouble());
    QVERIFY(json["top5_accuracy"].toDouble() >= json["accuracy"].toDouble());
    double f1 = 0;
    for (const QJsonValue& figures : json["per_class"].toArray())
      f1 += figures.toObject()["f1"].toDouble() / 10;
    QVERIFY(std::abs(json["macro_f1"].toDouble() - f1) < 1e-9);
    int judged = 0;
    for (const QJsonValue& bin : json["calibration"].toObject()["bins"].toArray())
      judged += bin.toObject()["samples"].toInt();
    QCOMPARE(judged, total);
    const Ran validation = layerloom({"evaluate", path("small.loom"), "--weights", weights,
                                      "--json", "--split", "validation", "--threads", "1"});
    QVERIFY(validation.json()["samples"].toInt() > 0);
    QVERIFY(validation.json()["samples"].toInt() != total);
    const Ran none = layerloom({"evaluate", path("small.loom"), "--weights", path("none")});
    QCOMPARE(none.status, 1);
    QVERIFY2(none.err.contains(path("none").toUtf8()), none.err);
    const Ran text = layerloom({"evaluate", path("small.loom"), "--weights", weights});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("accuracy"));
  }

  void traceTellsAllThereIs() {
    QCOMPARE(train("traced", {"--max-steps", "2"}).status, 0);
    NamedTensor input{"input", Shape{3, 1, 28, 28}, std::vector<float>(3 * 784)};
    loom::Rng random(1);
    for (float& value : input.values) value = static_cast<float>(random.uniform());
    const std::string x = path("x.safetensors").toStdString();
    const auto trace = [&](const QStringList& more) {
      return layerloom(
          QStringList{"trace", path("small.loom"), "--weights", file("traced", "last.safetensors"),
                      "--input", path("x.safetensors"), "--out", path("y.safetensors"), "--json"} +
          more);
    };
    QVERIFY(loom::writeSafetensors(x, {input, {"target", Shape{3}, {0, 9, 4}}}).ok());
    const Ran ran = trace({});
    QVERIFY2(ran.status == 0, ran.err);
    const auto y = loom::readSafetensors(path("y.safetensors").toStdString());
    QVERIFY(y.ok());
    QStringList names;
    for (const NamedTensor& tensor : *y) {
      names << QString::fromStdString(tensor.name + " " + tensor.shape.text());
      for (const float value : tensor.values) QVERIFY(std::isfinite(value));
    }
    QCOMPARE(names,
             (QStringList{"activation.input 3×1×28×28", "activation.conv1 3×4×28×28",
                          "activation.relu1 3×4×28×28", "activation.pool1 3×4×14×14",
                          "activation.flatten 3×784", "activation.drop1 3×784",
                          "activation.fc1 3×10", "loss scalar", "gradient.conv1.weight 4×1×5×5",
                          "gradient.conv1.bias 4", "gradient.fc1.weight 10×784",
                          "gradient.fc1.bias 10", "gradient.input 3×1×28×28"}));
    QVERIFY((*y)[0].values == input.values);
    const QByteArray evaluated = contentOf(path("y.safetensors"));
    QCOMPARE(trace({"--train"}).status, 0);
    QVERIFY(contentOf(path("y.safetensors")) == evaluated);  // dropout stays off
    QCOMPARE(trace({"--train", "--seed", "3"}).status, 0);
    QVERIFY(contentOf(path("y.safetensors")) != evaluated);

    QVERIFY(loom::writeSafetensors(x, {input}).ok());
    QVERIFY(trace({}).err.contains("target is missing"));
    QVERIFY(loom::writeSafetensors(x, {input, {"target", Shape{3}, {0, 10, 4}}}).ok());
    QVERIFY(trace({}).err.contains("target: expected whole numbers from 0 to 9, found 10"));
    QVERIFY(loom::writeSafetensors(x, {input, {"target", Shape{2}, {0, 1}}}).ok());
    QVERIFY(trace({}).err.contains("CrossEntropyLoss takes classes, so expected 3, found 2"));
    QVERIFY(loom::writeSafetensors(
                x, {{"input", Shape{1, 784}, std::vector<float>(784)}, {"target", Shape{1}, {0}}})
                .ok());
    const Ran wrong = trace({});
    QCOMPARE(wrong.status, 2);
    QVERIFY2(wrong.err.contains("expected batch×1×28×28, found 1×784"), wrong.err);
  }

  // Numbers as targets: loss and gradient of ((2 - 5)² + (1 - 1)²) / 2 for one output, by hand; the
  // project's data, which fit neither, do not matter.
  void traceTakesNumbers() {
    const std::string x = path("x.safetensors").toStdString();
    const auto trace = [&](const char* loss) {
      writeFile(path("one.loom"), sumProject(loss));
      return layerloom({"trace", path("one.loom"), "--weights", path("w.safetensors"), "--input",
                        path("x.safetensors"), "--out", path("y.safetensors"), "--json"});
    };
    const std::string weights = path("w.safetensors").toStdString();
    QVERIFY(loom::writeSafetensors(
                weights, {{"fc.weight", Shape{1, 2}, {1, -1}}, {"fc.bias", Shape{1}, {0}}})
                .ok());
    const NamedTensor input{"input", Shape{2, 2}, {3, 1, 1, 0}};
    QVERIFY(loom::writeSafetensors(x, {input, {"target", Shape{2, 1}, {5, 1}}}).ok());
    const Ran ran = trace("MSELoss");
    QVERIFY2(ran.status == 0, ran.err);
    QCOMPARE(ran.json()["loss"].toDouble(), 4.5);
    const auto y = loom::readSafetensors(path("y.safetensors").toStdString());
    QVERIFY(y.ok());
    const auto valuesOf = [&](const char* name) {
      for (const NamedTensor& tensor : *y)
        if (tensor.name == name) return tensor.values;
      return std::vector<float>();
    };
    QVERIFY(valuesOf("activation.fc") == std::vector<float>({2, 1}));
    QVERIFY(valuesOf("gradient.fc.weight") == std::vector<float>({-9, -3}));
    QVERIFY(valuesOf("gradient.fc.bias") == std::vector<float>({-3}));
    QCOMPARE(trace("L1Loss").json()["loss"].toDouble(), 1.5);

    const Ran refused = trace("CrossEntropyLoss");
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("CrossEntropyLoss takes classes, so expected 2, found 2×1"),
             refused.err);
    QVERIFY(loom::writeSafetensors(x, {input, {"target", Shape{1, 2}, {5, 1}}}).ok());
    QVERIFY(trace("MSELoss").err.contains("target: expected 2 or 2×1, found 1×2"));
  }

  // Errors 0.3, -0.6, 0.1 and 0.2 against the input itself, and 0.1 and 0.2 against other numbers.
  void traceOfAnAutoencoderNeedsNoTarget() {
    writeFile(path("auto.loom"), R"({"format": "layerloom", "version": 1, "name": "a", "graph": {
      "nodes": [{"id": "input", "type": "Input", "params": {"shape": [2]}},
                {"id": "fc", "type": "Linear", "params": {"out_features": 2}},
                {"id": "loss", "type": "MSELoss", "params": {}}],
      "links": [{"from": "input", "to": "fc"}, {"from": "fc", "to": "loss"}]}})");
    const std::string weights = path("w.safetensors").toStdString();
    const NamedTensor weight{"fc.weight", Shape{2, 2}, {1, 0.5F, 0, -1}};
    QVERIFY(loom::writeSafetensors(weights, {weight, {"fc.bias", Shape{2}, {0.1F, 0.2F}}}).ok());
    const auto loss = [&](std::vector<NamedTensor> tensors) {
      if (!loom::writeSafetensors(path("x.safetensors").toStdString(), tensors).ok()) return -1.0;
      const Ran ran =
          layerloom({"trace", path("auto.loom"), "--weights", path("w.safetensors"), "--input",
                     path("x.safetensors"), "--out", path("y.safetensors"), "--json"});
      return ran.json()["loss"].toDouble(-1);
    };
    const NamedTensor input{"input", Shape{2, 2}, {0.2F, 0.4F, 1, 0}};
    QVERIFY(std::abs(loss({input}) - 0.125) < 1e-6);
    const NamedTensor target{"target", Shape{2, 2}, {0.5F, -0.2F, 1, 0}};
    QVERIFY(std::abs(loss({input, target}) - (0.01 + 0.04) / 4) < 1e-6);
  }
};

LOOM_TEST(train_test, TrainTest)
#include "train_test.moc"
