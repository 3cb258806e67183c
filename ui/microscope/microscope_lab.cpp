#include "ui/microscope/microscope_lab.h"

#include <QLocale>
#include <algorithm>
#include <chrono>
#include <future>

#include "engine/train/trainer.h"
#include "engine/train/working_model.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/session.h"

namespace loom::ui {

namespace {

/// What the other thread needs to look at something.
struct LookOrder {
  std::future<loom::ModelCopy> model;
  MicroscopeLab::Samples samples;
  std::function<void(loom::Network&)> sabotage;
  std::shared_ptr<loom::Workers> workers;
  std::shared_ptr<std::atomic<bool>> gone;
};

/// A drawing has no label: the network's own answer stands for it.
Result<std::shared_ptr<const Microscope>> lookAtDrawing(MicroscopeSetup setup, Workers& workers) {
  setup.batch.size = 1;
  setup.batch.classes = {0};
  auto first = Microscope::look(setup, workers);
  if (!first) return first.error();
  const NodePass* output = (*first)->record()->node(setup.network->analysis.outputNode);
  const auto most = std::ranges::max_element(output->output);
  setup.batch.classes = {static_cast<std::int32_t>(most - output->output.begin())};
  return Microscope::look(std::move(setup), workers);
}

Result<std::shared_ptr<const Microscope>> lookAt(MicroscopeSetup setup, const Dataset* dataset,
                                                 const MicroscopeLab::Samples& wanted,
                                                 Workers& workers) {
  if (!dataset)
    return failed({LOOM_TEXT("There are no data yet: choose some, or wait until they are read.")});
  setup.rebuilt = taskOf(setup.network->analysis, dataset->info()).rebuilt;
  if (!wanted.drawing.empty()) {
    setup.batch.inputs = wanted.drawing;
    setup.batch.size = 1;
    if (setup.rebuilt) return Microscope::look(std::move(setup), workers);
    if (dataset->train.hasOneClassEach()) return lookAtDrawing(std::move(setup), workers);
    return failed(
        {LOOM_TEXT("A drawing has no answer that this network could be compared with; "
                   "choose a sample.")});
  }
  const Samples& samples = wanted.ofTest ? dataset->test : dataset->train;
  if (samples.size() == 0) return failed({LOOM_TEXT("There are no samples to look at.")});
  const int count = std::min(wanted.count, samples.size());
  resizeBatch(setup.batch, samples, dataset->shape, count);
  for (int i = 0; i < count; ++i)
    readSample(setup.batch, i, samples, dataset->shape, (wanted.first + i) % samples.size());
  return Microscope::look(std::move(setup), workers);
}

}  // namespace

struct MicroscopeLab::Found {
  QString problem;
  std::shared_ptr<const loom::Microscope> scope;
  std::shared_ptr<loom::Prover> prover;
  std::int64_t learned = 0;
};

MicroscopeLab::MicroscopeLab(Session& session, QObject* parent)
    : QObject(parent), session_(session) {
  connect(&session_.document(), &Document::replaced, this, &MicroscopeLab::forget);
  connect(&session_.document(), &Document::changed, this, [this] {
    if (scope_) emit changed();
  });
}

MicroscopeLab::~MicroscopeLab() {
  *gone_ = true;
}

bool MicroscopeLab::isStale() const {
  return scope_ && !isSameNetwork(scope_->network().graph, session_.document().graph());
}

MicroscopeLab::Samples MicroscopeLab::chosenSamples(int count) const {
  if (session_.showsDrawing()) return {0, 1, false, session_.drawing()};
  return {session_.probeSample(), count, session_.probeIsTest(), {}};
}

void MicroscopeLab::forget() {
  ++ticket_;
  cancelProofs();
  scope_ = nullptr;
  prover_ = nullptr;
  proofs_.clear();
  wrong_.clear();
  state_ = State::Empty;
  problem_.clear();
  emit changed();
}

void MicroscopeLab::look(int count) {
  samples_ = chosenSamples(count);
  state_ = State::Working;
  cancelProofs();
  auto order = std::make_shared<LookOrder>();
  order->model = session_.copyModel();
  order->samples = samples_;
  order->sabotage = sabotage_;
  order->workers = workers_;
  order->gone = gone_;
  background_.start([this, order, ticket = ++ticket_]() -> Background::Ending {
    auto found = std::make_shared<Found>();
    // The trainer may be reading data: whoever closes the window does not wait for that.
    while (order->model.wait_for(std::chrono::milliseconds(30)) != std::future_status::ready) {
      if (*order->gone) return [] {};
    }
    loom::ModelCopy model = order->model.get();
    if (!model.network) {
      found->problem = engineText(model.message);
    } else {
      if (order->sabotage) {
        auto altered = std::make_shared<loom::Network>(*model.network);
        order->sabotage(*altered);
        model.network = std::move(altered);
      }
      found->learned = model.step;
      auto looked = lookAt({model.network, model.weights}, model.dataset.get(), order->samples,
                           *order->workers);
      if (looked) {
        found->scope = *looked;
        found->prover = std::make_shared<loom::Prover>(model.network, found->scope->record(),
                                                       found->scope->input(), *order->workers);
      } else {
        found->problem = engineText(looked.error().text);
      }
    }
    return [this, found, ticket] {
      if (ticket == ticket_) take(*found);
    };
  });
  emit changed();
}

void MicroscopeLab::take(const Found& found) {
  scope_ = found.scope;
  prover_ = found.prover;
  learned_ = found.learned;
  problem_ = found.problem;
  if (!scope_ && problem_.isEmpty())
    problem_ =
        tr("There is no network to look at yet: draw one without problems, and choose data.");
  state_ = scope_ ? State::Ready : State::Failed;
  proofs_.clear();
  wrong_.clear();
  emit changed();
}

void MicroscopeLab::work(const MicroscopeStep& step, const MicroscopeTensor& tensor, int sample,
                         std::int64_t element) {
  if (!scope_) return;
  background_.start([this, scope = scope_, step, tensor, sample, element,
                     ticket = ++workTicket_]() -> Background::Ending {
    const auto working =
        std::make_shared<loom::Working>(scope->working(step, tensor, sample, element));
    return [this, working, ticket] {
      if (ticket == workTicket_) emit worked(*working);
    };
  });
}

void MicroscopeLab::prove(const Trial& trial) {
  if (!scope_) return;
  cancelProofs();
  trials_ = {trial};
  next();
}

void MicroscopeLab::proveAll() {
  if (!scope_) return;
  cancelProofs();
  for (const MicroscopeStep& step : scope_->steps()) {
    if (step.kind != MicroscopeStep::Kind::Backward) continue;
    for (const MicroscopeTensor& tensor : scope_->tensors(step)) {
      if (tensor.role == MicroscopeTensor::Role::Output) continue;
      trials_.push_back(
          {step, tensor.tensor, scope_->placeOf(tensor, 0, scope_->facts(tensor, 0).largest)});
    }
  }
  all_ = true;
  proved_ = kinks_ = 0;
  toProve_ = static_cast<int>(trials_.size());
  next();
}

void MicroscopeLab::cancelProofs() {
  trials_.clear();
  all_ = false;
  toProve_ = 0;
}

void MicroscopeLab::next() {
  if (proving_ || trials_.empty()) return;
  const Trial trial = trials_.front();
  trials_.pop_front();
  proving_ = true;
  background_.start([this, trial, prover = prover_, ticket = ticket_]() -> Background::Ending {
    const auto proof =
        std::make_shared<loom::Result<loom::Proof>>(prover->prove({trial.tensor, trial.element}));
    return [this, trial, proof, ticket] {
      proving_ = false;
      if (ticket == ticket_) judge(trial, *proof);
      next();
    };
  });
  emit provedOne();
}

void MicroscopeLab::judge(const Trial& trial, const Result<Proof>& proof) {
  if (!proof) {
    problem_ = engineText(proof.error().text);
    trials_.clear();
    emit changed();
    return;
  }
  proofs_[{trial.tensor, trial.element}] = *proof;
  if (all_) {
    ++proved_;
    kinks_ += proof->verdict == Proof::Verdict::Kink;
  }
  if (proof->verdict == Proof::Verdict::Differs) {
    wrong_[trial.step.node] = verdictText(trial, *proof);
    trials_.clear();  // what lies before it is wrong because of it
  }
  emit provedOne();
}

QString MicroscopeLab::verdictText(const Trial& trial, const Proof& proof) const {
  return tr("%1 hands back a wrong gradient: %2 where differences give %3 (∂L/∂%4).")
      .arg(QString::fromStdString(trial.step.node), exactFigure(proof.shown),
           exactFigure(proof.numeric), QString::fromStdString(trial.tensor));
}

const Proof* MicroscopeLab::proofOf(const std::string& tensor, std::int64_t element) const {
  const auto found = proofs_.find({tensor, element});
  return found == proofs_.end() ? nullptr : &found->second;
}

QString exactFigure(double value) {
  return QString::number(value, 'g', 6).replace(QLatin1Char('-'), QStringLiteral("−"));
}

}  // namespace loom::ui
