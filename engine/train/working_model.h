#pragma once

// What the trainer works on, whether it learns or not: the data, the network, its weights, and the
// program that looks at them. The trainer's thread owns it; only dataset() may be called from
// elsewhere.

#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/threads.h"
#include "engine/data/dataset.h"
#include "engine/graph/program.h"
#include "engine/inspect/observer.h"

namespace loom {

class WorkingModel {
 public:
  explicit WorkingModel(Workers& workers) : workers_(workers) {}

  /// Loads what the settings name, unless it is there already.
  Result<void> loadData(const DataSettings& settings, const LoadContext& context);
  void forgetData();
  /// Any thread; null if there are none, or others than `settings` name.
  std::shared_ptr<const Dataset> dataset() const;
  std::shared_ptr<const Dataset> dataset(const DataSettings& settings) const;

  /// Compiles the project's network. The weights stay if the network is the same and `keep` is set;
  /// else they start afresh from the project's seed. Weights that are not worth keeping start
  /// afresh also where a node asks for another start.
  Result<void> build(const Project& project, bool keep);
  /// The weights were learned, or read from somewhere.
  void setWorthKeeping() { worthKeeping_ = true; }
  /// After this there is nothing to look at until the next build.
  void stopLooking() { observer_ = nullptr; }
  bool canLook() const { return observer_ != nullptr; }
  const std::shared_ptr<const Network>& network() const { return network_; }
  /// Null before the first build.
  const std::shared_ptr<Parameters<float>>& parameters() const { return parameters_; }

  /// Fills all of the snapshot but its step. REQUIRES: canLook().
  void look(const ViewRequest& request, Snapshot& out);

 private:
  Workers& workers_;
  mutable std::mutex datasetMutex_;  // both below, when replaced or read by another thread
  std::shared_ptr<const Dataset> dataset_;
  DataSettings datasetSettings_;
  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  bool worthKeeping_ = false;  // parameters_
  std::unique_ptr<Observer> observer_;
};

}  // namespace loom
