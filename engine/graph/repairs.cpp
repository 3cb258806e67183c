// Which fixes a problem offers: each was applied to a copy first, and is left out if the problem
// stayed or another came.

#include <algorithm>

#include "engine/graph/proposals.h"
#include "engine/graph/trial.h"

namespace loom {

namespace {

using Kind = Problem::Kind;
using Grade = Trial::Grade;

/// The best fixes so far; only those of one grade.
struct Kept {
  std::vector<Fix> fixes;
  Grade grade = Grade::Fails;

  void add(Fix fix, Grade found) {
    if (found >= Grade::Fails || found > grade) return;
    if (found < grade) fixes.clear();
    grade = found;
    const bool isNew = std::none_of(fixes.begin(), fixes.end(),
                                    [&](const Fix& other) { return other.edits == fix.edits; });
    if (isNew) fixes.push_back(std::move(fix));
  }
};

class Repairer {
 public:
  Repairer(Analysis& analysis, const Draft& draft)
      : analysis_(analysis), draft_(draft), trial_(analysis, draft) {}

  void repair(Problem& problem) {
    Kept kept;
    const bool isOnNode = draft_.indexOf(problem.node) >= 0;
    // A guess at what a layer's input lacks must at least suit that layer.
    const Grade worst = problem.kind == Kind::MissingWire ? Grade::Replaces : Grade::Reveals;
    const Search search{draft_, analysis_, problem, [&](Fix fix) {
                          if (changesNothing(fix)) return false;
                          const Grade grade = trial_.grade(fix.edits, problem);
                          if (grade <= worst) kept.add(std::move(fix), grade);
                          return grade == Grade::Clean || grade == Grade::Untried;
                        }};
    if (isOnNode && !resizeAbove(search)) proposeFirst(search);
    std::vector<Fix> untried;
    bool isOwn = false;  // one of the problem's own fixes helps
    for (Fix& fix : problem.fixes) {
      const Grade grade = trial_.grade(fix.edits, problem);
      isOwn = isOwn || grade < Grade::Fails;
      (grade == Grade::Untried ? untried.push_back(fix) : kept.add(fix, grade));
    }
    if (isOnNode && kept.grade != Grade::Clean && problem.severity == Problem::Severity::Error) {
      if (!proposeMore(search) && !isOwn && problem.kind != Kind::Output) proposeRemoval(search);
    }
    problem.fixes = std::move(kept.fixes);
    problem.fixes.insert(problem.fixes.end(), untried.begin(), untried.end());
  }

 private:
  bool changesNothing(const Fix& fix) const {
    if (fix.edits.size() != 1) return fix.edits.empty();
    const auto* replaced = std::get_if<ReplaceNode>(&fix.edits[0]);
    const int at = replaced ? draft_.indexOf(replaced->id) : -1;
    return at >= 0 && draft_.node(at) == replaced->node;
  }

  /// A setting further up that makes as many values arrive as the node expects; from the data down,
  /// so that the earliest layer is tried first.
  bool resizeAbove(const Search& search) {
    const auto mismatch =
        std::find_if(draft_.mismatches.begin(), draft_.mismatches.end(),
                     [&](const Draft::Mismatch& m) { return m.node == search.problem.node; });
    if (mismatch == draft_.mismatches.end() || search.problem.kind != Kind::Shape) return false;
    const std::vector<char> isAbove = above(draft_, search.node());
    return std::any_of(analysis_.order.begin(), analysis_.order.end(), [&](const std::string& id) {
      const int at = draft_.indexOf(id);
      return isAbove[static_cast<std::size_t>(at)] && at != search.node() &&
             resize(search, at, mismatch->elements);
    });
  }

  bool resize(const Search& search, int at, std::int64_t elements) {
    const Node& node = draft_.node(at);
    const NodeInfo& info = search.info(at);
    if (!info.type || !info.type->resizings || !info.output || trial_.isSpent()) return false;
    const SiteInfo site{node, Reader(info.type->fields, node.params), info.inputs, info.sources,
                        draft_.graph};
    for (const Resizing& resizing : info.type->resizings(site)) {
      Text label = resizing.label;
      label.arguments.push_back(std::to_string(elements));
      if (search.offer(
              {std::move(label), setParam(draft_.graph, node.id, resizing.key, resizing.value)})) {
        return true;
      }
    }
    return false;
  }

  Analysis& analysis_;
  const Draft& draft_;
  Trial trial_;
};

/// Settings of the node that its type does not know.
int unknownKeys(const Search& search) {
  const NodeInfo& info = search.info(search.node());
  if (!info.type) return 0;
  const auto& entries = search.draft.node(search.node()).params.entries();
  return static_cast<int>(std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
    return !findField(info.type->fields, entry.first);
  }));
}

}  // namespace

bool proposeFirst(const Search& search) {
  switch (search.problem.kind) {
    case Kind::MissingWire:
      return proposeWires(search);
    case Kind::Shape:
      return proposeBranches(search);
    case Kind::Output:
      return proposeWidths(search);
    case Kind::Key:
      return unknownKeys(search) > 1 && proposeTypes(search);
    default:
      return false;
  }
}

bool proposeMore(const Search& search) {
  switch (search.problem.kind) {
    case Kind::Type:
      return proposeTypes(search);
    case Kind::Shape:
      return proposeTokens(search) || proposeSiblings(search) || proposeAdapters(search) ||
             proposeSettings(search);
    case Kind::Output:
      return proposeEndings(search);
    case Kind::Tokens:
      return proposeValues(search);
    case Kind::Circle:
      return proposeRemoval(search);
    default:
      return false;
  }
}

void addRepairs(Analysis& analysis, const Draft& draft) {
  if (analysis.problems.empty()) return;
  Repairer repairer(analysis, draft);
  for (Problem& problem : analysis.problems) repairer.repair(problem);
}

Project applyAllFixes(Project project, const DataInfo* data) {
  constexpr int kMostRounds = 200;
  for (int round = 0; round < kMostRounds; ++round) {
    const Analysis analysis = data ? analyse(project.graph, data) : analyse(project);
    const Problem* next = nullptr;
    for (const Problem& problem : analysis.problems) {
      if (problem.fixes.empty()) continue;
      if (!next || problem.severity < next->severity) next = &problem;
    }
    if (!next) break;
    const Project before = project;
    applyEdits(project, next->fixes.front().edits);
    if (project == before) break;
  }
  return project;
}

}  // namespace loom
