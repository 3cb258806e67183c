#pragma once

// One layer in the palette: drag it to the canvas, or double-click, or Enter, to add it. GUI
// thread.

#include <QAbstractButton>

#include "engine/layers/layer_type.h"

namespace loom::ui {

class PaletteChip : public QAbstractButton {
  Q_OBJECT

 public:
  PaletteChip(const loom::LayerType& type, QWidget* parent);

  const loom::LayerType& layerType() const { return type_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void chosen(const QString& type);
  /// A drag to the canvas; points are global.
  void dragStarted(const QString& type);
  void dragMoved(QPoint global);
  void dragDropped(QPoint global);
  void dragCancelled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Press { None, Pressed, Dragging, Cancelled };
  void cancelDrag();
  void retranslate();

  const loom::LayerType& type_;
  QPoint pressedAt_;
  Press press_ = Press::None;
};

}  // namespace loom::ui
