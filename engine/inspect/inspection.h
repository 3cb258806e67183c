#pragma once

// All that a person may look at in one network: what the Observer sees at once, and what takes
// longer and is therefore done in slices (which units live, what runs through a wire, what excites
// a channel) or around a step (how far it moves the weights). Whoever calls decides when there is
// time. The trainer's thread, between two steps; no bit of training depends on it: it reads the
// weights, and writes over gradients only after the step has used them.

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/data/batch.h"
#include "engine/inspect/observer.h"
#include "engine/inspect/occlusion.h"
#include "engine/inspect/statistics.h"
#include "engine/inspect/top_search.h"
#include "engine/inspect/units.h"
#include "engine/inspect/vitals.h"

namespace loom {

/// What was found out about some weights while they learned. It lives as long as they do.
struct Records {
  static constexpr std::size_t kMostNodes = 32;  // whose spreads are kept
  std::vector<NodeFigures> figures;              // of the step that was measured last
  UnitCounts units;
  std::map<std::string, std::array<ThinnedSpreads, 4>> spreads;  // by node, by SpreadHistory::Of
  std::shared_ptr<const std::vector<NodeHealth>> health;
  bool isNews = false;  // since health was written
};

/// Where the samples come from that are run through the network.
struct ProbeSource {
  const Dataset* dataset = nullptr;
  const Batch* batch = nullptr;                   // learned last; null: none
  std::int64_t step = 0;                          // steps done
  std::span<const std::int32_t> candidates = {};  // training samples that may excite a channel
  bool ofValidation = true;                       // they learn nothing
};

class Inspection {
 public:
  static Result<std::unique_ptr<Inspection>> create(std::shared_ptr<const Network> network,
                                                    std::shared_ptr<Parameters<float>> parameters,
                                                    std::shared_ptr<Records> records,
                                                    Workers& workers);

  /// Fills everything but step. While it learns, what is costly is renewed a few
  /// times a second.
  void look(const ViewRequest& request, const Dataset* dataset, std::int64_t step, bool learning,
            Snapshot& out);

  bool answer(const std::vector<float>& drawing, const Dataset* dataset,
              std::vector<float>& probabilities) {
    return observer_->answer(drawing, dataset, probabilities);
  }

  static bool wantsStep(const ViewRequest& request) {
    return request.health || !request.closely.empty();
  }
  static bool wantsProbes(const ViewRequest& request) {
    return wantsStep(request) || !request.wire.empty() ||
           (request.occlusion && !request.drawing.empty());
  }
  void beforeStep() { vitals_.before(*parameters_); }
  void afterStep(const ViewRequest& request, std::int64_t step);
  /// The weights are others, and no step made them so.
  void weightsChanged();
  /// The weights are those of another moment: nothing that was found out holds for them.
  void forget();

  /// A slice of what takes longer; false if there is nothing to do for now.
  bool probe(const ViewRequest& request, const ProbeSource& source);

 private:
  using Clock = std::chrono::steady_clock;

  Inspection(std::shared_ptr<const Network> network, std::shared_ptr<Parameters<float>> parameters,
             std::shared_ptr<Records> records, std::unique_ptr<Observer> observer,
             Workers& workers);
  Program<float>* prober();
  bool probeSamples(const ViewRequest& request, const ProbeSource& source);
  bool occlude(const ViewRequest& request, const ProbeSource& source);
  bool watch(const ViewRequest& request, const ProbeSource& source);
  void run(Program<float>& program, const Batch& batch, const Dataset& dataset);
  void measureFlow(const Program<float>& program, const std::string& node, int samples);
  const Batch* firstSamples(const Dataset& dataset);
  void measureSpreads(const std::string& node, std::int64_t step);
  void add(const std::string& node, SpreadHistory::Of of, std::span<const std::span<const float>>,
           std::int64_t step);
  void fillClose(CloseView& close, std::int64_t step, bool learning);
  void judgeAll();

  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::shared_ptr<Records> records_;
  std::unique_ptr<Observer> observer_;
  Workers& workers_;
  ActivityNodes activity_;
  Vitals vitals_;
  TopSearch top_;
  Occlusion occlusion_;
  std::unique_ptr<Program<float>> prober_;
  bool proberFailed_ = false;
  std::int64_t watchedStep_ = -1;
  Flow flow_;
  std::int64_t flowStep_ = -1;
  bool topsTurn_ = false;
  bool drawingsTurn_ = false;
  bool ofValidation_ = true;
  Batch first_;
  std::vector<float> values_;
  std::string spreadNode_;
  Clock::time_point spreadAt_, judgedAt_;
};

}  // namespace loom
