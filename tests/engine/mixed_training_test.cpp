// Learning from mixed answers: the losses' formula and slope, the loader, whole runs and resumed
// ones; and that nothing is ever mixed where a network is judged.

#include <QtTest>
#include <cmath>

#include "engine/augment/mixing.h"
#include "engine/data/augmented_samples.h"
#include "engine/data/loader.h"
#include "engine/train/run.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kMixClasses = 4, kMixBatch = 5, kMixFeatures = 6;

/// Images of 5 x 5 in four classes; the answers are the classes, or two numbers.
std::shared_ptr<const Dataset> mixableData(bool ofNumbers = false, int count = 60) {
  auto data = std::make_shared<Dataset>();
  data->source = data->title = "made up";
  data->shape = Shape{1, 5, 5};
  if (!ofNumbers) data->classes = {"a", "b", "c", "d"};
  Rng rng(8);
  for (Samples* samples : {&data->train, &data->test}) {
    if (ofNumbers) samples->target = Shape{2};
    for (int i = 0; i < count; ++i) {
      for (int p = 0; p < 25; ++p)
        samples->pixels.push_back(
            static_cast<std::uint8_t>(rng.below(128) + (p % 4 == i % 4 ? 127 : 0)));
      if (!ofNumbers) samples->labels.push_back(i % 4);
      for (int n = 0; ofNumbers && n < 2; ++n)
        samples->values.push_back(static_cast<float>(rng.uniform(-3, 3)));
    }
  }
  return data;
}

std::vector<std::int32_t> allOf(const Dataset& data) {
  std::vector<std::int32_t> all(static_cast<std::size_t>(data.train.size()));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// A layer of weights under a loss, in double precision.
struct LossRig {
  Workers workers{1};
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<double>> parameters;
  std::unique_ptr<Program<double>> program;
  std::vector<double> inputs = std::vector<double>(kMixBatch * kMixFeatures);
  std::vector<std::int32_t> own, other;

  LossRig(const std::string& loss, const Values& params) {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{kMixFeatures}}});
    chain.add("fc", "Linear", {{"out_features", whole(kMixClasses)}}).add("loss", loss, params);
    network = must(compile(chain.project.graph));
    parameters = must(Parameters<double>::create(network->graph, network->analysis, 2));
    program = must(Program<double>::create(network, parameters, workers, {kMixBatch, true, true}));
    Rng rng(9);
    for (double& value : inputs) value = rng.uniform(-2, 2);
    for (int i = 0; i < kMixBatch; ++i) {
      own.push_back(static_cast<std::int32_t>(rng.below(kMixClasses)));
      other.push_back(static_cast<std::int32_t>(rng.below(kMixClasses)));
    }
    other[0] = own[0];  // two of a kind
  }
  double loss(const Targets<double>& targets) {
    std::ranges::copy(inputs, program->input());
    return program->forward(kMixBatch, targets, true);
  }
  Targets<double> mixed(double share) const { return {own.data(), nullptr, other.data(), share}; }
  std::vector<double> slopes(const Targets<double>& targets) {
    loss(targets);
    program->backward();
    std::vector<double> out;
    program->copyGradient("input", out);
    return out;
  }
};

struct MixedOutcome {
  std::vector<Point> points;
  std::vector<float> weights;
};

Project mixedProject(std::vector<AugmentationStep> steps, bool ofNumbers = false) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 5, 5}}}).add("flatten", "Flatten");
  chain.add("fc", "Linear", {{"out_features", whole(ofNumbers ? 2 : 4)}});
  chain.add("loss", ofNumbers ? "MSELoss" : "CrossEntropyLoss");
  Project project = chain.project;
  project.augmentation = std::move(steps);
  project.data.validationFraction = 0.2;
  project.training.epochs = 3;
  project.training.batchSize = 7;
  project.training.optimizer = {"SGD", {{"lr", 0.05}, {"momentum", 0.9}}};
  return project;
}

Result<std::unique_ptr<Run>> beginMixed(const Project& project,
                                        const std::shared_ptr<const Dataset>& data,
                                        Workers& workers, const TrainerOptions& options,
                                        std::shared_ptr<Parameters<float>>& parameters) {
  const DataInfo info = data->info();
  const auto network = compile(project.graph, &info);
  if (!network) return network.error();
  parameters = must(Parameters<float>::create((*network)->graph, (*network)->analysis, 1));
  return Run::create({project, options, *network, parameters, data, options.resumeDirectory},
                     workers);
}

