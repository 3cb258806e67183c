#include "engine/layers/bypass.h"

#include <algorithm>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class BypassLayer final : public Layer<T> {
 public:
  explicit BypassLayer(const LayerSite<T>& site) : lanes_(static_cast<std::size_t>(site.lanes)) {
    for (const Shape& shape : site.inputs)
      sizes_.push_back(static_cast<std::size_t>(shape.elements()) * lanes_);
  }

  void forward(const Pass<T>& pass, int block, int) override {
    const std::size_t at = static_cast<std::size_t>(block) * sizes_[0];
    std::copy_n(pass.inputs[0] + at, sizes_[0], pass.output + at);
  }
  void backward(const Pass<T>& pass, int block, int) override {
    for (std::size_t port = 0; port < pass.inputGradients.size(); ++port) {
      T* gradient = pass.inputGradients[port];
      if (!gradient) continue;
      const std::size_t size = sizes_[port], at = static_cast<std::size_t>(block) * size;
      if (port == 0)
        std::copy_n(pass.outputGradient + at, size, gradient + at);
      else
        std::fill_n(gradient + at, size, T(0));
    }
  }

 private:
  std::size_t lanes_;
  std::vector<std::size_t> sizes_;  // of one block of each input
};

LayerType makeBypassType() {
  LayerType type;
  type.name = "Bypass";
  type.maxInputs = 8;
  type.shape = sameAsInput;
  type.readsInput = false;
  type.readsOutput = false;
  type.work = passedOnWork;
  setFactories<BypassLayer>(type);
  return type;
}

}  // namespace

const LayerType& bypassType() {
  static const LayerType type = makeBypassType();
  return type;
}

}  // namespace loom
