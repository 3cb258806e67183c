#pragma once

// What most verbs begin with: a project, checked, and a program of it with trained weights. Main
// thread.

#include <functional>
#include <memory>
#include <string>

#include "app/command_line.h"
#include "engine/base/result.h"
#include "engine/base/threads.h"
#include "engine/data/dataset.h"
#include "engine/graph/analysis.h"
#include "engine/graph/parameters.h"
#include "engine/graph/program.h"
#include "engine/graph/project.h"

namespace loom {

/// The project that the first operand names, with the data of --data.
Result<Project> openProject(const Arguments& arguments);

/// "conv2: kernel_size 7x7 is larger ...".
std::string problemText(const Problem& problem);
/// Writes warnings to standard error; fails with all errors, a line each.
Result<void> refuseProblems(const Analysis& analysis);

struct Model {
  Project project;
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;
  std::unique_ptr<Workers> workers;
  std::unique_ptr<Program<float>> program;  // uses the workers: goes first

  const Shape& outputShape() const;
};

/// What a verb checks of a project: all of it, or only the network, where the samples come from
/// elsewhere.
enum class Checked { Project, Network };

/// The network of the project with --weights, without a program yet. `adapt` may change the project
/// before it is checked.
Result<Model> openModel(const Arguments& arguments, Checked checked = Checked::Project,
                        const std::function<void(Project&)>& adapt = {});
/// Makes the model's program, with --threads.
Result<void> makeProgram(Model& model, const Arguments& arguments, const ProgramOptions& options);

/// The data of a project, with progress on standard error if that is a terminal.
Result<std::shared_ptr<const Dataset>> openData(const DataSettings& settings);

/// The same error, saying which file it is about unless it does already.
Error aboutFile(const std::string& path, const Error& error);

}  // namespace loom
