#pragma once

// Ways out of a problem that a layer's own rule cannot see: a layer between two others, a setting
// further up, another wire. They are guesses: whoever asks for them tries each (trial.h). Private
// to engine/graph. Pure; any thread.

#include <functional>
#include <vector>

#include "engine/graph/draft.h"

namespace loom {

/// Takes a guess; true: it is good, and no more are wanted.
using Offer = std::function<bool(Fix)>;

struct Search {
  const Draft& draft;
  const Analysis& analysis;
  const Problem& problem;
  Offer offer;

  int node() const { return draft.indexOf(problem.node); }
  const NodeInfo& info(int at) const { return *draft.infos[static_cast<std::size_t>(at)]; }
  /// A wire is drawn from one to the other anew.
  Link wireInto(int node, int port) const;
};

/// What is likelier than the fixes that the problem brings. True: something was taken.
bool proposeFirst(const Search& search);
/// What is tried where those do not help.
bool proposeMore(const Search& search);
/// To take the node away.
bool proposeRemoval(const Search& search);

// By what is wrong; each returns true if something was taken.
bool proposeWires(const Search& search);
bool proposeBranches(const Search& search);  // inputs of a merge that differ
bool proposeWidths(const Search& search);    // an output that does not fit the data
bool proposeEndings(const Search& search);   // the same, further off
bool proposeSettings(const Search& search);  // of the node itself, or of what is above it
bool proposeValues(const Search& search);    // layers for values in place of one for tokens
bool proposeTokens(const Search& search);    // away with what stands between tokens and their table
bool proposeTypes(const Search& search);     // a type that knows all settings of the node
bool proposeSiblings(const Search& search);  // a type of the same name for other dimensions
bool proposeAdapters(const Search& search);  // a layer in front of the node

/// Layers that turn what comes from above into another shape.
struct Adapter {
  std::vector<Node> nodes;
  Text label;
  std::string name;  // of the layers, for a sentence
};
std::vector<Adapter> adaptersFor(const Draft& draft, const Node& node, const Shape& given);
/// Puts the adapter between the ends of `wire`, which exists or does not.
Edits adapt(const Adapter& adapter, const Link& wire, bool exists);
Node madeNode(const Draft& draft, const char* type, Values params, const Node& before);

/// The field that sets how many channels or values come out, if the type has one.
std::string widthKeyOf(const LayerType& type);
/// Sets a parameter of a node further up.
Fix setFurtherUp(const Draft& draft, const std::string& id, const std::string& key,
                 const Value& value);

}  // namespace loom
