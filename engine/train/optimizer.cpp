#include "engine/train/optimizer.h"

#include <algorithm>

#include "engine/base/memory.h"

namespace loom {

#define LOOM_ITEM(name, function) OptimizerType function();
#include "engine/train/optimizers.def"
#undef LOOM_ITEM

std::span<const OptimizerType> optimizerTypes() {
  static const std::vector<OptimizerType> types = {
#define LOOM_ITEM(name, function) function(),
#include "engine/train/optimizers.def"
#undef LOOM_ITEM
  };
  return types;
}

const OptimizerType* findOptimizerType(std::string_view name) {
  for (const OptimizerType& type : optimizerTypes()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

Moments::Moments(const Parameters<float>& parameters, std::vector<std::string> names)
    : names_(std::move(names)) {
  requireMemory(names_.size() * parameters.values().size(), sizeof(float));
  values_.resize(names_.size());
  for (auto& buffer : values_) buffer.assign(parameters.values().size(), 0.0F);
}

std::vector<NamedTensor> Moments::state() const {
  std::vector<NamedTensor> out;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    out.push_back({names_[i], Shape{static_cast<std::int64_t>(values_[i].size())}, values_[i]});
  }
  return out;
}

Result<void> Moments::restore(const std::vector<NamedTensor>& state) {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto found = std::find_if(state.begin(), state.end(),
                                    [&](const auto& t) { return t.name == names_[i]; });
    if (found == state.end() || found->values.size() != values_[i].size()) {
      return failed({LOOM_TEXT("The run's saved optimiser state has no %1 of %2 values; it belongs "
                               "to another network. "
                               "Start a new run."),
                     {names_[i], grouped(static_cast<long long>(values_[i].size()))}});
    }
    values_[i] = found->values;
  }
  return {};
}

LearningRanges::LearningRanges(const Parameters<float>& parameters) {
  constexpr std::size_t kSlice = 1 << 15;  // values a task
  for (const auto& entry : parameters.entries()) {
    if (entry.frozen) continue;
    std::size_t at = entry.offset;
    const std::size_t end = entry.offset + entry.size;
    // Neighbours join, so that many small tensors become a few long loops.
    if (!ranges_.empty() && ranges_.back().offset + ranges_.back().size == at &&
        ranges_.back().size < kSlice) {
      const std::size_t room = std::min(kSlice - ranges_.back().size, end - at);
      ranges_.back().size += room;
      at += room;
    }
    for (; at < end; at += kSlice) ranges_.push_back({at, std::min(kSlice, end - at)});
  }
}

double LearningRanges::squares() const {
  double sum = 0;
  for (const Range& range : ranges_) sum += range.squares;
  return sum;
}

}  // namespace loom
