#pragma once

// Small networks around any layer type, made up from its declaration alone: what the tests of every
// layer run. A new layer is tested by standing in layers.def.

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/graph/analysis.h"
#include "engine/layers/layer_type.h"
#include "sanitized.h"

namespace loom::test {

/// Inputs that some layer or other takes: an image, a sequence, a vector.
inline const std::vector<Shape>& candidateShapes() {
  static const std::vector<Shape> shapes = {{4, 6, 5}, {5, 4}, {6}};
  return shapes;
}

inline constexpr std::int64_t kSmallSize = 8;

/// One network around the layer under test.
struct Case {
  std::string label;
  Graph graph;
};

struct Setting {
  std::string text;
  Values params;
};

inline void addNode(Graph& graph, const std::string& id, const std::string& type,
                    Values params = {}) {
  Node node;
  node.id = id;
  node.type = type;
  node.params = std::move(params);
  graph.nodes.push_back(std::move(node));
}

/// Values worth trying for a field, from its declaration alone; those that do not fit are dropped
/// by `analyse`.
inline std::vector<Value> candidates(const Field& field) {
  std::vector<Value> values;
  const double low = std::isfinite(field.min) ? field.min : -1.0;
  const double high = std::isfinite(field.max) ? field.max : 1.0;
  switch (field.resolvedKind()) {
    case Field::Kind::Bool:
      return {true, false};
    case Field::Kind::Choice:
      return {field.choices.begin(), field.choices.end()};
    case Field::Kind::Int:
      for (const std::int64_t n : {3, 2, 4, 1, 5, 6, 8, 0, -1}) values.emplace_back(n);
      break;
    case Field::Kind::Real:
      for (const double share : {0.3, 0.0, 1.0})
        values.emplace_back(low + share * (std::min(high, low + 2.0) - low));
      break;
    case Field::Kind::Pair:
      for (const Ints& pair : {Ints{2, 1}, Ints{1, 2}, Ints{3, 2}, Ints{1, 1}, Ints{2, 2}})
        values.emplace_back(pair);
      break;
    case Field::Kind::IntList:
      for (const Ints& list :
           {Ints{6}, Ints{5, 4}, Ints{4, 6, 5}, Ints{2, 60}, Ints{0, 2, 1}, Ints{0, 1, 3, 2}}) {
        values.emplace_back(list);
      }
      break;
    case Field::Kind::RealPair:
      for (const Reals& pair : {Reals{0.8, 0.9}, Reals{0.1, 0.5}}) values.emplace_back(pair);
      break;
    case Field::Kind::Text:
    case Field::Kind::Auto:
      break;
  }
  std::erase_if(values, [&](const Value& value) { return !checkValue(field, value).value; });
  return values;
}

/// Settings of two fields at once where one alone says little: a choice beside any other field, and
/// two pairs, because what a pair may be often hangs on another.
inline void addCombined(const LayerType& type, const Values& required, std::vector<Setting>& all) {
  const auto add = [&](const Field& first, const Value& a, const Field& second, const Value& b) {
    Setting setting{first.key + " = " + valueText(a) + ", " + second.key + " = " + valueText(b),
                    required};
    setting.params.set(first.key, a);
    setting.params.set(second.key, b);
    all.push_back(std::move(setting));
  };
  for (const Field& first : type.fields) {
    for (const Field& second : type.fields) {
      if (&first == &second) continue;
      if (second.resolvedKind() == Field::Kind::Choice) {
        for (const Value& choice : candidates(second)) {
          if (choice == second.initial) continue;
          for (const Value& value : candidates(first)) add(first, value, second, choice);
        }
      } else if (first.resolvedKind() == Field::Kind::Pair &&
                 second.resolvedKind() == Field::Kind::Pair) {
        add(first, Ints{1, 1}, second, Ints{3, 2});
      }
    }
  }
}

/// The settings to try: defaults, then each field varied alone, then some two together.
inline std::vector<Setting> settings(const LayerType& type) {
  Values required;
  for (const Field& field : type.fields) {
    // A layer that is wide by default takes minutes to try, and shows nothing more.
    if (const auto* size = std::get_if<std::int64_t>(&field.initial); size && *size > 64) {
      required.set(field.key, kSmallSize);
      continue;
    }
    if (!field.required) continue;
    for (const Value& value : candidates(field)) {
      required.set(field.key, value);
      break;
    }
  }
  std::vector<Setting> all = {{"defaults", required}};
  for (const Field& field : type.fields) {
    for (const Value& value : candidates(field)) {
      Setting setting{field.key + " = " + valueText(value), required};
      setting.params.set(field.key, value);
      all.push_back(std::move(setting));
    }
  }
  addCombined(type, required, all);
  return all;
}

/// Inputs -> the layer -> as much of Flatten and Linear as a loss needs. `shared`: one input feeds
/// all ports.
inline Graph networkAround(const LayerType& type, const Values& params, const Shape& shape,
                           int ports, bool shared) {
  Graph graph;
  std::string last = "input0";
  if (type.minInputs == 0) {
    addNode(graph, last, type.name, params);
  } else {
    for (int port = 0; port < (shared ? 1 : ports); ++port) {
      addNode(graph, "input" + std::to_string(port), "Input", {{"shape", shape.sizes()}});
    }
    last = "tested";
    addNode(graph, last, type.name, params);
    for (int port = 0; port < ports; ++port) {
      graph.links.push_back({"input" + std::to_string(shared ? 0 : port), last, port});
    }
  }
  if (type.isLoss) return graph;
  for (const char* next : {"Flatten", "Linear", "CrossEntropyLoss"}) {
    addNode(graph, next, next,
            std::string(next) == "Linear" ? Values{{"out_features", std::int64_t{3}}} : Values{});
    graph.links.push_back({last, next, 0});
    last = next;
  }
  return graph;
}

/// Every network of this type that makes sense (under a sanitizer every third), and which fields
/// were varied in one of them all.
inline std::vector<Case> casesOf(const LayerType& type, std::vector<std::string>& varied) {
  std::vector<Case> cases;
  for (const Setting& setting : settings(type)) {
    for (const Shape& shape : candidateShapes()) {
      for (int ports = std::min(type.minInputs, 1); ports <= std::min(type.maxInputs, 3); ++ports) {
        if (ports < type.minInputs) continue;
        for (const bool shared : {false, true}) {
          if (shared && ports < 2) continue;
          Case made{setting.text + ", " + shape.text() +
                        (ports > 1 ? " × " + std::to_string(ports) : "") +
                        (shared ? " shared" : ""),
                    networkAround(type, setting.params, shape, ports, shared)};
          if (analyse(made.graph).hasErrors()) continue;
          cases.push_back(std::move(made));
          varied.push_back(setting.text.substr(0, setting.text.find(' ')));
        }
      }
      if (type.minInputs == 0) break;  // the layer has a shape of its own
    }
  }
  if (!kIsSanitized) return cases;
  std::vector<Case> some;
  for (std::size_t i = 0; i < cases.size(); i += 3) some.push_back(std::move(cases[i]));
  return some;
}

/// How many tokens the network's layers know, if they take such: its inputs must be whole numbers
/// below it. 0: measured values.
inline std::int64_t tokensOf(const Graph& graph) {
  for (const Node& node : graph.nodes) {
    const LayerType& type = *findLayerType(node.type);
    if (!type.tokensKey.empty()) return Reader(type.fields, node.params).integer(type.tokensKey);
  }
  return 0;
}

/// The data of a test that runs once for every layer type: its name, in the column "type".
inline void addEveryLayerType() {
  QTest::addColumn<QString>("type");
  for (const LayerType& type : layerTypes())
    QTest::addRow("%s", type.name.c_str()) << QString::fromStdString(type.name);
}

}  // namespace loom::test
