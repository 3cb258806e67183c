#include "engine/layers/batch_norm.h"

#include <algorithm>
#include <cmath>

#include "engine/layers/followed.h"
#include "engine/layers/layer.h"
#include "engine/layers/segment_norm.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class BatchNormLayer final : public Layer<T> {
 public:
  explicit BatchNormLayer(const LayerSite<T>& site)
      : kernels_(*site.kernels),
        affine_(site.params.boolean("affine")),
        frozen_(site.frozen),
        eps_(site.params.real("eps")),
        momentum_(site.params.real("momentum")),
        channels_(static_cast<int>(site.output[0])),
        pixels_(static_cast<std::size_t>(site.output.elements() / site.output[0])),
        channelSize_(pixels_ * static_cast<std::size_t>(site.lanes)),
        means_(static_cast<std::size_t>(channels_)),
        rates_(means_.size()) {
    auto parameter = site.parameters.begin();
    if (affine_) {
      weight_ = *parameter++;
      bias_ = *parameter++;
    }
    runningMean_ = *parameter++;
    runningVariance_ = *parameter;
  }

  int forwardTasks(const Pass<T>& pass) const override { return tasks(pass); }
  int backwardTasks(const Pass<T>& pass) const override { return tasks(pass); }

  // y = (x - mean) · rate · w + b with rate = 1 / sqrt(variance + eps)
  void forward(const Pass<T>& pass, int task, int) override {
    forEachChannel(pass, task, [&](std::size_t c) {
      if (usesBatch(pass)) {
        measure(pass, c);
      } else {
        means_[c] = runningMean_.value[c];
        rates_[c] = rateOf(static_cast<double>(runningVariance_.value[c]));
      }
      const T scale = affine_ ? rates_[c] * weight_.value[c] : rates_[c];
      const T shift = affine_ ? bias_.value[c] : T(0);
      forEachBlock(pass, c, [&](std::size_t at, int) {
        kernels_.normalise(channelSize_, pass.inputs[0] + at, means_[c], scale, shift,
                           pass.output + at);
      });
    });
  }

  // With n = (x - mean) · rate: dx = rate · w · (dy - mean(dy) - n · mean(dy n)), where the means
  // are left out if mean and rate were no results of x; dw = sum of dy n, db = sum of dy.
  void backward(const Pass<T>& pass, int task, int) override {
    forEachChannel(pass, task, [&](std::size_t c) {
      const T mean = means_[c];
      const double rate = static_cast<double>(rates_[c]);
      const double sum = total(pass, c, [&](std::size_t at, T* sums) {
        kernels_.laneSums(pixels_, pass.outputGradient + at, sums);
      });
      const double product = rate * total(pass, c, [&](std::size_t at, T* sums) {
                               kernels_.laneProducts(pixels_, pass.outputGradient + at,
                                                     pass.inputs[0] + at, mean, sums);
                             });
      if (affine_ && pass.parameterGradients) {
        weight_.gradient[c] = static_cast<T>(product);
        bias_.gradient[c] = static_cast<T>(sum);
      }
      if (!pass.inputGradients[0]) return;
      const double scale = rate * (affine_ ? static_cast<double>(weight_.value[c]) : 1.0);
      const double share = usesBatch(pass) ? scale / count(pass) : 0.0;
      forEachBlock(pass, c, [&](std::size_t at, int images) {
        T* dx = pass.inputGradients[0] + at;
        kernels_.normaliseBackward(channelSize_, pass.outputGradient + at, pass.inputs[0] + at,
                                   mean, static_cast<T>(scale), static_cast<T>(share * sum),
                                   static_cast<T>(share * product * rate), dx);
        clearMissing(pass, images, dx);
      });
    });
  }

 private:
  static constexpr std::size_t kMostLanes = 16;

  bool usesBatch(const Pass<T>& pass) const { return pass.training && !frozen_; }
  double count(const Pass<T>& pass) const {
    return static_cast<double>(pixels_) * static_cast<double>(pass.batch);
  }
  T rateOf(double variance) const { return static_cast<T>(1 / std::sqrt(variance + eps_)); }

  void measure(const Pass<T>& pass, std::size_t c) {
    const double values = count(pass);
    const T* x = pass.inputs[0];
    const double mean =
        total(pass, c, [&](std::size_t at, T* sums) { kernels_.laneSums(pixels_, x + at, sums); }) /
        values;
    means_[c] = static_cast<T>(mean);
    const double squares = total(pass, c, [&](std::size_t at, T* sums) {
      kernels_.laneSquares(pixels_, x + at, means_[c], sums);
    });
    rates_[c] = rateOf(squares / values);
    const auto follow = [&](T& running, double now) {
      running = static_cast<T>((1 - momentum_) * static_cast<double>(running) + momentum_ * now);
    };
    follow(runningMean_.value[c], mean);
    if (values > 1) follow(runningVariance_.value[c], squares / (values - 1));
  }

  /// Channels are shared out in ranges large enough to be worth it.
  int tasks(const Pass<T>& pass) const {
    constexpr double kValuesPerTask = 20'000;
    return static_cast<int>(
        std::clamp(count(pass) * channels_ / kValuesPerTask, 1.0, double(channels_)));
  }
  template <class Fn>
  void forEachChannel(const Pass<T>& pass, int task, Fn&& fn) const {
    const int all = tasks(pass);
    const std::int64_t channels = channels_;
    const auto end = static_cast<std::size_t>(channels * (task + 1) / all);
    for (auto c = static_cast<std::size_t>(channels * task / all); c < end; ++c) fn(c);
  }
  /// fn(where the channel's values of a block begin, images in the block)
  template <class Fn>
  void forEachBlock(const Pass<T>& pass, std::size_t c, Fn&& fn) const {
    for (int block = 0; block < pass.blocks(); ++block) {
      const auto first = static_cast<std::size_t>(block) * static_cast<std::size_t>(channels_) + c;
      fn(first * channelSize_, pass.imagesIn(block));
    }
  }
  /// The gradient of images that are not there is 0, whatever the channel's mean.
  void clearMissing(const Pass<T>& pass, int images, T* channel) const {
    if (images == pass.lanes) return;
    for (std::size_t pixel = 0; pixel < pixels_; ++pixel, channel += pass.lanes)
      std::fill(channel + images, channel + pass.lanes, T(0));
  }
  /// Sums over the images that are there, block after block.
  template <class Fn>
  double total(const Pass<T>& pass, std::size_t c, Fn&& laneSums) const {
    double sum = 0;
    forEachBlock(pass, c, [&](std::size_t at, int images) {
      T sums[kMostLanes];
      laneSums(at, sums);
      for (int i = 0; i < images; ++i) sum += static_cast<double>(sums[i]);
    });
    return sum;
  }

  const Kernels<T>& kernels_;
  bool affine_;
  bool frozen_;
  double eps_;
  double momentum_;
  int channels_;
  std::size_t pixels_;
  std::size_t channelSize_;  // values of a channel in a block
  ParameterView<T> weight_, bias_, runningMean_, runningVariance_;
  Array<T> means_, rates_;  // (channels), of the last forward
};

