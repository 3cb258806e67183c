#pragma once

// White paper for mouse, pen and tablet. It keeps strokes as lines, not pixels, so that they can be
// undone, erased one by one, and shown to the network at its own size. GUI thread.

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <algorithm>
#include <vector>

#include "engine/data/drawing.h"

namespace loom::ui {

/// One stroke; positions and widths in parts of the pad's shorter side, from its centre.
struct PadStroke {
  struct Dot {
    QPointF at;
    double width = 0;
  };
  std::vector<Dot> dots;
};

class SketchPad : public QWidget {
  Q_OBJECT

 public:
  explicit SketchPad(QWidget* parent = nullptr);

  bool isEmpty() const { return strokes_.empty(); }
  bool canUndo() const { return !history_.empty(); }
  /// As the engine takes them; a stroke whose width changes with the pen's pressure becomes
  /// several.
  std::vector<Stroke> strokes() const;
  const std::vector<PadStroke>& padStrokes() const { return strokes_; }

  /// In parts of the shorter side.
  void setPenWidth(double width) { penWidth_ = width; }
  double penWidth() const { return penWidth_; }
  void setErasing(bool on);
  bool isErasing() const { return erasing_; }
  /// What the network sees, shown small in the corner; null: nothing.
  void setPreview(const QImage& preview);
  /// A sentence in place of the paper, which then takes no ink; empty: draw away.
  void setObstacle(const QString& sentence);
  /// What an empty pad says.
  void setHint(const QString& hint);

  QSize sizeHint() const override { return {264, 200}; }
  QSize minimumSizeHint() const override { return {160, 140}; }

 public slots:
  void undo();
  void clear();

 signals:
  /// The ink is another; also while the pen moves.
  void changed();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void tabletEvent(QTabletEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  enum class Pen { Up, Drawing, Erasing };

  double side() const { return std::min(width(), height()); }
  QPointF toPad(QPointF position) const;
  QPointF toWidget(QPointF pad) const;
  void penDown(QPointF position, double pressure, bool eraser);
  void penMove(QPointF position, double pressure);
  void penUp();
  void eraseAt(QPointF pad);
  void remember();
  void drawStroke(QPainter& painter, const PadStroke& stroke) const;
  void redrawInk();
  QRect previewRect() const;
  void showCursor();

  std::vector<PadStroke> strokes_;
  std::vector<std::vector<PadStroke>> history_;
  Pen pen_ = Pen::Up;
  bool erasedNow_ = false;
  double penWidth_ = 0.075;
  bool erasing_ = false;
  QPixmap ink_;
  QImage preview_;
  QString obstacle_, hint_;
};

}  // namespace loom::ui
