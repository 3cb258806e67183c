#pragma once

// Every number of one pass through a network: what each node gave, the loss, and its gradients.
// `layerloom trace` writes them, the microscope shows them. Plain values; recordPass belongs to the
// thread that owns the program.

#include <span>
#include <string>
#include <vector>

#include "engine/graph/program.h"

namespace loom {

/// One batch, as a program takes it.
struct PassInput {
  int batch = 0;
  std::vector<std::span<const float>> inputs;  // in the order of Analysis::inputNodes
  Targets<float> targets;
  bool training = false;
  RandomKey random;
};

struct NodePass {
  std::string node;
  Shape shape;                  // of one sample
  std::vector<float> output;    // (batch, ...)
  std::vector<float> gradient;  // of the loss with respect to it; empty: none was computed
};

struct ParameterPass {
  std::string key;  // "<node>.<parameter>"
  std::string node;
  Shape shape;
  std::vector<float> values;    // before the pass; empty where only the ends were asked for
  std::vector<float> gradient;  // empty: nothing learns it
};

struct PassRecord {
  int batch = 0;
  float loss = 0;
  std::vector<NodePass> nodes;  // in forward order, without the loss
  std::vector<ParameterPass> parameters;

  /// Null where there is none.
  const NodePass* node(const std::string& id) const;
  const ParameterPass* parameter(const std::string& key) const;
};

/// Which gradients of nodes are kept, and whether the parameters' values are.
enum class PassDetail { Inputs, Everything };

/// Forward and back. The program was made with inputGradients, and without share.
PassRecord recordPass(Program<float>& program, Parameters<float>& parameters,
                      const PassInput& input, PassDetail detail);

}  // namespace loom
