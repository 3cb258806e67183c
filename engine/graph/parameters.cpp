#include "engine/graph/parameters.h"

#include <algorithm>

#include "engine/base/memory.h"
#include "engine/base/rng.h"
#include "engine/graph/initialisers.h"
#include "engine/graph/learning.h"

namespace loom {

namespace {

constexpr std::size_t kAlign = 16;  // values: every tensor begins at a full vector

/// How a parameter starts: as its node's `init` says, or else as the layer declares.
struct Start {
  Init init;
  const Initialiser* initialiser = nullptr;
};

/// Null: the node does not ask for one.
const Initialiser* initialiserOf(const Node& node) {
  const Reader learning(learningFields(), node.learning);
  return learning.isNull("init") ? nullptr : findInitialiser(learning.text("init"));
}

template <class T>
void start(const Start& how, std::uint64_t seed, const typename Parameters<T>::Entry& entry,
           T* values) {
  const std::size_t size = entry.size;
  Rng rng(seed, hashOf(entry.key));
  if (how.initialiser) {
    std::vector<float> drawn(size);
    how.initialiser->fill(rng, entry.shape, drawn);
    std::copy(drawn.begin(), drawn.end(), values);
    return;
  }
  const Init& init = how.init;
  if (init.kind == Init::Kind::Constant) {
    std::fill_n(values, size, static_cast<T>(init.value));
    return;
  }
  for (std::size_t i = 0; i < size; ++i) {
    // Drawn as float in either precision, so that a double program starts from the same numbers.
    const double drawn = init.kind == Init::Kind::Normal ? init.value * rng.normal()
                                                         : rng.uniform(-init.value, init.value);
    values[i] = static_cast<T>(static_cast<float>(drawn));
  }
}

}  // namespace

template <class T>
Result<std::shared_ptr<Parameters<T>>> Parameters<T>::create(const Graph& graph,
                                                             const Analysis& analysis,
                                                             std::uint64_t seed) {
  auto parameters = std::make_shared<Parameters<T>>();
  std::size_t total = 0;
  std::vector<Start> starts;
  for (const std::string& id : analysis.order) {
    const NodeInfo& info = *analysis.find(id);
    const Node& node = *graph.find(id);
    const Initialiser* initialiser = initialiserOf(node);
    const std::vector<bool> isWeight = weightsAmong(info.parameters);
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
      const ParameterSpec& spec = info.parameters[i];
      const auto size = static_cast<std::size_t>(spec.shape.elements());
      parameters->entries_.push_back({id + "." + spec.name, id, spec.shape, total, size,
                                      spec.buffer, spec.buffer || node.frozen, isWeight[i]});
      starts.push_back({spec.init, isWeight[i] ? initialiser : nullptr});
      total += (size + kAlign - 1) / kAlign * kAlign;
    }
  }
  try {
    requireMemory(2 * total, sizeof(T));
    parameters->values_.assign(total, T(0));
    parameters->gradients_.assign(total, T(0));
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const Entry& entry = parameters->entries_[i];
      start<T>(starts[i], seed, entry, parameters->value(entry));
    }
  } catch (const std::bad_alloc&) {
    const auto largest =
        std::max_element(parameters->entries_.begin(), parameters->entries_.end(),
                         [](const Entry& a, const Entry& b) { return a.size < b.size; });
    return failed({LOOM_TEXT("The network's weights need %1 MB, but the machine has %2 MB free; "
                             "make %3, its largest layer, smaller."),
                   {grouped(static_cast<long long>(2 * total * sizeof(T) / 1'000'000)),
                    grouped(availableMemory() / 1'000'000), largest->node}});
  }
  return parameters;
}

template <class T>
const typename Parameters<T>::Entry* Parameters<T>::find(const std::string& key) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
  return found == entries_.end() ? nullptr : &*found;
}

template <class T>
Result<void> Parameters<T>::load(const std::vector<NamedTensor>& tensors) {
  const auto given = [&](const std::string& key) {
    return std::find_if(tensors.begin(), tensors.end(),
                        [&](const NamedTensor& t) { return t.name == key; });
  };
  for (const Entry& entry : entries_) {
    const auto tensor = given(entry.key);
    if (tensor == tensors.end()) {
      return badInput(
          {LOOM_TEXT(
               "The weights have no %1, which the network needs; use weights of this network."),
           {entry.key}});
    }
    if (tensor->shape != entry.shape) {
      return badInput(
          {LOOM_TEXT(
               "The weights hold %1 as %2, but the network needs %3; use weights of this network."),
           {entry.key, tensor->shape.text(), entry.shape.text()}});
    }
  }
  for (const NamedTensor& tensor : tensors) {
    // PyTorch counts a BatchNorm's batches and, with the momentum that it has here, never reads it.
    if (tensor.name.ends_with(".num_batches_tracked")) continue;
    if (!find(tensor.name)) {
      return badInput({LOOM_TEXT("The weights hold %1, which the network does not have; use "
                                 "weights of this network."),
                       {tensor.name}});
    }
  }
  for (const Entry& entry : entries_) {
    const auto tensor = given(entry.key);
    std::transform(tensor->values.begin(), tensor->values.end(), value(entry),
                   [](float v) { return static_cast<T>(v); });
  }
  return {};
}

template <class T>
std::vector<NamedTensor> Parameters<T>::tensors() const {
  std::vector<NamedTensor> out;
  for (const Entry& entry : entries_) {
    NamedTensor tensor{entry.key, entry.shape, std::vector<float>(entry.size)};
    std::transform(value(entry), value(entry) + entry.size, tensor.values.begin(),
                   [](T v) { return static_cast<float>(v); });
    out.push_back(std::move(tensor));
  }
  return out;
}

template class Parameters<float>;
template class Parameters<double>;

}  // namespace loom
