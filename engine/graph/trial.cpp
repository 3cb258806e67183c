#include "engine/graph/trial.h"

namespace loom {

namespace {
constexpr std::ptrdiff_t kMostNodes = 4000;  // analysed in all trials together; one is always made
}

Trial::Trial(const Analysis& analysis, const Draft& draft)
    : analysis_(analysis), draft_(draft), nodesLeft_(kMostNodes) {
  for (const Problem& problem : analysis.problems) {
    ++counts_[keyOf(problem)];
    atFault_.insert(problem.node);
  }
}

/// What stays the same when a problem only moves to another number.
std::string Trial::keyOf(const Problem& problem) {
  return problem.node + '\n' + problem.text.pattern + '\n' + problem.field;
}

Trial::Grade Trial::grade(const Edits& edits, const Problem& problem) {
  if (isSpent()) return Grade::Untried;
  nodesLeft_ -= static_cast<std::ptrdiff_t>(draft_.graph.nodes.size());
  if (copy_.graph.nodes.empty()) copy_.graph = draft_.graph;
  const Edits undo = applyEdits(copy_, edits);
  Draft draft(copy_.graph, draft_.data);
  draft.before = &draft_;
  draft.touched = atFault_;
  for (const Edit& edit : edits) {
    if (const auto* replaced = std::get_if<ReplaceNode>(&edit))
      draft.touched.insert(replaced->node.id);
    if (const auto* inserted = std::get_if<InsertNode>(&edit))
      draft.touched.insert(inserted->node.id);
  }
  const Grade grade = compare(analyseWithoutRepairs(draft), problem);
  applyEdits(copy_, undo);
  return grade;
}

Trial::Grade Trial::compare(const Analysis& after, const Problem& problem) const {
  std::unordered_map<std::string, int> counts = counts_;
  const std::string key = keyOf(problem);
  int left = counts[key] - 1;  // of this problem and its like
  Grade grade = Grade::Clean;
  for (const Problem& other : after.problems) {
    const std::string otherKey = keyOf(other);
    if (otherKey == key && --left < 0) return Grade::Fails;
    const bool isMoved = other.kind == Problem::Kind::Output && problem.kind == other.kind &&
                         other.text.pattern == problem.text.pattern;
    if (isMoved) return Grade::Fails;
    if (counts[otherKey]-- > 0) continue;
    if (other.severity == Problem::Severity::Warning) {
      grade = std::max(grade, Grade::Warns);
      continue;
    }
    const NodeInfo* before = analysis_.find(other.node);
    if (other.node.empty() || (before && before->output)) return Grade::Fails;
    grade = std::max(grade, other.node == problem.node ? Grade::Replaces : Grade::Reveals);
  }
  return grade;
}

}  // namespace loom
