#pragma once

// Which classes are taken for which: right answers blue on the diagonal, errors red by their share
// of the class. Hover and the arrow keys read a cell, a click or Enter chooses it. Cells of many
// classes keep a least size, so that the chart scrolls; Ctrl with the wheel, or + and -, makes them
// larger and smaller. GUI thread.

#include <QAbstractScrollArea>
#include <QStringList>
#include <optional>

#include "engine/train/metrics.h"

namespace loom::ui {

class ConfusionChart : public QAbstractScrollArea {
  Q_OBJECT

 public:
  struct Cell {
    int truth = 0;
    int predicted = 0;
    bool operator==(const Cell&) const = default;
  };

  explicit ConfusionChart(QWidget* parent = nullptr);

  /// `names`: of every class.
  void setMatrix(const loom::ConfusionMatrix& counts, const QStringList& names);
  /// Figures as shares of their row instead of counts.
  void setShares(bool on);
  bool showsShares() const { return shares_; }

  int classes() const { return static_cast<int>(counts_.size()); }
  /// What a cell says: "4 taken for 9: 11 of 982 (1.1 %)".
  QString reading(Cell cell) const;
  std::optional<Cell> current() const { return current_; }
  /// Marks a cell, and brings it into view, without choosing it.
  void mark(Cell cell);
  /// In the viewport, scrolled as it is.
  QRect cellRect(Cell cell) const;
  std::optional<Cell> cellAt(QPoint position) const;

  QSize sizeHint() const override { return {300, 240}; }
  QSize minimumSizeHint() const override { return {120, 60}; }

 signals:
  void cellChosen(int truth, int predicted);
  /// What is under the pointer or the cursor; empty: nothing.
  void read(const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void measure();
  void setCurrent(Cell cell, bool choose);
  void setHovered(std::optional<Cell> cell);
  void zoom(int steps);
  QString figure(Cell cell) const;
  double shareOf(Cell cell) const;
  QColor fill(Cell cell) const;
  QFont figureFont() const;
  void paintCell(QPainter& painter, Cell cell, const QRect& rect) const;
  void paintNames(QPainter& painter) const;
  void paintMark(QPainter& painter, Cell cell, const QColor& colour, int width) const;
  QPoint scrolled() const;

  loom::ConfusionMatrix counts_;
  std::vector<std::int64_t> rows_;  // samples of each class
  double mostError_ = 0;            // the largest share off the diagonal
  QStringList names_;
  bool shares_ = false;
  int least_ = 0;     // pixels of a cell below which the chart scrolls
  QSize cell_{1, 1};  // gaps included
  QPoint origin_;     // of the first cell, unscrolled
  std::optional<Cell> current_, hovered_;
};

}  // namespace loom::ui
