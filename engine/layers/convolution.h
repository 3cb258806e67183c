#pragma once

// What Conv1d, Conv2d and ConvTranspose2d share: fields, rules, and the block by block work on
// images in lanes. A row (C, T) is an image of height 1.

#include <algorithm>
#include <optional>

#include "engine/layers/layer.h"
#include "engine/layers/window.h"
#include "engine/layers/working.h"

namespace loom {

Field filtersField();
/// Height and width as one setting; `initial` stands for both.
Field pairField(const char* key, const char* label, const char* help, std::int64_t initial,
                double min);
Field groupsField();
Field convolutionBiasField();
Field inChannelsField();

/// kernel_size, stride, padding and dilation of a layer that declares them as pairs.
Window windowOf(const Reader& params);

/// What is wrong with in_channels or groups, if anything. REQUIRES: the first axis of the input is
/// its channels.
std::optional<ShapeAnswer> channelProblem(const SiteInfo& site);

/// PyTorch's start: kaiming_uniform(a = sqrt 5), which is U(±1 / sqrt(fan_in)), for weight and bias
/// alike; fan_in is the number of weights under the first axis, for a transposed convolution too.
std::vector<ParameterSpec> convolutionParameters(const SiteInfo& site, const Shape& weight);

/// Operations of a convolution with this weight, each of `places` being a pixel of one channel of
/// whatever stands on the weight's first axis.
std::int64_t convolutionFlops(std::int64_t places, const Shape& weight);

/// "6 @ 5×5 · pad 2"; no padding where it is empty.
Text convolutionCaption(const SiteInfo& site, const std::string& kernel,
                        const std::string& padding);

/// A convolution and the border of zeros around its image.
struct PaddedConvolution {
  Conv2dGeometry geometry;  // its height and width include the border
  int padH = 0;
  int padW = 0;

  int height() const { return geometry.height - 2 * padH; }
  int width() const { return geometry.width - 2 * padW; }
};

/// y[f,i,j] = b[f] + Σ w[f,c,u,v] x[c, ...] with the numbers in it.
void convolutionWork(const WorkSite& site, const PaddedConvolution& convolution,
                     std::int64_t element, Work& work);

/// From `image` (C, H, W) to `maps` (F, H', W').
PaddedConvolution convolutionBetween(const Shape& image, const Shape& maps, const Window& window,
                                     std::int64_t groups);

/// Memory of a convolution's work: a bordered image for each worker, and for each block its part of
/// the weight and bias gradients, which are added up in block order.
template <class T>
class ConvolutionWork : public Layer<T> {
 public:
  void finishBackward(const Pass<T>& pass) final {
    if (!pass.parameterGradients) return;
    sumPartials(pass, weight_, 0);
    sumPartials(pass, bias_, static_cast<std::size_t>(weight_.size));
  }

 protected:
  ConvolutionWork(const LayerSite<T>& site, const PaddedConvolution& convolution)
      : kernels_(*site.kernels),
        weight_(site.parameters[0]),
        convolution_(convolution),
        lanes_(static_cast<std::size_t>(site.lanes)) {
    if (site.parameters.size() > 1) bias_ = site.parameters[1];
    inputBlock_ = static_cast<std::size_t>(site.inputs[0].elements()) * lanes_;
    outputBlock_ = static_cast<std::size_t>(site.output.elements()) * lanes_;
    const Conv2dGeometry& g = convolution_.geometry;
    if (hasBorder() || kernels_.overread > 0) {
      paddedBlock_ = static_cast<std::size_t>(g.channels) * static_cast<std::size_t>(g.height) *
                         static_cast<std::size_t>(g.width) * lanes_ +
                     static_cast<std::size_t>(kernels_.overread);
    }
    scratchSize_ =
        std::max(kernels_.conv2dForwardScratch(g), kernels_.conv2dInputGradientScratch(g));
    parameterCount_ = static_cast<std::size_t>(weight_.size + bias_.size);
    const auto workers = static_cast<std::size_t>(site.workers);
    const std::size_t blocks = site.learns ? static_cast<std::size_t>(site.maxBlocks()) : 0;
    requireMemory(workers * (paddedBlock_ + scratchSize_) + blocks * parameterCount_, sizeof(T));
    padded_.resize(workers * paddedBlock_);
    scratch_.resize(workers * scratchSize_);
    partial_.resize(blocks * parameterCount_);
  }

