#pragma once

// What a drawn network means: order, shapes, costs, and what is wrong with it. `analyse` is a pure
// function of the graph; everything that shows or uses a network reads its result. Any thread.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/shape.h"
#include "engine/graph/edit.h"
#include "engine/graph/project.h"
#include "engine/layers/layer_type.h"

namespace loom {

/// What the chosen data delivers, as far as it is known without reading it.
struct DataInfo {
  Shape shape;      // of one sample
  int classes = 0;  // 0: not a classification
  /// Of one sample's answer. Classes: () for one, (T) for one at each of T places. Numbers: their
  /// shape, which the model's output must have; () if it is not known.
  Shape target = {};
  std::int64_t tokens = 0;  // samples are whole numbers below it; 0: they are measured values
  bool rebuilt = false;     // the answer is the sample itself; taskOf() finds that out
};

struct Problem {
  enum class Severity { Error, Warning };
  /// What it is about, as far as whoever looks for repairs has to know.
  enum class Kind { Other, Type, Key, MissingWire, Circle, Shape, Output, Tokens, LooseEnd };
  std::string node;  // the node at fault; empty for the project as a whole
  Severity severity = Severity::Error;
  Text text;
  std::vector<Fix> fixes;
  std::string field;  // the field at fault, if it is one
  Kind kind = Kind::Other;
  bool operator==(const Problem&) const = default;
};

struct NodeInfo {
  const LayerType* type = nullptr;   // null: unknown type
  std::vector<std::string> sources;  // who feeds each port
  std::vector<Shape> inputs;         // known when every port is fed by a known shape
  std::optional<Shape> output;
  std::vector<ParameterSpec> parameters;
  std::int64_t parameterCount = 0;  // buffers left out
  std::int64_t flops = 0;           // one sample forward, 2 per multiply-add
  Text caption;
};

struct Analysis {
  std::vector<std::string> order;         // Kahn's algorithm; nodes on a cycle come last, as drawn
  std::map<std::string, NodeInfo> nodes;  // by id
  std::vector<Problem> problems;
  std::string lossNode;    // empty: none
  std::string outputNode;  // the node that feeds the loss: the model's output
  std::vector<std::string> inputNodes;
  std::int64_t parameterCount = 0;
  std::int64_t flops = 0;

  bool hasErrors() const;
  const NodeInfo* find(const std::string& id) const;
};

/// The network and, where `data` is given, whether it fits the data.
Analysis analyse(const Graph& graph, const DataInfo* data = nullptr);

/// What the network learns from such data: their answers; or the samples themselves, as
/// autoencoders do. That is so where the loss takes numbers and the output has the shape of a
/// sample but not that of an answer (a number for each, or a score for each class).
DataInfo taskOf(const Analysis& analysis, const DataInfo& data);

/// The network plus the settings around it: data source, optimiser, augmentation, unknown keys.
Analysis analyse(const Project& project);

/// May a wire go from `from` into `port` of `to`? Empty: yes; else one sentence why not.
Text whyNotLink(const Graph& graph, const std::string& from, const std::string& to, int port);

/// The port of `to` that a new wire should take: the first free one; 0 if all are taken.
int freePort(const Graph& graph, const std::string& to);

/// Applies the first fix of every problem, errors before warnings, until none is left that has one
/// (or no progress is made). With `data` only the network is looked at, as `analyse` does.
Project applyAllFixes(Project project, const DataInfo* data = nullptr);

}  // namespace loom
