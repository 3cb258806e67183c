#pragma once

// Broken drawings, one mistake each: what is damaged, which node is at fault, what is said of it,
// which fix comes first, and what the repaired network is.

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "tests/engine/sound_networks.h"

namespace loom::test {

/// What must hold of a node: "output" is its shape, "type" its type, "feeds" a node it leads to,
/// "gone" that it is not there; else a setting.
struct Expected {
  std::string node, what, value;
};

struct BrokenGraph {
  const char* name;
  SoundNetwork network;
  std::function<void(Project&)> damage;
  std::string node;      // at fault
  std::string sentence;  // or its decisive part
  std::string fix;       // label of the first; empty: there is none
  Expected repaired = {};
};

using Damage = std::function<void(Project&)>;

inline Damage set(const std::string& node, const std::string& key, const Value& value) {
  return [=](Project& p) { p.graph.find(node)->params.set(key, value); };
}
inline Damage rename(const std::string& node, const std::string& key, const std::string& newKey) {
  return [=](Project& p) { p.graph.find(node)->params.rename(key, newKey); };
}
inline Damage learn(const std::string& node, const std::string& key, const Value& value) {
  return [=](Project& p) { p.graph.find(node)->learning.set(key, value); };
}
inline Damage retype(const std::string& node, const std::string& type, const Values& params = {}) {
  return [=](Project& p) {
    p.graph.find(node)->type = type;
    p.graph.find(node)->params = params;
  };
}
inline Damage misspell(const std::string& node, const std::string& type) {
  return [=](Project& p) { p.graph.find(node)->type = type; };
}
inline Damage wire(const std::string& from, const std::string& to, int port = 0) {
  return [=](Project& p) { link(p, from, to, port); };
}
inline Damage unwire(const std::string& from, const std::string& to, int port = 0) {
  return [=](Project& p) { std::erase(p.graph.links, Link{from, to, port}); };
}
inline Damage rewire(const Link& old, const Link& now) {
  return [=](Project& p) { std::replace(p.graph.links.begin(), p.graph.links.end(), old, now); };
}
inline Damage drop(const std::string& node, bool heal) {
  return [=](Project& p) { applyEdits(p, removeNodes(p.graph, {node}, heal)); };
}
/// A new node in the wire between two.
inline Damage between(const std::string& from, const std::string& to, const std::string& id,
                      const std::string& type, const Values& params = {}) {
  return [=](Project& p) {
    Node node;
    node.id = id;
    node.type = type;
    node.params = params;
    const auto wire = std::find_if(p.graph.links.begin(), p.graph.links.end(),
                                   [&](const Link& l) { return l.from == from && l.to == to; });
    applyEdits(p, insertOnLink(p.graph, Link(*wire), node));
  };
}
inline Damage place(const std::string& id, const std::string& type, const Values& params = {}) {
  return [=](Project& p) {
    Node node;
    node.id = id;
    node.type = type;
    node.params = params;
    p.graph.nodes.push_back(node);
  };
}
inline Damage both(const Damage& first, const Damage& second) {
  return [=](Project& p) {
    first(p);
    second(p);
  };
}

/// `network` for other data.
inline SoundNetwork with(SoundNetwork network, const DataInfo& data) {
  network.data = data;
  return network;
}

}  // namespace loom::test
