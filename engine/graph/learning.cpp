#include "engine/graph/learning.h"

#include <algorithm>

#include "engine/graph/draft.h"
#include "engine/graph/field_problems.h"
#include "engine/graph/initialisers.h"

namespace loom {

namespace {

Fields makeFields() {
  Field init{.key = "init",
             .label = LOOM_TEXT("Start"),
             .help = LOOM_TEXT("How the weights are drawn before training; kaiming is meant for "
                               "layers before a ReLU."),
             .initial = std::monostate{},
             .kind = Field::Kind::Choice,
             .optional = true,
             .nullText = LOOM_TEXT("as PyTorch")};
  for (const Initialiser& initialiser : initialisers()) init.choices.push_back(initialiser.name);
  return {init,
          {.key = "l1",
           .label = LOOM_TEXT("L1 penalty"),
           .help = LOOM_TEXT("Draws this layer's weights to exactly zero with this strength."),
           .initial = 0.0,
           .min = 0.0,
           .max = 1000.0},
          {.key = "l2",
           .label = LOOM_TEXT("L2 penalty"),
           .help = LOOM_TEXT("Pulls this layer's weights towards zero with this strength, as "
                             "weight_decay does."),
           .initial = 0.0,
           .min = 0.0,
           .max = 1000.0}};
}

Edits withLearning(const Node& node, const Values& learning) {
  Node changed = node;
  changed.learning = learning;
  return {ReplaceNode{node.id, changed}};
}

/// A node without weights: its keys do nothing.
void reportIdle(Draft& draft, const Node& node) {
  for (const auto& [key, value] : node.learning.entries()) {
    Values without = node.learning;
    without.remove(key);
    draft.problems().push_back(
        {node.id,
         Problem::Severity::Warning,
         {LOOM_TEXT("it has no weights, so \"%1\" does nothing here; remove it"), {key}},
         {{{LOOM_TEXT("Remove %1"), {key}}, withLearning(node, without)}},
         key});
  }
}

/// An initialiser that needs a matrix, where the weight is a list.
void checkInit(Draft& draft, const Node& node, const NodeInfo& info) {
  const Reader learning(learningFields(), node.learning);
  if (learning.isNull("init")) return;
  const Initialiser* initialiser = findInitialiser(learning.text("init"));
  const std::vector<bool> isWeight = weightsAmong(info.parameters);
  for (std::size_t i = 0; i < isWeight.size(); ++i) {
    const Shape& shape = info.parameters[i].shape;
    if (!initialiser || !initialiser->needsMatrix || !isWeight[i] || shape.rank() >= 2) continue;
    Problem problem{node.id,
                    Problem::Severity::Error,
                    {LOOM_TEXT("%1 needs a weight of two or more dimensions, but this one is %2; "
                               "choose zeros or normal, or leave init out"),
                     {initialiser->name, shape.text()}},
                    {},
                    "init"};
    Values without = node.learning;
    without.remove("init");
    problem.fixes.push_back({{LOOM_TEXT("Remove %1"), {"init"}}, withLearning(node, without)});
    draft.problems().push_back(std::move(problem));
    return;
  }
}

}  // namespace

const Fields& learningFields() {
  static const Fields fields = makeFields();
  return fields;
}

std::vector<bool> weightsAmong(const std::vector<ParameterSpec>& parameters) {
  const auto isNamedWeight = [](const ParameterSpec& spec) {
    return spec.name.find("weight") != std::string::npos;
  };
  const auto isMatrix = [&](const ParameterSpec& spec) {
    return isNamedWeight(spec) && spec.shape.rank() >= 2;
  };
  const bool hasMatrix = std::any_of(parameters.begin(), parameters.end(), isMatrix);
  std::vector<bool> found;
  for (const ParameterSpec& spec : parameters)
    found.push_back(hasMatrix ? isMatrix(spec) : isNamedWeight(spec));
  return found;
}

bool haveWeights(const std::vector<ParameterSpec>& parameters) {
  const std::vector<bool> found = weightsAmong(parameters);
  return std::find(found.begin(), found.end(), true) != found.end();
}

void checkLearning(Draft& draft, const Node& node, const NodeInfo& info) {
  if (!info.type->parameters || (info.output && !haveWeights(info.parameters))) {
    reportIdle(draft, node);
    return;
  }
  auto problems =
      fieldProblems(node.id, info.type->name, learningFields(), node.learning,
                    [&](const Values& learning) { return withLearning(node, learning); });
  for (Problem& problem : problems) draft.problems().push_back(std::move(problem));
  checkInit(draft, node, info);
}

}  // namespace loom
