// Past epochs of a trainer: every view of a kept epoch is to the last bit that of the weights saved
// then and loaded afresh into another trainer, and no bit of what is learned depends on who looks.

#include <QtTest>
#include <cmath>

#include "engine/idx_files.h"
#include "engine/io/safetensors.h"
#include "engine/train/examiner.h"
#include "engine/train/kept_weights.h"
#include "engine/trainer_tools.h"
#include "golden/goldens.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;
using State = TrainerStatus::State;
using News = EvaluationNews::State;

namespace {

constexpr std::int64_t kPlenty = 1'000'000'000;

template <class T>
bool sameBits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool same(const NodeView& a, const NodeView& b) {
  return a.node == b.node && a.shape == b.shape && sameBits(a.values, b.values);
}

bool same(const ChannelFigures& a, const ChannelFigures& b) {
  return a.low == b.low && a.high == b.high && a.mean == b.mean && a.deviation == b.deviation &&
         a.zeros == b.zeros && a.idle == b.idle;
}

bool same(const CloseView& a, const CloseView& b) {
  const auto figures = [](const ChannelFigures& x, const ChannelFigures& y) { return same(x, y); };
  // Their steps differ: the weights that were loaded have learned nothing there.
  const auto spreads = [](const SpreadHistory& x, const SpreadHistory& y) {
    return x.of == y.of && x.current().low == y.current().low &&
           x.current().high == y.current().high && x.current().counts == y.current().counts;
  };
  return a.node == b.node && a.shape == b.shape && a.channelAxis == b.channelAxis &&
         same(a.all, b.all) && std::ranges::equal(a.channels, b.channels, figures) &&
         same(a.filters, b.filters) && a.inner.kind == b.inner.kind &&
         sameBits(a.inner.values, b.inner.values) &&
         std::ranges::equal(a.spreads, b.spreads, spreads);
}

/// The first field in which they differ; empty: none.
std::string difference(const Snapshot& a, const Snapshot& b) {
  const auto views = [](const NodeView& x, const NodeView& y) { return same(x, y); };
  const auto histograms = [](const Histogram& x, const Histogram& y) {
    return x.node == y.node && x.low == y.low && x.high == y.high && x.counts == y.counts;
  };
  const auto tops = [](const TopSample& x, const TopSample& y) {
    return x.sample == y.sample && x.value == y.value && x.row == y.row && x.column == y.column;
  };
  if (!std::ranges::equal(a.activations, b.activations, views)) return "activations";
  if (!std::ranges::equal(a.histograms, b.histograms, histograms)) return "histograms";
  if (!sameBits(a.probeInput, b.probeInput) || a.probeLabel != b.probeLabel) return "probe";
  if (a.showsDrawing != b.showsDrawing || a.ofDrawing != b.ofDrawing) return "drawing";
  if (a.drawingId != b.drawingId) return "drawing id";
  if (!sameBits(a.probabilities, b.probabilities)) return "probabilities";
  if (!same(a.close, b.close)) return "close";
  if (a.flow.node != b.flow.node || a.flow.samples != b.flow.samples || a.flow.low != b.flow.low ||
      a.flow.high != b.flow.high || a.flow.mean != b.flow.mean ||
      a.flow.gradientNorm != b.flow.gradientNorm)
    return "flow";
  if (a.top.node != b.top.node || a.top.channel != b.top.channel ||
      a.top.searched != b.top.searched || a.top.ofValidation != b.top.ofValidation ||
      a.top.height != b.top.height || a.top.width != b.top.width ||
      !std::ranges::equal(a.top.samples, b.top.samples, tops))
    return "top";
  if (a.health || b.health) return "health";
  return {};
}

}  // namespace

class TrainingPastTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;

  Project project(int epochs) const {
    Project project = lenetOn(folder_, epochs);
    project.training.batchSize = 32;
    project.training.optimizer.params.set("lr", 0.05);
    return project;
  }
  /// With running statistics, inner states and attention.
  Project winding(int epochs) const {
    Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}});
    chain.add("conv", "Conv2d", {{"out_channels", whole(4)}, {"kernel_size", Ints{3, 3}}});
    chain.add("norm", "BatchNorm2d").add("relu", "ReLU").add("pool", "MaxPool2d");
    chain.add("rows", "Reshape", {{"shape", Ints{26, 26}}}).add("gru", "GRU");
    chain.add("flatten", "Flatten").add("drop", "Dropout");
    chain.add("fc", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
    chain.project.data = project(1).data;
    chain.project.training = project(epochs).training;
    return chain.project;
  }

  static ViewRequest everything(const Project& of, const std::string& closely,
                                const std::string& wire) {
    ViewRequest view;
    for (const Node& node : of.graph.nodes) {
      view.nodes.push_back(node.id);
      view.histograms.push_back(node.id);
    }
    view.drawing.assign(784, 0.0F);
    for (std::size_t i = 200; i < 500; i += 3) view.drawing[i] = 0.9F;
    view.drawingId = 5;
    view.probeSample = 17;
    view.closely = closely;
    view.channel = 1;
    view.wire = wire;
    view.health = true;
    return view;
  }

  /// The next snapshot of which this holds, within half a minute.
  template <class Fn>
  static bool sees(Trainer& trainer, Snapshot& seen, Fn&& holds) {
    for (int i = 0; i < (kIsSanitized ? 60'000 : 6000); ++i) {
      const Snapshot* snapshot = trainer.newSnapshot();
      if (snapshot && holds(*snapshot)) {
        seen = *snapshot;
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  /// What the trainer shows of this epoch once nothing is left to find out; -1: of now.
  static Snapshot shown(Trainer& trainer, ViewRequest view, int epoch) {
    view.epoch = epoch;
    trainer.request(view);
    Snapshot seen;
    const bool all = sees(trainer, seen, [&](const Snapshot& snapshot) {
      return snapshot.epoch == epoch && snapshot.close.node == view.closely &&
             snapshot.flow.node == view.wire && snapshot.top.searched == 1;
    });
    if (!all) qWarning("epoch %d was not shown", epoch);
    return seen;
  }
  /// The weights after so many epochs of a run of its own, as a file has them.
  std::vector<NamedTensor> saved(const Project& of, int epoch) const {
    Trainer trainer;
    TrainerOptions options;
    options.startPaused = epoch == 0;
    if (epoch > 0) {
      trainer.start(of, options);
      trainer.wait();
      const std::int64_t steps = trainer.status().stepsPerEpoch;
      options.maxSteps = steps * epoch;
    }
    trainer.start(of, options);
    if (epoch > 0)
      trainer.wait();
    else if (!reaches(trainer, State::Paused))
      return {};
    const std::string path = folder_.filePath("weights.safetensors").toStdString();
    must(writeSafetensors(path, trainer.weights()));
    return must(readSafetensors(path));
  }
  static bool keepsTo(Trainer& trainer, int epoch) {
    return reaches(trainer, [&](const TrainerStatus& status) {
      return status.kept && !status.kept->epochs.empty() && status.kept->epochs.back() == epoch;
    });
  }
  static EvaluationNews answerTo(Trainer& trainer, const EvaluationRequest& request) {
    trainer.evaluate(request);
    for (int i = 0; i < 6000; ++i) {
      const EvaluationNews* news = trainer.newEvaluation();
      if (news && news->request.id == request.id && news->state != News::Running) return *news;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return {};
  }

 private Q_SLOTS:
  void initTestCase() {
    QVERIFY(IdxFolder{folder_.path().toStdString()}.writeAll(300, 40, 28, 10));
  }

  void atFirstNothingIsKept() {
    Trainer trainer;
    trainer.start(project(2));
    trainer.wait();
    QVERIFY(reaches(trainer, State::Finished));
    QVERIFY(trainer.status().kept->epochs.empty());
  }

  void everyEpochIsKept() {
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    trainer.start(project(3));
    trainer.wait();
    QVERIFY(keepsTo(trainer, 3));
    const TrainerStatus status = trainer.status();
    QCOMPARE(status.kept->epochs, (std::vector<int>{0, 1, 2, 3}));
    QCOMPARE(status.kept->best, static_cast<int>(status.bestStep / status.stepsPerEpoch));
  }

  void viewsAreThoseOfTheWeightsLoadedAfresh_data() {
    QTest::addColumn<bool>("winds");
    QTest::addColumn<QString>("closely");
    QTest::addColumn<QString>("wire");
    QTest::newRow("LeNet-5") << false << "conv2"
                             << "pool1";
    QTest::newRow("with running statistics") << true << "norm"
                                             << "conv";
    QTest::newRow("with states") << true << "gru"
                                 << "norm";
  }
  void viewsAreThoseOfTheWeightsLoadedAfresh() {
    QFETCH(bool, winds);
    QFETCH(QString, closely);
    QFETCH(QString, wire);
    const Project here = winds ? winding(4) : project(4);
    const ViewRequest view = everything(here, closely.toStdString(), wire.toStdString());
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    trainer.request(view);  // looked at while it learns, too
    trainer.start(here);
    trainer.wait();
    QVERIFY(keepsTo(trainer, 4));
    std::vector<float> before;
    for (const int epoch : {4, 0, 2, 3}) {  // there and back
      const Snapshot past = shown(trainer, view, epoch);
      Trainer other;
      other.showIdle(here);
      other.useWeights(saved(here, epoch));
      const std::string differs = difference(past, shown(other, view, -1));
      QVERIFY2(differs.empty(), (differs + " of epoch " + std::to_string(epoch)).c_str());
      QCOMPARE(past.step, epoch * trainer.status().stepsPerEpoch);
      QVERIFY(past.probabilities != before);  // each is another moment
      before = past.probabilities;
    }
    // And back to now.
    Trainer other;
    other.showIdle(here);
    other.useWeights(trainer.weights());
    Snapshot now = shown(trainer, view, -1);
    QVERIFY(now.health);  // of a past epoch, nothing is known of it
    QVERIFY(sameBits(now.probabilities, shown(other, view, -1).probabilities));
  }

  void evaluationsAreThoseOfTheWeightsLoadedAfresh() {
    const Project here = project(3);
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    trainer.start(here);
    trainer.wait();
    QVERIFY(keepsTo(trainer, 3));
    int id = 0;
    for (const int epoch : {0, 2, 3}) {
      const EvaluationNews past =
          answerTo(trainer, {DataPart::Train, WeightsKept::Present, ++id, epoch});
      QCOMPARE(past.state, News::Done);
      QCOMPARE(past.moment.pastEpoch, epoch);
      QCOMPARE(past.moment.epoch, static_cast<double>(epoch));
      Trainer other;
      other.showIdle(here);
      other.useWeights(saved(here, epoch));
      const EvaluationNews loaded = answerTo(other, {DataPart::Train, WeightsKept::Present, 1});
      QCOMPARE(loaded.state, News::Done);
      const EvaluationReport &a = *past.report, &b = *loaded.report;
      QCOMPARE(a.tally.loss(), b.tally.loss());
      QVERIFY(a.tally.confusion() == b.tally.confusion());
      QCOMPARE(a.calibration.error(), b.calibration.error());
      QVERIFY(a.worst == b.worst && a.leastCertain == b.leastCertain);
      QVERIFY(std::ranges::equal(a.samples, b.samples, [](const auto& x, const auto& y) {
        return x.loss == y.loss && x.predicted == y.predicted && x.probability == y.probability;
      }));
    }
    const EvaluationNews none = answerTo(trainer, {DataPart::Train, WeightsKept::Present, ++id, 9});
    QCOMPARE(none.state, News::Failed);
    QVERIFY(!none.message.empty());
  }

  void noBitDependsOnWhoLooksBack() {
    const auto weightsOf = [&](bool looking) {
      Trainer trainer;
      if (looking) trainer.setKeptBytes(kPlenty);
      TrainerOptions options;
      options.startPaused = true;
      trainer.start(project(12), options);
      trainer.resume();
      ViewRequest view = everything(project(12), "conv2", "pool1");
      int turn = 0, seen = 0;
      while (trainer.status().active()) {
        const TrainerStatus status = trainer.status();
        if (looking && status.kept && !status.kept->epochs.empty()) {
          view.epoch = turn % 5 == 4 ? -1 : status.kept->epochs[turn % status.kept->epochs.size()];
          trainer.request(view);
          if (turn % 3 == 0)
            trainer.evaluate({DataPart::Test, WeightsKept::Present, 1, view.epoch});
          ++turn;
        }
        const Snapshot* snapshot = trainer.newSnapshot();
        if (snapshot && snapshot->epoch >= 0) ++seen;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
      if (looking && seen == 0) qWarning("nothing of the past was seen");
      return looking && seen == 0 ? std::vector<NamedTensor>() : trainer.weights();
    };
    const auto alone = weightsOf(false), watched = weightsOf(true);
    QCOMPARE(watched.size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) QVERIFY(watched[i].values == alone[i].values);
  }

  void theRunsSpreadsStandBesideAPastOne() {
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    ViewRequest view = everything(project(1), "conv2", "pool1");
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project(3), options);
    trainer.request(view);
    Snapshot seen;
    for (int step = 1; step <= 4; ++step) {  // each is measured
      trainer.step();
      QVERIFY(reaches(trainer, [&](const TrainerStatus& s) { return s.step == step; }));
      QVERIFY(sees(trainer, seen, [&](const Snapshot& snapshot) {
        return snapshot.step == step && !snapshot.close.spreads.empty() &&
               snapshot.close.spreads.front().columns.back().step == step;
      }));
    }
    const std::vector<Spread> run = seen.close.spreads.front().columns;
    QVERIFY(run.size() >= 4);
    const Snapshot past = shown(trainer, view, 0);
    const SpreadHistory& weights = past.close.spreads.front();
    QCOMPARE(weights.of, SpreadHistory::Of::Weights);
    QCOMPARE(weights.shown, 0);
    QCOMPARE(weights.current().step, std::int64_t{0});
    QCOMPARE(weights.columns.back().step, std::int64_t{4});
    QVERIFY(std::ranges::none_of(past.close.spreads, [](const SpreadHistory& history) {
      return history.of == SpreadHistory::Of::Gradients;
    }));
  }

  void whatIsKeptStaysWithinItsBound() {
    Trainer trainer;
    const std::int64_t each = 61'706 * 4 + 4096;  // and what lies between tensors
    trainer.setKeptBytes(5 * each);
    trainer.start(project(20));
    trainer.wait();
    QVERIFY(keepsTo(trainer, 20));
    const KeptEpochs kept = *trainer.status().kept;
    QVERIFY(kept.bytes <= kept.bound);
    QVERIFY(kept.stride > 1);
    QCOMPARE(kept.epochs.front(), 0);
    QVERIFY(kept.epochs.size() <= 5 && kept.epochs.size() >= 3);
    QVERIFY(std::ranges::count(kept.epochs, kept.best) == 1);
    const int gone = std::ranges::count(kept.epochs, 19) ? 18 : 19;
    ViewRequest view = everything(project(1), "conv2", "pool1");
    QCOMPARE(shown(trainer, view, 20).epoch, 20);
    view.epoch = gone;  // what is not kept is not made up
    trainer.request(view);
    Snapshot seen;
    QVERIFY(sees(trainer, seen, [](const Snapshot& snapshot) { return snapshot.epoch == -1; }));
  }

  void theNewestIsTheLastEpochEvenWhereTheRunWentBackToTheBest() {
    Project here = project(30);
    here.training.earlyStopping.emplace();
    here.training.earlyStopping->patience = 2;
    here.training.earlyStopping->minDelta = 100;  // the first is the best
    here.training.earlyStopping->restoreBestWeights = true;
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    trainer.start(here);
    trainer.wait();
    QVERIFY(reaches(trainer, State::Finished));
    const TrainerStatus status = trainer.status();
    QVERIFY(status.weightsStep < status.step);
    const int last = static_cast<int>(status.step / status.stepsPerEpoch);
    QVERIFY(keepsTo(trainer, last));
    const ViewRequest view = everything(here, "conv2", "pool1");
    Trainer other;
    other.showIdle(project(1));
    other.useWeights(saved(project(last), last));
    const std::string differs = difference(shown(trainer, view, last), shown(other, view, -1));
    QVERIFY2(differs.empty(), differs.c_str());
    // Now are the best ones.
    const int best = static_cast<int>(status.bestStep / status.stepsPerEpoch);
    QVERIFY(
        sameBits(shown(trainer, view, -1).probabilities, shown(trainer, view, best).probabilities));
  }

  void otherWeightsEndThePast() {
    Trainer trainer;
    trainer.setKeptBytes(kPlenty);
    const auto trained = [&] {
      trainer.start(project(2));
      trainer.wait();
      return keepsTo(trainer, 2);
    };
    const auto nothingIsKept = [&] {
      return reaches(trainer, [](const TrainerStatus& status) {
        return status.kept && status.kept->epochs.empty();
      });
    };
    QVERIFY(trained());
    trainer.showIdle(project(5));  // another number of epochs is no other network
    QVERIFY(reaches(trainer, [](const TrainerStatus& s) { return s.preparing == 1; }));
    trainer.weights();
    QVERIFY(keepsTo(trainer, 2));
    trainer.useWeights(trainer.weights());
    QVERIFY(nothingIsKept());
    QVERIFY(trained());
    Project other = project(2);
    other.graph.nodes[1].params.set("out_channels", whole(4));
    trainer.showIdle(other);
    QVERIFY(nothingIsKept());
    QVERIFY(trained());
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project(2), options);
    QVERIFY(keepsTo(trainer, 0));
    trainer.setKeptBytes(0);
    QVERIFY(nothingIsKept());
  }
};

LOOM_TEST(training_past_test, TrainingPastTest)
#include "training_past_test.moc"
