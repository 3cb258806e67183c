#pragma once

// Pulls a wire from an output to an input, or from an input back to an output; a wired input gives
// its wire to the pointer. Beside the pointer stands what it carries, what trouble that would make
// where it lands, or why it may not land. Let go on nothing it asks for a layer that fits, or takes
// the loose wire away. GUI thread.

#include <QGraphicsPathItem>
#include <memory>
#include <optional>
#include <string>

#include "engine/graph/edit.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/scene.h"

namespace loom::ui {

class WireGesture : public Gesture {
 public:
  /// REQUIRES: `port` is an input or output port.
  WireGesture(Canvas& canvas, const Pointer& start, const Hit& port);
  ~WireGesture() override;
  void move(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override {}  // the destructor puts the picture back

 private:
  struct Landing {
    std::optional<loom::Link> link;  // none: over nothing
    QString reason;                  // empty: it may land
  };
  Landing landingAt(const Pointer& pointer) const;
  loom::Edits editsFor(const loom::Link& link) const;
  void show(const Pointer& pointer, const Landing& landing);
  void showHint(const Pointer& pointer, const Landing& landing);
  QString carried(const Landing& landing) const;
  QString troubleOf(const loom::Link& link);
  void light(const std::optional<loom::Link>& link);
  QPointF fixedEnd() const;

  Pointer start_;
  Hit fixed_;                        // the port that stays
  std::optional<loom::Link> loose_;  // the wire that was taken off an input
  std::unique_ptr<QGraphicsPathItem> path_;
  std::optional<loom::Link> tried_;  // what the trouble was worked out for
  QString trouble_;
  std::string lit_;  // the node whose port is lit; empty: none
};

}  // namespace loom::ui
