#pragma once

// White paper for mouse, finger, pen and tablet, that takes pictures too. GUI thread.

#include <QImage>
#include <QPixmap>
#include <QTransform>
#include <QWidget>
#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/sketch/pad_content.h"

class QMimeData;
class QTouchEvent;

namespace loom::ui {

class Background;
struct ReadPicture;

class SketchPad : public QWidget {
  Q_OBJECT

 public:
  explicit SketchPad(QWidget* parent = nullptr);
  ~SketchPad() override;

  bool isEmpty() const { return content_.isEmpty(); }
  bool canUndo() const { return history_.canUndo(); }
  bool canRedo() const { return history_.canRedo(); }
  bool isBlocked() const { return !obstacle_.isEmpty(); }
  const PadContent& content() const { return content_; }
  std::vector<Stroke> strokes() const { return content_.lines(); }
  const std::vector<PadStroke>& padStrokes() const { return content_.strokes; }

  /// In parts of the shorter side.
  void setPenWidth(double width);
  double penWidth() const { return penWidth_; }
  void setErasing(bool on);
  bool isErasing() const { return erasing_; }
  /// What the network sees, shown small in the corner; null: nothing.
  void setPreview(const QImage& preview);
  /// What of the drawing mattered, as colours of the ink; the framing is that of its input. `name`:
  /// of the answer.
  void setHeat(const HeatMap& heat, const Framing& framing, const QString& name);
  void clearHeat();
  bool showsHeat() const { return !heatImage_.isNull(); }
  /// A sentence in place of the paper, which then takes no ink; empty: draw away.
  void setObstacle(const QString& sentence);
  /// What an empty pad says.
  void setHint(const QString& hint);

  /// Takes ink (PadPicture::ink) in place of what is there.
  void setPicture(const QImage& ink);
  /// Reads a picture file on another thread and takes it, or says what is wrong with it.
  void openPicture(const QString& path);
  /// The drawing as a picture, ink on white paper; null if there is none.
  QImage picture() const;

  QSize sizeHint() const override { return {264, 200}; }
  QSize minimumSizeHint() const override { return {160, 140}; }

 public slots:
  void undo();
  void redo();
  void clear();
  void copy();
  void paste();

 signals:
  /// The ink is another; also while the pen moves.
  void changed();
  void toolChanged();
  /// A picture could not be taken; a sentence.
  void failed(const QString& sentence);

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
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  enum class Pen { Up, Drawing, Erasing };

  double side() const { return std::min(width(), height()); }
  QPointF toPad(QPointF position) const;
  QPointF toWidget(QPointF pad) const;
  QTransform padToWidget() const;
  void penDown(QPointF position, double pressure, bool eraser);
  void penMove(QPointF position, double pressure);
  void penUp();
  void eraseAt(QPointF pad);
  void becomes();
  bool touch(QTouchEvent& event);
  bool takesKey(const QKeyEvent& event) const;
  void take(const QMimeData* mime);
  void readApart(const std::function<ReadPicture()>& read);
  void drawStroke(QPainter& painter, const PadStroke& stroke) const;
  void drawPicture(QPainter& painter) const;
  void drawPreview(QPainter& painter) const;
  void drawLegend(QPainter& painter) const;
  void redrawInk();
  void redrawHeat();
  QString readingAt(QPointF position) const;
  QRect previewRect() const;
  void showCursor();

  PadContent content_;
  PadHistory history_;
  Pen pen_ = Pen::Up;
  int finger_ = -1;  // that draws
  bool erasedNow_ = false;
  double penWidth_ = 0.075;
  bool erasing_ = false;
  QPixmap ink_;     // all but the stroke that is being drawn
  QPixmap heated_;  // the same in the colours of the heat map
  QImage preview_;
  HeatMap heat_;
  QImage heatImage_;  // null: none is shown
  QTransform heatToPad_;
  QString heatName_;
  QString obstacle_, hint_;
  std::unique_ptr<Background> reader_;  // once a picture was asked for
};

}  // namespace loom::ui
