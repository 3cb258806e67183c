// Evaluation against figures worked out by hand, and against the plainest way to do it: one sample
// at a time, in double precision.

#include "engine/inspect/evaluation.h"

#include <QtTest>
#include <cmath>
#include <cstring>

#include "engine/base/rng.h"
#include "engine/networks.h"
#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

bool agrees(double found, double expected, double tolerance = 1e-6) {
  return std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

/// A network that gives what it gets: samples are scores, or answers, in 255ths.
std::shared_ptr<const Network> mirror(const Ints& shape, const std::string& loss,
                                      Values lossParams = {}) {
  Chain chain;
  chain.add("input", "Input", {{"shape", shape}}).add("loss", loss, std::move(lossParams));
  return must(compile(chain.project.graph));
}

EvaluationSetup setupOf(std::shared_ptr<const Network> network,
                        std::shared_ptr<const Dataset> dataset, std::uint64_t seed = 0) {
  EvaluationSetup setup;
  setup.parameters = must(Parameters<float>::create(network->graph, network->analysis, seed));
  setup.network = std::move(network);
  setup.dataset = std::move(dataset);
  return setup;
}

EvaluationReport evaluated(const EvaluationSetup& setup, int threads = 1) {
  Workers workers(threads);
  auto evaluation = must(Evaluation::create(setup, workers));
  while (!evaluation->isOver()) evaluation->advance();
  return evaluation->finish();
}

/// Test samples with one class each.
std::shared_ptr<Dataset> classData(const Shape& shape, int classes,
                                   std::vector<std::uint8_t> pixels,
                                   std::vector<std::int32_t> labels) {
  auto data = std::make_shared<Dataset>();
  data->source = "made";
  data->title = "Made";
  data->shape = shape;
  for (int c = 0; c < classes; ++c) data->classes.push_back("class " + std::to_string(c));
  data->test.pixels = std::move(pixels);
  data->test.labels = std::move(labels);
  return data;
}

std::shared_ptr<Dataset> randomImages(int count) {
  Rng rng(11);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(count) * 784);
  std::vector<std::int32_t> labels(static_cast<std::size_t>(count));
  for (auto& pixel : pixels) pixel = static_cast<std::uint8_t>(rng.below(256));
  for (auto& label : labels) label = static_cast<std::int32_t>(rng.below(10));
  return classData({1, 28, 28}, 10, std::move(pixels), std::move(labels));
}

/// Weights that give every image another answer.
EvaluationSetup randomLenet(int samples) {
  const Project project = lenet();
  EvaluationSetup setup = setupOf(must(compile(project.graph)), randomImages(samples), 4);
  for (const auto& entry : setup.parameters->entries()) {
    float* values = setup.parameters->value(entry);
    for (std::size_t i = 0; i < entry.size; ++i) values[i] *= 4;
  }
  return setup;
}

/// What a sample is, in the plainest way.
struct Plain {
  int predicted = 0;
  double loss = 0, probability = 0, margin = 0;
};

std::vector<Plain> judgedPlainly(const EvaluationSetup& setup) {
  Workers workers(1);
  ProgramOptions options;
  options.backward = false;
  auto program = must(Program<float>::create(setup.network, setup.parameters, workers, options));
  const Dataset& data = *setup.dataset;
  std::vector<Plain> all;
  for (int i = 0; i < data.test.size(); ++i) {
    const auto image = data.image(data.test, i);
    for (std::size_t p = 0; p < image.size(); ++p)
      program->input()[p] = static_cast<float>(image[p]) / 255;
    program->forward(1, {});
    std::vector<double> shares;
    double sum = 0;
    for (int c = 0; c < 10; ++c) sum += std::exp(static_cast<double>(program->output()[c]));
    for (int c = 0; c < 10; ++c)
      shares.push_back(std::exp(static_cast<double>(program->output()[c])) / sum);
    Plain plain;
    plain.predicted = static_cast<int>(std::ranges::max_element(shares) - shares.begin());
    plain.loss =
        -std::log(shares[static_cast<std::size_t>(data.test.labels[static_cast<std::size_t>(i)])]);
    std::ranges::sort(shares, std::greater<>());
    plain.probability = shares[0];
    plain.margin = shares[0] - shares[1];
    all.push_back(plain);
  }
  return all;
}

bool sameBits(const std::vector<JudgedSample>& a, const std::vector<JudgedSample>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0;
}

}  // namespace

class EvaluationTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // |1/2 - 0.95| twice, |1 - 0.55| and |0 - 0.35| once: (0.9 + 0.45 + 0.35) / 4.
  void calibrationIsTheMeanGap() {
    Calibration calibration;
    QVERIFY(std::isnan(calibration.error()));
    calibration.add(0.95, true);
    calibration.add(0.95, false);
    calibration.add(0.55, true);
    calibration.add(0.35, false);
    QVERIFY(agrees(calibration.error(), 0.425, 1e-12));
    const auto bins = calibration.bins();
    QCOMPARE(bins[14].count, std::int64_t{2});  // (14/15, 1]
    QVERIFY(agrees(bins[14].accuracy(), 0.5, 1e-12));
    QVERIFY(agrees(bins[14].confidence(), 0.95, 1e-12));
    QCOMPARE(bins[8].count, std::int64_t{1});  // (8/15, 9/15]
    QCOMPARE(bins[5].count, std::int64_t{1});  // (5/15, 6/15]
    QVERIFY(std::isnan(bins[0].accuracy()));
    calibration.add(0, false);
    calibration.add(1, true);
    calibration.add(NAN, false);
    QCOMPARE(bins[0].count, std::int64_t{2});
    QCOMPARE(bins[14].count, std::int64_t{3});
  }

  // Scores 1 at the answer and 0 elsewhere: p = e / (e + 2), and 1 / (e + 2) for the others.
  void figuresWorkedOutByHand() {
    const std::vector<std::int32_t> labels = {0, 0, 1, 2, 2, 2}, answers = {0, 1, 1, 2, 0, 2};
    std::vector<std::uint8_t> pixels(18, 0);
    for (std::size_t i = 0; i < 6; ++i) pixels[i * 3 + static_cast<std::size_t>(answers[i])] = 255;
    const EvaluationReport report =
        evaluated(setupOf(mirror({3}, "CrossEntropyLoss"), classData({3}, 3, pixels, labels)));
    const double high = std::exp(1.0) / (std::exp(1.0) + 2), low = 1 / (std::exp(1.0) + 2);
    QCOMPARE(report.samples.size(), std::size_t{6});
    for (std::size_t i = 0; i < 6; ++i) {
      const JudgedSample& sample = report.samples[i];
      QCOMPARE(sample.sample, static_cast<std::int32_t>(i));
      QCOMPARE(sample.truth, labels[i]);
      QCOMPARE(sample.predicted, answers[i]);
      QVERIFY(agrees(sample.probability, high));
      QVERIFY(agrees(sample.margin, high - low));
      QVERIFY(agrees(sample.loss, -std::log(labels[i] == answers[i] ? high : low)));
      QVERIFY(std::isnan(sample.answer) && std::isnan(sample.target));
    }
    QVERIFY(agrees(report.tally.accuracy(), 4.0 / 6));
    QVERIFY(agrees(report.tally.loss(), -(4 * std::log(high) + 2 * std::log(low)) / 6));
    QVERIFY((report.tally.confusion() == ConfusionMatrix{{1, 1, 0}, {0, 1, 0}, {1, 0, 2}}));
    QVERIFY(agrees(report.tally.macroF1(), (1.0 / 2 + 2.0 / 3 + 4.0 / 5) / 3));
    QVERIFY(agrees(report.calibration.error(), std::abs(4.0 / 6 - high)));  // all in one bin
    // Both mistakes first; rounding says which of them.
    std::vector<std::int32_t> mistakes(report.worst.begin(), report.worst.begin() + 2);
    std::ranges::sort(mistakes);
    QVERIFY((mistakes == std::vector<std::int32_t>{1, 4}));
    QCOMPARE(report.worst.size(), std::size_t{6});
    QVERIFY(report.pairs.empty());
  }

  // q = (1 - s) onehot + s / 3 at logits (1, 0, 0).
  void theLossOfASampleIsTheNetworksOwn() {
    const EvaluationReport report =
        evaluated(setupOf(mirror({3}, "CrossEntropyLoss", {{"label_smoothing", 0.3}}),
                          classData({3}, 3, {255, 0, 0}, {0})));
    const double sum = std::log(std::exp(1.0) + 2);
    QVERIFY(agrees(report.samples[0].loss, 0.7 * (sum - 1) + 0.1 * ((sum - 1) + 2 * sum)));
  }

  void equalsOneAtATime() {
    const EvaluationSetup setup = randomLenet(700);
    const EvaluationReport report = evaluated(setup, 2);
    const std::vector<Plain> plain = judgedPlainly(setup);
    Calibration calibration;
    double loss = 0;
    int correct = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      const JudgedSample& sample = report.samples[i];
      QCOMPARE(sample.predicted, plain[i].predicted);
      QVERIFY(agrees(sample.loss, plain[i].loss, 1e-4));
      QVERIFY(agrees(sample.probability, plain[i].probability, 1e-4));
      QVERIFY(agrees(sample.margin, plain[i].margin, 1e-4));
      loss += plain[i].loss / static_cast<double>(plain.size());
      correct += sample.truth == plain[i].predicted;
      calibration.add(plain[i].probability, sample.truth == plain[i].predicted);
    }
    QVERIFY(agrees(report.tally.loss(), loss, 1e-5));
    QVERIFY(agrees(report.tally.accuracy(), correct / 700.0, 1e-12));
    QVERIFY(agrees(report.calibration.error(), calibration.error(), 1e-3));
    for (std::size_t i = 1; i < report.worst.size(); ++i) {
      const auto at = [&](std::size_t k) { return static_cast<std::size_t>(report.worst[k]); };
      QVERIFY(report.samples[at(i - 1)].loss >= report.samples[at(i)].loss);
    }
    for (std::size_t i = 1; i < report.leastCertain.size(); ++i) {
      const auto at = [&](std::size_t k) {
        return static_cast<std::size_t>(report.leastCertain[k]);
      };
      QVERIFY(report.samples[at(i - 1)].margin <= report.samples[at(i)].margin);
    }
  }

  void threadsChangeNothing() {
    const EvaluationSetup setup = randomLenet(600);
    const EvaluationReport one = evaluated(setup, 1);
    for (const int threads : {2, 3, 5}) {
      const EvaluationReport other = evaluated(setup, threads);
      QVERIFY(sameBits(one.samples, other.samples));
      QCOMPARE(one.tally.loss(), other.tally.loss());
      QVERIFY(one.worst == other.worst && one.leastCertain == other.leastCertain);
      QCOMPARE(one.calibration.error(), other.calibration.error());
    }
  }

  void listsAreBounded() {
    const int count = static_cast<int>(EvaluationReport::kMostListed) + 50;
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < count; ++i) {
      pixels.push_back(static_cast<std::uint8_t>(i % 256));
      pixels.push_back(0);
    }
    const EvaluationReport report = evaluated(setupOf(
        mirror({2}, "CrossEntropyLoss"),
        classData({2}, 2, pixels, std::vector<std::int32_t>(static_cast<std::size_t>(count), 1))));
    QCOMPARE(report.worst.size(), EvaluationReport::kMostListed);
    QCOMPARE(report.worst[0], 255);  // of equals, the first
    QCOMPARE(report.worst[1], 511);
    QCOMPARE(report.leastCertain[0], 0);
  }

  // MSE of {0.2 0.6 1} against {0 1 1}: errors 0.2, -0.4, 0; mean of targets 2/3.
  void numbersAreKeptAsPairs() {
    auto data = std::make_shared<Dataset>();
    data->title = "Made";
    data->shape = {1};
    data->test.pixels = {51, 153, 255};
    data->test.values = {0, 1, 1};
    data->test.target = {1};
    data->train.target = {1};
    const EvaluationReport report = evaluated(setupOf(mirror({1}, "MSELoss"), data));
    QVERIFY(report.tally.ofNumbers());
    QVERIFY(agrees(report.tally.meanAbsoluteError(), 0.2));
    QVERIFY(agrees(report.tally.r2(), 1 - 0.2 / (2.0 / 3)));
    QVERIFY(agrees(report.tally.loss(), 0.2 / 3));
    QCOMPARE(report.pairs.size(), std::size_t{3});
    QVERIFY(agrees(report.pairs[1].answer, 0.6) && agrees(report.pairs[1].target, 1));
    QVERIFY(agrees(report.samples[0].answer, 0.2) && agrees(report.samples[0].target, 0));
    QVERIFY(agrees(report.samples[1].loss, 0.16));
    QVERIFY((report.worst == std::vector<std::int32_t>{1, 0, 2}));
    QVERIFY(report.leastCertain.empty());
    QCOMPARE(report.calibration.count(), std::int64_t{0});
    QCOMPARE(report.samples[0].predicted, -1);
  }

  void manyNumbersAreThinnedOutEvenly() {
    constexpr int kCount = 3000, kEach = 100;
    auto data = std::make_shared<Dataset>();
    data->title = "Made";
    data->shape = {kEach};
    data->test.target = data->train.target = {kEach};
    for (int i = 0; i < kCount; ++i) {
      for (int e = 0; e < kEach; ++e) {
        data->test.pixels.push_back(static_cast<std::uint8_t>(e));
        data->test.values.push_back(static_cast<float>(i * kEach + e));
      }
    }
    const EvaluationReport report = evaluated(setupOf(mirror({kEach}, "MSELoss"), data));
    // 300 000 elements: every second would be only even places, so every third.
    QCOMPARE(report.pairStride, std::int64_t{3});
    QCOMPARE(report.pairs.size(), std::size_t{100'000});
    std::vector<int> places(kEach, 0);
    for (std::size_t i = 0; i < report.pairs.size(); ++i) {
      const int element = static_cast<int>(3 * i);
      QCOMPARE(report.pairs[i].target, static_cast<float>(element));
      QVERIFY(agrees(report.pairs[i].answer, element % kEach / 255.0));
      ++places[static_cast<std::size_t>(element % kEach)];
    }
    for (const int count : places) QCOMPARE(count, kCount / 3);
  }

  // Two places: sure of the first, undecided at the second.
  void tokensAreJudgedAtEveryPlace() {
    auto data = classData({2, 3}, 3, {255, 0, 0, 0, 0, 0}, {0, 2});
    data->test.target = data->train.target = {2};
    const EvaluationReport report = evaluated(setupOf(mirror({2, 3}, "CrossEntropyLoss"), data));
    const double high = std::exp(1.0) / (std::exp(1.0) + 2);
    QCOMPARE(report.samples[0].predicted, -1);
    QVERIFY(agrees(report.samples[0].probability, (high + 1.0 / 3) / 2));
    QVERIFY(agrees(report.samples[0].margin, 0));
    QVERIFY(agrees(report.samples[0].loss, (-std::log(high) + std::log(3)) / 2));
    QCOMPARE(report.calibration.count(), std::int64_t{2});
    QVERIFY((report.tally.confusion() == ConfusionMatrix{{1, 0, 0}, {0, 0, 0}, {1, 0, 0}}));
  }

  void whatIsNoNumberIsWorst() {
    const EvaluationSetup setup = randomLenet(5);
    EvaluationSetup broken = setup;
    broken.parameters = std::make_shared<Parameters<float>>(*setup.parameters);
    const auto* bias = broken.parameters->find("fc3.bias");
    broken.parameters->value(*bias)[3] = NAN;
    const EvaluationReport report = evaluated(broken);
    QCOMPARE(report.samples.size(), std::size_t{5});
    QCOMPARE(report.worst.size(), std::size_t{5});
    QVERIFY(std::isnan(report.tally.loss()));
  }

  void partsAreWhatTrainingTakes() {
    auto data = classData({2}, 2, {}, {});
    for (int i = 0; i < 40; ++i) {
      data->train.pixels.insert(data->train.pixels.end(), {0, static_cast<std::uint8_t>(i)});
      data->train.labels.push_back(i % 2);
    }
    EvaluationSetup setup = setupOf(mirror({2}, "CrossEntropyLoss"), data);
    setup.data.validationFraction = 0.25;
    setup.data.splitSeed = 3;
    const Split split = splitSamples(data->train, 0.25, 3);
    for (const DataPart part : {DataPart::Train, DataPart::Validation}) {
      setup.part = part;
      std::vector<std::int32_t> seen;
      for (const JudgedSample& sample : evaluated(setup).samples) seen.push_back(sample.sample);
      QVERIFY(seen == (part == DataPart::Train ? split.train : split.validation));
    }
    setup.part = DataPart::Test;
    Workers workers(1);
    const auto none = Evaluation::create(setup, workers);
    QVERIFY(!none);
    QCOMPARE(none.error().message(),
             std::string("Made has no test samples; evaluate on another set."));
    setup.network = mirror({3}, "CrossEntropyLoss");
    setup.part = DataPart::Train;
    QVERIFY(!Evaluation::create(setup, workers));  // two scores each, and three are taken
  }
};

LOOM_TEST(evaluation_test, EvaluationTest)
#include "evaluation_test.moc"
