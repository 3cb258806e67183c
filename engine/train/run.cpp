#include "engine/train/run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <type_traits>

#include "engine/base/memory.h"
#include "engine/train/divergence.h"
#include "engine/train/figures.h"

namespace loom {

namespace {

constexpr double kSmoothing = 0.9;  // as the charts smooth at first
/// The best weights are kept for a look at them where they take less than this part of the memory.
constexpr std::int64_t kPlenty = 16;

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What is known of the data only now that they are loaded.
Result<void> checkData(const RunSetup& setup, const Split& split) {
  if (split.train.empty()) {
    return badInput(
        {LOOM_TEXT("%1 has no training samples; choose other data."), {setup.dataset->title}});
  }
  const TrainingSettings& training = setup.project.training;
  const ScheduleType& schedule = *findScheduleType(training.schedule.type);
  std::vector<std::string> watched;
  if (training.earlyStopping) watched.push_back(training.earlyStopping->monitor);
  if (schedule.remember)
    watched.push_back(Reader(schedule.fields, training.schedule.params).text("monitor"));
  const DataInfo task = taskOf(setup.network->analysis, setup.dataset->info());
  for (const std::string& figure : watched) {
    if (Text why = whyNotWatched(figure, task); !why.empty()) return badInput(std::move(why));
  }
  for (const AugmentationStep& step : setup.project.augmentation) {
    if (Text why = whyNotMixed(step, task); !why.empty()) return badInput(std::move(why));
  }
  return {};
}

/// What `call` says, or that there is no memory for the copies of the weights that it makes.
template <class Call>
std::invoke_result_t<Call> whileMemoryLasts(Call&& call) {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return failed(
        {LOOM_TEXT("The machine has not enough free memory to go on with the run; close "
                   "other programs or make the network smaller.")});
  }
}

/// The sentence `text` with how much is wanted and how much there is as its last two arguments.
Error shortOf(const char* text, std::vector<std::string> arguments, std::size_t bytes) {
  arguments.push_back(grouped(static_cast<long long>(bytes / 1'000'000)));
  arguments.push_back(grouped(availableMemory() / 1'000'000));
  return failed({text, std::move(arguments)});
}

}  // namespace

Run::Run(RunSetup setup, Workers& workers) : setup_(std::move(setup)), workers_(workers) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::create(RunSetup setup, Workers& workers) {
  std::unique_ptr<Run> run(new Run(std::move(setup), workers));
  auto ready = whileMemoryLasts([&] { return run->prepare(); });
  if (!ready) return ready.error();
  return run;
}

Result<void> Run::prepare() {
  const Project& project = setup_.project;
  const TrainingSettings& training = project.training;
  const Samples& samples = setup_.dataset->train;
  split_ = splitSamples(samples, project.data.validationFraction, project.data.splitSeed);
  hasValidation_ = !split_.validation.empty();
  if (auto usable = checkData(setup_, split_); !usable) return usable;
  const auto count = static_cast<std::int64_t>(split_.train.size());
  stepsPerEpoch_ = (count + training.batchSize - 1) / training.batchSize;

  ProgramOptions options;
  options.maxBatch = static_cast<int>(std::min<std::int64_t>(training.batchSize, count));
  options.share = true;
  auto program = Program<float>::create(setup_.network, setup_.parameters, workers_, options);
  if (!program) return program.error();
  program_ = std::move(*program);
  judge_ = std::make_unique<Judge>(*program_, *setup_.dataset, samples);

  schedule_ = findScheduleType(training.schedule.type);
  gradientRules_.emplace(project.graph, *setup_.parameters, training.gradientClipNorm);
  watch_.emplace(training.earlyStopping, hasValidation_);
  if (auto made = makeOptimizer(); !made) return made;
  if (auto room = makeRoomForBest(); !room) return room;

  if (!setup_.resume.empty()) {
    if (auto resumed = resume(); !resumed) return resumed.error();
  } else if (!setup_.options.runDirectory.empty()) {
    auto directory = RunDirectory::create(setup_.options.runDirectory, project);
    if (!directory) return directory.error();
    directory_ = std::move(*directory);
  }

  auto augmenter = Augmenter::create(project.augmentation, training.seed);
  if (!augmenter) return augmenter.error();
  LoaderSettings loading;
  loading.batchSize = training.batchSize;
  loading.shuffle = training.shuffle;
  loading.seed = training.seed;
  loading.firstStep = state_.step;
  // To change pixels takes as long as to learn from them; to copy them takes no time.
  if (!augmenter->empty()) loading.threads = workers_.threads();
  loader_ = std::make_unique<Loader>(setup_.dataset, split_.train, std::move(*augmenter), loading);
  return {};
}

