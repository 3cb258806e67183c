#pragma once

// A layer on its way from the palette to the canvas: its outline follows the pointer, a wire under
// it lights up and will take it in. GUI thread.

#include <memory>
#include <optional>

#include "engine/graph/graph.h"
#include "ui/canvas/gestures/gesture.h"

class QGraphicsItem;

namespace loom {
struct LayerType;
}

namespace loom::ui {

class PlaceGesture : public Gesture {
 public:
  PlaceGesture(Canvas& canvas, const loom::LayerType& type);
  ~PlaceGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override {}  // the destructor takes the outline away

 private:
  bool isOver(const Pointer& pointer) const;
  void light(const std::optional<loom::Link>& link);

  const loom::LayerType& type_;
  std::unique_ptr<QGraphicsItem> ghost_;
  std::optional<loom::Link> target_;
};

}  // namespace loom::ui
