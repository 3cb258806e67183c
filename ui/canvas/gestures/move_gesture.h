#pragma once

// Selects the pressed node and moves all selected ones together, on the grid. A single node without
// wires that is let go on a wire goes in between. GUI thread.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"

namespace loom::ui {

class MoveGesture : public Gesture {
 public:
  MoveGesture(Canvas& canvas, const Pointer& start, std::string node);
  ~MoveGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  void beginDrag();
  void findWire(const Pointer& pointer);
  void light(const std::optional<loom::Link>& link);

  Pointer start_;
  std::string node_;
  std::set<std::string> before_;            // selection at the press
  std::map<std::string, QPointF> origins_;  // empty until it is a drag
  std::map<std::string, QPointF> positions_;
  std::optional<loom::Link> target_;  // the wire it would go into
  bool mayInsert_ = false;
};

}  // namespace loom::ui
