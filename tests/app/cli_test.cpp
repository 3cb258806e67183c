// The program's face towards scripts: exit statuses, where output goes, and the keys of its JSON.

#include "places.h"
#include "program.h"
#include "test_program.h"

class CliTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  QString path(const char* name) const { return folder_.filePath(name); }

 private slots:
  void initTestCase() {
    writeFile(path("good.loom"), smallProject());
    writeFile(path("bad.loom"), smallProject(0));
    writeFile(path("broken.loom"), "{\"format\": ");
    writeFile(path("notes.txt"), "hello");
  }

  void helpAndVersion() {
    const Ran help = layerloom({"--help"});
    QCOMPARE(help.status, 0);
    for (const char* verb : {"check", "train", "evaluate", "predict", "trace", "bench", "layers"}) {
      QVERIFY2(help.out.contains(QByteArray("layerloom ") + verb), verb);
      const Ran own = layerloom({verb, "--help"});
      QCOMPARE(own.status, 0);
      QVERIFY(own.out.startsWith(QByteArray("layerloom ") + verb));
      QVERIFY(own.out.contains("--json"));
    }
    const Ran version = layerloom({"--version"});
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("layerloom 0."));
  }

  void badUsageIsTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QStringList& arguments,
                        const QByteArray& expected) {
      QTest::newRow(name) << arguments << expected;
    };
    row("option", {"--versoin"},
        "layerloom: there is no option --versoin; did you mean --version?\n");
    row("verb", {"trian", "x"}, "layerloom: there is no verb trian; did you mean train?\n");
    row("word", {"qqqqqqqqq"},
        "layerloom: there is no verb and no file qqqqqqqqq; --help lists the verbs\n");
    row("no such file", {path("none.loom")},
        "layerloom: " + path("none.loom").toUtf8() + ": there is no such file\n");
    row("not a project", {path("notes.txt")},
        "layerloom: " + path("notes.txt").toUtf8() +
            ": expected a project, a file whose name ends in .loom\n");
    row("two projects", {path("good.loom"), path("bad.loom")},
        "layerloom: the window opens one project at a time; expected: layerloom [FILE]\n");
    row("flag", {"train", "x", "--epoch", "3"},
        "layerloom: train: there is no option --epoch; did you mean --epochs?\n");
    row("number", {"train", "x", "--epochs", "many"},
        "layerloom: train: --epochs: expected a whole number from 1 to 1000000, found \"many\"\n");
    row("check nothing", {"check"},
        "layerloom: check: something is missing; expected: layerloom check FILE\n");
    row("train nothing", {"train"},
        "layerloom: something is missing; expected: layerloom train FILE\n");
    row("check none", {"check", path("none.loom")},
        "layerloom: " + path("none.loom").toUtf8() + ": there is no such file\n");
    row("check no JSON", {"check", path("broken.loom")},
        "layerloom: " + path("broken.loom").toUtf8() +
            ": It is not complete JSON: it ends in the middle, at line 1, column 12; take the file "
            "from where it came once more.\n");
    row("no weights", {"evaluate", path("good.loom")},
        "layerloom: evaluate: it needs --weights FILE: trained weights, such as best.safetensors "
        "of a run\n");
  }

  void badUsageIsTwo() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    const Ran ran = layerloom(arguments);
    QCOMPARE(ran.err, expected);
    QCOMPARE(ran.out, QByteArray());
    QCOMPARE(ran.status, 2);
  }

  void checkTellsShapesAndCosts() {
    const Ran ran = layerloom({"check", path("good.loom"), "--json"});
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(ran.status, 0);
    QCOMPARE(ran.out.count('\n'), 1);
    const QJsonObject json = ran.json();
    QCOMPARE(json.keys(), (QStringList{"flops", "nodes", "ok", "parameters", "problems"}));
    QVERIFY(json["ok"].toBool());
    QCOMPARE(json["parameters"].toInt(), 4 * 25 + 4 + 784 * 10 + 10);
    const QJsonArray nodes = json["nodes"].toArray();
    QCOMPARE(nodes.size(), 8);
    const QJsonObject conv = nodes[1].toObject();
    QCOMPARE(conv.keys(), (QStringList{"flops", "id", "output_shape", "parameters", "type"}));
    QCOMPARE(conv["id"].toString(), QString("conv1"));
    QCOMPARE(conv["type"].toString(), QString("Conv2d"));
    QCOMPARE(conv["output_shape"].toArray(), (QJsonArray{4, 28, 28}));
    QCOMPARE(conv["parameters"].toInt(), 104);
    const Ran text = layerloom({"check", path("good.loom")});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("conv1"));
    QVERIFY(text.out.contains("4×28×28"));
    QVERIFY(text.out.contains("7 954"));
  }

  void checkNamesTheProblemAndFixesIt() {
    const Ran ran = layerloom({"check", path("bad.loom"), "--json"});
    QCOMPARE(ran.status, 2);
    QVERIFY2(ran.err.contains("layerloom: fc1: "), ran.err);
    QVERIFY(!ran.json()["ok"].toBool());
    const QJsonObject problem = ran.json()["problems"].toArray()[0].toObject();
    QCOMPARE(problem.keys(), (QStringList{"fixes", "node", "severity", "text"}));
    QCOMPARE(problem["node"].toString(), QString("fc1"));
    QCOMPARE(problem["severity"].toString(), QString("error"));
    QVERIFY(problem["text"].toString().contains("576"));
    QVERIFY(!problem["fixes"].toArray().isEmpty());

    const Ran fixing = layerloom({"check", path("bad.loom"), "--fix", path("fixed.loom")});
    QVERIFY2(fixing.status == 0, fixing.err);
    QCOMPARE(layerloom({"check", path("fixed.loom")}).status, 0);
    QCOMPARE(contentOf(path("bad.loom")), smallProject(0));
    const Ran unwritable =
        layerloom({"check", path("bad.loom"), "--fix", path("no/such/folder.loom")});
    QCOMPARE(unwritable.status, 1);
    QVERIFY(unwritable.err.contains("could not be written"));
  }

  void aProjectWithProblemsIsNotTrained() {
    for (const QStringList& arguments :
         {QStringList{"train", path("bad.loom")},
          QStringList{"evaluate", path("bad.loom"), "--weights", "w"},
          QStringList{"predict", path("bad.loom"), "x.png", "--weights", "w"}}) {
      const Ran ran = layerloom(arguments);
      QCOMPARE(ran.status, 2);
      QVERIFY2(ran.err.startsWith("layerloom: fc1: "), ran.err);
      QCOMPARE(ran.err.count('\n'), 1);
    }
    QVERIFY(!QFileInfo::exists(path("bad.runs")));
  }

  void unknownKeysTypesAndCyclesAreNamed() {
    QByteArray odd = smallProject();
    odd.replace("\"out_channels\"", "\"out_chanels\"").replace("\"ReLU\"", "\"Relu6\"");
    writeFile(path("odd.loom"), odd);
    const Ran ran = layerloom({"check", path("odd.loom")});
    QCOMPARE(ran.status, 2);
    QVERIFY2(ran.err.contains("out_chanels") && ran.err.contains("out_channels"), ran.err);
    QVERIFY2(ran.err.contains("Relu6") && ran.err.contains("ReLU"), ran.err);
    QByteArray circle = smallProject();
    circle.replace("{\"from\": \"input\", \"to\": \"conv1\"}",
                   "{\"from\": \"pool1\", \"to\": \"conv1\"}");
    writeFile(path("circle.loom"), circle);
    const Ran round = layerloom({"check", path("circle.loom"), "--json"});
    QCOMPARE(round.status, 2);
    QCOMPARE(round.json()["nodes"].toArray().size(), 8);
  }

  void layersListsEveryTypeWithItsFields() {
    const Ran ran = layerloom({"layers", "--json"});
    QCOMPARE(ran.status, 0);
    bool found = false;
    for (const QJsonValue& value : ran.json()["layers"].toArray()) {
      const QJsonObject layer = value.toObject();
      QVERIFY(!layer["summary"].toString().isEmpty());
      if (layer["name"].toString() != "Dropout") continue;
      found = true;
      const QJsonObject field = layer["fields"].toArray()[0].toObject();
      QCOMPARE(field["key"].toString(), QString("p"));
      QCOMPARE(field["default"].toDouble(), 0.5);
      QCOMPARE(field["kind"].toString(), QString("real"));
    }
    QVERIFY(found);
    const Ran text = layerloom({"layers"});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("out_channels"));
  }

  void outputThatCannotBeWrittenIsReported() {
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(loom::test::kProgram, {"layers"});
    const Ran ran = finished(process);
    QCOMPARE(ran.status, 1);
    QVERIFY2(ran.err.contains("standard output cannot be written"), ran.err);
  }
};

LOOM_TEST(cli_test, CliTest)
#include "cli_test.moc"
