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
  void show(const Report& newest, const Scene& scene);
  /// The nodes are another project's: what was said of these is not said of those.
  void forget();
  /// Nodes may have come or been folded.
  void again(const Scene& scene);

 private:
  Report shown_, forgotten_;
};

}  // namespace loom::ui
