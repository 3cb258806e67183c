#pragma once

// Which arrays a program needs and which step reads and writes which: computed once from the
// network, without memory or layers. Private to engine/graph. Pure; any thread.
//
// A node's output lives in a slot, one for each layout that somebody reads. A wire between layouts
// becomes a conversion step. Where several steps read one slot, each writes its own gradient and a
// sum step adds them up in a fixed order, so no layer ever has to accumulate.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/graph/program.h"

namespace loom {

struct PlannedSlot {
  int node = -1;
  Layout layout = Layout::Rows;
  std::int64_t elements = 1;  // per sample
  int valueBuffer = -1;       // a view shares its input's
  int gradientBuffer = -1;    // -1: nobody learns below
  std::vector<int> summands;  // gradient buffers of the readers, if there is more than one
};

struct PlannedStep {
  enum class Kind { Layer, ToLanes, ToRows };
  Kind kind = Kind::Layer;
  int node = -1;                    // of a Layer
  std::vector<int> inputs;          // slots
  std::vector<int> inputGradients;  // buffers; -1 where not wanted
  int output = -1;                  // slot
  bool backward = false;            // takes part in backward()
  bool parameterGradients = false;
  std::int64_t work = 0;  // rough operations per sample, to decide whether threads pay
};

struct PlannedNode {
  std::string id;
  const NodeInfo* info = nullptr;
  Layout layout = Layout::Rows;
  int slot = -1;  // where its output is made
};

struct Plan {
  std::vector<PlannedNode> nodes;
  std::vector<PlannedSlot> slots;
  std::vector<PlannedStep> steps;     // in forward order
  std::vector<std::int64_t> buffers;  // elements per sample of each
  std::vector<int> inputSlots;        // of Analysis::inputNodes
  int outputSlot = -1;                // Rows
  int lossSlot = -1;
  std::int64_t elementsPerSample() const;
};

/// A program that looks at single images and does not learn has no lanes: everything is in Rows.
inline bool oneAtATime(const ProgramOptions& options) {
  return options.maxBatch == 1 && !options.backward;
}

Plan makePlan(const Network& network, const ProgramOptions& options);

}  // namespace loom
