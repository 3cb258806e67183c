#include "engine/inspect/other_models.h"

#include <algorithm>
#include <new>
#include <utility>

#include "engine/graph/program.h"
#include "engine/inspect/observer.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"

namespace loom {

/// One model as the thread has it.
class OtherModels::Reader {
 public:
  explicit Reader(const ModelFiles& files, Workers& workers) {
    answer_.files = files;
    try {
      if (const auto done = read(workers); !done) answer_.problem = done.error().text;
    } catch (const std::bad_alloc&) {
      answer_.problem = LOOM_TEXT("The machine has not enough free memory for this model.");
    }
  }

  const ModelAnswer& answer() const { return answer_; }

  void ask(const std::vector<float>& drawing, std::int64_t id) {
    answer_.drawingId = id;
    answer_.probabilities.clear();
    if (!program_ || drawing.empty()) return;
    const Analysis& analysis = network_->analysis;
    const Shape& wanted = *analysis.find(analysis.inputNodes.front())->output;
    const bool fits = analysis.inputNodes.size() == 1 &&
                      wanted.elements() == static_cast<std::int64_t>(drawing.size());
    if (!fits) {
      answer_.problem = {LOOM_TEXT("This model takes %1, which the pad does not draw."),
                         {wanted.text()}};
      return;
    }
    std::copy(drawing.begin(), drawing.end(), program_->input());
    program_->forward(1, {});
    const Shape& output = *analysis.find(analysis.outputNode)->output;
    if (output.rank() != 1 || output.elements() < 2) {
      answer_.problem = {LOOM_TEXT("This model gives %1 and not a probability a class."),
                         {output.text()}};
      return;
    }
    const float* scores = program_->output();
    answer_.probabilities = softmax({scores, scores + output.elements()});
  }

 private:
  Result<void> read(Workers& workers);

  std::shared_ptr<const Network> network_;
  std::unique_ptr<Program<float>> program_;  // null where there is a problem
  ModelAnswer answer_;
};

Result<void> OtherModels::Reader::read(Workers& workers) {
  auto project = loadProject(answer_.files.project);
  if (!project) return project.error();
  answer_.name = project->name;
  const Analysis analysis = analyse(project->graph);
  for (const Problem& problem : analysis.problems)
    if (problem.severity == Problem::Severity::Error) return badInput(problem.text);
  auto network = compile(project->graph);
  if (!network) return network.error();
  network_ = std::move(*network);
  auto parameters = Parameters<float>::create(project->graph, network_->analysis, 0);
  if (!parameters) return parameters.error();
  const auto tensors = readSafetensors(answer_.files.weights);
  if (!tensors) return tensors.error();
  if (const auto loaded = (*parameters)->load(*tensors); !loaded) return loaded.error();
  ProgramOptions options;
  options.backward = false;
  options.share = true;
  auto program = Program<float>::create(network_, *parameters, workers, options);
  if (!program) return program.error();
  program_ = std::move(*program);
  return {};
}

OtherModels::OtherModels(std::function<void()> onNews) : onNews_(std::move(onNews)) {
  thread_ = std::jthread([this](std::stop_token stop) { work(stop); });
}

OtherModels::~OtherModels() = default;

void OtherModels::use(std::vector<ModelFiles> models) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(models);
    isNew_ = true;
  }
  wake_.notify_one();
}

void OtherModels::ask(std::vector<float> drawing, std::int64_t id) {
  {
    const std::lock_guard lock(mutex_);
    drawing_ = std::move(drawing);
    drawingId_ = id;
    isNew_ = true;
  }
  wake_.notify_one();
}

bool OtherModels::takeAnswers(std::vector<ModelAnswer>& out) {
  const std::lock_guard lock(mutex_);
  if (!std::exchange(hasNews_, false)) return false;
  out = answers_;
  return true;
}

void OtherModels::work(std::stop_token stop) {
  const FlushDenormals flush;
  Workers workers(1);
  std::vector<std::unique_ptr<Reader>> models;  // as wanted; they use the workers: go first
  std::vector<ModelFiles> wanted;
  std::vector<float> drawing;
  std::int64_t id = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return isNew_; })) return;
      isNew_ = false;
      wanted = wanted_;
      drawing = drawing_;
      id = drawingId_;
    }
    std::vector<std::unique_ptr<Reader>> before = std::exchange(models, {});
    for (const ModelFiles& files : wanted) {
      const auto known = std::ranges::find_if(before, [&](const std::unique_ptr<Reader>& reader) {
        return reader && reader->answer().files == files;
      });
      models.push_back(known == before.end() ? std::make_unique<Reader>(files, workers)
                                             : std::move(*known));
      if (stop.stop_requested()) return;
    }
    std::vector<ModelAnswer> answers;
    for (const auto& model : models) {
      model->ask(drawing, id);
      answers.push_back(model->answer());
    }
    publish(answers);
  }
}

void OtherModels::publish(const std::vector<ModelAnswer>& answers) {
  bool tell = false;
  {
    const std::lock_guard lock(mutex_);
    answers_ = answers;
    tell = !std::exchange(hasNews_, true);
  }
  if (tell) onNews_();
}

}  // namespace loom
