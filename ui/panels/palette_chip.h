#pragma once

// One thing in the palette, a layer or a block of one's own: drag it to the canvas, or
// double-click, or Enter, to add it. GUI thread.

#include <QAbstractButton>

#include "engine/layers/layer_type.h"

namespace loom::ui {

class PaletteChip : public QAbstractButton {
  Q_OBJECT

 public:
  PaletteChip(const QString& name, loom::Category category, QWidget* parent);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

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

 protected:
  /// One sentence that says what it is.
  virtual QString summary() const = 0;
  void retranslate();

 private:
  enum class Press { None, Pressed, Dragging, Cancelled };
  void cancelDrag();

  loom::Category category_;
  QPoint pressedAt_;
  Press press_ = Press::None;
};

class LayerChip : public PaletteChip {
 public:
  LayerChip(const loom::LayerType& type, QWidget* parent);
  const loom::LayerType& layerType() const { return type_; }

 protected:
  QString summary() const override;

 private:
  const loom::LayerType& type_;
};

/// A block that a person keeps; its menu lets it go.
class BlockChip : public PaletteChip {
  Q_OBJECT

 public:
  BlockChip(const QString& name, loom::Category category, int layers, QWidget* parent);

 signals:
  void removeWanted(const QString& name);

 protected:
  QString summary() const override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  int layers_;
};

}  // namespace loom::ui
