#pragma once

// Looks at a network as it was when a kept epoch ended: on weights of its own, so that what learns
// meanwhile goes on untouched. It says of them what it would say had they been read from a file;
// beside their spreads stand those of the run. It takes memory only while somebody looks. The
// trainer's thread.

#include <memory>

#include "engine/inspect/inspection.h"
#include "engine/train/kept_weights.h"

namespace loom {

class PastView {
 public:
  explicit PastView(Workers& workers) : workers_(workers) {}

  /// Ready to look at that moment of the network; its weights lie as `present` ones do. Fails
  /// where memory is short.
  Result<void> turnTo(const std::shared_ptr<const Network>& network,
                      const Parameters<float>& present, const KeptWeights::Moment& moment);
  void forget();

  /// As Inspection::answer. REQUIRES of these three: turnTo() was called for what they are to show.
  bool answer(const std::vector<float>& drawing, const Dataset* dataset,
              std::vector<float>& probabilities) {
    return inspection_->answer(drawing, dataset, probabilities);
  }
  /// Fills all of the snapshot.
  void look(const ViewRequest& request, const Dataset* dataset, const Records& run, Snapshot& out);
  /// As Inspection::probe, with no batch that was learned.
  bool probe(const ViewRequest& request, ProbeSource source);

 private:
  Result<void> prepare(const std::shared_ptr<const Network>& network,
                       const Parameters<float>& present);
  void addSpreads(const Records& run, CloseView& close) const;

  Workers& workers_;
  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::unique_ptr<Inspection> inspection_;
  int epoch_ = -1;
  std::int64_t step_ = 0;
};

}  // namespace loom