Result<void> Run::makeOptimizer() {
  const Choice& wanted = setup_.project.training.optimizer;
  const OptimizerType& type = *findOptimizerType(wanted.type);
  const Reader params(type.fields, wanted.params);
  baseRate_ = params.real("lr");
  try {
    optimizer_ = type.make(params, *setup_.parameters);
  } catch (const NotEnoughMemory& shortage) {
    return shortOf(LOOM_TEXT("%1 needs %2 MB beside the weights, but the machine has %3 MB free; "
                             "choose another optimiser or make the network smaller."),
                   {type.name}, shortage.bytes);
  }
  return {};
}

/// Before the first step, so that a run does not end for it after hours.
Result<void> Run::makeRoomForBest() {
  const std::size_t count = setup_.parameters->values().size();
  keepsBest_ = watch_->restoresBest() ||
               static_cast<std::int64_t>(count * sizeof(float)) < availableMemory() / kPlenty;
  if (!keepsBest_) return {};
  try {
    requireMemory(count, sizeof(float));
    best_.reserve(count);
  } catch (const NotEnoughMemory& shortage) {
    return shortOf(
        LOOM_TEXT("Keeping the best weights needs %1 MB, but the machine has %2 MB free; "
                  "let early stopping not keep them or make the network smaller."),
        {}, shortage.bytes);
  }
  return {};
}

Result<void> Run::resume() {
  auto directory = RunDirectory::open(setup_.resume);
  if (!directory) return directory.error();
  directory_ = std::move(*directory);
  auto state = directory_->state();
  if (!state) return state.error();
  state_ = std::move(*state);
  auto weights = directory_->last();
  if (!weights) return weights.error();
  if (auto loaded = setup_.parameters->load(*weights); !loaded) return loaded.error();
  if (auto restored = optimizer_->restore(state_.optimizer); !restored) return restored.error();
  state_.optimizer.clear();
  if (watch_->isOver(state_.watch)) ending_ = watch_->ending(state_.watch);
  if (watch_->restoresBest() && state_.watch.bestEpoch >= 0) {
    auto best = directory_->best();
    if (!best) return best.error();
    const std::vector<float> now = setup_.parameters->values();
    if (auto loaded = setup_.parameters->load(*best); !loaded) return loaded.error();
    best_ = setup_.parameters->values();
    bestStep_ = (state_.watch.bestEpoch + 1) * stepsPerEpoch_;
    setup_.parameters->assign(now);
  }
  return directory_->truncateMetrics(state_.step);
}

std::int64_t Run::lastStep() const {
  const std::int64_t all = stepsPerEpoch_ * setup_.project.training.epochs;
  return setup_.options.maxSteps > 0 ? std::min(all, setup_.options.maxSteps) : all;
}

double Run::learningRate() const {
  const TrainingSettings& training = setup_.project.training;
  const ScheduleMoment moment{state_.step, stepsPerEpoch_ * training.epochs, stepsPerEpoch_,
                              baseRate_, state_.schedule};
  return loom::learningRate(*schedule_, Reader(schedule_->fields, training.schedule.params),
                            moment);
}

