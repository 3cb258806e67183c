#include "engine/train/judge.h"

#include <algorithm>

namespace loom {

Judge::Judge(Program<float>& program, const Dataset& dataset, const Samples& samples, bool detailed)
    : program_(program),
      samples_(samples),
      shape_(dataset.shape),
      tally_(program.network(), dataset.info(), detailed) {}

std::size_t Judge::add(std::span<const std::int32_t> indices) {
  const std::size_t size = std::min(indices.size(), static_cast<std::size_t>(program_.maxBatch()));
  resizeBatch(batch_, samples_, shape_, static_cast<int>(size));
  for (std::size_t i = 0; i < size; ++i)
    readSample(batch_, static_cast<int>(i), samples_, shape_, indices[i]);
  std::copy(batch_.inputs.begin(), batch_.inputs.end(), program_.input());
  const float loss = program_.forward(batch_.size, targetsOf(batch_));
  tally_.add(program_.output(), targetsOf(batch_), batch_.size, static_cast<double>(loss));
  return size;
}

}  // namespace loom
