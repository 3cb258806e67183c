#pragma once

// One metric of the run under way: every batch faint, its smoothed curve strong, validation with
// markers in the second colour, a line at each epoch and a ring at the best; behind it the runs
// that it is compared with. What all charts share is in their ChartModel: whoever zooms or points
// at one does it in all. It draws once for all points of a frame, anew only what changed, and
// nothing while hidden. GUI thread.

#include <QPixmap>
#include <QWidget>
#include <optional>

#include "ui/charts/chart_drawing.h"

namespace loom::ui {

class LineChart : public QWidget {
  Q_OBJECT

 public:
  LineChart(ChartMetric metric, ChartModel& model, QWidget* parent = nullptr);

  ChartMetric metric() const { return metric_; }

  /// x and y of what is shown: from mark to mark of the y axis.
  QRectF shownRange();
  /// Where a place and a value lie in the widget.
  QPointF positionOf(double place, double value);
  /// The part that a drag would zoom into.
  const std::optional<ChartModel::Range>& band() const { return band_; }
  /// What is read at a place: one line a curve.
  QStringList readingsAt(double place) const;
  /// How often its curves were drawn.
  int drawings() const { return drawings_; }

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  enum class Drag { None, Zoom, Pan };

  void retranslate();
  void schedule(bool everything);
  void bringUpToDate();
  void draw();
  void paintBand(QPainter& painter) const;
  void paintMoment(QPainter& painter) const;

  void cancelDrag();
  void dragTo(const QPointF& at);
  void pointAt(const QPointF& at);
  void readAt(double place);
  double placeAt(const QPointF& at);

  ChartMetric metric_;
  ChartModel& model_;
  ChartDrawing drawing_;
  QPixmap back_, whole_;
  bool isOld_ = true;      // there is something new to draw
  bool backIsOld_ = true;  // also behind the curves
  int drawings_ = 0;

  Drag drag_ = Drag::None;
  QPointF pressed_;
  std::optional<ChartModel::Range> before_;  // what was zoomed into when the drag began
  std::optional<ChartModel::Range> band_;
};

}  // namespace loom::ui
