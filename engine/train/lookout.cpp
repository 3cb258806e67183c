#include "engine/train/lookout.h"

#include <utility>

namespace loom {

namespace {

constexpr auto kIdleGap = std::chrono::milliseconds(33);  // between two answers nobody asked for

}  // namespace

bool Lookout::everAsked() const {
  const ViewRequest& request = requests_.current();
  return !request.nodes.empty() || !request.drawing.empty() || !request.histograms.empty() ||
         !request.closely.empty() || !request.wire.empty() || request.health;
}

void Lookout::takeRequest() {
  if (requests_.refresh()) again_ = asked_ = true;
}

void Lookout::onAnswer(std::function<void()> call) {
  const std::lock_guard lock(listenerMutex_);
  onAnswer_ = std::move(call);
}

/// Apart from all else that is looked at: a pen does not wait for maps.
void Lookout::answerDrawing() {
  const ViewRequest& request = requests_.current();
  if (!model_.canLook() || request.drawing.empty() || request.drawingId == answered_) return;
  answered_ = request.drawingId;
  Answer& out = answers_.slot();
  out.drawingId = request.drawingId;
  if (!model_.answer(request, out.probabilities)) return;
  if (!answers_.publish()) return;  // who was called for the one before will find this one
  const std::lock_guard lock(listenerMutex_);
  if (onAnswer_) onAnswer_();
}

void Lookout::look(bool learning, std::int64_t step) {
  takeRequest();
  answerDrawing();
  const auto now = std::chrono::steady_clock::now();
  // Maps of a drawing follow the pen more slowly than its answer; a dragged scrubber wants both.
  const bool hurry =
      asked_ && (requests_.current().drawing.empty() || requests_.current().epoch >= 0);
  if (!model_.canLook() || now - lookedAt_ < (hurry ? kAnswerGap : kIdleGap)) return;
  const bool rested = !learning || looks_.isDue(now);
  const bool moves = learning && requests_.current().epoch < 0;
  const bool due = everAsked() && (moves || again_) && rested && snapshots_.wasRead();
  if (!asked_ && !due) return;
  lookedAt_ = now;
  again_ = asked_ = false;
  Snapshot& out = snapshots_.slot();
  model_.look(requests_.current(), step, learning, out);
  snapshots_.publish();
  looks_.went(now, std::chrono::steady_clock::now());
}

void Lookout::weightsChanged() {
  changed();
  if (model_.canLook()) model_.inspection().weightsChanged();
}

bool Lookout::beforeMove() {
  takeRequest();
  if (!model_.canLook() || !Inspection::wantsStep(requests_.current())) return false;
  const auto now = std::chrono::steady_clock::now();
  if (!steps_.isDue(now)) return false;
  model_.inspection().beforeStep();
  stepCost_ = std::chrono::steady_clock::now() - now;
  return true;
}

void Lookout::afterMove(bool stepped, std::int64_t step) {
  const auto now = std::chrono::steady_clock::now();
  if (stepped) model_.inspection().afterStep(requests_.current(), step);
  steps_.went(now - stepCost_, std::chrono::steady_clock::now());
}

bool Lookout::probe(bool learning, const Batch* batch, std::int64_t step) {
  if (!model_.canLook()) return false;
  const ViewRequest& request = requests_.current();
  if (!Inspection::wantsProbes(request)) return false;
  if (learning && !probes_.isDue(std::chrono::steady_clock::now())) return true;
  const bool did = probes_.go([&] { return model_.probe(request, batch, step); });
  if (did) changed();
  return did;
}

}  // namespace loom
