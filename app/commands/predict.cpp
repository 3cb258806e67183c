// layerloom predict: what a network sees in pictures.

#include <algorithm>
#include <cmath>

#include "app/commands/commands.h"
#include "app/commands/picture.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/io/json.h"

namespace loom {
namespace {

struct Prediction {
  std::string file;
  std::size_t chosen = 0;
  std::vector<double> probabilities;
};

std::vector<double> softmax(const float* scores, std::size_t classes) {
  const double largest = *std::max_element(scores, scores + classes);
  std::vector<double> shares(classes);
  double sum = 0;
  for (std::size_t i = 0; i < classes; ++i)
    sum += shares[i] = std::exp(static_cast<double>(scores[i]) - largest);
  for (double& share : shares) share /= sum;
  return shares;
}

Result<Prediction> predictOne(Model& model, const Shape& input, const std::string& file) {
  const auto values = readPicture(file, input);
  if (!values) return aboutFile(file, values.error());
  std::copy(values->begin(), values->end(), model.program->input());
  model.program->forward(1, {});
  Prediction prediction{
      file, 0, softmax(model.program->output(), static_cast<std::size_t>(model.outputShape()[0]))};
  const auto best =
      std::max_element(prediction.probabilities.begin(), prediction.probabilities.end());
  prediction.chosen = static_cast<std::size_t>(best - prediction.probabilities.begin());
  return prediction;
}

Result<void> checkInputFit(const Model& model, Shape& input) {
  const Analysis& analysis = model.network->analysis;
  input = *analysis.find(analysis.inputNodes.at(0))->output;
  if (analysis.inputNodes.size() != 1 || input.rank() != 3 || (input[0] != 1 && input[0] != 3)) {
    return badInput(
        Text("%1: predict reads pictures, so it needs one input of 1 or 3 channels, but this is %2",
             {analysis.inputNodes[0], input.text()}));
  }
  if (model.outputShape().rank() == 1) return {};
  return badInput(Text("%1: predict needs one score a class, but the network gives %2",
                       {analysis.outputNode, model.outputShape().text()}));
}

void printPredictionsAsJson(const std::vector<Prediction>& predictions) {
  Json json = {{"predictions", Json::array()}};
  for (const Prediction& prediction : predictions) {
    json["predictions"].push_back({{"file", prediction.file},
                                   {"class", prediction.chosen},
                                   {"label", std::to_string(prediction.chosen)},
                                   {"probabilities", prediction.probabilities}});
  }
  printJson(json);
}

int predict(const Arguments& arguments) {
  Result<Model> model = openModel(arguments);
  if (!model) return report(model.error());
  Shape input;
  if (const auto fit = checkInputFit(*model, input); !fit) return report(fit.error());
  ProgramOptions options;
  options.backward = false;
  if (const auto made = makeProgram(*model, arguments, options); !made) return report(made.error());

  // A picture that cannot be read does not keep the others from being answered.
  int status = kDone;
  std::vector<Prediction> predictions;
  for (std::size_t i = 1; i < arguments.operands().size(); ++i) {
    const auto prediction = predictOne(*model, input, arguments.operands()[i]);
    if (prediction) predictions.push_back(*prediction);
    if (!prediction) status = report(prediction.error());
  }
  if (arguments.has("--json")) {
    printPredictionsAsJson(predictions);
    return status;
  }
  std::vector<std::vector<std::string>> rows;
  for (const Prediction& prediction : predictions) {
    rows.push_back({prediction.file, std::to_string(prediction.chosen),
                    percent(prediction.probabilities[prediction.chosen])});
  }
  print(table(rows, 1));
  return status;
}

}  // namespace

Verb predictVerb() {
  return {
      "predict",
      "FILE IMAGE...",
      "The class that a network sees in each picture, and how sure it is.",
      "A picture of the network's own size is taken as it is (value / 255). Any other is scaled; "
      "for 28x28 grey input it is\n"
      "also framed as MNIST is, after a bright border has told that the digit is dark on light.",
      2,
      1 << 20,
      {weightsFlag(), jsonFlag()},
      predict};
}

}  // namespace loom
