// *.loom files: what is written is read back to the byte, and each kind of bad file gets its own
// clear sentence.

#include "engine/io/project_file.h"

#include <QtTest/QtTest>

#include "test_program.h"

using namespace loom;

namespace {

Project sample() {
  Project project;
  project.name = "LeNet-5 «数»";
  project.graph.nodes = {
      {"input", "Input", {{"shape", Ints{1, 28, 28}}}, {0, 0}, false, {}, {}},
      {"conv1",
       "Conv2d",
       {{"out_channels", std::int64_t{6}},
        {"kernel_size", std::int64_t{5}},
        {"padding", Ints{2, 2}},
        {"bias", true}},
       {160.5, -20},
       true,
       {{"init", std::string("orthogonal")}, {"l1", 0.001}, {"l2", std::int64_t{2}}},
       {{"note", RawJson{R"({"by": ["me", 1.5], "on": null})"}}}},
      {"loss", "CrossEntropyLoss", {{"label_smoothing", 0.1}}, {900, 0}, false, {}, {}}};
  project.graph.links = {{"input", "conv1", 0}, {"conv1", "loss", 0}, {"input", "loss", 1}};
  project.data = {"mnist", {{"folder", std::string("a/\"b\"")}}, 0.25, 18446744073709551615ULL};
  project.augmentation = {{"Rotate", {{"degrees", 10.0}}, 0.5}};
  project.training.epochs = 3;
  project.training.optimizer = {
      "Adam", {{"lr", 1e-3}, {"betas", Reals{0.9, 0.999}}, {"clip", std::monostate()}}};
  project.training.earlyStopping = EarlyStopping{"val_accuracy", 7, 0.001, false, "max", 3};
  project.training.gradientClipNorm = 1.5;
  project.unknown = {{"/graph/links/2/via", "[1, 2]"},
                     {"/training/early_stopping/warm", "true"},
                     {"/colour", R"("blue")"}};
  return project;
}

QString sentence(const std::string& json) {
  const auto project = parseProject(json);
  return project ? QString("(it was read)") : QString::fromStdString(project.error().message());
}

/// A project whose top level holds these members besides what every project needs.
std::string with(const std::string& members,
                 const std::string& graph = R"({"nodes": [], "links": []})") {
  return R"({"format": "layerloom", "version": 1, "name": "x", "graph": )" + graph +
         (members.empty() ? "" : ", " + members) + "}";
}

std::string withNode(const std::string& node) {
  return with("", R"({"nodes": [)" + node + R"(], "links": []})");
}

}  // namespace

class ProjectFileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writtenProjectIsReadBackTheSame() {
    const Project project = sample();
    const auto read = parseProject(projectText(project));
    QVERIFY2(read.ok(), sentence(projectText(project)).toUtf8());
    QVERIFY(*read == project);
    QCOMPARE(projectText(*read), projectText(project));
  }

  void layoutIsStable() {
    Project project;
    project.name = "two";
    project.graph.nodes = {{"input", "Input", {{"shape", Ints{4}}}, {0, 0}, false, {}, {}},
                           {"fc1",
                            "Linear",
                            {{"out_features", std::int64_t{2}}},
                            {160, 0},
                            true,
                            {{"init", std::string("zeros")}},
                            {}}};
    project.graph.links = {{"input", "fc1", 0}, {"input", "fc1", 1}};
    QCOMPARE(QString::fromStdString(projectText(project)),
             R"({
  "format": "layerloom", "version": 1, "name": "two",
  "graph": {
    "nodes": [
      {"id": "input", "type": "Input", "params": {"shape": [4]}, "position": [0, 0]},
      {"id": "fc1", "type": "Linear", "params": {"out_features": 2}, "position": [160, 0], "frozen": true, "init": "zeros"}
    ],
    "links": [
      {"from": "input", "to": "fc1"},
      {"from": "input", "to": "fc1", "port": 1}
    ]
  },
  "data": {"source": "digits", "params": {}, "validation_fraction": 0.1, "split_seed": 0},
  "augmentation": [],
  "training": {
    "epochs": 10, "batch_size": 64, "seed": 0, "shuffle": true,
    "optimizer": {"type": "SGD", "params": {}},
    "schedule": {"type": "Constant", "params": {}},
    "early_stopping": null, "gradient_clip_norm": null
  }
}
)");
  }

  void aStepThatIsOffNeedsVersionTwo() {
    Project project;
    project.augmentation = {{"Rotate", {{"degrees", 5.0}}, 0.5}};
    const std::string on = projectText(project);
    QVERIFY(on.find(R"("version": 1,)") != std::string::npos);
    QVERIFY(on.find("enabled") == std::string::npos);
    project.augmentation[0].enabled = false;
    const std::string off = projectText(project);
    QVERIFY(off.find(R"("version": 2,)") != std::string::npos);
    QVERIFY(off.find(R"("probability": 0.5, "enabled": false)") != std::string::npos);
    QVERIFY(*parseProject(off) == project);
  }

  void aSingleNumberForAPairStaysOne() {
    const auto project = parseProject(
        withNode(R"({"id": "c", "type": "Conv2d", "params": {"kernel_size": 5, "p": 2.0}})"));
    QVERIFY(project.ok());
    QVERIFY(projectText(*project).find(R"("kernel_size": 5, "p": 2.0)") != std::string::npos);
  }

  void valuesKeepTheirTypes() {
    const auto project = parseProject(withNode(
        R"({"id": "c", "type": "T", "params": {"a": 1, "b": 1.0, "c": "x", "d": [1, 2], "e": [1, 0.5], "f": null, "g": false,
            "h": {"i": 1}, "j": ["k"], "l": 18446744073709551615, "m": []}})"));
    QVERIFY(project.ok());
    const Values& values = project->graph.nodes[0].params;
    QVERIFY(*values.find("a") == Value(std::int64_t{1}));
    QVERIFY(*values.find("b") == Value(1.0));
    QVERIFY(*values.find("c") == Value(std::string("x")));
    QVERIFY(*values.find("d") == Value(Ints{1, 2}));
    QVERIFY(*values.find("e") == Value(Reals{1, 0.5}));
    QVERIFY(*values.find("f") == Value(std::monostate()));
    QVERIFY(*values.find("g") == Value(false));
    QVERIFY(*values.find("h") == Value(RawJson{R"({"i": 1})"}));
    QVERIFY(*values.find("j") == Value(RawJson{R"(["k"])"}));
    QVERIFY(*values.find("l") == Value(RawJson{"18446744073709551615"}));
    QVERIFY(*values.find("m") == Value(Ints{}));
  }

  void whatIsLeftOutHasItsDefault() {
    const auto project =
        parseProject(with(R"("training": {"early_stopping": null, "gradient_clip_norm": null})"));
    QVERIFY(project.ok());
    Project expected;
    expected.name = "x";
    QVERIFY(*project == expected);
  }

  void unknownKeysAreKept() {
    const std::string text = with(
        R"("a/b": 1, "data": {"speed": [1]}, "augmentation": [{"type": "Rotate", "why": "x"}], "training": {"optimizer": {"type": "SGD", "k": {}}})",
        R"({"nodes": [{"id": "a", "type": "T", "note": "hi"}], "links": [{"from": "a", "to": "a", "label": 2}], "zoom": 3})");
    const auto project = parseProject(text);
    QVERIFY2(project.ok(), sentence(text).toUtf8());
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"/graph/links/0/label", "2"},   {"/graph/zoom", "3"},
        {"/data/speed", "[1]"},          {"/augmentation/0/why", R"("x")"},
        {"/training/optimizer/k", "{}"}, {"/a~1b", "1"}};
    QVERIFY(project->unknown == expected);
    QVERIFY(*project->graph.nodes[0].extra.find("note") == Value(RawJson{R"("hi")"}));
    const auto again = parseProject(projectText(*project));
    QVERIFY(again.ok());
    QVERIFY(*again == *project);
  }

  void unknownKeyWhosePlaceIsGoneIsLeftOut() {
    Project project = sample();
    project.graph.links.pop_back();
    project.unknown.emplace_back("no pointer", "1");
    const auto read = parseProject(projectText(project));
    QVERIFY(read.ok());
    QCOMPARE(read->unknown.size(), std::size_t{2});
  }

  void badFilesAreExplained_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::string& content, const char* expected) {
      QTest::newRow(name) << QByteArray::fromStdString(content) << QString(expected);
    };
    row("empty", "", "The file is empty");
    row("not JSON", "{\n  \"a\": nonsense}", "It is not JSON: line 2, column 9");
    row("cut short", R"({"format": "layerloom",)", "ends in the middle, at line 1, column 24");
    row("not UTF-8", "{\"format\": \"\xff\"}", "not UTF-8 text: line 1");
    row("binary", std::string("\x00\x01\x02", 3), "It is not JSON: line 1, column 1");
    row("nested", std::string(100'000, '['), "nested more than 64 levels");
    row("number", R"({"format": 1e999})", "number that is too large");
    row("twice", R"({"format": "layerloom", "format": "layerloom"})",
        "The key \"format\" occurs twice");
    row("a list", "[]", "Expected an object in braces, found the list []");
    row("other format", R"({"format": "keras", "version": 1})", "not a Layerloom project");
    row("no format", "{}", "not a Layerloom project");
    row("newer", R"({"format": "layerloom", "version": 3})", "newer Layerloom: its version is 3");
    row("version text", R"({"format": "layerloom", "version": "1"})",
        "version: expected a whole number from 1 to 2, found the text \"1\"");
    row("no version", R"({"format": "layerloom"})",
        "version: expected a whole number from 1 to 2, found nothing");
    row("no graph", R"({"format": "layerloom", "version": 1})",
        "graph: expected an object with \"nodes\"");
    row("name", R"({"format": "layerloom", "version": 1, "name": 3})",
        "name: expected a text in quotes, found the number 3");
    row("graph", with("", "7"), "graph: expected an object, found the number 7");
    row("nodes", with("", R"({"nodes": 5})"),
        "graph.nodes: expected a list in brackets, found the number 5");
    row("links", with("", R"({"links": {}})"),
        "graph.links: expected a list in brackets, found an object");
    row("node", withNode("4"), "graph.nodes[0]: expected an object, found the number 4");
    row("no id", withNode(R"({"type": "Linear"})"),
        "graph.nodes[0].id: expected a text in quotes, found nothing");
    row("id", withNode(R"({"id": 1, "type": "Linear"})"),
        "graph.nodes[0].id: expected a text in quotes, found the number 1");
    row("no type", withNode(R"({"id": "a"})"),
        "graph.nodes[0].type: expected a text in quotes, found nothing");
    row("params", withNode(R"({"id": "a", "type": "b", "params": []})"),
        "graph.nodes[0].params: expected an object, found the list []");
    row("position", withNode(R"({"id": "a", "type": "b", "position": ["1", "2"]})"),
        "graph.nodes[0].position: expected two numbers");
    row("position of one", withNode(R"({"id": "a", "type": "b", "position": [1]})"),
        "graph.nodes[0].position: expected two numbers");
    row("far away", withNode(R"({"id": "a", "type": "b", "position": [1e300, 0]})"),
        "between -1000000 and 1000000");
    row("frozen", withNode(R"({"id": "a", "type": "b", "frozen": 1})"),
        "graph.nodes[0].frozen: expected true or false");
    row("no to", with("", R"({"links": [{"from": "a"}]})"),
        "graph.links[0].to: expected a text in quotes, found nothing");
    row("port", with("", R"({"links": [{"from": "a", "to": "b", "port": -1}]})"),
        "graph.links[0].port: expected a whole number from 0");
    row("huge port", with("", R"({"links": [{"from": "a", "to": "b", "port": 1e18}]})"),
        "graph.links[0].port: expected a whole number");
    row("data", with(R"("data": "mnist")"), "data: expected an object, found the text \"mnist\"");
    row("fraction", with(R"("data": {"validation_fraction": "all"})"),
        "data.validation_fraction: expected a number");
    row("seed", with(R"("data": {"split_seed": -1})"),
        "data.split_seed: expected a whole number from 0");
    row("augmentation", with(R"("augmentation": [{"probability": 1}])"),
        "augmentation[0].type: expected a text in quotes");
    row("epochs", with(R"("training": {"epochs": "ten"})"),
        "training.epochs: expected a whole number from 0 to 2147483647, found the text \"ten\"");
    row("half epochs", with(R"("training": {"epochs": 1.5})"),
        "training.epochs: expected a whole number");
    row("many epochs", with(R"("training": {"epochs": 99999999999})"),
        "training.epochs: expected a whole number");
    row("optimizer", with(R"("training": {"optimizer": "SGD"})"),
        "training.optimizer: expected an object");
    row("optimizer type", with(R"("training": {"optimizer": {}})"),
        "training.optimizer.type: expected a text");
    row("stopping", with(R"("training": {"early_stopping": 3})"),
        "training.early_stopping: expected an object");
    row("norm", with(R"("training": {"gradient_clip_norm": "x"})"),
        "training.gradient_clip_norm: expected a number");
    std::string crowd;
    for (int i = 0; i < 10'001; ++i) crowd += (i ? "," : "") + std::string("1");
    row("crowd", withNode(crowd), "graph.nodes: expected at most 10000 entries, found 10001");
    std::string keys;
    for (int i = 0; i < 5'000; ++i) keys += ",\"k" + std::to_string(i) + "\":1";
    row("keys", R"({"format": "layerloom")" + keys + "}", "far more keys");
  }

  void badFilesAreExplained() {
    QFETCH(QByteArray, content);
    QFETCH(QString, expected);
    const QString found = sentence(content.toStdString());
    QVERIFY2(found.contains(expected), found.toUtf8());
    QCOMPARE(parseProject(content.toStdString()).error().kind, Error::Kind::BadInput);
  }

  void filesAreSavedAndLoaded() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.loom").toStdString();
    const Project project = sample();
    QVERIFY(saveProject(project, path).ok());
    const auto read = loadProject(path);
    QVERIFY(read.ok());
    QVERIFY(*read == project);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.loom"});
  }

  void missingFileAndFolderFail() {
    const QTemporaryDir folder;
    const std::string path = folder.filePath("none.loom").toStdString();
    const auto read = loadProject(path);
    QVERIFY(!read.ok());
    QVERIFY(read.error().message().find(path) != std::string::npos);
    const auto saved = saveProject({}, folder.filePath("no/such/a.loom").toStdString());
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().kind, Error::Kind::Failed);
  }

  void clipboardKeepsNodesAndLinks() {
    const Graph graph = sample().graph;
    const auto read = parseGraph(graphText(graph));
    QVERIFY(read.ok());
    QVERIFY(*read == graph);
    QVERIFY(!parseGraph("shopping list").ok());
    QVERIFY(!parseGraph(R"({"nodes": [{"id": 1}]})").ok());
  }
};

LOOM_TEST(project_file_test, ProjectFileTest)
#include "project_file_test.moc"
