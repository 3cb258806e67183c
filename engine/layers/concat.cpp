// Its inputs one after the other along an axis: how branches of different width are joined.

#include <algorithm>

#include "engine/layers/axis.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class ConcatLayer final : public Layer<T> {
 public:
  explicit ConcatLayer(const LayerSite<T>& site) {
    const int axis = sampleAxis(site.params.integer("dim"), site.output.rank());
    const AxisView view = viewOf(site.output, axis);
    // In lanes, the images of a block are the innermost axis; in rows, the outermost.
    const bool lanes = site.layout == Layout::Lanes;
    outer_ = static_cast<std::size_t>(lanes ? view.outer : view.outer * site.lanes);
    const std::int64_t inner = lanes ? view.inner * site.lanes : view.inner;
    row_ = static_cast<std::size_t>(view.count * inner);
    for (const Shape& input : site.inputs)
      pieces_.push_back(static_cast<std::size_t>(input[axis] * inner));
  }

  void forward(const Pass<T>& pass, int block, int) override {
    std::size_t offset = 0;
    for (std::size_t port = 0; port < pieces_.size(); ++port) {
      const std::size_t piece = pieces_[port];
      const T* from = pass.inputs[port] + static_cast<std::size_t>(block) * outer_ * piece;
      T* to = pass.output + static_cast<std::size_t>(block) * outer_ * row_ + offset;
      for (std::size_t i = 0; i < outer_; ++i) std::copy_n(from + i * piece, piece, to + i * row_);
      offset += piece;
    }
  }

  void backward(const Pass<T>& pass, int block, int) override {
    std::size_t offset = 0;
    for (std::size_t port = 0; port < pieces_.size(); ++port) {
      const std::size_t piece = pieces_[port];
      const T* from =
          pass.outputGradient + static_cast<std::size_t>(block) * outer_ * row_ + offset;
      offset += piece;
      if (!pass.inputGradients[port]) continue;
      T* to = pass.inputGradients[port] + static_cast<std::size_t>(block) * outer_ * piece;
      for (std::size_t i = 0; i < outer_; ++i) std::copy_n(from + i * row_, piece, to + i * piece);
    }
  }

 private:
  std::size_t outer_ = 1;
  std::size_t row_ = 1;              // values of the output in one of the outer groups
  std::vector<std::size_t> pieces_;  // values of each input in one of them
};

ShapeAnswer joinedShape(const SiteInfo& site) {
  const Shape& first = site.inputs[0];
  const int axis = sampleAxis(site.params.integer("dim"), first.rank());
  if (axis < 0) return wrongAxis(site, "dim", 1);
  std::vector<std::int64_t> sizes = first.sizes();
  const auto at = static_cast<std::size_t>(axis);
  for (std::size_t port = 1; port < site.inputs.size(); ++port) {
    std::vector<std::int64_t> other = site.inputs[port].sizes();
    const std::int64_t joined =
        other.size() == sizes.size() ? std::exchange(other[at], sizes[at]) : 0;
    if (other != sizes) {
      return ShapeAnswer::wrong(
          {LOOM_TEXT("all inputs must agree in every axis but dim %1, but %2 gives %3 and %4 gives "
                     "%5; make the branches agree"),
           {std::to_string(axis + 1), site.sources[0], first.text(), site.sources[port],
            site.inputs[port].text()}});
    }
    if (__builtin_add_overflow(sizes[at], joined, &sizes[at])) sizes[at] = INT64_MAX;
  }
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

void joinWork(const WorkSite& site, std::int64_t element, Work& work) {
  const int axis = sampleAxis(site.params.integer("dim"), site.output.rank());
  const AxisView view = viewOf(site.output, axis);
  const std::int64_t inner = element % view.inner;
  const std::int64_t outer = element / (view.inner * view.count);
  std::int64_t place = element / view.inner % view.count;
  int port = 0;
  while (place >= site.inputs[static_cast<std::size_t>(port)][axis])
    place -= site.inputs[static_cast<std::size_t>(port++)][axis];
  const std::int64_t count = site.inputs[static_cast<std::size_t>(port)][axis];
  work.add({site.x(port, (outer * count + place) * view.inner + inner)});
}

}  // namespace

LayerType concat() {
  LayerType type;
  type.name = "Concat";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Puts its inputs one after the other along an axis.");
  type.formula = "y = [x₁, x₂, …]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.cat.html";
  type.idStem = "concat";
  type.synonyms = {"Concatenate", "cat", "merge", "join"};
  type.fields = {{.key = "dim",
                  .label = LOOM_TEXT("Axis"),
                  .help = LOOM_TEXT("The axis along which they are joined: 1 joins the channels of "
                                    "images; the batch is axis 0."),
                  .initial = std::int64_t{1},
                  .min = -16,
                  .max = 16}};
  type.minInputs = 2;
  type.maxInputs = 8;
  type.shape = joinedShape;
  type.caption = [](const SiteInfo& site) {
    return Text("dim " + std::to_string(site.params.integer("dim")));
  };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = joinWork;
  type.pytorch = "torch.cat(dim={dim})";
  setFactories<ConcatLayer>(type);
  return type;
}

}  // namespace loom
