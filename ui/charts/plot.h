#pragma once

// The area of a chart in which its curves lie, and how they are drawn there. GUI thread, or the one
// that paints an export.

#include <QPainter>
#include <QRectF>
#include <vector>

#include "ui/charts/chart_axis.h"
#include "ui/charts/chart_model.h"

namespace loom::ui {

struct Theme;

struct Plot {
  QRectF rect;   // where curves may be seen
  QRectF inner;  // from end to end of both axes: smaller, so that markers are not cut off
  ChartModel::Range x;
  double low = 0, high = 1;  // of y
  bool logarithmic = false;

  qreal xOf(double place) const;
  qreal yOf(double value) const;
  QPointF at(QPointF point) const { return {xOf(point.x()), yOf(point.y())}; }
  double placeAt(qreal x) const;
};

/// Draws into one plot. `fine`: the size of a pixel of the device; 0 where it has none (a drawing
/// for print).
class PlotPainter {
 public:
  PlotPainter(QPainter& painter, const Theme& theme, const Plot& plot, qreal fine);

  /// Only inside of the plot from now on, or everywhere.
  void clip(bool on);
  void grid(const std::vector<Mark>& values, const std::vector<Mark>& places);
  /// Vertical lines where epochs end, as many as there is room for.
  void epochs(const RunCurves& run, XAxis axis);
  void curve(const std::vector<QPointF>& points, const QPen& pen);
  /// A curve with more points than pixels: what it covers.
  void cover(const std::vector<QPointF>& points, const QColor& colour);
  void dots(const std::vector<QPointF>& points, const QColor& colour, qreal radius);
  /// A ring at the best, and what it is.
  void best(QPointF point, const QString& text, const QColor& colour, bool textAbove);

 private:
  void polyline(const QPolygonF& line);

  QPainter& painter_;
  const Theme& theme_;
  const Plot& plot_;
  qreal fine_;
};

}  // namespace loom::ui
