#pragma once

// What the trainer works on, whether it learns or not: the data, the network, its weights, and the
// program that looks at them. The trainer's thread owns it; only dataset() may be called from
// elsewhere.

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/threads.h"
#include "engine/data/dataset.h"
#include "engine/data/loader.h"
#include "engine/graph/program.h"
#include "engine/inspect/inspection.h"
#include "engine/train/kept_weights.h"
#include "engine/train/past_view.h"

namespace loom {

/// The same drawing, but for what does not change the network: places, names, and how it learns
/// (frozen, init, penalties), which is the next run's affair.
bool isSameNetwork(const Graph& a, const Graph& b);

class WorkingModel {
 public:
  explicit WorkingModel(Workers& workers) : workers_(workers), past_(workers) {}

  /// Loads what the settings name, unless it is there already. What it was mixed with stays at
  /// hand.
  Result<void> loadData(const DataSettings& settings, const LoadContext& context);
  void forgetData();
  /// Any thread.
  std::shared_ptr<const Dataset> dataset() const;
  /// The same if they are those that `settings` name, however they are split; else null.
  std::shared_ptr<const Dataset> dataset(const DataSettings& settings) const;

  /// Compiles the project's network. The weights stay if the network is the same and `keep` is set;
  /// else they start afresh from the project's seed. Weights that are not worth keeping start
  /// afresh also where a node asks for another start.
  Result<void> build(const Project& project, bool keep);
  /// The weights were learned, or read from somewhere.
  void setWorthKeeping() { worthKeeping_ = true; }
  bool isWorthKeeping() const { return worthKeeping_; }
  /// Whether these are weights of this network, and worth to go on from.
  bool hasLearned(const Graph& graph) const;
  void weightsWereRead() {
    setWorthKeeping();
    ++weightsNumber_;
    forgetPast();
  }
  /// Another one whenever the weights start afresh or were read; learning does not change it.
  int weightsNumber() const { return weightsNumber_; }
  /// After this there is nothing to look at until the next build.
  void stopLooking() {
    inspection_ = nullptr;
    past_.forget();
  }
  bool canLook() const { return inspection_ != nullptr; }
  const std::shared_ptr<const Network>& network() const { return network_; }
  /// Null before the first build.
  const std::shared_ptr<Parameters<float>>& parameters() const { return parameters_; }
  /// What the weights were when epochs ended; they are forgotten with the weights.
  KeptWeights& kept() { return kept_; }
  const KeptWeights& kept() const { return kept_; }

  /// As Observer::answer, to the drawing. REQUIRES of these four: canLook().
  bool answer(const ViewRequest& request, std::vector<float>& probabilities);
  /// Fills all of the snapshot; of now where the epoch that is asked for is not kept.
  void look(const ViewRequest& request, std::int64_t step, bool learning, Snapshot& out);
  /// As Inspection::probe.
  bool probe(const ViewRequest& request, const Batch* batch, std::int64_t step);
  Inspection& inspection() { return *inspection_; }

 private:
  void forgetPast();
  /// What looks at the past epoch that is asked for; null: none is, or it is not kept.
  PastView* past(const ViewRequest& request);
  struct Data {
    std::shared_ptr<const Dataset> dataset = nullptr;
    DataSettings settings = {};
    std::string version = {};
    bool isThere(const Data& wanted) const;
  };

  Workers& workers_;
  mutable std::mutex datasetMutex_;  // both below, when replaced or read by another thread
  Data data_;
  Data other_;  // that data_ was mixed with
  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  bool worthKeeping_ = false;  // parameters_
  int weightsNumber_ = 0;
  std::unique_ptr<Inspection> inspection_;
  std::shared_ptr<Records> records_ = std::make_shared<Records>();  // of parameters_
  KeptWeights kept_;
  PastView past_;
  double validationFraction_ = 0;
  std::uint64_t splitSeed_ = 0;
  std::vector<std::int32_t> candidates_;  // samples to search; empty: not asked for yet
  bool ofValidation_ = true;              // candidates_
};

}  // namespace loom
