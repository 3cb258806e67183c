#include "engine/inspect/occlusion.h"

#include <algorithm>

#include "engine/inspect/observer.h"

namespace loom {

namespace {

/// In parts of the picture's shorter side: about three pens wide, moved by a third of itself.
constexpr double kPatchShare = 6.0 / 28;
constexpr int kOverlap = 3;

}  // namespace

Patches patchesOver(int height, int width) {
  Patches patches;
  const int step = std::max(1, static_cast<int>(kPatchShare * std::min(height, width)) / kOverlap);
  patches.side = kOverlap * step;
  for (int row = step - patches.side; row < height; row += step)
    for (int column = step - patches.side; column < width; column += step)
      patches.places.push_back({row, column});
  return patches;
}

bool Occlusion::ask(const std::vector<float>& drawing, std::int64_t id, const Shape& shape,
                    std::int64_t step) {
  if (shape.rank() != 3 || static_cast<std::int64_t>(drawing.size()) != shape.elements())
    return false;
  const bool another = id != next_.drawingId;
  const bool done = falls_.size() >= inked_.size();
  if (!another && !stale_ && !(done && step != step_)) return true;
  stale_ = false;
  step_ = step;
  drawing_ = drawing;
  next_.drawingId = id;
  begin(shape);
  return true;
}

void Occlusion::begin(const Shape& shape) {
  channels_ = static_cast<int>(shape[0]);
  next_.height = static_cast<int>(shape[1]);
  next_.width = static_cast<int>(shape[2]);
  next_.answer = -1;
  patches_ = patchesOver(next_.height, next_.width);
  falls_.clear();
  inked_.clear();
  std::vector<float> covered;
  for (const Patch& patch : patches_.places) {
    covered = drawing_;
    cover(covered.data(), patch);
    if (covered != drawing_) inked_.push_back(patch);
  }
}

void Occlusion::cover(float* sample, const Patch& patch) const {
  const int top = std::max(patch.row, 0), left = std::max(patch.column, 0);
  const int bottom = std::min(patch.row + patches_.side, next_.height);
  const int right = std::min(patch.column + patches_.side, next_.width);
  for (int channel = 0; channel < channels_; ++channel)
    for (int row = top; row < bottom; ++row)
      std::fill(sample + (channel * next_.height + row) * next_.width + left,
                sample + (channel * next_.height + row) * next_.width + right, 0.0F);
}

/// What the network says to all of the drawing.
bool Occlusion::begin(Program<float>& program) {
  std::copy(drawing_.begin(), drawing_.end(), program.input());
  program.forward(1, {});
  program.copyActivation(program.network().analysis.outputNode, 0, scores_);
  const std::vector<float> probabilities = softmax(scores_);
  if (probabilities.size() < 2) return false;
  const auto best = std::ranges::max_element(probabilities);
  next_.answer = static_cast<int>(best - probabilities.begin());
  next_.probability = *best;
  return true;
}

bool Occlusion::slice(Program<float>& program) {
  if (inked_.empty() || falls_.size() >= inked_.size()) return false;
  if (next_.answer < 0 && !begin(program)) {
    falls_.resize(inked_.size());
    return false;
  }
  const std::size_t first = falls_.size();
  const auto count = std::min(inked_.size() - first, static_cast<std::size_t>(program.maxBatch()));
  for (std::size_t i = 0; i < count; ++i) {
    float* sample = program.input() + i * drawing_.size();
    std::copy(drawing_.begin(), drawing_.end(), sample);
    cover(sample, inked_[first + i]);
  }
  program.forward(static_cast<int>(count), {});
  for (std::size_t i = 0; i < count; ++i) {
    program.copyActivation(program.network().analysis.outputNode, static_cast<int>(i), scores_);
    falls_.push_back(next_.probability - softmax(scores_)[static_cast<std::size_t>(next_.answer)]);
  }
  if (falls_.size() == inked_.size()) finish();
  return true;
}

/// A pixel's fall is the mean over the patches that cover it.
void Occlusion::finish() {
  next_.fall.assign(static_cast<std::size_t>(next_.height * next_.width), 0.0F);
  constexpr float kCovers = kOverlap * kOverlap;
  for (std::size_t i = 0; i < inked_.size(); ++i) {
    const Patch& patch = inked_[i];
    for (int row = std::max(patch.row, 0); row < std::min(patch.row + patches_.side, next_.height);
         ++row)
      for (int column = std::max(patch.column, 0);
           column < std::min(patch.column + patches_.side, next_.width); ++column)
        next_.fall[static_cast<std::size_t>(row * next_.width + column)] += falls_[i] / kCovers;
  }
  found_ = next_;
}

}  // namespace loom
