#pragma once

// What the tests of the trainer share: LeNet-5 on a folder of IDX files, and waiting for a status.

#include <QTemporaryDir>
#include <chrono>
#include <functional>
#include <thread>

#include "engine/networks.h"
#include "engine/train/trainer.h"

namespace loom::test {

inline Project lenetOn(const QTemporaryDir& folder, int epochs) {
  Project project = lenet();
  project.data.source = "idx";
  project.data.params.set("folder", folder.path().toStdString());
  project.data.validationFraction = 0.1;
  project.training.epochs = epochs;
  return project;
}

/// Whether the status becomes so within half a minute; a warning says what it is instead.
inline bool reaches(Trainer& trainer, const std::function<bool(const TrainerStatus&)>& expected) {
  for (int i = 0; i < 6000; ++i) {
    if (expected(trainer.status())) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  const TrainerStatus found = trainer.status();
  qWarning("state %d, step %lld, %d threads: %s", static_cast<int>(found.state),
           static_cast<long long>(found.step), found.threads, found.message.english().c_str());
  return false;
}
inline bool reaches(Trainer& trainer, TrainerStatus::State state) {
  return reaches(trainer, [state](const TrainerStatus& status) { return status.state == state; });
}

}  // namespace loom::test
