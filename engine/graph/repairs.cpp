// Fixes that are found by trying: each candidate is applied to a copy and offered only if the
// problem is gone and no new one came.

#include <algorithm>

#include "engine/graph/draft.h"

namespace loom {

namespace {

constexpr std::size_t kLargestTrial = 400;  // nodes; past that, trying would make typing slow
constexpr int kMostTrials = 40;

class Repairer {
 public:
  Repairer(Analysis& analysis, const Draft& draft, const DataInfo* data)
      : analysis_(analysis), draft_(draft), data_(data), errors_(errorCount(analysis)) {}

  void resizeUpstream() {
    for (const Draft::Mismatch& mismatch : draft_.mismatches) {
      Problem* problem = problemOf(mismatch.node);
      if (!problem) continue;
      std::vector<Fix> found;
      for (const std::string& id : ancestors(mismatch.node)) {
        if (!found.empty()) break;
        tryResizings(id, mismatch, *problem, found);
      }
      problem->fixes.insert(problem->fixes.begin(), found.begin(), found.end());
    }
  }

  void connectOpenInputs() {
    for (Problem& problem : analysis_.problems) {
      if (!problem.fixes.empty() || problem.node.empty()) continue;
      const NodeInfo* info = analysis_.find(problem.node);
      if (!info || !info->type || info->type->maxInputs == 0) continue;
      const auto open = std::find(info->sources.begin(), info->sources.end(), std::string());
      if (open == info->sources.end()) continue;
      const int port = static_cast<int>(open - info->sources.begin());
      for (const std::string& from : likelySources(problem.node)) {
        if (!whyNotLink(draft_.graph, from, problem.node, port).empty()) continue;
        const Edits edits = {InsertLink{{from, problem.node, port}, -1}};
        if (!helps(edits, problem)) continue;
        problem.fixes.push_back({{LOOM_TEXT("Lead %1 into %2"), {from, problem.node}}, edits});
        break;
      }
      problem.fixes.push_back({{LOOM_TEXT("Remove %1"), {problem.node}},
                               removeNodes(draft_.graph, {problem.node}, true)});
    }
  }

 private:
  static int errorCount(const Analysis& analysis) {
    return static_cast<int>(
        std::count_if(analysis.problems.begin(), analysis.problems.end(),
                      [](const Problem& p) { return p.severity == Problem::Severity::Error; }));
  }

  Problem* problemOf(const std::string& node) {
    const auto found = std::find_if(
        analysis_.problems.begin(), analysis_.problems.end(),
        [&](const Problem& p) { return p.node == node && p.severity == Problem::Severity::Error; });
    return found == analysis_.problems.end() ? nullptr : &*found;
  }

  /// True if the edits make this problem go away without making another.
  bool helps(const Edits& edits, const Problem& problem) {
    if (++trials_ > kMostTrials) return false;
    Project trial;
    trial.graph = draft_.graph;
    applyEdits(trial, edits);
    Draft draft(trial.graph);
    const Analysis after = analyseWithoutRepairs(trial.graph, data_, draft);
    const bool gone =
        std::none_of(after.problems.begin(), after.problems.end(), [&](const Problem& p) {
          return p.node == problem.node && p.severity == Problem::Severity::Error;
        });
    return gone && errorCount(after) < errors_;
  }

  /// From the data down to the node, so that the earliest layer is tried first.
  std::vector<std::string> ancestors(const std::string& node) const {
    std::vector<char> above(draft_.graph.nodes.size(), 0);
    std::vector<int> open = {draft_.index.at(node)};
    while (!open.empty()) {
      const int at = open.back();
      open.pop_back();
      for (const int wire : draft_.incoming[static_cast<std::size_t>(at)]) {
        const int from = draft_.wires[static_cast<std::size_t>(wire)].from;
        if (above[static_cast<std::size_t>(from)]) continue;
        above[static_cast<std::size_t>(from)] = 1;
        open.push_back(from);
      }
    }
    std::vector<std::string> out;
    for (const std::string& id : analysis_.order) {
      if (above[static_cast<std::size_t>(draft_.index.at(id))]) out.push_back(id);
    }
    return out;
  }

  void tryResizings(const std::string& id, const Draft::Mismatch& mismatch, const Problem& problem,
                    std::vector<Fix>& found) {
    const Node& node = *draft_.graph.find(id);
    const NodeInfo* info = analysis_.find(id);
    if (!info || !info->type || !info->type->resizings || !info->output) return;
    const SiteInfo site{node, Reader(info->type->fields, node.params), info->inputs, info->sources,
                        draft_.graph};
    for (const Resizing& resizing : info->type->resizings(site)) {
      const Edits edits = setParam(draft_.graph, id, resizing.key, resizing.value);
      if (!helps(edits, problem)) continue;
      Text label = resizing.label;
      label.arguments.push_back(std::to_string(mismatch.elements));
      found.push_back({std::move(label), edits});
      return;
    }
  }

  /// Nodes whose output nobody uses, the nearest before the node in the drawing first; then all
  /// before it.
  std::vector<std::string> likelySources(const std::string& node) const {
    const int self = draft_.index.at(node);
    std::vector<std::string> unused;
    std::vector<std::string> used;
    for (int i = self - 1; i >= 0; --i) addSource(i, unused, used);
    for (std::size_t i = static_cast<std::size_t>(self) + 1; i < draft_.graph.nodes.size(); ++i) {
      addSource(static_cast<int>(i), unused, used);
    }
    constexpr std::size_t kMost = 8;
    unused.insert(unused.end(), used.begin(), used.end());
    if (unused.size() > kMost) unused.resize(kMost);
    return unused;
  }
  void addSource(int index, std::vector<std::string>& unused,
                 std::vector<std::string>& used) const {
    const auto at = static_cast<std::size_t>(index);
    (draft_.outgoing[at].empty() ? unused : used).push_back(draft_.graph.nodes[at].id);
  }

  Analysis& analysis_;
  const Draft& draft_;
  const DataInfo* data_;
  int errors_;
  int trials_ = 0;
};

}  // namespace

void addRepairs(Analysis& analysis, const Draft& draft, const DataInfo* data) {
  if (analysis.problems.empty() || draft.graph.nodes.size() > kLargestTrial) return;
  Repairer repairer(analysis, draft, data);
  repairer.resizeUpstream();
  repairer.connectOpenInputs();
}

Project applyAllFixes(Project project) {
  constexpr int kMostRounds = 200;
  for (int round = 0; round < kMostRounds; ++round) {
    const Analysis analysis = analyse(project);
    const auto next = std::find_if(analysis.problems.begin(), analysis.problems.end(),
                                   [](const Problem& problem) { return !problem.fixes.empty(); });
    if (next == analysis.problems.end()) break;
    const Project before = project;
    applyEdits(project, next->fixes.front().edits);
    if (project == before) break;
  }
  return project;
}

}  // namespace loom
