#pragma once

// The evaluations that there are: the newest of each part of the data, and those of past epochs, so
// that going back to one is instant. It keeps a bounded number of samples. GUI thread.

#include <cstdint>
#include <list>
#include <memory>

#include "engine/train/examiner.h"

namespace loom::ui {

class ReportShelf {
 public:
  /// Of past epochs, together; a sample takes 36 bytes.
  static constexpr std::int64_t kMostSamples = 1'000'000;

  struct Kept {
    std::shared_ptr<const loom::EvaluationReport> report;
    loom::WeightsMoment moment;
  };

  void put(std::shared_ptr<const loom::EvaluationReport> report, const loom::WeightsMoment& moment);
  /// `epoch` -1: of the weights of now. Null: there is none.
  const Kept* find(loom::DataPart part, int epoch) const;
  void clear() { kept_.clear(); }
  /// Whether any was of data other than these two, which it would keep in memory.
  bool dropAllBut(const std::shared_ptr<const loom::Dataset>& dataset,
                  const std::shared_ptr<const loom::Dataset>& other);
  /// Epochs of other weights than these (TrainerStatus::weightsNumber) are over.
  void dropEpochsBut(int weightsNumber);
  std::size_t size() const { return kept_.size(); }

 private:
  std::list<Kept> kept_;  // the newest first
};

}  // namespace loom::ui
