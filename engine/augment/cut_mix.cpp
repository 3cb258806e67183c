// Pastes a rectangle of one image of a batch into another.
// Yun et al. 2019, "CutMix: Regularization Strategy to Train Strong Classifiers",
// https://arxiv.org/abs/1905.04899
// As torchvision's v2.CutMix: one rectangle for a batch.

#include <cmath>

#include "engine/augment/augmentation.h"
#include "engine/augment/mixing.h"

namespace loom {

namespace {

/// From `begin` up to `end`, in pixels.
struct Stretch {
  std::size_t begin, end;
  std::size_t length() const { return end - begin; }
};

/// Of `length` pixels about a random middle; what would stand out of `room` is cut off.
Stretch stretchIn(std::int64_t room, double length, Rng& rng) {
  const auto middle = static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(room)));
  const auto half = static_cast<std::int64_t>(length) / 2;
  return {static_cast<std::size_t>(std::clamp<std::int64_t>(middle - half, 0, room)),
          static_cast<std::size_t>(std::clamp<std::int64_t>(middle + half, 0, room))};
}

float paste(const Reader& params, const Mixing& mixing, Rng& rng) {
  const std::int64_t height = mixing.shape[1], width = mixing.shape[2];
  const double side = std::sqrt(1 - drawShare(params.real("alpha"), rng));
  const Stretch columns = stretchIn(width, side * static_cast<double>(width), rng);
  const Stretch rows = stretchIn(height, side * static_cast<double>(height), rng);
  const auto line = static_cast<std::size_t>(width);
  const std::size_t plane = line * static_cast<std::size_t>(height);
  forEachPair(mixing.images, mixing.ring, mixing.spare,
              [&](std::span<float> own, std::span<const float> other) {
                for (std::size_t first = 0; first < own.size(); first += plane)
                  for (std::size_t row = rows.begin; row < rows.end; ++row) {
                    const std::size_t at = first + row * line + columns.begin;
                    std::ranges::copy(other.subspan(at, columns.length()),
                                      own.begin() + static_cast<std::ptrdiff_t>(at));
                  }
              });
  // What was really pasted, not what was wanted.
  const auto pasted = static_cast<double>(rows.length() * columns.length());
  return static_cast<float>(1 - pasted / static_cast<double>(plane));
}

}  // namespace

AugmentationType cutMix() {
  return {
      .name = "CutMix",
      .summary = LOOM_TEXT("Pastes a rectangle of another image of the batch into each one, and "
                           "mixes their answers by its area."),
      .fields = {{.key = "alpha",
                  .label = LOOM_TEXT("Evenness"),
                  .help = LOOM_TEXT("Alpha: near 0 the rectangle is all or nothing, 1 gives all "
                                    "areas alike, more gives halves."),
                  .initial = 1.0,
                  .min = 0.01,
                  .max = 100}},
      .blend = paste};
}

}  // namespace loom
