#pragma once

// The words for what is charted. GUI thread.

#include <QString>

#include "ui/charts/run_curves.h"

namespace loom::ui {

/// "Learning rate"
QString metricName(ChartMetric metric);
/// What it tells, for a person who does not know.
QString metricHelp(ChartMetric metric);
/// For settings and files: "learning_rate".
QString metricKey(ChartMetric metric);

}  // namespace loom::ui
