#pragma once

// Small networks that several tests build.

#include <string>

#include "engine/graph/project.h"

namespace loom::test {

/// Nodes in a row, each wired to the one before.
class Chain {
 public:
  Chain& add(const std::string& id, const std::string& type, Values params = {}) {
    if (!project.graph.nodes.empty())
      project.graph.links.push_back({project.graph.nodes.back().id, id, 0});
    Node node;
    node.id = id;
    node.type = type;
    node.params = std::move(params);
    project.graph.nodes.push_back(std::move(node));
    return *this;
  }
  Project project;
};

inline Value whole(std::int64_t value) {
  return value;
}

/// LeNet-5 as the template has it; `padding` 0 and in_features 400 make it the tutorial's own.
inline Project lenet(std::int64_t padding = 2, bool tutorial = false) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}});
  Values conv1 = {{"out_channels", whole(6)}, {"kernel_size", Ints{5, 5}}};
  if (padding > 0) conv1.set("padding", Ints{padding, padding});
  chain.add("conv1", "Conv2d", conv1).add("relu1", "ReLU").add("pool1", "MaxPool2d");
  chain.add("conv2", "Conv2d", {{"out_channels", whole(16)}, {"kernel_size", Ints{5, 5}}});
  chain.add("relu2", "ReLU").add("pool2", "MaxPool2d").add("flatten", "Flatten");
  Values fc1 = {{"out_features", whole(120)}};
  if (tutorial) fc1.set("in_features", whole(400));
  chain.add("fc1", "Linear", fc1).add("relu3", "ReLU");
  chain.add("fc2", "Linear", {{"out_features", whole(84)}}).add("relu4", "ReLU");
  chain.add("fc3", "Linear", {{"out_features", whole(10)}}).add("loss", "CrossEntropyLoss");
  chain.project.name = "LeNet-5";
  chain.project.training.optimizer = {"SGD", {{"lr", 0.01}, {"momentum", 0.5}}};
  return chain.project;
}

/// Blocks of a convolution and a way around it: 2 nodes and 3 links each.
inline Project skipChain(int blocks) {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}});
  chain.add("stem", "Conv2d", {{"padding", Ints{1, 1}}});
  for (int block = 0; block < blocks; ++block) {
    const std::string source = chain.project.graph.nodes.back().id;
    const std::string number = std::to_string(block);
    chain.add("conv" + number, "Conv2d", {{"padding", Ints{1, 1}}}).add("add" + number, "Add");
    chain.project.graph.links.push_back({source, "add" + number, 1});
  }
  chain.add("pool", "AdaptiveAvgPool2d").add("flatten", "Flatten");
  chain.add("fc", "Linear").add("loss", "CrossEntropyLoss");
  return chain.project;
}

}  // namespace loom::test
