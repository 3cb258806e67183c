#pragma once

// Sound networks of many kinds, each with the data it is for: what tests break.

#include <optional>
#include <string>
#include <vector>

#include "engine/graph/analysis.h"
#include "tests/engine/networks.h"

namespace loom::test {

struct SoundNetwork {
  const char* name;
  Project project;
  std::optional<DataInfo> data;  // empty: the project's own source

  const DataInfo* known() const { return data ? &*data : nullptr; }
};

inline Analysis analysed(const Project& project, const std::optional<DataInfo>& data) {
  return data ? analyse(project.graph, &*data) : analyse(project);
}

inline void link(Project& project, const std::string& from, const std::string& to, int port = 0) {
  project.graph.links.push_back({from, to, port});
}

inline Value square(std::int64_t size) {
  return Ints{size, size};
}

inline Values convolution(std::int64_t filters, std::int64_t kernel, std::int64_t padding = 0,
                          std::int64_t stride = 1) {
  return {{"out_channels", whole(filters)},
          {"kernel_size", square(kernel)},
          {"padding", square(padding)},
          {"stride", square(stride)}};
}

inline Values outputs(std::int64_t count) {
  return {{"out_features", whole(count)}};
}

inline SoundNetwork soundLenet() {
  return {"LeNet-5", lenet(), {}};
}

inline SoundNetwork mlp() {
  Chain chain;
  chain.add("input", "Input").add("flatten", "Flatten").add("fc1", "Linear", outputs(64));
  chain.add("relu1", "ReLU").add("dropout", "Dropout", {{"p", 0.2}});
  chain.add("fc2", "Linear", outputs(32)).add("relu2", "ReLU");
  chain.add("fc3", "Linear", outputs(10)).add("loss", "CrossEntropyLoss");
  return {"MLP", chain.project, {}};
}

/// Two residual blocks; the second halves the image, so its shortcut has a convolution.
inline SoundNetwork residual() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{3, 32, 32}}});
  chain.add("stem", "Conv2d", convolution(16, 3, 1)).add("bn", "BatchNorm2d").add("relu1", "ReLU");
  chain.add("conv1", "Conv2d", convolution(16, 3, 1)).add("relu2", "ReLU");
  chain.add("conv2", "Conv2d", convolution(16, 3, 1)).add("add1", "Add").add("relu3", "ReLU");
  chain.add("conv3", "Conv2d", convolution(32, 3, 1, 2)).add("relu4", "ReLU");
  chain.add("conv4", "Conv2d", convolution(32, 3, 1)).add("add2", "Add");
  chain.add("pool", "AdaptiveAvgPool2d").add("flatten", "Flatten");
  chain.add("fc", "Linear", outputs(10)).add("loss", "CrossEntropyLoss");
  Project& project = chain.project;
  Node shortcut;
  shortcut.id = "shortcut";
  shortcut.type = "Conv2d";
  shortcut.params = convolution(32, 1, 0, 2);
  project.graph.nodes.push_back(shortcut);
  link(project, "relu1", "add1", 1);
  link(project, "relu3", "shortcut");
  link(project, "shortcut", "add2", 1);
  return {"ResNet", project, DataInfo{{3, 32, 32}, 10}};
}

/// Reads an image row by row.
inline SoundNetwork rowReader() {
  Chain chain;
  chain.add("input", "Input").add("rows", "Reshape", {{"shape", Ints{28, 28}}});
  chain.add("lstm", "LSTM", {{"hidden_size", whole(32)}, {"output", std::string("last")}});
  chain.add("fc", "Linear", outputs(10)).add("loss", "CrossEntropyLoss");
  return {"LSTM over rows", chain.project, {}};
}

/// Says at each of 16 places which token comes next.
inline SoundNetwork transformer() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{16}}});
  chain.add("embedding", "Embedding",
            {{"num_embeddings", whole(50)}, {"embedding_dim", whole(32)}});
  chain.add("positions", "PositionalEncoding", {{"max_length", whole(16)}});
  chain.add("encoder", "TransformerEncoderLayer",
            {{"nhead", whole(4)}, {"dim_feedforward", whole(64)}, {"causal", true}});
  chain.add("norm", "LayerNorm").add("fc", "Linear", outputs(50)).add("loss", "CrossEntropyLoss");
  return {"Transformer", chain.project, DataInfo{{16}, 50, {16}, 50}};
}

