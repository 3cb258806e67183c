#include "engine/inspect/observer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/data/batch.h"
#include "engine/inspect/closeup.h"

namespace loom {

namespace {

constexpr int kBins = 40;

/// Sample 0 of the batch is what the maps show, sample 1 what the answer is for.
constexpr int kShown = 0;
constexpr int kAsked = 1;

void readSample(const Dataset& data, const Samples& samples, int index, std::vector<float>& out) {
  out.resize(static_cast<std::size_t>(data.shape.elements()));
  readInput(samples, data.shape, index, out.data());
}

}  // namespace

std::vector<float> softmax(const std::vector<float>& scores) {
  if (scores.empty()) return {};
  std::vector<float> out(scores.size());
  const float largest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) sum += out[i] = std::exp(scores[i] - largest);
  for (float& value : out) value /= sum;
  return out;
}

Observer::Observer(std::shared_ptr<const Network> network,
                   std::shared_ptr<Parameters<float>> parameters,
                   std::unique_ptr<Program<float>> program)
    : network_(std::move(network)),
      parameters_(std::move(parameters)),
      program_(std::move(program)) {}

Result<std::unique_ptr<Observer>> Observer::create(std::shared_ptr<const Network> network,
                                                   std::shared_ptr<Parameters<float>> parameters,
                                                   Workers& workers) {
  ProgramOptions options;
  options.maxBatch = 2;
  options.backward = false;
  auto program = Program<float>::create(network, parameters, workers, options);
  if (!program) return program.error();
  return std::unique_ptr<Observer>(
      new Observer(std::move(network), std::move(parameters), std::move(*program)));
}

const Shape& Observer::inputShape() const {
  return *network_->analysis.find(network_->analysis.inputNodes[0])->output;
}

bool Observer::classifies(const Dataset* dataset) const {
  return !dataset ||
         (dataset->train.hasOneClassEach() && !taskOf(network_->analysis, dataset->info()).rebuilt);
}

bool Observer::answer(const std::vector<float>& drawing, const Dataset* dataset,
                      std::vector<float>& probabilities) {
  if (drawing.size() != static_cast<std::size_t>(inputShape().elements())) return false;
  std::copy(drawing.begin(), drawing.end(), program_->input());
  program_->forward(1, {});
  program_->copyActivation(network_->analysis.outputNode, 0, scores_);
  probabilities = classifies(dataset) ? softmax(scores_) : std::vector<float>();
  return true;
}

void Observer::look(const ViewRequest& request, const Dataset* dataset, Snapshot& out) {
  const auto elements = static_cast<std::size_t>(inputShape().elements());
  const bool drawn = request.drawing.size() == elements;
  const Samples* samples = !dataset              ? nullptr
                           : request.probeIsTest ? &dataset->test
                                                 : &dataset->train;
  const bool sampled = samples && dataset->shape == inputShape() && samples->size() > 0;
  out.probeLabel = -1;
  out.showsDrawing = request.probeIsDrawing && drawn;
  if (out.showsDrawing) {
    out.probeInput = request.drawing;
  } else if (sampled) {
    const int index = std::clamp(request.probeSample, 0, samples->size() - 1);
    readSample(*dataset, *samples, index, out.probeInput);
    if (samples->hasOneClassEach())
      out.probeLabel = samples->labels[static_cast<std::size_t>(index)];
  } else {
    out.probeInput.assign(elements, 0.0F);
  }
  const std::vector<float>& asked = drawn ? request.drawing : out.probeInput;
  std::copy(out.probeInput.begin(), out.probeInput.end(), program_->input() + kShown * elements);
  std::copy(asked.begin(), asked.end(), program_->input() + kAsked * elements);
  program_->forward(2, {});

  out.ofDrawing = drawn;
  out.drawingId = drawn ? request.drawingId : 0;
  program_->copyActivation(network_->analysis.outputNode, kAsked, scores_);
  out.probabilities = classifies(dataset) ? softmax(scores_) : std::vector<float>();
  out.activations.resize(request.nodes.size());
  std::size_t kept = 0;
  for (const std::string& node : request.nodes) {
    const NodeInfo* info = network_->analysis.find(node);
    if (!info || !info->output) continue;
    NodeView& view = out.activations[kept];
    program_->copyActivation(node, kShown, view.values);
    if (view.values.empty()) continue;
    view.node = node;
    view.shape = *info->output;
    ++kept;
  }
  out.activations.resize(kept);
  histograms(request, out);
  lookClosely(*program_, *parameters_, request.closely, kShown, out.close);
}

const std::vector<float>& Observer::shown(const std::string& node) {
  program_->copyActivation(node, kShown, shown_);
  return shown_;
}

/// Of all a node's weights together: a recurrent layer or a block of a transformer has several.
void Observer::histograms(const ViewRequest& request, Snapshot& out) const {
  out.histograms.clear();
  for (const std::string& node : request.histograms) {
    Histogram histogram{node, std::numeric_limits<float>::max(),
                        std::numeric_limits<float>::lowest(), std::vector<int>(kBins, 0)};
    const auto forEachWeight = [&](auto&& visit) {
      for (const auto& entry : parameters_->entries()) {
        if (entry.node != node || !entry.isWeight) continue;
        const float* values = parameters_->value(entry);
        std::for_each(values, values + entry.size, visit);
      }
    };
    forEachWeight([&](float value) {
      histogram.low = std::min(histogram.low, value);
      histogram.high = std::max(histogram.high, value);
    });
    if (histogram.low > histogram.high) continue;
    const float width = (histogram.high - histogram.low) / kBins;
    forEachWeight([&](float value) {
      const int bin = width > 0 ? static_cast<int>((value - histogram.low) / width) : 0;
      ++histogram.counts[static_cast<std::size_t>(std::clamp(bin, 0, kBins - 1))];
    });
    out.histograms.push_back(std::move(histogram));
  }
}

}  // namespace loom
