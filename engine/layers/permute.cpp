// The axes of a sample in another order.

#include <algorithm>
#include <numeric>

#include "engine/layers/layer.h"

namespace loom {

namespace {

/// The order of the axes, from 0, or none if `dims` is no order of them. `dims` counts the batch as
/// axis 0, where it must stay.
std::vector<int> orderOf(const Ints& dims, int rank) {
  std::vector<int> order;
  if (dims.size() != static_cast<std::size_t>(rank) + 1 || dims[0] != 0) return {};
  std::vector<bool> taken(static_cast<std::size_t>(rank));
  for (std::size_t i = 1; i < dims.size(); ++i) {
    const std::int64_t axis = (dims[i] < 0 ? dims[i] + rank + 1 : dims[i]) - 1;
    if (axis < 0 || axis >= rank || taken[static_cast<std::size_t>(axis)]) return {};
    taken[static_cast<std::size_t>(axis)] = true;
    order.push_back(static_cast<int>(axis));
  }
  return order;
}

template <class T>
class PermuteLayer final : public Layer<T> {
 public:
  explicit PermuteLayer(const LayerSite<T>& site)
      : samplesInBlock_(static_cast<std::size_t>(site.lanes)) {
    const Shape& in = site.inputs[0];
    const std::vector<int> order = orderOf(site.params.ints("dims"), in.rank());
    std::vector<std::int64_t> strides(order.size(), 1);
    for (int axis = in.rank() - 2; axis >= 0; --axis) {
      const auto at = static_cast<std::size_t>(axis);
      strides[at] = strides[at + 1] * in[axis + 1];
    }
    source_.resize(static_cast<std::size_t>(in.elements()));
    for (std::size_t i = 0; i < source_.size(); ++i) {
      auto rest = static_cast<std::int64_t>(i);
      for (int axis = in.rank() - 1; axis >= 0; --axis) {
        const auto from = static_cast<std::size_t>(order[static_cast<std::size_t>(axis)]);
        source_[i] += static_cast<std::uint32_t>(rest % site.output[axis] * strides[from]);
        rest /= site.output[axis];
      }
    }
  }

  void forward(const Pass<T>& pass, int block, int) override {
    forEachSample(block, [&](std::size_t begin) {
      for (std::size_t i = 0; i < source_.size(); ++i)
        pass.output[begin + i] = pass.inputs[0][begin + source_[i]];
    });
  }
  void backward(const Pass<T>& pass, int block, int) override {
    if (!pass.inputGradients[0]) return;
    forEachSample(block, [&](std::size_t begin) {
      for (std::size_t i = 0; i < source_.size(); ++i)
        pass.inputGradients[0][begin + source_[i]] = pass.outputGradient[begin + i];
    });
  }

 private:
  template <class Fn>
  void forEachSample(int block, Fn&& fn) const {
    const std::size_t first = static_cast<std::size_t>(block) * samplesInBlock_;
    for (std::size_t sample = first; sample < first + samplesInBlock_; ++sample)
      fn(sample * source_.size());
  }

  std::size_t samplesInBlock_;
  Array<std::uint32_t> source_;  // where each value of a sample comes from
};

ShapeAnswer permutedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  const Ints dims = site.params.ints("dims");
  const std::vector<int> order = orderOf(dims, in.rank());
  if (in.rank() > 0 && order.empty()) {
    Ints same(static_cast<std::size_t>(in.rank()) + 1);
    std::iota(same.begin(), same.end(), 0);
    return ShapeAnswer::wrong(
        {LOOM_TEXT("dims %1 is no order of the axes of %2 from %4; name each axis from 0 (the "
                   "batch, which stays first) to %3 once"),
         {valueText(dims), in.text(), std::to_string(in.rank()), site.sources[0]}},
        {{{LOOM_TEXT("Set %1 to %2"), {"dims", valueText(same)}},
          setParam(site.graph, site.node.id, "dims", same)}},
        "dims");
  }
  std::vector<std::int64_t> sizes;
  for (const int axis : order) sizes.push_back(in[axis]);
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

}  // namespace

LayerType permute() {
  LayerType type;
  type.name = "Permute";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Puts the axes of a sample into another order.");
  type.formula = "y[…, i_a, i_b, …] = x[…, i_b, i_a, …]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.permute.html";
  type.idStem = "permute";
  type.synonyms = {"transpose", "swapaxes"};
  type.fields = {{.key = "dims",
                  .label = LOOM_TEXT("Order of the axes"),
                  .help = LOOM_TEXT("Which axis comes where; the batch is axis 0 and stays first."),
                  .initial = Ints{0, 2, 1},
                  .min = -16,
                  .max = 16,
                  .kind = Field::Kind::IntList}};
  type.layout = Layout::Rows;
  type.shape = permutedShape;
  type.caption = [](const SiteInfo& site) { return Text(valueText(site.params.ints("dims"))); };
  type.readsInput = false;
  type.readsOutput = false;
  type.pytorch = "torch.permute({dims})";
  setFactories<PermuteLayer>(type);
  return type;
}

}  // namespace loom
