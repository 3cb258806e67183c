#include "engine/graph/graph.h"

#include <algorithm>

namespace loom {

namespace {

constexpr std::size_t kLongestId = 64;

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

int Graph::indexOf(std::string_view id) const {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

const Node* Graph::find(std::string_view id) const {
  const int index = indexOf(id);
  return index < 0 ? nullptr : &nodes[static_cast<std::size_t>(index)];
}

Node* Graph::find(std::string_view id) {
  const int index = indexOf(id);
  return index < 0 ? nullptr : &nodes[static_cast<std::size_t>(index)];
}

bool isValidId(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && isLetter(id[0]) &&
         std::all_of(id.begin(), id.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

std::string freshId(const Graph& graph, std::string_view stem) {
  for (int number = 1;; ++number) {
    std::string id = std::string(stem) + std::to_string(number);
    if (!graph.find(id)) return id;
  }
}

}  // namespace loom
