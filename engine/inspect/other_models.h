#pragma once

// Trained models beside the one in the window that answer the same drawing: each is a project file
// and its weights, read and run on a thread of its own, so that nobody waits for them. The methods
// belong to one controlling thread.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/text.h"

namespace loom {

/// Where a trained model lies. Two of the same files are the same model.
struct ModelFiles {
  std::string project;
  std::string weights;
  bool operator==(const ModelFiles&) const = default;
};

struct ModelAnswer {
  ModelFiles files;
  std::string name;            // of the project, once it was read
  Text problem;                // why it does not answer; empty: it does, or will
  std::int64_t drawingId = 0;  // 0: nothing was asked yet
  std::vector<float> probabilities;
};

class OtherModels {
 public:
  /// `onNews` is called on the models' thread when there are answers to take and those before were
  /// taken; it must return at once.
  explicit OtherModels(std::function<void()> onNews);
  ~OtherModels();

  /// From now on these answer. Each is read when it is new here.
  void use(std::vector<ModelFiles> models);
  /// The newest drawing wins; an empty one asks nothing.
  void ask(std::vector<float> drawing, std::int64_t id);
  /// In the order of use(); false if nothing is new since the last call.
  bool takeAnswers(std::vector<ModelAnswer>& out);

 private:
  class Reader;  // one model, as the thread has it

  void work(std::stop_token stop);
  void publish(const std::vector<ModelAnswer>& answers);

  const std::function<void()> onNews_;
  std::mutex mutex_;  // all up to the thread
  std::condition_variable_any wake_;
  std::vector<ModelFiles> wanted_;
  std::vector<float> drawing_;
  std::int64_t drawingId_ = 0;
  bool isNew_ = false;  // wanted_, drawing_
  std::vector<ModelAnswer> answers_;
  bool hasNews_ = false;

  std::jthread thread_;  // last: it must end before what it uses
};

}  // namespace loom
