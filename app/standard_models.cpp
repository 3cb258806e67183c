#include "app/standard_models.h"

#include <string>
#include <utility>

namespace loom {
namespace {

/// Draws a network node by node, each fed by the one before unless it names its sources.
class Drawing {
 public:
  Drawing& add(const std::string& id, const char* type, Values params = {}) {
    if (graph_.nodes.empty()) return add(id, type, std::move(params), {});
    return add(id, type, std::move(params), {graph_.nodes.back().id});
  }
  Drawing& add(const std::string& id, const char* type, Values params,
               const std::vector<std::string>& sources) {
    for (std::size_t i = 0; i < sources.size(); ++i)
      graph_.links.push_back({sources[i], id, static_cast<int>(i)});
    Node node;
    node.id = id;
    node.type = type;
    node.params = std::move(params);
    graph_.nodes.push_back(std::move(node));
    return *this;
  }
  const std::string& last() const { return graph_.nodes.back().id; }
  Graph finish() {
    add("loss", "CrossEntropyLoss");
    return std::move(graph_);
  }

 private:
  Graph graph_;
};

Value whole(std::int64_t number) {
  return number;
}

Values width(std::int64_t features) {
  return {{"out_features", whole(features)}};
}

Choice sgd() {
  return {"SGD", {{"lr", 0.01}, {"momentum", 0.5}}};
}

Choice adam() {
  return {"Adam", {{"lr", 0.001}}};
}

/// The template lenet5.loom (LeCun et al. 1998).
Graph lenet5() {
  Drawing net;
  net.add("input", "Input", {{"shape", Ints{1, 28, 28}}});
  net.add("conv1", "Conv2d",
          {{"out_channels", whole(6)}, {"kernel_size", Ints{5, 5}}, {"padding", Ints{2, 2}}});
  net.add("relu1", "ReLU").add("pool1", "MaxPool2d", {{"kernel_size", Ints{2, 2}}});
  net.add("conv2", "Conv2d", {{"out_channels", whole(16)}, {"kernel_size", Ints{5, 5}}});
  net.add("relu2", "ReLU").add("pool2", "MaxPool2d", {{"kernel_size", Ints{2, 2}}});
  net.add("flatten", "Flatten");
  net.add("fc1", "Linear", width(120)).add("relu3", "ReLU");
  net.add("fc2", "Linear", width(84)).add("relu4", "ReLU");
  net.add("fc3", "Linear", width(10));
  return net.finish();
}

Graph mlp() {
  Drawing net;
  net.add("input", "Input", {{"shape", Ints{784}}});
  net.add("fc1", "Linear", width(512)).add("relu1", "ReLU");
  net.add("fc2", "Linear", width(512)).add("relu2", "ReLU");
  net.add("fc3", "Linear", width(10));
  return net.finish();
}

void addConvolution(Drawing& net, const std::string& name, const std::string& source,
                    std::int64_t channels, std::int64_t kernel, std::int64_t stride) {
  net.add(name, "Conv2d",
          {{"out_channels", whole(channels)},
           {"kernel_size", Ints{kernel, kernel}},
           {"stride", Ints{stride, stride}},
           {"padding", Ints{kernel / 2, kernel / 2}},
           {"bias", false}},
          {source});
  net.add(name + "_bn", "BatchNorm2d");
}

/// Two 3x3 convolutions and a way around them.
void addBlock(Drawing& net, const std::string& name, std::int64_t channels, std::int64_t stride) {
  const std::string source = net.last();
  addConvolution(net, name + "_conv1", source, channels, 3, stride);
  net.add(name + "_relu1", "ReLU");
  addConvolution(net, name + "_conv2", net.last(), channels, 3, 1);
  const std::string straight = net.last();
  std::string around = source;
  if (stride != 1) {
    addConvolution(net, name + "_shortcut", source, channels, 1, stride);
    around = net.last();
  }
  net.add(name + "_add", "Add", {}, {straight, around}).add(name + "_relu2", "ReLU");
}

/// The ResNets for 32x32 images of He et al. 2015, section 4.2, with 6 `blocks` + 2 layers.
Graph resnet(int blocks) {
  Drawing net;
  net.add("input", "Input", {{"shape", Ints{3, 32, 32}}});
  addConvolution(net, "conv1", "input", 16, 3, 1);
  net.add("relu1", "ReLU");
  for (int stage = 1; stage <= 3; ++stage) {
    for (int block = 1; block <= blocks; ++block) {
      const std::string name = "stage" + std::to_string(stage) + "_block" + std::to_string(block);
      addBlock(net, name, 8 << stage, stage > 1 && block == 1 ? 2 : 1);
    }
  }
  net.add("pool", "AdaptiveAvgPool2d", {{"output_size", Ints{1, 1}}});
  net.add("flatten", "Flatten").add("fc", "Linear", width(10));
  return net.finish();
}

/// Reads a digit row by row.
Graph lstm() {
  Drawing net;
  net.add("input", "Input", {{"shape", Ints{28, 28}}});
  net.add("lstm", "LSTM", {{"hidden_size", whole(128)}, {"output", std::string("last")}});
  net.add("fc", "Linear", width(10));
  return net.finish();
}

Graph transformer() {
  constexpr std::int64_t kLength = 64, kTokens = 256;
  Drawing net;
  net.add("input", "Input", {{"shape", Ints{kLength}}});
  net.add("embedding", "Embedding",
          {{"num_embeddings", whole(kTokens)}, {"embedding_dim", whole(128)}});
  net.add("positions", "PositionalEncoding",
          {{"kind", std::string("learned")}, {"max_length", whole(kLength)}});
  for (const char* name : {"encoder1", "encoder2"}) {
    net.add(name, "TransformerEncoderLayer",
            {{"nhead", whole(4)}, {"dim_feedforward", whole(512)}, {"dropout", 0.0}});
  }
  net.add("fc", "Linear", width(kTokens));
  return net.finish();
}

}  // namespace

std::vector<StandardModel> standardModels() {
  return {{"lenet5", {64, 128}, true, SampleKind::Digits, lenet5(), sgd()},
          {"mlp", {128}, false, SampleKind::Digits, mlp(), sgd()},
          {"resnet8", {64}, false, SampleKind::Noise, resnet(1), adam()},
          {"resnet20", {64}, false, SampleKind::Noise, resnet(3), adam()},
          {"lstm", {64}, false, SampleKind::Digits, lstm(), adam()},
          {"transformer", {32}, false, SampleKind::Tokens, transformer(), adam()}};
}

}  // namespace loom
