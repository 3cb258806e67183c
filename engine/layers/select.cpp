// One slice of an axis, which goes away: the last step of a sequence, say.

#include <algorithm>

#include "engine/layers/axis.h"
#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class SelectLayer final : public Layer<T> {
 public:
  explicit SelectLayer(const LayerSite<T>& site)
      : samplesInBlock_(site.lanes),
        view_(
            viewOf(site.inputs[0], sampleAxis(site.params.integer("dim"), site.inputs[0].rank()))),
        index_(site.params.integer("index")) {
    if (index_ < 0) index_ += view_.count;
  }

  void forward(const Pass<T>& pass, int block, int) override {
    forEachSlice(block, [&](std::int64_t whole, std::int64_t slice) {
      std::copy_n(pass.inputs[0] + whole + index_ * view_.inner, view_.inner, pass.output + slice);
    });
  }
  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    forEachSlice(block, [&](std::int64_t whole, std::int64_t slice) {
      std::fill_n(gradient + whole, view_.count * view_.inner, T(0));
      std::copy_n(pass.outputGradient + slice, view_.inner,
                  gradient + whole + index_ * view_.inner);
    });
  }

 private:
  /// fn(where the axis begins in the input, where the slice begins in the output)
  template <class Fn>
  void forEachSlice(int block, Fn&& fn) const {
    const std::int64_t groups = view_.outer * samplesInBlock_;
    for (std::int64_t group = block * groups; group < (block + 1) * groups; ++group)
      fn(group * view_.count * view_.inner, group * view_.inner);
  }

  int samplesInBlock_;
  AxisView view_;
  std::int64_t index_;
};

ShapeAnswer selectedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  const int axis = sampleAxis(site.params.integer("dim"), in.rank());
  if (axis < 0) return wrongAxis(site, "dim", 1);
  const std::int64_t index = site.params.integer("index");
  const std::int64_t size = in[axis];
  if (index >= size || index < -size) {
    return ShapeAnswer::wrong(
        {LOOM_TEXT(
             "index is %1, but axis %2 of the input %3 from %6 has only %4 places; choose one "
             "from 0 to %5, or -1 for the last"),
         {std::to_string(index), std::to_string(axis + 1), in.text(), std::to_string(size),
          std::to_string(size - 1), site.sources[0]}},
        {{{LOOM_TEXT("Set %1 to %2"), {"index", "-1"}},
          setParam(site.graph, site.node.id, "index", std::int64_t{-1})}},
        "index");
  }
  std::vector<std::int64_t> sizes = in.sizes();
  sizes.erase(sizes.begin() + axis);
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

void sliceWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Shape& in = site.inputs[0];
  const AxisView view = viewOf(in, sampleAxis(site.params.integer("dim"), in.rank()));
  std::int64_t index = site.params.integer("index");
  if (index < 0) index += view.count;
  const std::int64_t outer = element / view.inner, inner = element % view.inner;
  work.add({site.x(0, (outer * view.count + index) * view.inner + inner)});
}

}  // namespace

LayerType select() {
  LayerType type;
  type.name = "Select";
  type.category = Category::Shape;
  type.summary = LOOM_TEXT("Takes one place along an axis, such as the last step of a sequence.");
  type.formula = "y = x[:, …, index, …]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.select.html";
  type.idStem = "select";
  type.synonyms = {"slice", "index"};
  type.fields = {{.key = "dim",
                  .label = LOOM_TEXT("Axis"),
                  .help = LOOM_TEXT("The axis that is reduced to one place; the batch is axis 0."),
                  .initial = std::int64_t{1},
                  .min = -16,
                  .max = 16},
                 {.key = "index",
                  .label = LOOM_TEXT("Place"),
                  .help = LOOM_TEXT("Which place is taken, from 0; negative numbers count from the "
                                    "end."),
                  .initial = std::int64_t{-1},
                  .min = -2147483648.0,
                  .max = 2147483647.0}};
  type.layout = Layout::Rows;
  type.shape = selectedShape;
  type.caption = [](const SiteInfo& site) {
    return Text("dim " + std::to_string(site.params.integer("dim")) + ", " +
                std::to_string(site.params.integer("index")));
  };
  type.readsInput = false;
  type.readsOutput = false;
  type.work = sliceWork;
  type.pytorch = "torch.select(dim={dim}, index={index})";
  setFactories<SelectLayer>(type);
  return type;
}

}  // namespace loom
