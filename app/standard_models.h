#pragma once

// The networks that `layerloom bench` measures, and that tests/bench/versus_pytorch.py builds again
// in PyTorch. Plain values; any thread.

#include <string_view>
#include <vector>

#include "engine/graph/project.h"

namespace loom {

enum class SampleKind {
  Digits,  // handwritten-looking digits, 784 values from 0 to 1
  Noise,   // values from 0 to 1
  Tokens   // whole numbers below the number of classes
};

struct StandardModel {
  const char* name;
  std::vector<int> batches;  // sizes that are measured
  bool latency;              // is one sample forward measured too?
  SampleKind samples;
  Graph graph;
  Choice optimizer;
};

/// In the order of the report.
std::vector<StandardModel> standardModels();

}  // namespace loom
