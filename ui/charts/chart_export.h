#pragma once

// Saves a chart as a picture (PNG), a drawing (SVG) or figures (CSV). Drawing happens in the GUI
// thread, because only it may; compressing and writing happen on another. GUI thread.

#include <QString>
#include <functional>

class QWidget;

namespace loom::ui {

class LineChart;

/// The suffix of `path` chooses the format; another one is a PNG. `done` is called later in the GUI
/// thread with an empty text, or with what went wrong; not at all if the chart is gone by then.
void writeChart(LineChart& chart, const QString& path,
                std::function<void(const QString& problem)> done);

/// Asks where to, without blocking anything, then writes. A problem is told in a message that
/// blocks nothing either.
void askAndWriteChart(LineChart& chart, QWidget* parent);

}  // namespace loom::ui
