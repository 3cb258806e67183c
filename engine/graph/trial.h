#pragma once

// Whether a fix holds what it promises: it is applied to a copy, and the copy is analysed. How much
// may be tried is counted in nodes, so that typing stays fast in a large network too. Private to
// engine/graph. One thread.

#include <string>
#include <unordered_map>

#include "engine/graph/draft.h"

namespace loom {

class Trial {
 public:
  /// From best to worst.
  enum class Grade {
    Clean,     // the problem is gone, and nothing came
    Warns,     // gone, but a warning came
    Reveals,   // gone, and now errors show at nodes that could not be computed before
    Replaces,  // gone, but the node itself now has another error
    Fails,
    Untried  // too much was tried already
  };

  /// `analysis` is what `draft` gave; both must outlive the trial.
  Trial(const Analysis& analysis, const Draft& draft);

  Grade grade(const Edits& edits, const Problem& problem);
  bool isSpent() const { return nodesLeft_ <= 0; }

 private:
  static std::string keyOf(const Problem& problem);
  Grade compare(const Analysis& after, const Problem& problem) const;

  const Analysis& analysis_;
  const Draft& draft_;
  std::unordered_map<std::string, int> counts_;   // of the problems, by key
  std::unordered_set<std::string_view> atFault_;  // nodes with a problem, to be looked at anew
  Project copy_;
  std::ptrdiff_t nodesLeft_;
};

}  // namespace loom
