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

}  // namespace

void resizeBatch(Batch& batch, const Samples& samples, const Shape& shape, int size) {
  const auto rows = static_cast<std::size_t>(size);
  const auto answers = rows * samples.answersEach();
  batch.size = size;
  batch.inputs.resize(rows * static_cast<std::size_t>(shape.elements()));
  batch.classes.resize(samples.labels.empty() ? 0 : answers);
  batch.values.resize(samples.values.empty() ? 0 : answers);
  batch.samples.resize(rows);
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

}  // namespace loom
