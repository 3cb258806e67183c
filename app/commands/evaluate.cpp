// layerloom evaluate: how well trained weights do on a whole split.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/commands/commands.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/io/json.h"

namespace loom {
namespace {

constexpr int kBatch = 256;
constexpr std::size_t kTop = 5;

using Matrix = std::vector<std::vector<std::int64_t>>;

struct Evaluation {
  std::int64_t samples = 0;
  double loss = 0;  // mean over the samples
  std::int64_t correct = 0;
  std::int64_t inTop = 0;  // the true class is among the kTop highest
  Matrix confusion;        // [true class][predicted class]
};

/// Which samples of the data are asked for.
struct Chosen {
  const Samples* samples = nullptr;
  std::vector<std::int32_t> indices;
};

Result<Chosen> chooseSplit(const Dataset& data, const DataSettings& settings,
                           const std::string& split) {
  Chosen chosen{split == "test" ? &data.test : &data.train, {}};
  if (split == "test") {
    chosen.indices.resize(static_cast<std::size_t>(data.test.size()));
    std::iota(chosen.indices.begin(), chosen.indices.end(), 0);
  } else {
    Split parts =
        stratifiedSplit(data.train.labels, settings.validationFraction, settings.splitSeed);
    chosen.indices = std::move(split == "train" ? parts.train : parts.validation);
  }
  if (!chosen.indices.empty()) return chosen;
  return badInput(Text("%1 has no %2 samples; choose another --split", {data.title, split}));
}

Result<void> checkFit(const Model& model, const Dataset& data) {
  const Analysis& analysis = model.network->analysis;
  const Shape& input = *analysis.find(analysis.inputNodes.at(0))->output;
  if (analysis.inputNodes.size() != 1 || input != data.shape) {
    return badInput(Text("%1: the network takes %2, but %3 has %4",
                         {analysis.inputNodes[0], input.text(), data.title, data.shape.text()}));
  }
  const Shape& output = model.outputShape();
  if (output.rank() == 1 && output[0] >= static_cast<std::int64_t>(data.classes.size())) return {};
  return badInput(
      Text("%1: the network gives %2, but %3 has %4 classes",
           {analysis.outputNode, output.text(), data.title, std::to_string(data.classes.size())}));
}

void count(Evaluation& evaluation, const float* scores, std::size_t classes, std::size_t label) {
  const float* best = std::max_element(scores, scores + classes);
  const auto higher =
      std::count_if(scores, scores + classes, [&](float score) { return score > scores[label]; });
  const auto predicted = static_cast<std::size_t>(best - scores);
  evaluation.correct += predicted == label;
  evaluation.inTop += static_cast<std::size_t>(higher) < kTop;
  ++evaluation.confusion[label][predicted];
}

Evaluation evaluateOn(Model& model, const Dataset& data, const Chosen& chosen) {
  const auto classes = static_cast<std::size_t>(model.outputShape()[0]);
  const auto pixels = static_cast<std::size_t>(data.shape.elements());
  Evaluation evaluation;
  evaluation.confusion.assign(classes, std::vector<std::int64_t>(classes));
  std::vector<std::int32_t> labels(kBatch);
  const auto total = static_cast<int>(chosen.indices.size());
  for (int begin = 0; begin < total; begin += kBatch) {
    const int batch = std::min(kBatch, total - begin);
    for (int i = 0; i < batch; ++i) {
      const std::int32_t index = chosen.indices[static_cast<std::size_t>(begin + i)];
      const auto image = data.image(*chosen.samples, index);
      std::transform(image.begin(), image.end(),
                     model.program->input() + static_cast<std::size_t>(i) * pixels,
                     [](std::uint8_t value) { return static_cast<float>(value) / 255.0F; });
      labels[static_cast<std::size_t>(i)] = chosen.samples->labels[static_cast<std::size_t>(index)];
    }
    Targets<float> targets;
    targets.classes = labels.data();
    evaluation.loss += static_cast<double>(model.program->forward(batch, targets)) * batch;
    for (int i = 0; i < batch; ++i) {
      const auto row = static_cast<std::size_t>(i);
      count(evaluation, model.program->output() + row * classes, classes,
            static_cast<std::size_t>(labels[row]));
    }
  }
  evaluation.samples = total;
  evaluation.loss /= total;
  return evaluation;
}

/// Figures of one class: how many of its samples were found, and how many of those said to be it
/// are.
struct ClassFigures {
  std::int64_t samples = 0;
  std::int64_t predicted = 0;
  std::int64_t correct = 0;
  double recall() const {
    return samples ? static_cast<double>(correct) / static_cast<double>(samples) : NAN;
  }
  double precision() const {
    return predicted ? static_cast<double>(correct) / static_cast<double>(predicted) : NAN;
  }
  double f1() const {
    return samples + predicted
               ? 2.0 * static_cast<double>(correct) / static_cast<double>(samples + predicted)
               : NAN;
  }
};

ClassFigures figuresOf(const Matrix& confusion, std::size_t index) {
  ClassFigures figures;
  figures.correct = confusion[index][index];
  for (std::size_t other = 0; other < confusion.size(); ++other) {
    figures.samples += confusion[index][other];
    figures.predicted += confusion[other][index];
  }
  return figures;
}

std::string labelOf(const Dataset& data, std::size_t index) {
  return index < data.classes.size() ? data.classes[index] : std::to_string(index);
}

double shareOf(const Evaluation& evaluation, std::int64_t part) {
  return static_cast<double>(part) / static_cast<double>(evaluation.samples);
}

void printAsJson(const Evaluation& evaluation, const Dataset& data, const std::string& split) {
  Json json = {{"data", data.source},
               {"split", split},
               {"samples", evaluation.samples},
               {"loss", jsonNumber(evaluation.loss)},
               {"accuracy", shareOf(evaluation, evaluation.correct)}};
  if (evaluation.confusion.size() > kTop)
    json["top5_accuracy"] = shareOf(evaluation, evaluation.inTop);
  json["per_class"] = Json::array();
  for (std::size_t i = 0; i < evaluation.confusion.size(); ++i) {
    const ClassFigures figures = figuresOf(evaluation.confusion, i);
    json["per_class"].push_back({{"class", i},
                                 {"label", labelOf(data, i)},
                                 {"samples", figures.samples},
                                 {"recall", jsonNumber(figures.recall())},
                                 {"precision", jsonNumber(figures.precision())},
                                 {"f1", jsonNumber(figures.f1())}});
  }
  json["confusion_matrix"] = evaluation.confusion;
  printJson(json);
}

void printAsTable(const Evaluation& evaluation, const Dataset& data, const std::string& split) {
  print(data.title + ", " + split + ": " + grouped(evaluation.samples) + " samples, loss " +
        decimals(evaluation.loss, 4) + ", accuracy " +
        percent(shareOf(evaluation, evaluation.correct)) + "\n\n");
  constexpr std::size_t kWidestMatrix = 20;
  const std::size_t classes = evaluation.confusion.size();
  std::vector<std::vector<std::string>> rows{{"true class", "samples", "found", "precise"}};
  for (std::size_t i = 0; i < classes && classes <= kWidestMatrix; ++i)
    rows[0].push_back("as " + labelOf(data, i));
  for (std::size_t i = 0; i < classes; ++i) {
    const ClassFigures figures = figuresOf(evaluation.confusion, i);
    rows.push_back({labelOf(data, i), grouped(figures.samples), percent(figures.recall()),
                    percent(figures.precision())});
    for (std::size_t j = 0; j < classes && classes <= kWidestMatrix; ++j) {
      rows.back().push_back(grouped(evaluation.confusion[i][j]));
    }
  }
  print(table(rows, 1));
}

int evaluate(const Arguments& arguments) {
  Result<Model> model = openModel(arguments);
  if (!model) return report(model.error());
  const auto data = openData(model->project.data);
  if (!data) return report(data.error());
  if (const auto fit = checkFit(*model, **data); !fit) return report(fit.error());
  const std::string split = arguments.text("--split").value_or("test");
  const auto chosen = chooseSplit(**data, model->project.data, split);
  if (!chosen) return report(chosen.error());

  ProgramOptions options;
  options.maxBatch = kBatch;
  options.backward = false;
  if (const auto made = makeProgram(*model, arguments, options); !made) return report(made.error());
  const Evaluation evaluation = evaluateOn(*model, **data, *chosen);
  if (arguments.has("--json")) {
    printAsJson(evaluation, **data, split);
  } else {
    printAsTable(evaluation, **data, split);
  }
  return kDone;
}

}  // namespace

Verb evaluateVerb() {
  Flag split{"--split", "NAME", "train, validation or test (what is taken if it is left out)"};
  split.choices = {"train", "validation", "test"};
  return {"evaluate",
          "FILE",
          "Loss, accuracy and confusion matrix of trained weights on a whole split of the data.",
          "",
          1,
          1,
          {weightsFlag(), jsonFlag(), dataFlag(), split, threadsFlag()},
          evaluate};
}

}  // namespace loom