MixedOutcome learn(const Project& project, const std::shared_ptr<const Dataset>& data,
                   int threads = 1, const TrainerOptions& options = {}) {
  Workers workers(threads);
  std::shared_ptr<Parameters<float>> parameters;
  const auto run = must(beginMixed(project, data, workers, options, parameters));
  while (must(run->advance()) != Run::Move::Over) {
  }
  must(run->save("finished"));
  MixedOutcome outcome{{}, parameters->values()};
  run->drainPoints([&](const Point& point) { outcome.points.push_back(point); });
  return outcome;
}

std::vector<float> lossesOf(const MixedOutcome& outcome, Point::Split split) {
  std::vector<float> losses;
  for (const Point& point : outcome.points)
    if (point.split == split) losses.push_back(point.loss);
  return losses;
}

const std::vector<AugmentationStep> kBothKinds = {
    {"Rotate", {}, 0.5}, {"Mixup", {}, 0.5}, {"Invert", {}, 0.3}, {"CutMix", {}, 0.8}};

}  // namespace

class MixedTrainingTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

 private Q_SLOTS:
  // L = share L(a) + (1 - share) L(b): by definition where the loss is linear in the answer.
  void theLossIsTheFormula_data() {
    QTest::addColumn<QString>("loss");
    QTest::addColumn<double>("smoothing");
    QTest::newRow("cross-entropy") << "CrossEntropyLoss" << 0.0;
    QTest::newRow("smoothed") << "CrossEntropyLoss" << 0.3;
    QTest::newRow("smoothed away") << "CrossEntropyLoss" << 1.0;
    QTest::newRow("binary") << "BCEWithLogitsLoss" << 0.0;
  }
  void theLossIsTheFormula() {
    QFETCH(QString, loss);
    QFETCH(double, smoothing);
    LossRig rig(loss.toStdString(),
                smoothing > 0 ? Values{{"label_smoothing", smoothing}} : Values{});
    const double a = rig.loss({rig.own.data()}), b = rig.loss({rig.other.data()});
    const auto slopeA = rig.slopes({rig.own.data()}), slopeB = rig.slopes({rig.other.data()});
    for (const double share : {0.0, 0.2, 0.5, 0.77, 1.0}) {
      const double wanted = share * a + (1 - share) * b;
      QVERIFY(std::abs(rig.loss(rig.mixed(share)) - wanted) < 1e-12);
      const auto slope = rig.slopes(rig.mixed(share));
      for (std::size_t i = 0; i < slope.size(); ++i)
        QVERIFY(std::abs(slope[i] - (share * slopeA[i] + (1 - share) * slopeB[i])) < 1e-12);
    }
  }

  // Any loss of numbers: as if the answer were the weighted sum of two rows with a single 1.
  void numbersAreMixed_data() {
    QTest::addColumn<QString>("loss");
    for (const LayerType& type : layerTypes())
      if (type.isLoss && type.takesNumbers)
        QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
  }
  void numbersAreMixed() {
    QFETCH(QString, loss);
    LossRig rig(loss.toStdString(), {});
    for (const double share : {0.3, 0.8}) {
      std::vector<double> rows(kMixBatch * kMixClasses);
      for (std::size_t i = 0; i < kMixBatch; ++i) {
        rows[i * kMixClasses + static_cast<std::size_t>(rig.own[i])] += share;
        rows[i * kMixClasses + static_cast<std::size_t>(rig.other[i])] += 1 - share;
      }
      QCOMPARE(rig.loss(rig.mixed(share)), rig.loss({nullptr, rows.data()}));
      QVERIFY(rig.slopes(rig.mixed(share)) == rig.slopes({nullptr, rows.data()}));
    }
  }

  void theSlopeAgreesWithDifferences_data() {
    QTest::addColumn<QString>("loss");
    for (const LayerType& type : layerTypes())
      if (type.isLoss) QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
  }
  void theSlopeAgreesWithDifferences() {
    QFETCH(QString, loss);
    LossRig rig(loss.toStdString(), {});
    const Targets<double> targets = rig.mixed(0.37);
    const auto slopes = rig.slopes(targets);
    for (std::size_t i = 0; i < rig.inputs.size(); ++i) {
      const double kept = rig.inputs[i], step = 1e-6;
      rig.inputs[i] = kept + step;
      const double above = rig.loss(targets);
      rig.inputs[i] = kept - step;
      const double below = rig.loss(targets);
      rig.inputs[i] = kept;
      QVERIFY(std::abs((above - below) / (2 * step) - slopes[i]) < 1e-7);
    }
  }

  void theHeavierClassCounts() {
    const std::vector<std::int32_t> own = {0, 1}, other = {2, 2};
    Targets<float> targets{own.data(), nullptr, other.data(), 0.6F};
    QCOMPARE(targets.mainClasses(), own.data());
    targets.share = 0.4F;
    QCOMPARE(targets.mainClasses(), other.data());
    targets.otherClasses = nullptr;
    QCOMPARE(targets.mainClasses(), own.data());
    const auto data = mixableData();
    const DataInfo info = data->info();
    const auto network = must(compile(mixedProject({}).graph, &info));
    const Tally tally(*network, info);
    const std::vector<float> scores = {0, 0, 1, 0, /**/ 0, 1, 0, 0};  // says 2, then 1
    QCOMPARE(tally.correctIn(scores.data(), {own.data(), nullptr, other.data(), 0.4F}, 2), 1);
    QCOMPARE(tally.correctIn(scores.data(), {own.data(), nullptr, other.data(), 0.6F}, 2), 1);
    const std::vector<float> twos = {0, 0, 1, 0, /**/ 0, 0, 1, 0};
    QCOMPARE(tally.correctIn(twos.data(), {own.data(), nullptr, other.data(), 0.4F}, 2), 2);
    QCOMPARE(tally.correctIn(twos.data(), {own.data(), nullptr, other.data(), 0.6F}, 2), 0);
  }

  void answersFollowTheirImages() {
    for (const bool ofNumbers : {false, true}) {
      const auto data = mixableData(ofNumbers);
      const std::vector<std::int32_t> indices = {7, 30, 11, 4};
      Batch plain, mixed;
      MixRoom room;
      fillBatch(plain, *data, indices, {0, 3}, {}, room);
      fillBatch(mixed, *data, indices, {0, 3}, *Augmenter::create({{"Mixup", {}}}, 2), room);
      QVERIFY(mixed.share > 0 && mixed.share < 1);
      QCOMPARE(mixed.targets().share, mixed.share);
      QCOMPARE(mixed.targets().share + (1 - mixed.targets().share), 1.0F);
      QVERIFY(mixed.classes == plain.classes);
      for (std::size_t i = 0; i < 4; ++i) {
        const auto own = static_cast<std::size_t>(room.ring[i]);
        const auto other = static_cast<std::size_t>(room.ring[(i + 1) % 4]);
        QCOMPARE(mixed.inputs[own * 25], mixed.share * plain.inputs[own * 25] +
                                             (1 - mixed.share) * plain.inputs[other * 25]);
        if (!ofNumbers) QCOMPARE(mixed.otherClasses[own], plain.classes[other]);
        for (std::size_t n = 0; ofNumbers && n < 2; ++n)
          QCOMPARE(mixed.values[2 * own + n], mixed.share * plain.values[2 * own + n] +
                                                  (1 - mixed.share) * plain.values[2 * other + n]);
      }
      QCOMPARE(mixed.targets().otherClasses == nullptr, ofNumbers);
      // The same batch again, now without mixing: nothing of it is left.
      fillBatch(mixed, *data, indices, {0, 3}, {}, room);
      QVERIFY(!mixed.targets().otherClasses && mixed.share == 1);
    }
  }

  void anyNumberOfThreadsLoadsTheSame() {
    const auto data = mixableData();
    for (const std::int64_t start : {0, 13}) {
      LoaderSettings settings{.batchSize = 8, .seed = 2, .firstStep = start};
      std::vector<Batch> expected;
      Loader alone(data, allOf(*data), *Augmenter::create(kBothKinds, 5), settings);
      for (int i = 0; i < 40; ++i) expected.push_back(alone.next());
      QVERIFY(std::ranges::any_of(expected, [](const Batch& b) { return b.share < 1; }));
      QVERIFY(std::ranges::any_of(expected, [](const Batch& b) { return b.share == 1; }));
      for (const int threads : {2, 3, 8}) {
        settings.threads = threads;
        Loader together(data, allOf(*data), *Augmenter::create(kBothKinds, 5), settings);
        for (const Batch& wanted : expected) {
          const Batch& batch = together.next();
          QVERIFY(batch.inputs == wanted.inputs && batch.classes == wanted.classes);
          QVERIFY(batch.otherClasses == wanted.otherClasses && batch.share == wanted.share);
        }
      }
    }
  }

  void aRunHasTheSameBitsForAnyThreadsAndAfterAResume() {
    for (const bool ofNumbers : {false, true}) {
      const auto data = mixableData(ofNumbers);
      const Project project = mixedProject(kBothKinds, ofNumbers);
      const MixedOutcome whole = learn(project, data);
      QVERIFY(whole.weights != learn(mixedProject({}, ofNumbers), data).weights);
      for (const int threads : {2, 3, 8})
        QVERIFY(learn(project, data, threads).weights == whole.weights);
      for (const std::int64_t cut : {1, 9}) {
        TrainerOptions part;
        part.runDirectory =
            folder_.filePath(QString("run%1%2").arg(cut).arg(ofNumbers)).toStdString();
        part.maxSteps = cut;
        learn(project, data, 1, part);
        TrainerOptions rest;
        rest.resumeDirectory = part.runDirectory;
        QVERIFY(learn(project, data, 2, rest).weights == whole.weights);
      }
    }
  }

  // With a step too small to move anything, both runs judge the same weights.
  void whatIsJudgedIsNeverMixed() {
    Project plain = mixedProject({}), mixed = mixedProject({{"Mixup", {}}, {"Invert", {}}});
    for (Project* project : {&plain, &mixed})
      project->training.optimizer = {"SGD", {{"lr", 1e-30}}};
    const auto data = mixableData();
    const MixedOutcome one = learn(plain, data), other = learn(mixed, data);
    QVERIFY(lossesOf(one, Point::Split::Train) != lossesOf(other, Point::Split::Train));
    const auto judged = lossesOf(one, Point::Split::Validation);
    QCOMPARE(judged.size(), std::size_t{3});
    QVERIFY(judged == lossesOf(other, Point::Split::Validation));
  }

  void answersAtPlacesStopTheRunWithASentence() {
    auto data = std::make_shared<Dataset>();
    data->title = "made up";
    data->shape = Shape{1, 2, 3};
    data->classes = {"a", "b"};
    data->train.target = Shape{2};
    data->train.pixels.resize(20 * 6);
    data->train.labels.resize(20 * 2);
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 2, 3}}})
        .add("cut", "Reshape", {{"shape", Ints{2, 3}}});
    chain.add("fc", "Linear", {{"out_features", whole(2)}}).add("loss", "CrossEntropyLoss");
    Project project = chain.project;
    Workers workers(1);
    std::shared_ptr<Parameters<float>> parameters;
    QVERIFY(beginMixed(project, data, workers, {}, parameters).ok());
    project.augmentation = {{"CutMix", {}}};
    const auto refused = beginMixed(project, data, workers, {}, parameters);
    QVERIFY(!refused);
    QVERIFY(refused.error().text.english().starts_with("CutMix cannot mix answers"));
    project.augmentation[0].enabled = false;
    QVERIFY(beginMixed(project, data, workers, {}, parameters).ok());
  }

  // What the panel shows of one sample is what its epochs bring.
  void shownSamplesAreTheLoaders() {
    const auto data = mixableData();
    const std::vector<AugmentationStep> steps = {{"Rotate", {{"degrees", 40.0}}, 0.7}};
    AugmentedRequest request{.steps = steps, .seed = 6, .first = 9, .count = 5};
    const auto train = allOf(*data);
    const auto shown = must(augmentSamples(*data, train, request));
    QCOMPARE(shown.size(), std::size_t{5});
    for (int epoch = 0; epoch < 5; ++epoch) {
      Batch batch;
      MixRoom room;
      const std::vector<std::int32_t> others = {20, 9, 33};
      fillBatch(batch, *data, others, {epoch, 77}, *Augmenter::create(steps, 6), room);
      const auto& cell = shown[static_cast<std::size_t>(epoch)];
      QVERIFY(std::equal(cell.after.begin(), cell.after.end(), batch.inputs.begin() + 25));
      QCOMPARE(cell.ownClass, 9 % 4);
      QCOMPARE(cell.share, 1.0F);
    }
    request.several = true;
    request.first = 58;
    const auto several = must(augmentSamples(*data, train, request));
    for (int i = 0; i < 5; ++i)
      QCOMPARE(several[static_cast<std::size_t>(i)].sample, (58 + i) % 60);
    QVERIFY(!augmentSamples(*data, train, {.steps = {{"Nothing", {}}}}));
    QVERIFY(must(augmentSamples(*data, {}, request)).empty());
  }

  void shownMixturesKeepTheirPartners() {
    const auto data = mixableData();
    const auto cells = [&](double alpha) {
      return must(augmentSamples(*data, allOf(*data),
                                 {.steps = {{"Mixup", {{"alpha", alpha}}}}, .first = 3}));
    };
    const auto few = cells(0.5), more = cells(5);
    int differing = 0;
    for (std::size_t i = 0; i < few.size(); ++i) {
      QVERIFY(few[i].otherClass >= 0);
      QCOMPARE(few[i].otherClass, more[i].otherClass);
      differing += few[i].share != more[i].share;
    }
    QVERIFY(differing > 20);
  }
};

LOOM_TEST(mixed_training_test, MixedTrainingTest)
#include "mixed_training_test.moc"
