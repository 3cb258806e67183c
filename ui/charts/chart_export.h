#pragma once

// Saves charts as a picture (PNG), a drawing (SVG) or figures (CSV), each with all runs that they
// show. Drawing happens in the GUI thread, because only it may; turning it into a file, which takes
// long, on another. GUI thread.

#include <QRect>
#include <QString>
#include <functional>
#include <vector>

#include "ui/charts/chart_model.h"
#include "ui/picture_file.h"

class QWidget;

namespace loom::ui {

/// Which charts, and where on the picture.
struct ChartSheet {
  struct Cell {
    ChartMetric metric;
    QRect rect;
  };
  QString title;
  QSize size;  // without the legend, which stands below
  std::vector<Cell> cells;
};

/// In the letters and colours of `look`.
Recording recordCharts(const ChartModel& model, const ChartSheet& sheet, const QWidget& look);

/// The suffix of `path` chooses the format; another one is a PNG. `done` is called later in the GUI
/// thread with an empty text, or with what went wrong; not at all if `owner` is gone by then.
void writeCharts(const ChartModel& model, const ChartSheet& sheet, QWidget& owner,
                 const QString& path, std::function<void(const QString& problem)> done);

/// Asks where to, without blocking anything, then writes. A problem is told in a message that
/// blocks nothing either.
void askAndWriteCharts(const ChartModel& model, const ChartSheet& sheet, QWidget& owner);

}  // namespace loom::ui