Result<Run::Move> Run::advance() {
  const auto start = std::chrono::steady_clock::now();
  const bool epochIsFull = state_.step > 0 && state_.step % stepsPerEpoch_ == 0 &&
                           state_.validatedEpochs < state_.step / stepsPerEpoch_;
  Result<Move> move = Move::Over;
  if (epochIsFull && validated_ < split_.validation.size()) {
    const auto done = validateSome();
    move = done ? Result<Move>(Move::Validated) : Result<Move>(done.error());
  } else if (epochIsFull) {
    move = whileMemoryLasts([this] { return endEpoch(); });
  } else if (state_.step < lastStep() && ending_.empty()) {
    const auto done = learn();
    move = done ? Result<Move>(Move::Step) : Result<Move>(done.error());
  }
  state_.seconds += secondsSince(start);
  return move;
}

Result<void> Run::learn() {
  const auto start = std::chrono::steady_clock::now();
  batch_ = &loader_->next();
  std::copy(batch_->inputs.begin(), batch_->inputs.end(), program_->input());
  const double rate = learningRate();
  const RandomKey random{setup_.project.training.seed, static_cast<std::uint64_t>(state_.step)};
  const Targets<float> targets = judge_->targetsOf(*batch_);
  const float loss = program_->forward(batch_->size, targets, true, random);
  if (!std::isfinite(loss)) {
    return failed(divergence({setup_.network, setup_.parameters, workers_, batch_->inputs, targets,
                              batch_->size, random},
                             state_.step + 1, rate));
  }
  program_->backward();
  const std::optional<double> length = gradientRules_->apply(*setup_.parameters);
  optimizer_->step(*setup_.parameters, rate, state_.step + 1, workers_);

  const Tally& tally = judge_->tally();
  const std::int64_t correct = tally.correctIn(program_->output(), targets, batch_->size);
  const double accuracy = tally.shareOf(correct, batch_->size);
  ++state_.step;
  state_.epochLoss += static_cast<double>(loss) * batch_->size;
  state_.epochCorrect += correct;
  state_.epochSamples += batch_->size;

  smoothWeight_ = kSmoothing * smoothWeight_ + (1 - kSmoothing);
  smoothLoss_ = kSmoothing * smoothLoss_ + (1 - kSmoothing) * loss;
  smoothAccuracy_ = kSmoothing * smoothAccuracy_ + (1 - kSmoothing) * accuracy;
  const double seconds = secondsSince(start);
  stepSeconds_ = stepSeconds_ == 0 ? seconds : 0.98 * stepSeconds_ + 0.02 * seconds;

  Point point;
  point.step = state_.step;
  point.epoch = static_cast<double>(state_.step) / static_cast<double>(stepsPerEpoch_);
  point.loss = loss;
  point.accuracy = static_cast<float>(accuracy);
  point.learningRate = static_cast<float>(rate);
  point.gradientNorm =
      static_cast<float>(length ? *length : std::sqrt(optimizer_->squaredGradient()));
  point.seconds = state_.seconds + seconds;
  return emit(point);
}

Result<void> Run::validateSome() {
  validated_ += judge_->add(std::span(split_.validation).subspan(validated_));
  return {};
}

double Run::figure(const std::string& name) const {
  if (name == "val_loss") return validationLoss_;
  if (name == "val_accuracy") return validationAccuracy_;
  if (name == "accuracy") return trainAccuracy_;
  return trainLoss_;
}

