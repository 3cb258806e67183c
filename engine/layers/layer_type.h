#pragma once

// The declaration of a layer: everything the program knows about a kind of layer comes from one of
// these, and each is one file beside this one and one line in layers.def. The palette, the
// inspector's form, help, shape inference, costs, files, export and the tests are derived from it.
// Immutable after start; any thread.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/shape.h"
#include "engine/base/text.h"
#include "engine/base/value.h"
#include "engine/graph/edit.h"

namespace loom {

template <class T>
class Layer;
template <class T>
struct LayerSite;
struct WorkSite;
class Work;

enum class Category {
  Data,
  Convolution,
  Dense,
  Activation,
  Pooling,
  Regularisation,
  Recurrent,
  Shape,
  Loss
};
inline constexpr Category kCategories[] = {
    Category::Data,       Category::Convolution, Category::Dense,
    Category::Activation, Category::Pooling,     Category::Regularisation,
    Category::Recurrent,  Category::Shape,       Category::Loss};
/// LOOM_TEXT: "Convolution", ...
const char* categoryName(Category category);

/// How a value lies in memory while a program runs (program.h).
enum class Layout {
  Any,    // the layer does not care: element by element
  Lanes,  // [block][C][H][W][lanes]: images side by side in a SIMD vector
  Rows    // [sample][...]: PyTorch's own order
};

/// How a parameter starts.
struct Init {
  enum class Kind { Constant, Uniform, Normal };
  Kind kind = Kind::Constant;
  double value = 0;  // the constant, the bound of U(-value, value), the deviation of N(0, value²)
};

/// A tensor that a layer owns; `name` and shape are PyTorch's.
struct ParameterSpec {
  std::string name;
  Shape shape;
  Init init;
  bool buffer = false;  // training changes it, but no gradient does: a running mean
};

/// What a node looks like to the rules of its type.
struct SiteInfo {
  const Node& node;
  Reader params;
  std::span<const Shape> inputs;         // per sample, in port order
  std::span<const std::string> sources;  // ids of the nodes that feed the ports
  const Graph& graph;
};

/// An output shape, or why there is none and what would help.
struct ShapeAnswer {
  Shape shape;
  Text problem;       // empty: all is well
  std::string field;  // the field at fault, if it is one
  std::vector<Fix> fixes;
  /// Set when the layer would accept an input with this many elements: analysis then looks upstream
  /// for a setting that delivers them (a convolution's padding, say).
  std::optional<std::int64_t> expectedElements;

  static ShapeAnswer of(Shape shape) { return {std::move(shape), {}, {}, {}, {}}; }
  static ShapeAnswer wrong(Text text, std::vector<Fix> fixes = {}, std::string field = {}) {
    return {{}, std::move(text), std::move(field), std::move(fixes), {}};
  }
};

/// A setting that changes a layer's output size, as a fix for somebody downstream.
struct Resizing {
  std::string key;
  Value value;
  Text label;  // analysis appends the number of elements that will arrive as the last argument
};

struct LayerType {
  std::string name;  // PyTorch's
  Category category = Category::Shape;
  std::string summary;  // LOOM_TEXT, one sentence
  std::string formula;  // what it computes, in one line of plain maths
  std::string source;   // paper or PyTorch page of the formula
  std::string idStem;   // "conv" for conv1, conv2, ...
  /// What else it is called, to be found by: other frameworks' names, and LOOM_TEXT words.
  std::vector<std::string> synonyms;
  Fields fields;
  int minInputs = 1;
  int maxInputs = 1;
  Layout layout = Layout::Any;
  bool view = false;  // the output is the input's memory under another shape (needs Rows)
  bool isLoss = false;
  bool takesNumbers = false;  // a loss whose targets may be numbers, not only classes
  bool takesLogits = false;   // a loss of raw scores, which are not the answers themselves
  // What lets a program share memory between layers (sharing.h).
  bool inPlace = false;     // forward may write over its one input, backward over dy
  bool readsInput = true;   // backward reads the input's values
  bool readsOutput = true;  // backward reads the output's values
  std::string widthKey;  // the field that sets the size of the output's last axis, if there is one:
                         // "out_features"
  std::string tokensKey;  // set: the layer takes tokens, which are whole numbers below this field's
                          // value, and no gradient leads below it: "num_embeddings"

  ShapeAnswer (*shape)(const SiteInfo&) = nullptr;
  std::vector<ParameterSpec> (*parameters)(const SiteInfo&) = nullptr;  // null: none
  std::int64_t (*flops)(const SiteInfo&,
                        const Shape& output) = nullptr;  // 2 per multiply-add; null: 0
  /// Settings that change the output's size, most natural first; analysis tries them as fixes.
  /// null: none
  std::vector<Resizing> (*resizings)(const SiteInfo&) = nullptr;
  Text (*caption)(const SiteInfo&) =
      nullptr;  // the line under the name on the canvas: "6 @ 5×5 · pad 2"

  /// How one element of a sample's output came about (working.h); null: it is not said.
  void (*work)(const WorkSite&, std::int64_t element, Work&) = nullptr;

  std::unique_ptr<Layer<float>> (*makeFloat)(const LayerSite<float>&) = nullptr;
  std::unique_ptr<Layer<double>> (*makeDouble)(const LayerSite<double>&) = nullptr;

  std::string pytorch;  // module expression with {keys}, e.g. "nn.Dropout(p={p})"
};

/// Every layer type, in the order of layers.def.
std::span<const LayerType> layerTypes();
/// The type of that name, or null.
const LayerType* findLayerType(std::string_view name);

/// Output shape equals the first input's.
ShapeAnswer sameAsInput(const SiteInfo& site);

}  // namespace loom
