#pragma once

// The whole network in a corner, with a frame around what the canvas shows. A click or drag goes
// there. GUI thread.

#include <QWidget>
#include <vector>

#include "engine/layers/layer_type.h"

namespace loom::ui {

class Canvas;

class Minimap : public QWidget {
  Q_OBJECT

 public:
  explicit Minimap(Canvas& canvas);
  QSize sizeHint() const override { return {152, 80}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// From the scene to this widget.
  QTransform transform();
  void gather();
  void goTo(QPointF at);
  void retranslate();

  struct Spot {
    QRectF place;
    loom::Category category;
    bool error;
  };
  Canvas& canvas_;
  QRectF content_;
  std::vector<Spot> spots_;
  bool stale_ = true;  // the two above: they are the same for as long as only the view moves
};

}  // namespace loom::ui