Result<Run::Move> Run::endEpoch() {
  const std::int64_t samples = std::max<std::int64_t>(state_.epochSamples, 1);
  trainLoss_ = state_.epochLoss / static_cast<double>(samples);
  trainAccuracy_ = judge_->tally().shareOf(state_.epochCorrect, samples);
  if (hasValidation_) {
    validationLoss_ = judge_->tally().loss();
    validationAccuracy_ = judge_->tally().accuracy();
    validationMetrics_ = figuresOf(judge_->tally());
    Point point;
    point.split = Point::Split::Validation;
    point.step = state_.step;
    point.epoch = static_cast<double>(state_.step) / static_cast<double>(stepsPerEpoch_);
    point.loss = static_cast<float>(validationLoss_);
    point.accuracy = static_cast<float>(validationAccuracy_);
    point.learningRate = static_cast<float>(learningRate());
    point.seconds = state_.seconds;
    if (auto written = emit(point); !written) return written.error();
  }
  const int epoch = state_.validatedEpochs++;
  validated_ = 0;
  judge_->clear();
  state_.epochLoss = 0;
  state_.epochCorrect = 0;
  state_.epochSamples = 0;

  if (schedule_->remember) {
    const Reader params(schedule_->fields, setup_.project.training.schedule.params);
    state_.schedule = schedule_->remember(params, state_.schedule, figure(params.text("monitor")));
  }
  if (watch_->isBest(state_.watch, epoch, figure(watch_->monitor()))) {
    if (keepsBest_) {
      best_ = setup_.parameters->values();
      bestStep_ = state_.step;
    }
    if (directory_) {
      if (auto saved = directory_->saveBest(setup_.parameters->tensors()); !saved)
        return saved.error();
    }
  }
  if (watch_->isOver(state_.watch)) ending_ = watch_->ending(state_.watch);
  const bool isLast = state_.validatedEpochs == setup_.project.training.epochs;
  if ((isLast || !ending_.empty()) && watch_->restoresBest() && !best_.empty()) {
    std::swap_ranges(best_.begin(), best_.end(), setup_.parameters->allValues());
    wentBack_ = true;
  }
  const bool over = !ending_.empty() || state_.step >= lastStep();
  if (auto saved = save(over ? "finished" : "running"); !saved) return saved.error();
  return over ? Move::Over : Move::Epoch;
}

Result<void> Run::save(const std::string& status) {
  if (!directory_) return {};
  return whileMemoryLasts([&] { return write(status); });
}

Result<void> Run::write(const std::string& status) {
  RunState state = state_;
  state.optimizer = optimizer_->state();
  RunRecord record;
  record.status = status;
  record.seed = setup_.project.training.seed;
  record.dataFingerprint = setup_.dataset->fingerprint;
  record.bestEpoch = state_.watch.bestEpoch;
  record.step = state_.step;
  record.loss = trainLoss_;
  record.accuracy = trainAccuracy_;
  record.hasValidation = hasValidation_ && state_.validatedEpochs > 0;
  record.validationLoss = validationLoss_;
  record.validationAccuracy = validationAccuracy_;
  record.validationMetrics = validationMetrics_;
  if (auto saved = directory_->saveLast(setup_.parameters->tensors()); !saved) return saved;
  if (auto saved = directory_->saveState(state); !saved) return saved;
  return directory_->saveRecord(record);
}

Result<void> Run::emit(const Point& point) {
  points_.push_back(point);
  return directory_ ? directory_->append(point) : Result<void>();
}

void Run::fill(TrainerStatus& status) const {
  status.step = state_.step;
  status.stepsPerEpoch = stepsPerEpoch_;
  status.totalSteps = lastStep();
  status.epochs = setup_.project.training.epochs;
  status.epoch =
      static_cast<int>(std::min<std::int64_t>(state_.step / stepsPerEpoch_, status.epochs - 1));
  status.samplesPerSecond = stepSeconds_ > 0 ? setup_.project.training.batchSize / stepSeconds_ : 0;
  status.elapsed = state_.seconds;
  const double perStep =
      state_.step > 0 ? state_.seconds / static_cast<double>(state_.step) : stepSeconds_;
  status.remaining =
      perStep * static_cast<double>(std::max<std::int64_t>(lastStep() - state_.step, 0));
  status.loss = smoothWeight_ > 0 ? static_cast<float>(smoothLoss_ / smoothWeight_) : 0.0F;
  status.accuracy = smoothWeight_ > 0 ? static_cast<float>(smoothAccuracy_ / smoothWeight_) : 0.0F;
  status.hasValidation = hasValidation_ && state_.validatedEpochs > 0;
  status.validationLoss = static_cast<float>(validationLoss_);
  status.validationAccuracy = static_cast<float>(validationAccuracy_);
  status.trainSamples = static_cast<int>(split_.train.size());
  status.validationSamples = static_cast<int>(split_.validation.size());
  status.testSamples = setup_.dataset->test.size();
  status.weightsStep = wentBack_ ? bestStep_ : state_.step;
  status.bestStep = bestStep_;
  status.threads = workers_.threads();
  status.isa = kernels<float>().isa;
}

}  // namespace loom
