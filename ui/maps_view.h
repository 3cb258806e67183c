#pragma once

// Every channel of one node, as large as the room allows, with the scale of its colours. GUI
// thread.

#include <QWidget>
#include <vector>

#include "engine/train/trainer.h"
#include "ui/colour_map.h"

namespace loom::ui {

class MapsView : public QWidget {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);

  void setView(const NodeView& view);
  void clear();
  /// A sentence instead of maps.
  void setMessage(const QString& message);
  /// Every channel on a scale of its own instead of one for all.
  void setOwnScales(bool on);

  /// What is under this position: "channel 3 · 0.00 to 3.42", or empty.
  QString readingAt(const QPoint& position) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Grid {
    int columns = 1;
    int cellWidth = 0, cellHeight = 0;  // without the gap
  };
  int cells() const;
  QSize cellPixels() const;
  int scaleHeight() const;
  Grid grid() const;  // REQUIRES: images_ is not empty
  QRect cellRect(const Grid& grid, int index) const;
  Range rangeOfCell(int index) const;
  void makeImages();
  void paintScale(QPainter& painter) const;

  NodeView view_;
  bool ownScales_ = false;
  Range shared_;
  std::vector<QImage> images_;
  QString message_;
};

}  // namespace loom::ui
