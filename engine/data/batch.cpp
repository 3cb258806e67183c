#include "engine/data/batch.h"

#include <algorithm>
#include <array>

namespace loom {

namespace {

/// What each byte is to a network: exactly byte / 255, as PyTorch's ToTensor says it.
constexpr std::array<float, 256> kGrey = [] {
  std::array<float, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<float>(i) / 255.0f;
  return table;
}();

/// Row `index` of `from` becomes row `place` of `to`; neither has rows where `from` is empty.
template <class T>
void copyRow(const std::vector<T>& from, std::size_t index, std::vector<T>& to, std::size_t place,
             std::size_t width) {
  if (!from.empty()) std::copy_n(from.data() + index * width, width, to.data() + place * width);
}

/// The answers follow their images.
void blendAnswers(Batch& batch, float share, MixRoom& room) {
  batch.share = share;
  if (!batch.values.empty()) {
    const std::size_t width = batch.values.size() / room.ring.size();
    if (room.spare.size() < width) room.spare.resize(width);
    mixRows(batch.values, room.ring, room.spare, share);
  }
  const std::size_t width = batch.classes.size() / room.ring.size();
  batch.otherClasses.resize(batch.classes.size());
  for (std::size_t i = 0; i < room.ring.size(); ++i) {
    const auto own = static_cast<std::size_t>(room.ring[i]);
    const auto other = static_cast<std::size_t>(room.ring[(i + 1) % room.ring.size()]);
    copyRow(batch.classes, other, batch.otherClasses, own, width);
  }
}

}  // namespace

void resizeBatch(Batch& batch, const Samples& samples, const Shape& shape, int size) {
  const auto rows = static_cast<std::size_t>(size);
  const auto answers = rows * samples.answersEach();
  batch.size = size;
  batch.inputs.resize(rows * static_cast<std::size_t>(shape.elements()));
  batch.classes.resize(samples.labels.empty() ? 0 : answers);
  batch.values.resize(samples.values.empty() ? 0 : answers);
  batch.samples.resize(rows);
  batch.otherClasses.clear();
  batch.share = 1;
}

void readInput(const Samples& samples, const Shape& shape, std::int32_t index, float* out) {
  const auto size = static_cast<std::size_t>(shape.elements());
  const std::uint8_t* bytes = samples.pixels.data() + static_cast<std::size_t>(index) * size;
  if (samples.areTokens)
    std::copy_n(bytes, size, out);
  else
    std::transform(bytes, bytes + size, out, [](std::uint8_t byte) { return kGrey[byte]; });
}

void readSample(Batch& batch, int place, const Samples& samples, const Shape& shape,
                std::int32_t index) {
  const auto pixels = static_cast<std::size_t>(shape.elements());
  const auto from = static_cast<std::size_t>(index), to = static_cast<std::size_t>(place);
  readInput(samples, shape, index, batch.inputs.data() + to * pixels);
  copyRow(samples.labels, from, batch.classes, to, samples.answersEach());
  copyRow(samples.values, from, batch.values, to, samples.answersEach());
  batch.samples[to] = index;
}

void fillBatch(Batch& batch, const Dataset& dataset, std::span<const std::int32_t> indices,
               BatchMoment moment, const Augmenter& augmenter, MixRoom& room) {
  resizeBatch(batch, dataset.train, dataset.shape, static_cast<int>(indices.size()));
  batch.epoch = moment.epoch;
  batch.step = moment.step;
  for (std::size_t i = 0; i < indices.size(); ++i)
    readSample(batch, static_cast<int>(i), dataset.train, dataset.shape, indices[i]);
  if (augmenter.empty()) return;
  const float share = augmenter.applyToBatch(
      dataset.shape, {batch.inputs, batch.samples, moment.epoch, moment.step}, room);
  if (share < 1) blendAnswers(batch, share, room);
}

void reserveBatch(Batch& batch, const Dataset& dataset, int size, const Augmenter& augmenter) {
  resizeBatch(batch, dataset.train, dataset.shape, size);
  if (augmenter.mixes()) batch.otherClasses.reserve(batch.classes.size());
}

void reserveMixing(MixRoom& room, const Dataset& dataset, int size) {
  room.ring.reserve(static_cast<std::size_t>(size));
  room.spare.resize(
      std::max(static_cast<std::size_t>(dataset.shape.elements()), dataset.train.answersEach()));
}

}  // namespace loom
