#pragma once

// What the tests of looking inside share: a network with random weights and what looks into it.

#include <cmath>

#include "engine/base/rng.h"
#include "engine/inspect/inspection.h"
#include "engine/networks.h"
#include "golden/goldens.h"

namespace loom::test {

inline bool isClose(double a, double b, double tolerance = 1e-5) {
  return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

/// Samples of random bytes, in ten classes.
inline std::shared_ptr<Dataset> randomSamples(const Shape& shape, int count, int classes) {
  auto data = std::make_shared<Dataset>();
  data->shape = shape;
  for (int i = 0; i < classes; ++i) data->classes.push_back(std::to_string(i));
  Rng rng(17);
  for (int i = 0; i < count; ++i) {
    data->train.labels.push_back(i % classes);
    for (std::int64_t p = 0; p < shape.elements(); ++p)
      data->train.pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
  }
  return data;
}

/// A network with weights, and what looks into it.
struct Looked {
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::shared_ptr<Records> records = std::make_shared<Records>();
  Workers workers{2};
  std::unique_ptr<Inspection> inspection;
  Snapshot seen;

  explicit Looked(const Graph& graph)
      : network(must(compile(graph))),
        parameters(must(Parameters<float>::create(network->graph, network->analysis, 4))),
        inspection(must(Inspection::create(network, parameters, records, workers))) {}

  const CloseView& close(const std::string& node, const Dataset* data = nullptr, int sample = 0) {
    ViewRequest request;
    request.closely = node;
    request.probeSample = sample;
    inspection->look(request, data, 0, false, seen);
    return seen.close;
  }
  const float* value(const std::string& key) const {
    return parameters->value(*parameters->find(key));
  }
  /// A program of its own, as `layerloom trace` has it.
  std::unique_ptr<Program<float>> program(int batch) {
    ProgramOptions options;
    options.maxBatch = batch;
    options.inputGradients = true;
    return must(Program<float>::create(network, parameters, workers, options));
  }
};

}  // namespace loom::test
