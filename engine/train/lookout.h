#pragma once

// What the trainer shows: it answers requests to look inside the network. A new question is
// answered at once, else the newest state is shown a few times a second if the last answer was
// read, so the cost of looking is paid only while someone looks. Never waits. request() and
// newSnapshot() belong to the controlling thread, the rest to the trainer's.

#include <chrono>
#include <cstdint>

#include "engine/train/mailbox.h"
#include "engine/train/trainer.h"
#include "engine/train/working_model.h"

namespace loom {

class Lookout {
 public:
  /// Between two answers: a moving pen is answered faster than the maps move.
  static constexpr auto kAnswerGap = std::chrono::milliseconds(8);

  explicit Lookout(WorkingModel& model) : model_(model) {}

  void request(const ViewRequest& view) { requests_.publish(view); }
  /// The newest snapshot if there is one since the last call.
  const Snapshot* newSnapshot() { return snapshots_.refresh() ? &snapshots_.current() : nullptr; }

  /// Something changed that the last answer did not show.
  void changed() { again_ = true; }
  /// A request came that look() has not seen.
  bool wasAsked() const { return !requests_.wasRead(); }
  /// An answer is due as soon as the last one was read or some time has passed.
  bool owesAnswer() const { return model_.canLook() && (asked_ || (again_ && everAsked())); }
  /// Looks if it is time to.
  void look(bool learning, std::int64_t step);

 private:
  bool everAsked() const;

  WorkingModel& model_;
  Latest<ViewRequest> requests_;
  Latest<Snapshot> snapshots_;
  std::chrono::steady_clock::time_point lookedAt_;
  bool again_ = false;
  bool asked_ = false;  // anew
};

}  // namespace loom
