#pragma once

// Runs the network on what a person looks at (a sample, a drawing) and copies out what the screen
// asked for. It shares the weights with the program that learns and is called between two steps, on
// the trainer's thread.

#include <memory>

#include "engine/data/dataset.h"
#include "engine/graph/program.h"
#include "engine/train/snapshot.h"

namespace loom {

class Observer {
 public:
  static Result<std::unique_ptr<Observer>> create(std::shared_ptr<const Network> network,
                                                  std::shared_ptr<Parameters<float>> parameters,
                                                  Workers& workers);

  /// Fills what there is at once: all but step, flow, top, health and the close view's
  /// spreads. `dataset` may be null: then nothing but a drawing can be shown.
  void look(const ViewRequest& request, const Dataset* dataset, Snapshot& out);

  /// What the network says to a drawing and nothing else, which is much less work; nothing where it
  /// does not classify. False: it is not of the network's shape.
  bool answer(const std::vector<float>& drawing, const Dataset* dataset,
              std::vector<float>& probabilities);

  bool classifies(const Dataset* dataset) const;

  /// What the node gave for the sample that is shown; valid until the next call.
  const std::vector<float>& shown(const std::string& node);
  /// What the Input node takes.
  const Shape& inputShape() const;

 private:
  Observer(std::shared_ptr<const Network> network, std::shared_ptr<Parameters<float>> parameters,
           std::unique_ptr<Program<float>> program);
  void histograms(const ViewRequest& request, Snapshot& out) const;

  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::unique_ptr<Program<float>> program_;
  std::vector<float> scores_, shown_;
};

/// exp(x) / sum exp(x), shifted by the largest so that nothing overflows.
std::vector<float> softmax(const std::vector<float>& scores);

}  // namespace loom
