// Answers that are not one class a sample: how a network must fit them, how they are split, told
// apart and carried into batches.

#include <QtTest>

#include "engine/data/fingerprint.h"
#include "engine/data/loader.h"
#include "engine/graph/program.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

/// `count` samples of two bytes that tell which they are.
Dataset blankSamples(int count) {
  Dataset data;
  data.shape = Shape{2};
  for (int i = 0; i < count; ++i) {
    data.train.pixels.push_back(static_cast<std::uint8_t>(i));
    data.train.pixels.push_back(static_cast<std::uint8_t>(255 - i));
  }
  return data;
}

/// Three classes a sample, or two numbers.
Dataset tokenSamples(int count) {
  Dataset data = blankSamples(count);
  data.classes = {"a", "b", "c", "d"};
  data.train.target = Shape{3};
  for (int i = 0; i < 3 * count; ++i) data.train.labels.push_back(i % 4);
  return data;
}
Dataset pairs(int count) {
  Dataset data = blankSamples(count);
  data.train.target = Shape{2};
  for (int i = 0; i < 2 * count; ++i) data.train.values.push_back(static_cast<float>(i) / 2 - 7);
  return data;
}

/// The one error that this network has with such data; after its first fix and those of what is
/// wrong then, none is left where `repaired`.
struct Misfit {
  const char* name;
  Ints input;
  std::int64_t width;
  const char* loss;
  DataInfo data;
  const char* node;
  const char* sentence;
  bool repaired;
};

Graph graphOf(const Misfit& misfit) {
  Chain chain;
  chain.add("input", "Input", {{"shape", misfit.input}});
  chain.add("fc", "Linear", {{"out_features", misfit.width}}).add("loss", misfit.loss);
  return chain.project.graph;
}

const std::vector<Misfit>& misfits() {
  static const std::vector<Misfit> all = {
      {"one class, several rows of scores",
       {5, 4},
       3,
       "CrossEntropyLoss",
       {{5, 4}, 3, {}},
       "fc",
       "gives 5×3, but the data have one class a sample",
       true},
      {"one class, several rows, squares",
       {5, 4},
       3,
       "MSELoss",
       {{5, 4}, 3, {}},
       "fc",
       "gives 5×3, but the data have one class a sample",
       true},
      {"one class, too narrow for its one-hot",
       {4},
       1,
       "BCEWithLogitsLoss",
       {{4}, 2, {}},
       "fc",
       "gives 1 scores, but the data have 2 classes",
       true},
      {"a class a place, one row of scores",
       {4},
       3,
       "CrossEntropyLoss",
       {{4}, 3, {5}},
       "fc",
       "a class at each of 5 places; give one score a class there, that is 5×3",
       false},
      {"a class a place, too few scores",
       {5, 4},
       2,
       "CrossEntropyLoss",
       {{5, 4}, 3, {5}},
       "fc",
       "gives 2 scores, but the data have 3 classes",
       true},
      {"numbers under a loss of classes",
       {4},
       2,
       "CrossEntropyLoss",
       {{4}, 0, {2}},
       "loss",
       "needs classes, but the answers of the data are numbers; use a loss for numbers, such as "
       "MSELoss",
       true},
      {"too few numbers",
       {4},
       1,
       "L1Loss",
       {{4}, 0, {2}},
       "fc",
       "gives 1, but the answers of the data are numbers of shape 2",
       true},
      {"numbers of another shape",
       {5, 4},
       2,
       "MSELoss",
       {{5, 4}, 0, {2}},
       "fc",
       "gives 5×2, but the answers of the data are numbers of shape 2",
       true},
  };
  return all;
}

}  // namespace

class TargetsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void networksThatFitAreSound() {
    const auto sound = [](const Ints& input, std::int64_t width, const char* loss,
                          const DataInfo& data) {
      const Misfit fitting{"", input, width, loss, data, "", "", false};
      return analyse(graphOf(fitting), &data).problems.empty();
    };
    QVERIFY(sound({4}, 3, "CrossEntropyLoss", {{4}, 3, {}}));
    QVERIFY(sound({4}, 3, "MSELoss", {{4}, 3, {}}));  // one-hot
    QVERIFY(sound({5, 4}, 3, "CrossEntropyLoss", {{5, 4}, 3, {5}}));
    QVERIFY(sound({5, 4}, 3, "BCEWithLogitsLoss", {{5, 4}, 3, {5}}));
    QVERIFY(sound({4}, 1, "SmoothL1Loss", {{4}, 0, {1}}));
    QVERIFY(sound({5, 4}, 6, "L1Loss", {{5, 4}, 0, {5, 6}}));
    QVERIFY(sound({4}, 7, "CrossEntropyLoss", {{4}, 0, {}}));  // nothing is known
  }

  void networksThatDoNotAreRefused_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < misfits().size(); ++i)
      QTest::newRow(misfits()[i].name) << static_cast<int>(i);
  }
  void networksThatDoNotAreRefused() {
    QFETCH(int, index);
    const Misfit& misfit = misfits()[static_cast<std::size_t>(index)];
    Project project;
    project.graph = graphOf(misfit);
    Analysis analysis = analyse(project.graph, &misfit.data);
    QCOMPARE(analysis.problems.size(), std::size_t{1});
    QVERIFY(analysis.hasErrors());
    QCOMPARE(analysis.problems[0].node, std::string(misfit.node));
    const std::string text = analysis.problems[0].text.english();
    QVERIFY2(text.find(misfit.sentence) != std::string::npos, text.c_str());
    const auto& fixes = analysis.problems[0].fixes;
    QVERIFY2(fixes.empty() != misfit.repaired,
             fixes.empty() ? "no fix" : fixes[0].label.english().c_str());
    for (int tries = 0; misfit.repaired && !analysis.problems.empty(); ++tries) {
      QVERIFY2(tries < 3 && !analysis.problems[0].fixes.empty(),
               analysis.problems[0].text.english().c_str());
      applyEdits(project, analysis.problems[0].fixes[0].edits);
      analysis = analyse(project.graph, &misfit.data);
    }
  }

  void aMissingLossFollowsTheData() {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{4}}});
    chain.add("fc", "Linear", {{"out_features", whole(2)}});
    for (const auto& [classes, loss] : {std::pair{2, "CrossEntropyLoss"}, {0, "MSELoss"}}) {
      const DataInfo data{{4}, classes, classes > 0 ? Shape() : Shape{2}};
      Project project = chain.project;
      const Analysis analysis = analyse(project.graph, &data);
      applyEdits(project, analysis.problems.at(0).fixes.at(0).edits);
      QVERIFY(analyse(project.graph, &data).problems.empty());
      QCOMPARE(project.graph.nodes.back().type, std::string(loss));
    }
  }

  void samplesAreCountedByTheirAnswers() {
    QCOMPARE(tokenSamples(20).train.size(), 20);
    QCOMPARE(pairs(20).train.size(), 20);
    QVERIFY(!tokenSamples(20).train.hasOneClassEach() && !pairs(20).train.hasOneClassEach());
    QCOMPARE(tokenSamples(1).info().classes, 4);
    QCOMPARE(tokenSamples(1).info().target, (Shape{3}));
    QCOMPARE(pairs(1).info().classes, 0);
    QCOMPARE(pairs(1).info().target, (Shape{2}));
  }

  void theSplitIsPlainWhereThereIsNotOneClass() {
    for (const Dataset& data : {tokenSamples(50), pairs(50)}) {
      const Split split = splitSamples(data.train, 0.2, 3);
      QCOMPARE(split.validation.size(), std::size_t{10});
      QCOMPARE(split.train.size(), std::size_t{40});
      std::vector<std::int32_t> all = split.train;
      all.insert(all.end(), split.validation.begin(), split.validation.end());
      std::sort(all.begin(), all.end());
      for (std::size_t i = 0; i < all.size(); ++i) QCOMPARE(all[i], static_cast<std::int32_t>(i));
      QVERIFY(splitSamples(data.train, 0.2, 3).validation == split.validation);
      QVERIFY(splitSamples(data.train, 0.2, 4).validation != split.validation);
    }
    Dataset classes = blankSamples(50);
    for (int i = 0; i < 50; ++i) classes.train.labels.push_back(i % 5);
    QVERIFY(splitSamples(classes.train, 0.2, 3).validation ==
            stratifiedSplit(classes.train.labels, 0.2, 3).validation);
  }

  void everyAnswerCountsInTheFingerprint() {
    for (Dataset data : {tokenSamples(5), pairs(5)}) {
      const std::string before = fingerprintOf(data);
      QCOMPARE(fingerprintOf(data), before);
      if (data.train.values.empty())
        data.train.labels[7] += 1;
      else
        data.train.values[7] += 1;
      QVERIFY(fingerprintOf(data) != before);
    }
    Dataset reshaped = pairs(4);
    reshaped.train.target = Shape{2, 1};
    QVERIFY(fingerprintOf(reshaped) != fingerprintOf(pairs(4)));
  }

  void batchesCarryTheAnswersOfTheirSamples() {
    const auto all = [](int count) {
      std::vector<std::int32_t> indices(static_cast<std::size_t>(count));
      std::iota(indices.begin(), indices.end(), 0);
      return indices;
    };
    const auto threes = std::make_shared<const Dataset>(tokenSamples(11));
    Loader tokenLoader(threes, all(11), {}, {.batchSize = 4, .seed = 1});
    const auto twos = std::make_shared<const Dataset>(pairs(11));
    Loader pairLoader(twos, all(11), {}, {.batchSize = 4, .seed = 1});
    for (int step = 0; step < 6; ++step) {
      const Batch& classes = tokenLoader.next();
      const auto size = static_cast<std::size_t>(classes.size);
      QCOMPARE(classes.size, step % 3 == 2 ? 3 : 4);
      QCOMPARE(classes.classes.size(), 3 * size);
      QVERIFY(classes.targets().classes == classes.classes.data() && !classes.targets().values);
      for (std::size_t i = 0; i < size; ++i) {
        const auto sample = static_cast<std::size_t>(classes.samples[i]);
        for (std::size_t t = 0; t < 3; ++t)
          QCOMPARE(classes.classes[3 * i + t], threes->train.labels[3 * sample + t]);
      }
      const Batch& numbers = pairLoader.next();
      QCOMPARE(numbers.values.size(), 2 * size);
      QVERIFY(numbers.targets().values == numbers.values.data() && !numbers.targets().classes);
      for (std::size_t i = 0; i < size; ++i) {
        const auto sample = static_cast<std::size_t>(numbers.samples[i]);
        QCOMPARE(numbers.inputs[2 * i], static_cast<float>(sample) / 255.0F);
        for (std::size_t e = 0; e < 2; ++e)
          QCOMPARE(numbers.values[2 * i + e], twos->train.values[2 * sample + e]);
      }
    }
  }

  // The loss of classes is that of their one-hot rows, to the bit, for all losses of numbers.
  void classesAreOneHotToALossOfNumbers() {
    for (const LayerType& type : layerTypes()) {
      if (!type.takesNumbers) continue;
      Chain chain;
      chain.add("input", "Input", {{"shape", Ints{3, 4}}}).add("loss", type.name);
      const auto network = must(compile(chain.project.graph));
      Workers workers(1);
      const auto parameters = must(Parameters<float>::create(network->graph, network->analysis, 1));
      const auto program =
          must(Program<float>::create(network, parameters, workers, {21, true, true}));
      std::vector<std::int32_t> classes;
      std::vector<float> values(21 * 12, 0);
      for (std::size_t row = 0; row < 63; ++row) {
        classes.push_back(static_cast<std::int32_t>(row * 5 % 4));
        values[row * 4 + row * 5 % 4] = 1;
      }
      for (int i = 0; i < 21 * 12; ++i) program->input()[i] = static_cast<float>(i % 17) / 4.0F - 2;
      const auto outcome = [&](const Targets<float>& targets) {
        std::vector<float> found;
        const float loss = program->forward(21, targets);
        program->backward();
        program->copyGradient("input", found);
        found.push_back(loss);
        return found;
      };
      const std::vector<float> hot = outcome({nullptr, values.data()});
      QVERIFY2(sameBits(outcome({classes.data(), nullptr}), hot), type.name.c_str());
      QVERIFY(hot.back() > 0);
    }
  }
};

LOOM_TEST(targets_test, TargetsTest)
#include "targets_test.moc"
