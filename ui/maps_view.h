#pragma once

// Pictures of numbers side by side, as large as the room allows, with the scale of their colours:
// every channel of a node, its filters, heads or states. A click or the arrow keys choose one,
// which then stands large beside the others. GUI thread.

#include <QWidget>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/colour_map.h"
#include "ui/planes.h"

namespace loom::ui {

class MapsView : public QWidget {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);

  /// Channels along the first axis.
  void setView(const NodeView& view);
  void setPlanes(Planes planes);
  const Planes& planes() const { return planes_; }
  void clear();
  /// A sentence instead of maps.
  void setMessage(const QString& message);
  const QString& message() const { return message_; }
  /// Every channel on a scale of its own instead of one for all.
  void setOwnScales(bool on);
  void setColours(ColourMap map);

  /// The picture that stands large, -1: none.
  int chosen() const { return chosen_; }
  void choose(int index);
  /// Under the pointer, -1: none.
  int hovered() const { return hovered_; }

  /// What is under this position: "channel 3 · 0.00 to 3.42", or empty.
  QString readingAt(const QPoint& position) const;
  QString readingOf(int index) const;
  int cellAt(const QPoint& position) const;
  /// Where a picture stands in the grid.
  QRect cellRect(int index) const;

 signals:
  void chosenChanged(int index);
  void hoveredChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Grid {
    int left = 0;
    int columns = 1;
    int cellWidth = 0, cellHeight = 0;  // without the gap
  };
  bool isVector() const { return planes_.places() == 1; }
  int scaleHeight() const;
  QSize largest() const;  // of a cell
  Grid grid() const;      // REQUIRES: images_ is not empty
  QRect cellRect(const Grid& grid, int index) const;
  QRect largeRect() const;  // of the chosen picture; empty: none
  Range scaleOf(int index) const;
  void makeImages();
  void paintScale(QPainter& painter) const;
  void setHovered(int index);

  Planes planes_;
  ColourMap map_ = ColourMap::Viridis;
  bool ownScales_ = false;
  Range shared_;
  std::vector<QImage> images_;
  QImage large_;
  int chosen_ = -1;
  int hovered_ = -1;
  QString message_;
};

}  // namespace loom::ui
