#pragma once

// The figures of charts as a table, one row a value: "chart,run,curve,step,epoch,seconds,value".

#include <QString>
#include <vector>

#include "ui/charts/chart_model.h"

namespace loom::ui {

struct TableRun {
  QString name;
  RunCurves curves;  // as they are now; shares their memory
};

/// What the charts show: the run under way, then those behind it. GUI thread.
std::vector<TableRun> tableRuns(const ChartModel& model);

/// Replaces the file in one go, or leaves it as it was. Empty, or a sentence that says what went
/// wrong. Any thread.
QString writeTable(const QString& path, const std::vector<ChartMetric>& metrics,
                   const std::vector<TableRun>& runs);

}  // namespace loom::ui
