#pragma once

// Pictures of one kind in rows, all as large as fits, with a line or two under each. One of them is
// looked at: the one under the pointer, else the one chosen by a click or the arrow keys. GUI
// thread.

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <vector>

namespace loom::ui {

class ResultGrid : public QWidget {
  Q_OBJECT

 public:
  struct Cell {
    QImage image;
    QStringList caption;  // stands in one line where there is room, else each part in its own
    bool operator==(const Cell&) const = default;
  };

  explicit ResultGrid(QWidget* parent = nullptr);

  /// Repaints only if something is another.
  void setCells(std::vector<Cell> cells);
  const std::vector<Cell>& cells() const { return cells_; }
  /// Which one is looked at; -1: there are none.
  int current() const;
  /// Where a cell stands, picture and caption.
  QRect cellRect(int index) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Layout {
    int columns = 1, rows = 1, lines = 0;
    int width = 0;  // of a cell
    int side = 0;   // of a picture
  };
  Layout layoutOf() const;
  Layout bestFor(int lines, int captionWidth) const;
  int captionWidth(int lines) const;
  QFont captionFont() const;
  int cellAt(const QPoint& point) const;
  void look(int hovered, int chosen);
  void paintCell(QPainter& painter, int index, const Layout& layout) const;

  std::vector<Cell> cells_;
  int hovered_ = -1;
  int chosen_ = 0;
};

}  // namespace loom::ui
