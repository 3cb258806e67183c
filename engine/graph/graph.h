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
  Values learning = {};    // init, l1, l2, if they were set (learning.h)
  Values extra = {};       // keys of the file that no one claims, kept as RawJson
  bool bypassed = false;   // hands its (first) input on unchanged
  std::string block = {};  // the block it stands in; empty: none
  bool operator==(const Node&) const = default;
};

struct Link {
  std::string from;
  std::string to;
  int port = 0;  // index of the target's input
  bool operator==(const Link&) const = default;
};

/// A named part of the drawing: open it is a coloured frame, folded it is drawn as one node. It
/// changes nothing of what the network computes.
struct Block {
  std::string id;
  std::string name;   // for people; empty: the id
  std::string color;  // one of kBlockColors
  bool folded = false;
  std::string block;  // the block around it; empty: none
  bool operator==(const Block&) const = default;
};
inline constexpr const char* kBlockColors[] = {"blue", "green", "orange", "violet", "red", "grey"};

inline constexpr double kLeastNoteWidth = 80, kMostNoteWidth = 1000;
/// A remark on the canvas.
struct Note {
  std::string text;
  Position position;
  double width = 240;  // canvas units; the height follows from the text
  bool operator==(const Note&) const = default;
};

struct Graph {
  std::vector<Node> nodes;
  std::vector<Link> links;
  std::vector<Block> blocks;
  std::vector<Note> notes;

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