std::vector<ParameterSpec> batchNormParameters(const SiteInfo& site) {
  const std::int64_t channels = site.inputs[0][0];
  std::vector<ParameterSpec> specs;
  if (site.params.boolean("affine")) specs = normParameters(channels);
  specs.push_back({"running_mean", {channels}, {Init::Kind::Constant, 0}, true});
  specs.push_back({"running_var", {channels}, {Init::Kind::Constant, 1}, true});
  return specs;
}

/// While training, mean and variance are the batch's, and every sample has its part in them.
void channelNormWork(const WorkSite& site, std::int64_t element, Work& work) {
  if (site.training && !site.frozen) return;
  const std::int64_t channel = element / (site.output.elements() / site.output[0]);
  const bool affine = site.params.boolean("affine");
  const NormMeasure measure{site.w(affine ? 2 : 0, channel).value,
                            site.w(affine ? 3 : 1, channel).value};
  normalisedWork(site, element, affine ? channel : -1, measure, work);
  const double weight = affine ? site.w(0, channel).value : 1;
  work.slope(site.x(0, element), weight / std::sqrt(measure.variance + site.params.real("eps")));
}

}  // namespace

ShapeAnswer batchNormShape(const SiteInfo& site) {
  if (auto wrong = disagreement(site, "num_features", site.inputs[0][0])) return *wrong;
  return ShapeAnswer::of(site.inputs[0]);
}

void setBatchNorm(LayerType& type) {
  type.category = Category::Regularisation;
  type.formula = "y = (x − mean[c]) / √(variance[c] + eps) · weight[c] + bias[c]";
  type.idStem = "bn";
  type.synonyms = {"BatchNormalization", "BN", LOOM_TEXT("batch normalisation")};
  type.fields = {normEpsilon(),
                 {.key = "momentum",
                  .label = LOOM_TEXT("Momentum"),
                  .help = LOOM_TEXT("Share of each batch in the running mean and variance, which "
                                    "are used when the network does not train."),
                  .initial = 0.1,
                  .min = 0.0,
                  .max = 1.0},
                 {.key = "affine",
                  .label = LOOM_TEXT("Scale and shift"),
                  .help = LOOM_TEXT("Learns a weight and a bias for each channel."),
                  .initial = true},
                 followedField("num_features", LOOM_TEXT("Channels"))};
  type.layout = Layout::Lanes;
  type.readsOutput = false;
  type.parameters = batchNormParameters;
  type.flops = [](const SiteInfo&, const Shape& output) { return 8 * output.elements(); };
  type.work = channelNormWork;
  setFactories<BatchNormLayer>(type);
}

}  // namespace loom
