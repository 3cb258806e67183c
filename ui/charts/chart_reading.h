#pragma once

// What all curves of a chart are at one place: words for a person, and the box in which they stand
// beside a line through the plot. GUI thread.

#include <QFont>
#include <QPen>
#include <QString>
#include <vector>

#include "ui/charts/plot.h"

namespace loom::ui {

struct ReadingLine {
  QString text;
  QPen sample = Qt::NoPen;  // how its curve is drawn
  QPointF at;               // the value that is read, in the units of the axes; x NaN: none
};

/// First the place, then a line a curve. Empty where nothing is known.
std::vector<ReadingLine> readingAt(const ChartModel& model, ChartMetric metric, double place,
                                   const Theme& theme);

/// The line through the plot, the points on the curves, and the box.
void paintReading(QPainter& painter, const Theme& theme, const Plot& plot, double place,
                  const std::vector<ReadingLine>& lines);

}  // namespace loom::ui
