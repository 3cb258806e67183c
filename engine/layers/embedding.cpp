// A table with one learned row for each token: looking up is all it does. Tokens arrive as numbers;
// what is no token of the table (below 0, past its end, not whole, NaN) reads nothing and gives
// NaN, so the loss says so at once. Analysis refuses it earlier where it knows what the data
// deliver.

#include <algorithm>
#include <limits>

#include "engine/layers/layer.h"
#include "engine/layers/working.h"

namespace loom {

namespace {

template <class T>
class EmbeddingLayer final : public Layer<T> {
 public:
  explicit EmbeddingLayer(const LayerSite<T>& site)
      : table_(site.parameters[0]),
        count_(site.params.integer("num_embeddings")),
        width_(site.params.integer("embedding_dim")),
        tokensPerSample_(site.inputs[0].elements()) {}

  void forward(const Pass<T>& pass, int block, int) override {
    const std::int64_t first = std::int64_t{block} * pass.lanes * tokensPerSample_;
    const std::int64_t end = first + pass.imagesIn(block) * tokensPerSample_;
    for (std::int64_t i = first; i < end; ++i) {
      T* row = pass.output + i * width_;
      const std::int64_t token = tokenOf(pass.inputs[0][i]);
      if (token < 0)
        std::fill_n(row, width_, std::numeric_limits<T>::quiet_NaN());
      else
        std::copy_n(table_.value + token * width_, width_, row);
    }
  }

  /// Each task owns some columns of the table and walks through all tokens in order: nothing has to
  /// be added up afterwards, and a frequent token is no heavier for one task than for another.
  int backwardTasks(const Pass<T>&) const override {
    constexpr std::int64_t kMostTasks = 32;
    return static_cast<int>(std::clamp<std::int64_t>(width_ / kStrip, 1, kMostTasks));
  }

  // dtable[token] = sum of dy over the places where the token stands
  void backward(const Pass<T>& pass, int task, int) override {
    if (!pass.parameterGradients) return;
    const std::int64_t tasks = backwardTasks(pass);
    const std::int64_t begin = begins(task, tasks);
    const std::int64_t size = begins(task + 1, tasks) - begin;
    for (std::int64_t token = 0; token < count_; ++token)
      std::fill_n(table_.gradient + token * width_ + begin, size, T(0));
    for (std::int64_t i = 0; i < pass.batch * tokensPerSample_; ++i) {
      const std::int64_t token = tokenOf(pass.inputs[0][i]);
      if (token < 0) continue;
      T* sum = table_.gradient + token * width_ + begin;
      const T* dy = pass.outputGradient + i * width_ + begin;
      for (std::int64_t k = 0; k < size; ++k) sum[k] += dy[k];
    }
  }

 private:
  static constexpr std::int64_t kStrip = 16;  // columns: a full vector of the widest machine

  std::int64_t begins(std::int64_t task, std::int64_t tasks) const {
    return task == tasks ? width_ : width_ / kStrip * task / tasks * kStrip;
  }

  /// -1 for what is no token of this table.
  std::int64_t tokenOf(T value) const {
    if (!(value >= 0 && value < static_cast<T>(count_))) return -1;
    const auto token = static_cast<std::int64_t>(value);
    return static_cast<T>(token) == value ? token : -1;
  }

  ParameterView<T> table_;
  std::int64_t count_;
  std::int64_t width_;
  std::int64_t tokensPerSample_;
};

/// A layer upstream that computes: what comes from it is no token. Empty if all comes from Inputs,
/// perhaps in another shape.
std::string computingSource(const Graph& graph, const std::string& above) {
  std::vector<std::string> open = {above};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const std::string id = open[next];
    const Node* node = graph.find(id);
    const LayerType* type = node ? findLayerType(node->type) : nullptr;
    if (!type || type->category == Category::Data) continue;
    if (type->category != Category::Shape) return id;
    for (const Link& link : graph.links) {
      if (link.to == id && std::find(open.begin(), open.end(), link.from) == open.end())
        open.push_back(link.from);
    }
  }
  return {};
}

ShapeAnswer embeddedShape(const SiteInfo& site) {
  if (const std::string source = computingSource(site.graph, site.sources[0]); !source.empty()) {
    return ShapeAnswer::wrong(
        {LOOM_TEXT("needs tokens, which are whole numbers, but %1 computes others; lead an Input "
                   "into it"),
         {source}});
  }
  std::vector<std::int64_t> sizes = site.inputs[0].sizes();
  sizes.push_back(site.params.integer("embedding_dim"));
  return ShapeAnswer::of(Shape(std::move(sizes)));
}

void lookupWork(const WorkSite& site, std::int64_t element, Work& work) {
  const std::int64_t width = site.params.integer("embedding_dim");
  const double token = site.x(0, element / width).value;
  if (!(token >= 0 && token < static_cast<double>(site.params.integer("num_embeddings")))) return;
  work.add({site.w(0, static_cast<std::int64_t>(token) * width + element % width)});
}

}  // namespace

LayerType embedding() {
  LayerType type;
  type.name = "Embedding";
  type.category = Category::Dense;
  type.summary = LOOM_TEXT(
      "Gives each token, such as a letter or a word, a learned row of numbers of its own.");
  type.formula = "y[t] = weight[token[t]]";
  type.source = "https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html";
  type.idStem = "embedding";
  type.synonyms = {LOOM_TEXT("lookup table"), LOOM_TEXT("word vectors")};
  type.fields = {{.key = "num_embeddings",
                  .label = LOOM_TEXT("Tokens"),
                  .help = LOOM_TEXT("How many different tokens there are, numbered from 0."),
                  .initial = std::int64_t{256},
                  .min = 1,
                  .max = 1 << 24},  // up to there a float holds every whole number
                 {.key = "embedding_dim",
                  .label = LOOM_TEXT("Values"),
                  .help = LOOM_TEXT("How many numbers stand for a token."),
                  .initial = std::int64_t{64},
                  .min = 1,
                  .max = 65536}};
  type.layout = Layout::Rows;
  type.widthKey = "embedding_dim";
  type.tokensKey = "num_embeddings";
  type.shape = embeddedShape;
  type.parameters = [](const SiteInfo& site) {
    const Shape table = {site.params.integer("num_embeddings"),
                         site.params.integer("embedding_dim")};
    return std::vector<ParameterSpec>{{"weight", table, {Init::Kind::Normal, 1.0}}};
  };
  type.caption = [](const SiteInfo& site) {
    return Text(std::to_string(site.params.integer("num_embeddings")) + " × " +
                std::to_string(site.params.integer("embedding_dim")));
  };
  type.readsOutput = false;
  type.work = lookupWork;
  type.pytorch = "nn.Embedding({num_embeddings}, {embedding_dim})";
  setFactories<EmbeddingLayer>(type);
  return type;
}

}  // namespace loom
