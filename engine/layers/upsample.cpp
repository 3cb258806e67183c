// A larger image: pixels repeated, or mixed from their neighbours.

#include <algorithm>
#include <cmath>

#include "engine/layers/layer.h"
#include "engine/layers/window.h"

namespace loom {

namespace {

/// An output row or column as a mix of two of the input's.
template <class T>
struct Mix {
  std::int64_t first = 0, second = 0;
  T firstShare = 1, secondShare = 0;
};

/// PyTorch's places with align_corners=False: output i is centred on (i + 0.5) / scale - 0.5.
template <class T>
std::vector<Mix<T>> mixes(std::int64_t size, std::int64_t scale, bool bilinear) {
  std::vector<Mix<T>> all;
  for (std::int64_t i = 0; i < size * scale; ++i) {
    if (!bilinear) {
      all.push_back({i / scale, i / scale, T(1), T(0)});
      continue;
    }
    const double at =
        std::max((static_cast<double>(i) + 0.5) / static_cast<double>(scale) - 0.5, 0.0);
    const auto first = static_cast<std::int64_t>(at);
    const T share = static_cast<T>(at - static_cast<double>(first));
    all.push_back({first, std::min(first + 1, size - 1), 1 - share, share});
  }
  return all;
}

template <class T>
class UpsampleLayer final : public Layer<T> {
 public:
  explicit UpsampleLayer(const LayerSite<T>& site)
      : lanes_(site.lanes),
        channels_(site.inputs[0][0]),
        width_(site.inputs[0][2]),
        channel_(site.inputs[0][1] * site.inputs[0][2] * site.lanes) {
    const IntPair scale = site.params.pair("scale_factor");
    const bool bilinear = site.params.text("mode") == "bilinear";
    rows_ = mixes<T>(site.inputs[0][1], scale.first, bilinear);
    columns_ = mixes<T>(site.inputs[0][2], scale.second, bilinear);
  }

  void forward(const Pass<T>& pass, int block, int) override {
    forEachPixel(block,
                 [&](std::int64_t channel, std::int64_t at, const auto& row, const auto& col) {
                   T* y = pass.output + at;
                   std::fill_n(y, lanes_, T(0));
                   forEachSource(row, col, [&](std::int64_t from, T share) {
                     const T* x = pass.inputs[0] + channel + from;
                     for (int lane = 0; lane < lanes_; ++lane) y[lane] += share * x[lane];
                   });
                 });
  }

  void backward(const Pass<T>& pass, int block, int) override {
    T* gradient = pass.inputGradients[0];
    if (!gradient) return;
    std::fill_n(gradient + block * channels_ * channel_, channels_ * channel_, T(0));
    forEachPixel(block,
                 [&](std::int64_t channel, std::int64_t at, const auto& row, const auto& col) {
                   const T* dy = pass.outputGradient + at;
                   forEachSource(row, col, [&](std::int64_t from, T share) {
                     T* dx = gradient + channel + from;
                     for (int lane = 0; lane < lanes_; ++lane) dx[lane] += share * dy[lane];
                   });
                 });
  }

 private:
  /// fn(where the channel begins in the input, where the pixel stands in the output, row, column)
  template <class Fn>
  void forEachPixel(int block, Fn&& fn) const {
    const std::int64_t first = block * channels_;
    std::int64_t at = first * static_cast<std::int64_t>(rows_.size() * columns_.size()) * lanes_;
    for (std::int64_t channel = first; channel < first + channels_; ++channel) {
      for (const Mix<T>& row : rows_) {
        for (const Mix<T>& column : columns_) {
          fn(channel * channel_, at, row, column);
          at += lanes_;
        }
      }
    }
  }
  /// fn(where the pixel stands in its channel, its share)
  template <class Fn>
  void forEachSource(const Mix<T>& row, const Mix<T>& column, Fn&& fn) const {
    const auto one = [&](std::int64_t y, std::int64_t x, T share) {
      if (share != 0) fn((y * width_ + x) * lanes_, share);
    };
    one(row.first, column.first, row.firstShare * column.firstShare);
    one(row.first, column.second, row.firstShare * column.secondShare);
    one(row.second, column.first, row.secondShare * column.firstShare);
    one(row.second, column.second, row.secondShare * column.secondShare);
  }

  int lanes_;
  std::int64_t channels_, width_, channel_;
  std::vector<Mix<T>> rows_, columns_;
};

ShapeAnswer enlargedShape(const SiteInfo& site) {
  const Shape& in = site.inputs[0];
  if (in.rank() != 3) return notAnImage(site);
  const IntPair scale = site.params.pair("scale_factor");
  return ShapeAnswer::of({in[0], in[1] * scale.first, in[2] * scale.second});
}

}  // namespace

LayerType upsample() {
  LayerType type;
  type.name = "Upsample";
  type.category = Category::Pooling;
  type.summary = LOOM_TEXT("Enlarges each channel by repeating pixels or mixing neighbours.");
  type.formula = "y[c,i,j] = x[c, i / s, j / s], or a mix of the four nearest";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Upsample.html";
  type.idStem = "up";
  type.fields = {{.key = "scale_factor",
                  .label = LOOM_TEXT("Factor"),
                  .help = LOOM_TEXT("How many times higher and wider the image becomes."),
                  .initial = Ints{2, 2},
                  .min = 1,
                  .max = 64,
                  .kind = Field::Kind::Pair},
                 {.key = "mode",
                  .label = LOOM_TEXT("Mode"),
                  .help = LOOM_TEXT("nearest repeats pixels; bilinear mixes the four nearest."),
                  .initial = std::string("nearest"),
                  .choices = {"nearest", "bilinear"}}};
  type.layout = Layout::Lanes;
  type.shape = enlargedShape;
  type.flops = [](const SiteInfo& site, const Shape& output) {
    return site.params.text("mode") == "bilinear" ? 8 * output.elements() : 0;
  };
  type.caption = [](const SiteInfo& site) {
    return Text(pairText(site.params.pair("scale_factor")));
  };
  type.pytorch = "nn.Upsample(scale_factor={scale_factor}, mode='{mode}')";
  setFactories<UpsampleLayer>(type);
  return type;
}

}  // namespace loom