  /// From images (C, H, W) to maps (F, H', W').
  void gather(const T* images, const T* bias, T* maps, int worker) {
    kernels_.conv2dForward(convolution_.geometry, bordered(images, worker), weight_.value, bias,
                           maps, scratch(worker));
  }

  /// The same run backwards: from maps to images, borders cut off.
  void spread(const T* maps, T* images, int worker) {
    T* padded = hasBorder() ? paddedOf(worker) : images;
    kernels_.conv2dInputGradient(convolution_.geometry, maps, weight_.value, padded,
                                 scratch(worker));
    if (!hasBorder()) return;
    kernels_.unpadBlock(convolution_.geometry.channels, convolution_.height(), convolution_.width(),
                        convolution_.padH, convolution_.padW, padded, images);
  }

  /// A block's part of the gradients of weight and bias. `bias` is null where the bias is not that
  /// of the maps.
  void weightGradient(std::size_t block, const T* images, const T* maps, T* bias, int worker) {
    kernels_.conv2dWeightGradient(convolution_.geometry, bordered(images, worker), maps,
                                  partial_.data() + block * parameterCount_, bias);
  }
  /// Null where there is no bias.
  T* biasPartial(std::size_t block) {
    return bias_.size > 0 ? partial_.data() + block * parameterCount_ + weight_.size : nullptr;
  }

  const Kernels<T>& kernels_;
  ParameterView<T> weight_;
  ParameterView<T> bias_;
  PaddedConvolution convolution_;
  std::size_t lanes_;
  std::size_t inputBlock_ = 0;
  std::size_t outputBlock_ = 0;

 private:
  bool hasBorder() const { return convolution_.padH > 0 || convolution_.padW > 0; }
  T* scratch(int worker) {
    return scratch_.data() + static_cast<std::size_t>(worker) * scratchSize_;
  }
  /// A block of images with their border; as it lies where nothing has to be around it.
  const T* bordered(const T* images, int worker) {
    if (paddedBlock_ == 0) return images;
    T* padded = paddedOf(worker);
    kernels_.padBlock(convolution_.geometry.channels, convolution_.height(), convolution_.width(),
                      convolution_.padH, convolution_.padW, images, padded);
    return padded;
  }
  T* paddedOf(int worker) {
    return padded_.data() + static_cast<std::size_t>(worker) * paddedBlock_;
  }

  void sumPartials(const Pass<T>& pass, const ParameterView<T>& parameter, std::size_t offset) {
    const auto size = static_cast<std::size_t>(parameter.size);
    if (size == 0) return;
    std::copy_n(partial_.data() + offset, size, parameter.gradient);
    for (std::size_t b = 1; b < static_cast<std::size_t>(pass.blocks()); ++b) {
      kernels_.add(size, parameter.gradient, partial_.data() + b * parameterCount_ + offset,
                   parameter.gradient);
    }
  }

  std::size_t paddedBlock_ = 0;  // 0: images are read as they lie
  std::size_t scratchSize_ = 0;
  std::size_t parameterCount_ = 0;
  Array<T> padded_;   // (workers, paddedBlock)
  Array<T> scratch_;  // (workers, scratchSize)
  Array<T> partial_;  // (blocks, weight and bias gradients)
};

/// y = w * x + b for Conv1d and Conv2d.
template <class T>
class ConvolutionLayer final : public ConvolutionWork<T> {
 public:
  ConvolutionLayer(const LayerSite<T>& site, const PaddedConvolution& convolution)
      : ConvolutionWork<T>(site, convolution) {}

  void forward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    this->gather(pass.inputs[0] + b * this->inputBlock_, this->bias_.value,
                 pass.output + b * this->outputBlock_, worker);
  }

  void backward(const Pass<T>& pass, int block, int worker) override {
    const auto b = static_cast<std::size_t>(block);
    const T* outputGradient = pass.outputGradient + b * this->outputBlock_;
    if (pass.parameterGradients) {
      this->weightGradient(b, pass.inputs[0] + b * this->inputBlock_, outputGradient,
                           this->biasPartial(b), worker);
    }
    if (T* gradient = pass.inputGradients[0])
      this->spread(outputGradient, gradient + b * this->inputBlock_, worker);
  }
};

}  // namespace loom
