// Texts as data: which tokens and answers a file gives, what is said of files that give none, that
// a network learns to go on with one, and that it then writes it.

#include <QtTest>
#include <cmath>

#include "engine/data/batch.h"
#include "engine/inspect/evaluation.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// The same 24 bytes for ever; each byte follows from the eight before it. Windows of another
/// length begin everywhere in it.
QByteArray rhyme(int times) {
  return QByteArray("the cat sat on the mat.\n").repeated(times);
}

Project writerProject(const std::string& file, std::int64_t length, std::int64_t tokens) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{length}}});
  chain.add("table", "Embedding", {{"num_embeddings", tokens}, {"embedding_dim", whole(16)}});
  chain.add("lstm", "LSTM", {{"hidden_size", whole(32)}, {"output", std::string("sequence")}});
  chain.add("fc", "Linear", {{"out_features", tokens}}).add("loss", "CrossEntropyLoss");
  Project project = chain.project;
  project.data.source = "text";
  project.data.params = {{"file", file}, {"length", length}};
  project.data.validationFraction = 0.1;
  project.training.epochs = 6;
  project.training.batchSize = 16;
  project.training.optimizer = {"Adam", {{"lr", 0.01}}};
  return project;
}

struct Written {
  double perplexity = 0;
  std::string best;    // what follows "the c", the likeliest byte each time
  std::string chance;  // the same by chance
};

Written learnAndWrite(const std::string& file, int threads) {
  const auto data = must(loadDataset(writerProject(file, 20, 1).data));
  const auto tokens = static_cast<std::int64_t>(data->alphabet.size());
  const Project project = writerProject(file, 20, tokens);
  const DataInfo info = data->info();
  Workers workers(threads);
  const auto network = must(compile(project.graph, &info));
  std::shared_ptr<Parameters<float>> parameters =
      must(Parameters<float>::create(network->graph, network->analysis, 1));
  const auto run = must(Run::create({project, {}, network, parameters, data, {}}, workers));
  double loss = 0;
  while (must(run->advance()) != Run::Move::Over) {
  }
  run->drainPoints([&](const Point& point) {
    if (point.split == Point::Split::Validation) loss = static_cast<double>(point.loss);
  });
  TextWriter writer = must(TextWriter::create(network, parameters, data->alphabet, workers));
  return {std::exp(loss), writer.write("the c", {.bytes = 40, .temperature = 0, .seed = 0}),
          writer.write("the c", {.bytes = 40, .temperature = 1.5, .seed = 7})};
}

}  // namespace

class TextTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  std::string file(const char* name, const QByteArray& content) const {
    QFile out(folder_.filePath(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size()) std::abort();
    return out.fileName().toStdString();
  }
  static Result<std::shared_ptr<const Dataset>> load(const std::string& path, std::int64_t length) {
    DataSettings settings;
    settings.source = "text";
    settings.params = {{"file", path}, {"length", length}};
    return loadDataset(settings);
  }

 private Q_SLOTS:
  void init() {  // no text but the test's own
    qunsetenv("LAYERLOOM_DATA");
    qputenv("XDG_DATA_HOME", folder_.path().toUtf8() + "/home");
  }

  // 31 bytes: 10 windows of 3 and the byte that follows the last; the last window tests.
  void windowsLieEndToEnd() {
    const auto data = must(load(file("abc.txt", "b a\ncabcabcabcabcabcabcabcabcab"), 3));
    QCOMPARE(data->alphabet, std::string("\n abc"));
    QCOMPARE(data->classes, (std::vector<std::string>{"↵", "␣", "a", "b", "c"}));
    QCOMPARE(data->train.size(), 9);
    QCOMPARE(data->test.size(), 1);
    QCOMPARE(data->shape.text(), std::string("3"));
    const std::vector<std::uint8_t> first(data->train.pixels.begin(),
                                          data->train.pixels.begin() + 6);
    QCOMPARE(first, (std::vector<std::uint8_t>{3, 1, 2, 0, 4, 2}));  // "b a", "\nca"
    const std::vector<std::int32_t> answers(data->train.labels.begin(),
                                            data->train.labels.begin() + 6);
    QCOMPARE(answers, (std::vector<std::int32_t>{1, 2, 0, 4, 2, 3}));  // " a\n", "cab"
    const DataInfo info = data->info();
    QCOMPARE(info.tokens, 5);
    QCOMPARE(info.classes, 5);
    QCOMPARE(info.target, (Shape{3}));
    Batch batch;
    resizeBatch(batch, data->train, data->shape, 1);
    readSample(batch, 0, data->train, data->shape, 1);
    QCOMPARE(batch.inputs, (std::vector<float>{0, 4, 2}));  // not divided by 255
    QCOMPARE(batch.classes, (std::vector<std::int32_t>{4, 2, 3}));
  }

