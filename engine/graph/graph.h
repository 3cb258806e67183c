#pragma once

// The network as it was drawn: nodes and wires as plain values, in the order in which they are
// saved. It may be wrong in every way a drawing can be; analysis.h says how. Plain values; any
// thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/value.h"

namespace loom {

struct Position {
  double x = 0;
  double y = 0;
  bool operator==(const Position&) const = default;
};

struct Node {
  std::string id;
  std::string type;
  Values params;  // only what was set; the rest has its default
  Position position;
  bool frozen = false;
  Values learning = {};  // init, l1, l2, if they were set (learning.h)
  Values extra = {};     // keys of the file that no one claims, kept as RawJson
  bool operator==(const Node&) const = default;
};

struct Link {
  std::string from;
  std::string to;
  int port = 0;  // index of the target's input
  bool operator==(const Link&) const = default;
};

struct Graph {
  std::vector<Node> nodes;
  std::vector<Link> links;

  const Node* find(std::string_view id) const;
  Node* find(std::string_view id);
  /// Index of a node, or -1.
  int indexOf(std::string_view id) const;
  bool operator==(const Graph&) const = default;
};

/// `[A-Za-z_][A-Za-z0-9_]*`, at most 64 characters.
bool isValidId(std::string_view id);

/// `stem` with the lowest number that makes it unused: conv1, conv2, ...
std::string freshId(const Graph& graph, std::string_view stem);

}  // namespace loom
