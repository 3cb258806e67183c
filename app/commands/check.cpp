// layerloom check: what a network is made of, and what is wrong with it.

#include <cstdio>

#include "app/commands/commands.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/io/json.h"
#include "engine/io/project_file.h"

namespace loom {
namespace {

/// A node on a cycle has no figures.
NodeInfo infoOf(const Analysis& analysis, const std::string& id) {
  const NodeInfo* info = analysis.find(id);
  return info ? *info : NodeInfo();
}

std::string typeOf(const Project& project, const std::string& id) {
  const Node* node = project.graph.find(id);
  return node ? node->type : std::string();
}

Json problemJson(const Problem& problem) {
  const bool isError = problem.severity == Problem::Severity::Error;
  Json json = {{"node", problem.node.empty() ? Json(nullptr) : Json(problem.node)},
               {"severity", isError ? "error" : "warning"},
               {"text", problem.text.english()},
               {"fixes", Json::array()}};
  for (const Fix& fix : problem.fixes) json["fixes"].push_back(fix.label.english());
  return json;
}

void printCheckAsJson(const Project& project, const Analysis& analysis) {
  Json json = {{"ok", !analysis.hasErrors()}, {"nodes", Json::array()}};
  for (const std::string& id : analysis.order) {
    const NodeInfo info = infoOf(analysis, id);
    json["nodes"].push_back(
        {{"id", id},
         {"type", typeOf(project, id)},
         {"output_shape", info.output ? Json(info.output->sizes()) : Json(nullptr)},
         {"parameters", info.parameterCount},
         {"flops", info.flops}});
  }
  json["parameters"] = analysis.parameterCount;
  json["flops"] = analysis.flops;
  json["problems"] = Json::array();
  for (const Problem& problem : analysis.problems) json["problems"].push_back(problemJson(problem));
  printJson(json);
}

void printCheckAsTable(const Project& project, const Analysis& analysis) {
  std::vector<std::vector<std::string>> rows{{"node", "type", "output", "parameters", "FLOPs"}};
  for (const std::string& id : analysis.order) {
    const NodeInfo info = infoOf(analysis, id);
    rows.push_back({id, typeOf(project, id), info.output ? info.output->text() : "?",
                    grouped(info.parameterCount), grouped(info.flops)});
  }
  rows.push_back({"total", "", "", grouped(analysis.parameterCount), grouped(analysis.flops)});
  print(table(rows, 3));
}

void reportProblems(const Analysis& analysis) {
  for (const Problem& problem : analysis.problems) {
    const bool isError = problem.severity == Problem::Severity::Error;
    message((isError ? "" : "warning: ") + problemText(problem));
    for (const Fix& fix : problem.fixes)
      std::fprintf(stderr, "  fix: %s\n", fix.label.english().c_str());
  }
}

int check(const Arguments& arguments) {
  Result<Project> project = openProject(arguments);
  if (!project) return report(project.error());
  Analysis analysis = analyse(*project);
  if (const auto out = arguments.text("--fix")) {
    const std::size_t before = analysis.problems.size();
    *project = applyAllFixes(std::move(*project));
    analysis = analyse(*project);
    if (const auto saved = saveProject(*project, *out); !saved)
      return report(aboutFile(*out, saved.error()));
    message(*out + " is written: it has " + std::to_string(analysis.problems.size()) +
            " problems, " + arguments.operands()[0] + " has " + std::to_string(before));
  }
  if (arguments.has("--json")) {
    printCheckAsJson(*project, analysis);
  } else {
    printCheckAsTable(*project, analysis);
  }
  reportProblems(analysis);
  return analysis.hasErrors() ? kBadInput : kDone;
}

}  // namespace

Verb checkVerb() {
  return {
      "check",
      "FILE",
      "Order, output shape, parameters and FLOPs of every node, and problems with their fixes.",
      "With --fix the report and the exit status are about the repaired copy.",
      1,
      1,
      {jsonFlag(),
       dataFlag(),
       {"--fix", "OUT", "write a copy in which the first fix of every problem has been applied"}},
      check};
}

}  // namespace loom
