#pragma once

// Selects the pressed node and moves all selected ones together, on the grid. A single node without
// wires that is let go on a wire goes in between. GUI thread.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/guides.h"

namespace loom::ui {

class MoveGesture : public Gesture {
 public:
  /// `unit`: what was pressed, one node or all of a block.
  MoveGesture(Canvas& canvas, const Pointer& start, std::set<std::string> unit);
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
  std::set<std::string> unit_;
  std::string node_;                        // the first of them
  std::set<std::string> before_;            // selection at the press
  std::map<std::string, QPointF> origins_;  // empty until it is a drag
  std::map<std::string, QPointF> positions_;
  std::optional<loom::Link> target_;  // the wire it would go into
  bool mayInsert_ = false;
  QRectF held_;  // what is seen of the pressed unit, at the press
  std::vector<QRectF> others_;
  std::unique_ptr<GuideLines> guides_;  // from the first move on
};

}  // namespace loom::ui
