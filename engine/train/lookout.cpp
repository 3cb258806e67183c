#include "engine/train/lookout.h"

namespace loom {

namespace {

constexpr auto kSnapshotGap = std::chrono::milliseconds(33);

}  // namespace

bool Lookout::everAsked() const {
  const ViewRequest& request = requests_.current();
  return !request.nodes.empty() || !request.drawing.empty() || !request.histograms.empty();
}

void Lookout::look(bool learning, std::int64_t step) {
  if (requests_.refresh()) again_ = asked_ = true;
  const auto now = std::chrono::steady_clock::now();
  if (!model_.canLook() || now - lookedAt_ < (asked_ ? kAnswerGap : kSnapshotGap)) return;
  const bool due = everAsked() && (learning || again_) && snapshots_.wasRead();
  if (!asked_ && !due) return;
  lookedAt_ = now;
  again_ = asked_ = false;
  Snapshot& out = snapshots_.slot();
  model_.look(requests_.current(), out);
  out.step = step;
  snapshots_.publish();
}

}  // namespace loom
