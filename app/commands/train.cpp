// layerloom train: a run from the terminal, saved in a run directory, that can be interrupted and
// resumed.

#include <csignal>
#include <filesystem>
#include <thread>

#include "app/commands/commands.h"
#include "app/commands/train_report.h"
#include "app/interrupt.h"
#include "app/model.h"
#include "app/output.h"
#include "engine/io/run_directory.h"
#include "engine/io/safetensors.h"

namespace fs = std::filesystem;

namespace loom {
namespace {

constexpr auto kPoll = std::chrono::milliseconds(20);

/// What the command line asks for.
struct Job {
  Project project;
  TrainerOptions options;
  std::string run;
};

void applyFlags(const Arguments& arguments, Project& project) {
  TrainingSettings& training = project.training;
  if (const auto epochs = arguments.integer("--epochs"))
    training.epochs = static_cast<int>(*epochs);
  if (const auto batch = arguments.integer("--batch-size"))
    training.batchSize = static_cast<int>(*batch);
  if (const auto lr = arguments.real("--lr")) training.optimizer.params.set("lr", *lr);
  if (const auto seed = arguments.seed("--seed")) training.seed = *seed;
  if (const auto share = arguments.real("--validation-fraction"))
    project.data.validationFraction = *share;
  if (arguments.has("--no-shuffle")) training.shuffle = false;
}

/// A resumed run is the run it was: only how far and how fast it goes may change.
Result<Job> resumedJob(const Arguments& arguments) {
  for (const char* flag : {"--data", "--batch-size", "--lr", "--seed", "--validation-fraction",
                           "--no-shuffle", "--init", "--run"}) {
    if (arguments.has(flag)) {
      return badInput(
          Text("%1 cannot change a run that is resumed; leave it out, or start a new run", {flag}));
    }
  }
  Job job;
  job.run = *arguments.text("--resume");
  const auto directory = RunDirectory::open(job.run);
  if (!directory) return directory.error();
  auto project = (*directory)->project();
  if (!project) return aboutFile(job.run, project.error());
  const auto state = (*directory)->state();
  if (!state) return state.error();
  const auto bound = arguments.integer("--max-steps").value_or(0);
  if (bound > 0 && bound <= state->step) {
    return badInput(
        Text("the run is at step %1 already; --max-steps counts from its beginning, so give more "
             "than that",
             {std::to_string(state->step)}));
  }
  job.project = std::move(*project);
  job.options.resumeDirectory = job.run;
  return job;
}

Result<Job> newJob(const Arguments& arguments) {
  if (arguments.operands().empty()) {
    return badInput("something is missing; expected: layerloom train FILE");
  }
  Job job;
  auto project = openProject(arguments);
  if (!project) return project.error();
  job.project = std::move(*project);
  if (const auto path = arguments.text("--init")) {
    auto weights = readSafetensors(*path);
    if (!weights) return aboutFile(*path, weights.error());
    job.options.initial = std::move(*weights);
  }
  const std::string& path = arguments.operands()[0];
  const std::string name =
      job.project.name.empty() ? fs::path(path).stem().string() : job.project.name;
  job.run = arguments.text("--run").value_or(newRunDirectory(path, name));
  job.options.runDirectory = job.run;
  return job;
}

Result<Job> jobOf(const Arguments& arguments) {
  Result<Job> job = arguments.has("--resume") ? resumedJob(arguments) : newJob(arguments);
  if (!job) return job;
  applyFlags(arguments, job->project);
  job->options.threads = static_cast<int>(arguments.integer("--threads").value_or(0));
  job->options.maxSteps = arguments.integer("--max-steps").value_or(0);
  if (const auto sound = refuseProblems(analyse(job->project)); !sound) return sound.error();
  if (arguments.has("--resume")) return job;
  if (const auto ready = prepareRunDirectory(job->run); !ready) {
    if (ready.error().kind == Error::Kind::BadInput) return ready.error();
    return failed(Text("%1 Or save the run elsewhere with --run DIR.", {ready.error().message()}));
  }
  return job;
}

bool ended(TrainerStatus::State state) {
  using State = TrainerStatus::State;
  return state == State::Finished || state == State::Stopped || state == State::Failed;
}

/// Follows the run to its end; gives its last status.
TrainerStatus follow(Trainer& trainer, TrainReport& report, const Interrupt& interrupt) {
  std::vector<Point> points;
  bool stopping = false;
  for (;;) {
    const TrainerStatus status = trainer.status();
    trainer.drainPoints(points);
    report.add(status, points);
    if (ended(status.state)) return status;
    if (interrupt.requested() && !stopping) {
      trainer.stop();
      stopping = true;
    }
    std::this_thread::sleep_for(kPoll);
  }
}

/// A run that never began leaves no folder behind.
void removeUnused(const Job& job) {
  std::error_code ignored;
  if (job.options.runDirectory.empty() || !fs::remove(job.run, ignored))
    return;  // fails unless it is empty
  const fs::path runs = fs::path(job.run).parent_path();
  if (runs.extension() == ".runs") fs::remove(runs, ignored);
}

int train(const Arguments& arguments) {
  // Whoever reads the events may go away; the run goes on and is saved.
  std::signal(SIGPIPE, SIG_IGN);
  const Result<Job> job = jobOf(arguments);
  if (!job) return report(job.error());
  const Interrupt interrupt;
  TrainReport::Options options;
  options.json = arguments.has("--json");
  options.quiet = arguments.has("--quiet");
  options.steps = arguments.has("--log-steps");
  options.projectPath = arguments.operands().empty()
                            ? (fs::path(job->run) / "project.loom").string()
                            : arguments.operands()[0];
  options.run = job->run;
  TrainReport trainReport(options, job->project);

  Trainer trainer;
  trainer.start(job->project, job->options);
  const TrainerStatus status = follow(trainer, trainReport, interrupt);
  trainer.wait();
  removeUnused(*job);
  return trainReport.finish(status, interrupt.requested());
}

Flag integerFlag(const char* name, const char* help, double min, double max) {
  return {name, "N", help, Flag::Kind::Int, min, max};
}

}  // namespace

Verb trainVerb() {
  return {"train",
          "FILE",
          "Train a network and save the run: weights, metrics, and what a resume needs.",
          "The run is saved beside the project, in <project>.runs/<UTC time>-<name>, unless --run "
          "names a folder.\n"
          "Ctrl+C ends it at the next step and saves it; --resume goes on as if it had not been "
          "interrupted,\nwith the run's own copy of the project.",
          0,
          1,
          {jsonFlag(),
           dataFlag(),
           integerFlag("--epochs", "times through the training data", 1, 1e6),
           integerFlag("--batch-size", "samples a step", 1, 65536),
           {"--lr", "X", "learning rate", Flag::Kind::Real, 0, 1e6},
           {"--seed", "N", "of the first weights, the order of the samples and all that is random",
            Flag::Kind::Seed},
           threadsFlag(),
           integerFlag("--max-steps", "end after this many steps of the run; 0: no bound", 0, 9e15),
           {"--validation-fraction", "X",
            "share of the training data to validate on; 0: train on all", Flag::Kind::Real, 0, 0.9},
           {"--no-shuffle", "", "take the samples in their order", Flag::Kind::Switch},
           {"--init", "WEIGHTS", "start from these weights"},
           {"--run", "DIR", "save the run there"},
           {"--resume", "DIR", "go on with the run that was saved there"},
           {"--log-steps", "", "with --json, one line a step too", Flag::Kind::Switch},
           {"--quiet", "", "say nothing but errors", Flag::Kind::Switch}},
          train};
}

}  // namespace loom
