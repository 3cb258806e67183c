#pragma once

// Training in the background. The Trainer owns a thread, the program, the optimiser and all random
// state; editing the drawing never touches them. Commands return at once; what happens is read from
// two channels, `points` and `snapshot`, which never make the trainer wait. All methods: one
// controlling thread (the GUI, or the command line).

#include <cstdint>
#include <functional>
#include <future>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/graph/parameters.h"
#include "engine/graph/program.h"
#include "engine/graph/project.h"
#include "engine/train/snapshot.h"

namespace loom {

struct EvaluationNews;
struct EvaluationRequest;
struct KeptEpochs;

struct Point {
  enum class Split : std::uint8_t { Train, Validation };
  Split split = Split::Train;
  std::int64_t step = 0;  // steps done
  double epoch = 0;       // epochs done, with fraction
  float loss = 0;
  float accuracy = 0;  // share; NaN where there are no classes
  float learningRate = 0;
  // Length of the gradient of all weights together, before it is clipped; NaN: not known.
  float gradientNorm = std::numeric_limits<float>::quiet_NaN();
  double seconds = 0;  // since the run began, pauses left out
};

struct TrainerStatus {
  enum class State { Idle, Preparing, Running, Paused, Stopping, Finished, Stopped, Failed };
  State state = State::Idle;
  std::int64_t step = 0;
  std::int64_t stepsPerEpoch = 0;
  std::int64_t totalSteps = 0;
  int epoch = 0;  // 0-based, the one under way
  int epochs = 0;
  double samplesPerSecond = 0;
  double elapsed = 0;    // seconds of training
  double remaining = 0;  // estimate
  double preparing = 0;  // progress 0..1 of loading or making the data
  float loss = 0;        // smoothed as the charts smooth
  float accuracy = 0;
  float validationLoss = 0;
  float validationAccuracy = 0;
  bool hasValidation = false;
  int threads = 0;
  int trainSamples = 0;
  int validationSamples = 0;
  int testSamples = 0;
  std::int64_t weightsStep = 0;  // that the weights have learned: less after going back to the best
  std::int64_t bestStep = -1;    // of the best epoch's weights, where they are at hand
  int weightsNumber = 0;         // another one whenever weights start afresh or are read
  /// Which epochs' weights there are to look at. Another object whenever it changed; may be null.
  std::shared_ptr<const KeptEpochs> kept;
  bool hasLearned = false;  // the weights are not just a beginning
  std::string isa;
  Text message;  // why it failed, or how it ended ("Stopped early: ...")
  bool active() const {
    return state == State::Preparing || state == State::Running || state == State::Paused ||
           state == State::Stopping;
  }
};

struct TrainerOptions {
  int threads = 0;                   // 0: as many as the machine has
  std::int64_t maxSteps = 0;         // 0: no bound
  std::string runDirectory;          // empty: nothing is written
  std::string resumeDirectory;       // continue that run exactly
  std::vector<NamedTensor> initial;  // start from these weights instead of fresh ones
  bool keepWeights = false;          // go on from those that the network has
  bool startPaused = false;          // prepare, then wait for step() or resume()
};

/// The network as it is between two steps, to work on elsewhere while training goes on.
struct ModelCopy {
  std::shared_ptr<const Network> network;      // null: there is none, and `message` says why
  std::shared_ptr<Parameters<float>> weights;  // nobody else's
  std::shared_ptr<const Dataset> dataset;      // may be null
  std::int64_t step = 0;                       // that the weights have learned
  Text message;
};

class Trainer {
 public:
  Trainer();
  ~Trainer();  // stops and joins

  /// Begins a run of `project` on its own thread; whatever ran before is stopped first, without
  /// waiting. Problems are reported through status().
  void start(Project project, TrainerOptions options = {});
  void pause();
  void resume();
  /// One batch; prepares a paused run if none is under way.
  void step();
  void stop();
  /// Blocks until the run has ended. For the command line and tests; never from the GUI.
  void wait();
  /// Works with so many threads from the next step on: at least 1, at most as many as the machine
  /// has or a run was started with. The results stay the same to the bit.
  void setThreads(int threads);
  /// While true, one core is left to the caller's thread (Workers::lend), which is about to work
  /// for a moment: training goes on with one thread less, instead of standing still where it loses
  /// one in the middle of a part.
  void giveWay(bool on);
  bool givesWay() const;
  /// How much memory the weights of past epochs may take (TrainerStatus::kept); at first none are
  /// kept.
  void setKeptBytes(std::int64_t bytes);

  /// Asks for what is visible from now on. Cheap; the newest wins.
  void request(const ViewRequest& view);
  /// Answers requests from an idle program of `project` while nothing trains: weights of the last
  /// run if the network is the same, else fresh ones. Loads the project's data if they are not
  /// there yet (TrainerStatus::preparing).
  void showIdle(Project project);

  /// Evaluates the network beside whatever goes on; newEvaluation() tells how far it is. The newest
  /// request wins.
  void evaluate(const EvaluationRequest& request);
  /// Also when an epoch is over, unless an evaluation is still under way; none: no more.
  void evaluateEveryEpoch(const std::optional<EvaluationRequest>& request);
  void cancelEvaluation();
  /// The newest news if there are any since the last call.
  const EvaluationNews* newEvaluation();

  /// A copy of the newest state.
  TrainerStatus status();
  /// Appends the points since the last call.
  void drainPoints(std::vector<Point>& points);
  /// The newest snapshot if there is one since the last call.
  const Snapshot* newSnapshot();
  /// The newest answer to a drawing if there is one since the last call.
  const Answer* newAnswer();
  /// Called on the trainer's thread when there is an answer and the one before was read; it must
  /// return at once. Once another is set, the old one is not called any more.
  void onAnswer(std::function<void()> call);

  /// Weights at the end of the last step. Blocks for at most a step while running; for saving and
  /// tests. Throws std::bad_alloc where there is no room for the copy.
  std::vector<NamedTensor> weights();
  /// Does not wait: it is there at the end of the step that is under way, or of what is prepared.
  std::future<ModelCopy> copyModel();
  /// Reads weights into the idle or paused network.
  void useWeights(std::vector<NamedTensor> tensors);
  /// The data of the run, once loaded; else null.
  std::shared_ptr<const Dataset> dataset() const;
  /// The same if they are those that `settings` name, however they are split; else null.
  std::shared_ptr<const Dataset> dataset(const DataSettings& settings) const;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace loom
