#pragma once

// Selects what was pressed and moves all that is selected together, on the grid. A single node
// without wires that is let go on a wire goes in between. GUI thread.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/guides.h"
#include "ui/canvas/scene.h"

namespace loom::ui {

class MoveGesture : public Gesture {
 public:
  /// `unit`: what was pressed, a node, all of a block, or a note.
  MoveGesture(Canvas& canvas, const Pointer& start, Chosen unit);
  ~MoveGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  void beginDrag();
  void findWire(const Pointer& pointer);
  QPointF shift(const Pointer& pointer);
  std::string frameUnder(const Pointer& pointer) const;
  void light(const std::optional<loom::Link>& link);

  Pointer start_;
  Chosen unit_;
  std::string node_;  // the first of its nodes; empty: a note was pressed
  Chosen before_;     // selection at the press
  bool dragging_ = false;
  Places origins_, places_;
  std::optional<loom::Link> target_;  // the wire it would go into
  bool mayInsert_ = false;
  QRectF held_;  // what is seen of the pressed unit, at the press
  std::vector<QRectF> others_;
  std::unique_ptr<GuideLines> guides_;  // from the first move on
};

}  // namespace loom::ui
