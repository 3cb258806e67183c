// A ReLU whose slope below zero is learned (He et al. 2015); one slope for all, as PyTorch begins.

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class Prelu final : public Layer<T> {
 public:
  explicit Prelu(const LayerSite<T>& site)
      : slope_(site.parameters[0]),
        lanes_(site.layout == Layout::Lanes),
        elements_(static_cast<std::size_t>(site.output.elements())),
        blockSize_(elements_ * static_cast<std::size_t>(site.lanes)),
        sums_(static_cast<std::size_t>(site.maxBlocks())) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0];
    const T slope = *slope_.value;
    for (std::size_t i = begin; i < begin + blockSize_; ++i)
      pass.output[i] = x[i] > 0 ? x[i] : slope * x[i];
  }

  // dx = dy or slope · dy; dslope = sum of dy · x where x is not above zero
  void backward(const Pass<T>& pass, int block, int) override {
    const std::size_t begin = static_cast<std::size_t>(block) * blockSize_;
    const T* x = pass.inputs[0] + begin;
    const T* dy = pass.outputGradient + begin;
    const T slope = *slope_.value;
    if (T* dx = pass.inputGradients[0]) {
      for (std::size_t i = 0; i < blockSize_; ++i) dx[begin + i] = x[i] > 0 ? dy[i] : slope * dy[i];
    }
    if (!pass.parameterGradients) return;
    const auto images = static_cast<std::size_t>(pass.imagesIn(block));
    const auto width = static_cast<std::size_t>(pass.lanes);
    double sum = 0;
    const auto add = [&](std::size_t i) {
      if (!(x[i] > 0)) sum += static_cast<double>(dy[i] * x[i]);
    };
    if (lanes_) {
      for (std::size_t e = 0; e < elements_; ++e)
        for (std::size_t image = 0; image < images; ++image) add(e * width + image);
    } else {
      for (std::size_t i = 0; i < images * elements_; ++i) add(i);
    }
    sums_[static_cast<std::size_t>(block)] = sum;
  }

  void finishBackward(const Pass<T>& pass) override {
    if (!pass.parameterGradients) return;
    double sum = 0;
    for (int block = 0; block < pass.blocks(); ++block)
      sum += sums_[static_cast<std::size_t>(block)];
    *slope_.gradient = static_cast<T>(sum);
  }

 private:
  ParameterView<T> slope_;
  bool lanes_;
  std::size_t elements_, blockSize_;
  Array<double> sums_;  // a block each
};

void preluWork(const WorkSite& site, std::int64_t element, Work& work) {
  const Operand x = site.x(0, element);
  if (x.value > 0)
    work.add({x});
  else
    work.add({site.w(0, 0), x});
}

}  // namespace

LayerType prelu() {
  LayerType type;
  type.name = "PReLU";
  type.category = Category::Activation;
  type.summary = LOOM_TEXT("Like LeakyReLU, but the slope below zero is learned.");
  type.formula = "y = x for x > 0, else weight · x";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html";
  type.idStem = "prelu";
  type.synonyms = {"ParametricReLU"};
  type.shape = sameAsInput;
  type.parameters = [](const SiteInfo&) {
    return std::vector<ParameterSpec>{{"weight", Shape{1}, {Init::Kind::Constant, 0.25}}};
  };
  type.work = preluWork;
  type.pytorch = "nn.PReLU()";
  setFactories<Prelu>(type);
  return type;
}

}  // namespace loom
