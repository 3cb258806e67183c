#pragma once

// What the trainer shows: it answers requests to look inside the network. A drawing is answered at
// once, with probabilities alone; so is a new question, as a whole. Else the newest state is shown
// a few times a second if the last answer was read, so the cost of looking is paid only while
// someone looks. While it learns, each kind of looking rests as many times as long as it took, so
// that all together take about a hundredth of the time. Never waits. request(), newSnapshot(),
// newAnswer() and onAnswer() belong to the controlling thread, the rest to the trainer's.

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>

#include "engine/train/mailbox.h"
#include "engine/train/pacer.h"
#include "engine/train/trainer.h"
#include "engine/train/working_model.h"

namespace loom {

class Lookout {
 public:
  /// Between two answers.
  static constexpr auto kAnswerGap = std::chrono::milliseconds(8);

  explicit Lookout(WorkingModel& model) : model_(model) {}

  void request(const ViewRequest& view) { requests_.publish(view); }
  /// The newest snapshot if there is one since the last call.
  const Snapshot* newSnapshot() { return snapshots_.refresh() ? &snapshots_.current() : nullptr; }
  /// As Trainer::newAnswer and Trainer::onAnswer.
  const Answer* newAnswer() { return answers_.refresh() ? &answers_.current() : nullptr; }
  void onAnswer(std::function<void()> call);

  /// Something changed that the last answer did not show.
  void changed() { again_ = true; }
  /// A request came that look() has not seen.
  bool wasAsked() const { return !requests_.wasRead(); }
  /// An answer is due as soon as the last one was read or some time has passed.
  bool owesAnswer() const { return model_.canLook() && (asked_ || (again_ && everAsked())); }
  /// Looks if it is time to.
  void look(bool learning, std::int64_t step);

  /// The weights are others now, and no step made them so.
  void weightsChanged();
  /// Whether the move that comes is to be measured; afterMove() then belongs behind it. `stepped`:
  /// it was a step.
  bool beforeMove();
  void afterMove(bool stepped, std::int64_t step);
  /// Does a little of what takes longer; false if there is nothing to do for now.
  bool probe(bool learning, const Batch* batch, std::int64_t step);

 private:
  bool everAsked() const;
  void takeRequest();
  void answerDrawing();

  WorkingModel& model_;
  Latest<ViewRequest> requests_;
  Latest<Snapshot> snapshots_;
  Latest<Answer> answers_;
  std::mutex listenerMutex_;  // onAnswer_
  std::function<void()> onAnswer_;
  std::int64_t answered_ = 0;  // the drawing
  Pacer looks_{150, std::chrono::milliseconds(33)};
  Pacer steps_{300, std::chrono::milliseconds(200)};
  Pacer probes_{250, std::chrono::milliseconds(20)};
  std::chrono::steady_clock::time_point lookedAt_;
  std::chrono::steady_clock::duration stepCost_{};
  bool again_ = false;
  bool asked_ = false;  // anew
};

}  // namespace loom
