#pragma once

// A layer or a block on its way from the palette to the canvas: its outline follows the pointer, a
// wire under it lights up and will take it in. GUI thread.

#include <QString>
#include <memory>
#include <optional>

#include "engine/base/text.h"
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
  PlaceGesture(Canvas& canvas, const QString& name, loom::Graph block);
  ~PlaceGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override {}  // the destructor takes the outline away

 private:
  bool isOver(const Pointer& pointer) const;
  void light(const std::optional<loom::Link>& link);

  loom::Text whyNotInto(const loom::Link& link) const;

  const loom::LayerType* type_ = nullptr;  // null: a block
  QString name_;
  loom::Graph block_;
  std::unique_ptr<QGraphicsItem> ghost_;
  std::optional<loom::Link> target_;
};

}  // namespace loom::ui
