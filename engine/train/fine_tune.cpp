#include "engine/train/fine_tune.h"

#include <algorithm>

#include "engine/data/dataset.h"

namespace loom {

namespace {

constexpr int kFineTuneEpochs = 3;
constexpr int kFineTuneBatch = 64;
constexpr double kFineTuneRate = 0.001;  // with half of it, 30 mirrored digits cost 0.3 points
// Samples of the other data: so many, and more for many drawings, lest these outweigh them.
constexpr std::int64_t kFewestOthers = 4000;
constexpr std::int64_t kOthersEach = 100;
constexpr std::int64_t kMostOthers = 50'000;
constexpr std::int64_t kMostRepeats = 30;

}  // namespace

Result<Project> fineTuneOnMyDigits(Project project, int drawings) {
  if (project.data.source != "my_digits") {
    const auto spec = dataSpec(project.data);
    if (!spec) {
      return badInput({LOOM_TEXT("My digits cannot be mixed with the data %1, which this network "
                                 "learned; choose the data My digits and train on them alone."),
                       {project.data.source}});
    }
    const std::int64_t own = std::max(drawings, 1);
    const std::int64_t others = std::clamp(kOthersEach * own, kFewestOthers, kMostOthers);
    const std::int64_t repeat = std::clamp<std::int64_t>(others / own, 1, kMostRepeats);
    project.data.source = "my_digits";
    project.data.params = {{"mix", *spec}, {"mix_samples", others}, {"repeat", repeat}};
  }
  TrainingSettings& training = project.training;
  training.epochs = kFineTuneEpochs;
  training.batchSize = kFineTuneBatch;
  training.shuffle = true;
  // Its step does not depend on how large the gradients of this network happen to be.
  training.optimizer = {"Adam", {{"lr", kFineTuneRate}}};
  training.schedule = {"CosineAnnealingLR", {}};
  training.earlyStopping.reset();
  return project;
}

}  // namespace loom