/// One of two classes for 16 tokens.
inline SoundNetwork tokenClassifier() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{16}}});
  chain.add("embedding", "Embedding",
            {{"num_embeddings", whole(50)}, {"embedding_dim", whole(24)}});
  chain.add("attention", "MultiheadAttention", {{"num_heads", whole(3)}});
  chain.add("gru", "GRU", {{"output", std::string("last")}});
  chain.add("fc", "Linear", outputs(2)).add("loss", "CrossEntropyLoss");
  return {"GRU over tokens", chain.project, DataInfo{{16}, 2, {}, 50}};
}

inline SoundNetwork autoencoder() {
  Chain chain;
  chain.add("input", "Input").add("down1", "Conv2d", convolution(8, 3, 1, 2)).add("relu1", "ReLU");
  chain.add("down2", "Conv2d", convolution(16, 3, 1, 2)).add("relu2", "ReLU");
  chain.add("up1", "ConvTranspose2d", convolution(8, 2, 0, 2)).add("relu3", "ReLU");
  chain.add("up2", "ConvTranspose2d", convolution(1, 2, 0, 2)).add("loss", "MSELoss");
  return {"Autoencoder", chain.project, DataInfo{{1, 28, 28}, 0, {1, 28, 28}}};
}

/// An autoencoder whose middle is flat.
inline SoundNetwork bottleneck() {
  Chain chain;
  chain.add("input", "Input").add("down", "Conv2d", convolution(4, 2, 0, 2));
  chain.add("flatten", "Flatten").add("code", "Linear", outputs(16));
  chain.add("wide", "Linear", outputs(784)).add("image", "Reshape", {{"shape", Ints{4, 14, 14}}});
  chain.add("up", "ConvTranspose2d", convolution(1, 2, 0, 2)).add("loss", "MSELoss");
  return {"Bottleneck", chain.project, DataInfo{{1, 28, 28}, 0, {1, 28, 28}}};
}

inline SoundNetwork signal() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{2, 64}}});
  chain.add("conv1", "Conv1d", {{"out_channels", whole(8)}, {"kernel_size", whole(5)}});
  chain.add("bn", "BatchNorm1d").add("relu", "ReLU");
  chain.add("conv2", "Conv1d", {{"out_channels", whole(16)}, {"kernel_size", whole(5)}});
  chain.add("norm", "GroupNorm", {{"num_groups", whole(4)}}).add("flatten", "Flatten");
  chain.add("fc", "Linear", outputs(4)).add("loss", "CrossEntropyLoss");
  return {"Signal", chain.project, DataInfo{{2, 64}, 4}};
}

/// Two kernels of different size side by side, as Inception has them.
inline SoundNetwork inception() {
  Chain chain;
  chain.add("input", "Input").add("small", "Conv2d", convolution(8, 3, 1)).add("concat", "Concat");
  chain.add("pool", "MaxPool2d").add("flatten", "Flatten");
  chain.add("fc", "Linear", outputs(10)).add("loss", "CrossEntropyLoss");
  Node large;
  large.id = "large";
  large.type = "Conv2d";
  large.params = convolution(8, 5, 2);
  chain.project.graph.nodes.insert(chain.project.graph.nodes.begin() + 2, large);
  link(chain.project, "input", "large");
  link(chain.project, "large", "concat", 1);
  return {"Inception", chain.project, {}};
}

inline SoundNetwork regression() {
  Chain chain;
  chain.add("input", "Input", {{"shape", Ints{8}}}).add("fc1", "Linear", outputs(16));
  chain.add("tanh", "Tanh").add("fc2", "Linear", outputs(2)).add("loss", "MSELoss");
  return {"Regression", chain.project, DataInfo{{8}, 0, {2}}};
}

inline std::vector<SoundNetwork> soundNetworks() {
  return {soundLenet(),  mlp(),        residual(), rowReader(), transformer(), tokenClassifier(),
          autoencoder(), bottleneck(), signal(),   inception(), regression()};
}

}  // namespace loom::test
