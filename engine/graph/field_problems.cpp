#include "engine/graph/field_problems.h"

namespace loom {

namespace {

Values changed(const Values& values, auto&& change) {
  Values copy = values;
  change(copy);
  return copy;
}

/// True for most of what checkValue takes, without a copy of it.
bool isPlainlyFine(const Field& field, const Value& value) {
  const auto isInside = [&](std::int64_t number) {
    const auto real = static_cast<double>(number);
    return real > field.min && real < field.max;
  };
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return field.resolvedKind() == Field::Kind::Int && isInside(*number);
  const auto* list = std::get_if<Ints>(&value);
  return list && list->size() == 2 && field.resolvedKind() == Field::Kind::Pair &&
         isInside((*list)[0]) && isInside((*list)[1]);
}

Problem unknownKey(const std::string& node, const std::string& owner, const Fields& fields,
                   const Values& values, const std::string& key, const ParamsEdit& withParams) {
  std::vector<std::string> known;
  for (const Field& field : fields) {
    if (!values.find(field.key)) known.push_back(field.key);
  }
  Problem problem;
  problem.node = node;
  problem.field = key;
  problem.kind = Problem::Kind::Key;
  const std::string nearest = nearestWord(key, known);
  const Edits remove = withParams(changed(values, [&](Values& v) { v.remove(key); }));
  if (nearest.empty()) {
    problem.text = {LOOM_TEXT("%1 has no setting \"%2\"; remove it"), {owner, key}};
  } else {
    problem.text = {LOOM_TEXT("%1 has no setting \"%2\"; did you mean \"%3\"?"),
                    {owner, key, nearest}};
    const Values renamed = changed(values, [&](Values& v) { v.rename(key, nearest); });
    if (checkValue(*findField(fields, nearest), *renamed.find(nearest)).value) {
      problem.fixes.push_back({{LOOM_TEXT("Rename it to %1"), {nearest}}, withParams(renamed)});
    }
  }
  problem.fixes.push_back({{LOOM_TEXT("Remove %1"), {key}}, remove});
  return problem;
}

}  // namespace

std::vector<Problem> fieldProblems(const std::string& node, const std::string& owner,
                                   const Fields& fields, const Values& values,
                                   const ParamsEdit& withParams) {
  std::vector<Problem> problems;
  for (const auto& [key, value] : values.entries()) {
    const Field* field = findField(fields, key);
    if (!field) {
      problems.push_back(unknownKey(node, owner, fields, values, key, withParams));
      continue;
    }
    if (isPlainlyFine(*field, value)) continue;
    const FieldCheck check = checkValue(*field, value);
    if (check.value) continue;
    Problem problem{node, Problem::Severity::Error, check.problem, {}, key};
    if (check.nearest) {
      problem.fixes.push_back(
          {{LOOM_TEXT("Set %1 to %2"), {key, valueText(*check.nearest)}},
           withParams(changed(values, [&](Values& v) { v.set(key, *check.nearest); }))});
    } else {
      problem.fixes.push_back({{LOOM_TEXT("Set %1 back to its default"), {key}},
                               withParams(changed(values, [&](Values& v) { v.remove(key); }))});
    }
    problems.push_back(std::move(problem));
  }
  return problems;
}

Problem unknownName(const std::string& node, const char* pattern, const char* patternWithNearest,
                    const std::string& found, const std::vector<std::string>& known,
                    const std::function<Edits(const std::string&)>& rename) {
  Problem problem;
  problem.node = node;
  const std::string nearest = nearestWord(found, known);
  if (nearest.empty()) {
    problem.text = Text(pattern, {found});
    return problem;
  }
  problem.text = Text(patternWithNearest, {found, nearest});
  problem.fixes.push_back({{LOOM_TEXT("Use %1"), {nearest}}, rename(nearest)});
  return problem;
}

}  // namespace loom