  void bytesThatAreNoLettersHaveNames() {
    const auto data = must(load(file("names.txt", "a\tb\x01\xc3\xa9~ab\tab"), 2));
    QCOMPARE(data->classes, (std::vector<std::string>{"0x01", "⇥", "a", "b", "~", "0xa9", "0xc3"}));
  }

  void theFirstTextIsFound() {
    QVERIFY(!load("", 3).ok());
    QVERIFY(QDir().mkpath(folder_.filePath("home/layerloom/text")));
    file("home/layerloom/text/b.txt", "bbbbbbbbbbbbbbbbbbb");
    file("home/layerloom/text/a.txt", "aaaaaaaaaaaaaaaaaaa");
    QCOMPARE(must(load("", 3))->title, std::string("a.txt"));
    QVERIFY(QDir(folder_.filePath("home")).removeRecursively());
  }

  void whatGivesNoSamplesIsNamed_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty") << QByteArray() << "has 0 bytes, but windows of 8 need at least 25";
    QTest::newRow("short") << QByteArray(24, 'a')
                           << "has 24 bytes, but windows of 8 need at least 25";
  }
  void whatGivesNoSamplesIsNamed() {
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    const auto loaded = load(file("short.txt", content), 8);
    QVERIFY(!loaded.ok());
    const QString said = QString::fromStdString(loaded.error().message());
    QVERIFY2(said.contains(sentence), qPrintable(said));
    QVERIFY(must(load(file("enough.txt", QByteArray(25, 'a')), 8))->train.size() == 2);
    QVERIFY(!load(folder_.filePath("none.txt").toStdString(), 8).ok());
  }

  // What always follows is learnt as certain (perplexity 1; by chance it would be 13), and written.
  void aTextIsLearntAndWritten() {
    const std::string path = file("rhyme.txt", rhyme(400));
    const Written one = learnAndWrite(path, 1);
    QVERIFY2(one.perplexity < 1.1, qPrintable(QString::number(one.perplexity)));
    QCOMPARE(one.best, rhyme(3).mid(5, 40).toStdString());
    const Written three = learnAndWrite(path, 3);
    QCOMPARE(three.perplexity, one.perplexity);
    QCOMPARE(three.chance, one.chance);
  }

  // An evaluation ends with the writing, some bytes at a time, and is told so.
  void anEvaluationWrites() {
    const std::string path = file("rhyme.txt", rhyme(60));
    const auto data = must(load(path, 20));
    const Project project =
        writerProject(path, 20, static_cast<std::int64_t>(data->alphabet.size()));
    const DataInfo info = data->info();
    EvaluationSetup setup;
    setup.network = must(compile(project.graph, &info));
    setup.parameters =
        must(Parameters<float>::create(setup.network->graph, setup.network->analysis, 1));
    setup.dataset = data;
    setup.data = project.data;
    setup.part = DataPart::Test;
    Workers workers(2);
    auto evaluation = must(Evaluation::create(setup, workers));
    double share = -1;
    int writing = 0;
    while (!evaluation->isOver()) {
      QVERIFY(evaluation->share() > share);
      share = evaluation->share();
      if (evaluation->done() == evaluation->size()) ++writing;
      evaluation->advance();
    }
    QVERIFY(writing > 10);
    QCOMPARE(evaluation->share(), 1.0);
    const EvaluationReport report = evaluation->finish();
    std::string first;  // of the test samples
    for (int i = 0; i < 20; ++i)
      first += data->alphabet[data->test.pixels[static_cast<std::size_t>(i)]];
    QCOMPARE(report.opening, first);
    auto writer =
        must(TextWriter::create(setup.network, setup.parameters, data->alphabet, workers));
    QCOMPARE(report.written, writer.write(first, {.bytes = EvaluationReport::kWrittenBytes}));
    QCOMPARE(report.written.size(), static_cast<std::size_t>(EvaluationReport::kWrittenBytes));
  }

  void aNetworkThatDoesNotReadCannotWrite() {
    const Project project = lenet();
    Workers workers(1);
    const auto network = must(compile(project.graph));
    std::shared_ptr<Parameters<float>> parameters =
        must(Parameters<float>::create(network->graph, network->analysis, 1));
    const auto writer = TextWriter::create(network, parameters, "abc", workers);
    QVERIFY(!writer.ok());
    QCOMPARE(QString::fromStdString(writer.error().message()),
             QString("A network that writes takes bytes (T) and gives 3 scores at each; this one "
                     "takes 1×28×28 and gives 10."));
  }
};

LOOM_TEST(text_test, TextTest)
#include "text_test.moc"
