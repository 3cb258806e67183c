// layerloom trace: every activation, the loss and every gradient for a batch from a file, to
// compare with another program. Rows in PyTorch's layout, batch first.

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/commands/commands.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/inspect/pass_record.h"
#include "engine/io/json.h"
#include "engine/io/safetensors.h"

namespace loom {
namespace {

constexpr std::int64_t kLargestBatch = 65536;

const NamedTensor* find(const std::vector<NamedTensor>& tensors, const std::string& name) {
  const auto found = std::find_if(tensors.begin(), tensors.end(),
                                  [&](const NamedTensor& t) { return t.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

Shape batched(std::int64_t batch, const Shape& sample) {
  std::vector<std::int64_t> sizes{batch};
  sizes.insert(sizes.end(), sample.sizes().begin(), sample.sizes().end());
  return Shape(std::move(sizes));
}

/// Layers that draw random numbers while training pass their input on unchanged.
void stillRandomness(Project& project) {
  for (Node& node : project.graph.nodes) {
    const LayerType* type = findLayerType(node.type);
    if (!type) continue;
    for (const Field& field : type->fields) {
      const bool strength =
          type->category == Category::Regularisation && field.resolvedKind() == Field::Kind::Real;
      if (strength || field.key == "dropout") node.params.set(field.key, 0.0);
    }
  }
}

/// The batch as the program takes it.
struct TraceInput {
  int batch = 0;
  std::vector<const NamedTensor*> inputs;  // in the order of Analysis::inputNodes
  std::vector<std::int32_t> classes;
  const NamedTensor* values = nullptr;

  Targets<float> targets() const {
    Targets<float> targets;
    if (!classes.empty()) targets.classes = classes.data();
    if (values) targets.values = values->values.data();
    return targets;
  }
};

Result<std::vector<std::int32_t>> classesOf(const NamedTensor& target, std::int64_t count) {
  std::vector<std::int32_t> classes;
  for (const float value : target.values) {
    if (!(value >= 0 && value < static_cast<float>(count)) || value != std::floor(value)) {
      return badInput(Text("target: expected whole numbers from 0 to %1, found %2",
                           {std::to_string(count - 1), valueText(static_cast<double>(value))}));
    }
    classes.push_back(static_cast<std::int32_t>(value));
  }
  return classes;
}

/// (batch) or (batch, T) are classes, the shape of the output are values. An autoencoder, whose
/// output is as large as its one input, has that for a target where none is given.
Result<void> readTarget(TraceInput& input, const NamedTensor* target, const Shape& output,
                        const LayerType& loss) {
  const bool rebuilds = loss.takesNumbers && input.inputs.size() == 1 &&
                        input.inputs[0]->shape == batched(input.batch, output);
  if (!target && rebuilds) target = input.inputs[0];
  if (!target)
    return badInput("target is missing: classes (batch), or values in the shape of the output");
  const Shape values = batched(input.batch, output);
  std::vector<std::int64_t> positions = values.sizes();
  positions.pop_back();
  if (output.rank() > 0 && target->shape == Shape(positions)) {
    auto classes = classesOf(*target, output[output.rank() - 1]);
    if (!classes) return classes.error();
    input.classes = std::move(*classes);
  } else if (target->shape == values && loss.takesNumbers) {
    input.values = target;
  } else if (loss.takesNumbers) {
    return badInput(Text("target: expected %1 or %2, found %3",
                         {Shape(positions).text(), values.text(), target->shape.text()}));
  } else {
    return badInput(Text("target: %1 takes classes, so expected %2, found %3",
                         {loss.name, Shape(positions).text(), target->shape.text()}));
  }
  return {};
}

Result<TraceInput> readInput(const Analysis& analysis, const std::vector<NamedTensor>& tensors) {
  TraceInput input;
  for (const std::string& node : analysis.inputNodes) {
    const NamedTensor* tensor = find(tensors, node);
    if (!tensor && analysis.inputNodes.size() == 1) tensor = find(tensors, "input");
    if (!tensor)
      return badInput(Text("the tensor %1 is missing: (batch, %2)",
                           {node, analysis.find(node)->output->text()}));
    const std::int64_t batch = tensor->shape.rank() > 0 ? tensor->shape[0] : 0;
    const bool first = input.inputs.empty();
    if (batch < 1 || batch > kLargestBatch ||
        tensor->shape != batched(batch, *analysis.find(node)->output) ||
        (!first && batch != input.batch)) {
      return badInput(Text("%1: expected %2×%3, found %4",
                           {tensor->name, first ? "batch" : std::to_string(input.batch),
                            analysis.find(node)->output->text(), tensor->shape.text()}));
    }
    input.batch = static_cast<int>(batch);
    input.inputs.push_back(tensor);
  }
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  const LayerType& loss = *analysis.find(analysis.lossNode)->type;
  if (const auto read = readTarget(input, find(tensors, "target"), output, loss); !read)
    return read.error();
  return input;
}

std::vector<NamedTensor> traced(Model& model, const TraceInput& input, bool training,
                                RandomKey random) {
  const Analysis& analysis = model.network->analysis;
  PassInput pass{input.batch, {}, input.targets(), training, random};
  for (const NamedTensor* tensor : input.inputs) pass.inputs.emplace_back(tensor->values);
  PassRecord record = recordPass(*model.program, *model.parameters, pass, PassDetail::Inputs);

  std::vector<NamedTensor> out;
  for (NodePass& node : record.nodes)
    out.push_back(
        {"activation." + node.node, batched(input.batch, node.shape), std::move(node.output)});
  out.push_back({"loss", Shape(), {record.loss}});
  for (ParameterPass& parameter : record.parameters) {
    if (parameter.gradient.empty()) continue;
    out.push_back({"gradient." + parameter.key, parameter.shape, std::move(parameter.gradient)});
  }
  for (const std::string& id : analysis.inputNodes) {
    const auto node = std::ranges::find(record.nodes, id, &NodePass::node);
    if (node->gradient.empty()) continue;
    out.push_back({"gradient." + id, batched(input.batch, node->shape), std::move(node->gradient)});
  }
  return out;
}

int trace(const Arguments& arguments) {
  const std::string inputPath = *arguments.text("--input");
  const std::string outPath = *arguments.text("--out");
  const auto tensors = readSafetensors(inputPath);
  if (!tensors) return report(aboutFile(inputPath, tensors.error()));
  const bool training = arguments.has("--train");
  const bool still = training && !arguments.has("--seed");
  Result<Model> model = openModel(arguments, Checked::Network, [&](Project& project) {
    if (still) stillRandomness(project);
  });
  if (!model) return report(model.error());
  const auto input = readInput(model->network->analysis, *tensors);
  if (!input) return report(aboutFile(inputPath, input.error()));
  ProgramOptions options;
  options.maxBatch = input->batch;
  options.inputGradients = true;
  if (const auto made = makeProgram(*model, arguments, options); !made) return report(made.error());

  RandomKey random;
  random.seed = arguments.seed("--seed").value_or(0);
  const std::vector<NamedTensor> result = traced(*model, *input, training, random);
  if (const auto written = writeSafetensors(outPath, result); !written)
    return report(aboutFile(outPath, written.error()));
  const float loss = find(result, "loss")->values[0];
  if (arguments.has("--json")) {
    printJson({{"out", outPath},
               {"batch", input->batch},
               {"loss", jsonNumber(loss)},
               {"tensors", result.size()}});
  } else {
    print(outPath + ": " + std::to_string(result.size()) + " tensors, loss " +
          valueText(static_cast<double>(loss)) + "\n");
  }
  return kDone;
}

Flag neededPath(const char* name, const char* help) {
  Flag flag{name, "FILE", help};
  flag.required = true;
  return flag;
}

}  // namespace

Verb traceVerb() {
  return {
      "trace",
      "FILE",
      "Every activation, the loss and every gradient for one batch.",
      "--input holds `input` (batch first; or a tensor for each Input node, by its name) and "
      "`target`,\n"
      "which an autoencoder may leave out: it is the input.\n"
      "--out gets activation.<node>, loss, gradient.<node>.<parameter> and gradient.<input node>.",
      1,
      1,
      {weightsFlag(),
       neededPath("--input", "safetensors with the batch"),
       neededPath("--out", "safetensors to write"),
       {"--train", "", "run as while training; dropout stays off unless --seed is given",
        Flag::Kind::Switch},
       {"--seed", "N", "of the random numbers that --train draws", Flag::Kind::Seed},
       jsonFlag()},
      trace};
}

}  // namespace loom
