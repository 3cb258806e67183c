#pragma once

// The small lights on the nodes that say how well each learns. Nodes are told only what changed.
// GUI thread.

#include <memory>
#include <vector>

#include "engine/inspect/health.h"

namespace loom::ui {

class Scene;

class Lights {
 public:
  using Report = std::shared_ptr<const std::vector<NodeHealth>>;

  /// Null: all are off.
  void show(const Report& report, const Scene& scene);
  /// Nodes may have come or been folded.
  void again(const Scene& scene);

 private:
  Report shown_;
};

}  // namespace loom::ui
