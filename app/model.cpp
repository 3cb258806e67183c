#include "app/model.h"

#include <cstdio>
#include <filesystem>

#include "app/output.h"
#include "app/progress.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"

namespace loom {

Error aboutFile(const std::string& path, const Error& error) {
  const std::string text = error.message();
  if (text.find(path) != std::string::npos) return error;
  return {Text("%1: %2", {path, text}), error.kind};
}

Result<Project> openProject(const Arguments& arguments) {
  const std::string& path = arguments.operands().at(0);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return badInput(Text("%1: there is no such file", {path}));
  Result<Project> project = loadProject(path);
  if (!project) return aboutFile(path, project.error());
  if (const auto spec = arguments.text("--data")) {
    Result<DataSettings> data = parseDataSpec(*spec, project->data);
    if (!data) return Error{Text("--data: %1", {data.error().message()}), Error::Kind::BadInput};
    project->data = *data;
  }
  return project;
}

std::string problemText(const Problem& problem) {
  return problem.node.empty() ? problem.text.english()
                              : problem.node + ": " + problem.text.english();
}

Result<void> refuseProblems(const Analysis& analysis) {
  std::string errors;
  for (const Problem& problem : analysis.problems) {
    if (problem.severity == Problem::Severity::Warning) {
      message("warning: " + problemText(problem));
    } else {
      errors += (errors.empty() ? "" : "\n") + problemText(problem);
    }
  }
  if (errors.empty()) return {};
  return badInput(Text("%1", {errors}));
}

const Shape& Model::outputShape() const {
  return *network->analysis.find(network->analysis.outputNode)->output;
}

Result<Model> openModel(const Arguments& arguments, Checked checked,
                        const std::function<void(Project&)>& adapt) {
  Result<Project> project = openProject(arguments);
  if (!project) return project.error();
  if (adapt) adapt(*project);
  const Analysis analysis =
      checked == Checked::Project ? analyse(*project) : analyse(project->graph);
  if (const auto sound = refuseProblems(analysis); !sound) return sound.error();

  Model model;
  auto network = compile(project->graph);
  if (!network) return network.error();
  model.network = *network;
  auto parameters =
      Parameters<float>::create(project->graph, model.network->analysis, project->training.seed);
  if (!parameters) return parameters.error();
  model.parameters = *parameters;

  const std::string weightsPath = arguments.text("--weights").value_or("");
  const auto tensors = readSafetensors(weightsPath);
  if (!tensors) return aboutFile(weightsPath, tensors.error());
  if (const auto loaded = model.parameters->load(*tensors); !loaded)
    return aboutFile(weightsPath, loaded.error());
  model.project = std::move(*project);
  return model;
}

Result<void> makeProgram(Model& model, const Arguments& arguments, const ProgramOptions& options) {
  const auto threads = static_cast<int>(arguments.integer("--threads").value_or(0));
  model.workers = std::make_unique<Workers>(threads > 0 ? threads : hardwareThreads());
  auto program = Program<float>::create(model.network, model.parameters, *model.workers, options);
  if (!program) return program.error();
  model.program = std::move(*program);
  return {};
}

Result<std::shared_ptr<const Dataset>> openData(const DataSettings& settings) {
  Progress progress(Progress::styleFor(false));
  LoadContext context;
  context.progress = [&](double share) { progress.preparing(share); };
  auto dataset = loadDataset(settings, context);
  progress.clear();
  return dataset;
}

}  // namespace loom
