#pragma once

// What a person asks to see of a network, and the answer: plain values that go from the screen to
// the trainer and back. What nobody asks for is not computed.

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/shape.h"
#include "engine/inspect/health.h"
#include "engine/layers/inner.h"

namespace loom {

/// Activations of one node for the probe, at the resolution the network has.
struct NodeView {
  std::string node;
  Shape shape;
  std::vector<float> values;
};

/// What the screen asks to look at. Only this costs the trainer time.
struct ViewRequest {
  std::vector<std::string> nodes;  // whose activations are visible
  std::vector<float> drawing;      // a drawn input (Input's shape) to predict; empty: none
  std::int64_t drawingId = 0;      // comes back in the snapshot
  int probeSample = 0;             // index into the training samples; shown while nothing is drawn
  bool probeIsTest = false;        // into the test samples instead
  bool probeIsDrawing = false;     // the maps show the drawing instead of the sample
  std::vector<std::string> histograms;  // nodes whose weights are wanted as a histogram
  std::string closely;                  // the node that all is wanted of; empty: none
  int channel = -1;        // of that node: which samples excite it most; -1: nobody asks
  std::string wire;        // the node whose outgoing wire is under the pointer; empty: none
  bool health = false;     // how well every node learns
  bool occlusion = false;  // what of the drawing mattered
  int epoch = -1;          // a kept one that all is to be of; -1: as it is now
};

struct Histogram {
  std::string node;
  float low = 0;
  float high = 0;
  std::vector<int> counts;
};

inline constexpr int kSpreadBins = 40;

/// How numbers are spread at one step: counts in bins of equal width from low to high.
struct Spread {
  std::int64_t step = 0;
  float low = 0;
  float high = 0;
  std::array<std::int32_t, kSpreadBins> counts{};
};

/// The same over a run: evenly thinned, the newest last.
struct SpreadHistory {
  enum class Of : std::uint8_t { Weights, Biases, Activations, Gradients };
  Of of = Of::Weights;
  std::vector<Spread> columns;
  int shown = -1;  // which column is of what is looked at; -1: the newest

  const Spread& current() const {
    return shown < 0 ? columns.back() : columns[static_cast<std::size_t>(shown)];
  }
};

/// A channel of a node for one sample, or all of them together.
struct ChannelFigures {
  float low = 0;
  float high = 0;
  float mean = 0;
  float deviation = 0;
  float zeros = 0;         // share
  std::int64_t idle = -1;  // samples learned from since it was active; -1: nobody counted
};

/// One node, seen closely.
struct CloseView {
  std::string node;     // empty: nobody asked
  Shape shape;          // of its output
  int channelAxis = 0;  // of the shape
  ChannelFigures all;   // of the probe
  std::vector<ChannelFigures> channels;
  NodeView filters;    // weights with at least one axis to slide along; no values: it has none
  Inner<float> inner;  // for the probe
  std::vector<SpreadHistory> spreads;  // what there is of them
};

/// What runs through a wire, over some samples that were learned last.
struct Flow {
  std::string node;  // where it comes from; empty: nobody asked
  int samples = 0;
  float low = 0;
  float high = 0;
  float mean = 0;
  /// Length of the mean loss's gradient with respect to all of it; not a number: none flows back.
  double gradientNorm = std::numeric_limits<double>::quiet_NaN();
};

/// A sample that excites a channel, and where in the channel's map.
struct TopSample {
  int sample = 0;  // index into the training samples
  float value = 0;
  int row = 0;
  int column = 0;
};

struct TopSamples {
  std::string node;  // empty: nobody asked
  int channel = -1;
  int height = 1;  // of the channel's map
  int width = 1;
  bool ofValidation = true;  // else of all training samples, because none are kept for validation
  double searched = 0;       // share of the samples
  std::vector<TopSample> samples;  // best first
};

/// How much each place of the drawing mattered (occlusion.h).
struct HeatMap {
  std::int64_t drawingId = 0;  // 0: nobody asked, or it is not known yet
  int answer = -1;             // the likeliest class
  float probability = 0;       // of it
  int height = 0;
  int width = 0;
  std::vector<float> fall;  // (height, width): of that probability without what is there
};

struct Snapshot {
  std::int64_t step = 0;
  int epoch = -1;  // the kept one that all of it is of; -1: as it is now
  std::vector<NodeView> activations;
  std::vector<Histogram> histograms;
  std::vector<float> probeInput;  // what the Input node shows, 0..1
  int probeLabel = -1;
  bool showsDrawing = false;         // the maps are of the drawing
  std::vector<float> probabilities;  // of the drawing, or of the probe when nothing is drawn
  bool ofDrawing = false;
  std::int64_t drawingId = 0;
  CloseView close;
  Flow flow;
  TopSamples top;
  HeatMap heat;
  /// Another object whenever it changed; null until something was learned.
  std::shared_ptr<const std::vector<NodeHealth>> health;
};

/// What the network says to a drawing, at once; the maps follow in a Snapshot.
struct Answer {
  std::int64_t drawingId = 0;
  std::vector<float> probabilities;  // empty: this network does not classify
};

}  // namespace loom
