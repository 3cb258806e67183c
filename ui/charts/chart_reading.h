#pragma once

// The line under the pointer and the values it crosses, over the plot of a chart. GUI thread.

#include <QFont>
#include <QGraphicsItem>
#include <QStringList>

#include "ui/theme.h"

namespace loom::ui {

class ChartReading : public QGraphicsItem {
 public:
  explicit ChartReading(QGraphicsItem* chart);

  /// Stands at `x` within `plot` (the chart's coordinates); the box keeps inside the plot.
  void showAt(qreal x, const QRectF& plot, const QStringList& lines);
  void setTheme(const Theme& theme) { theme_ = &theme; }
  void setFont(const QFont& font) { font_ = font; }

  QRectF boundingRect() const override { return bounds_; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  const Theme* theme_ = &Theme::light();
  QFont font_;
  qreal x_ = 0;
  QRectF plot_, box_, bounds_;
  QStringList lines_;
};

}  // namespace loom::ui
