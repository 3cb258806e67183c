#pragma once

// Where an axis ends, where its marks stand and what they say. No widgets; any thread.

#include <QString>
#include <vector>

#include "ui/charts/run_curves.h"

namespace loom::ui {

/// Ends in figures that are easy to read, and how far the marks between are apart.
struct NiceAxis {
  double low = 0;
  double high = 1;
  double step = 0.25;
  bool operator==(const NiceAxis&) const = default;
};
/// About `intervals` steps of 1, 1.5, 2, 2.5, 3, 5, 6 or 8 times a power of ten around [low, high].
NiceAxis niceAxis(double low, double high, int intervals = 4);
/// The same for an axis of powers: ends at 1, 2 or 5 times a power of ten. REQUIRES: 0 < low <=
/// high.
NiceAxis niceLogAxis(double low, double high);

struct Mark {
  double at = 0;
  QString text;
};
/// `most`: as many as there is room for, at least two.
std::vector<Mark> valueMarks(const NiceAxis& axis);
std::vector<Mark> logMarks(double low, double high, int most);
/// Whole epochs and steps where there are enough, round times.
std::vector<Mark> placeMarks(XAxis axis, double low, double high, int most);

/// A value for a person: four figures that count.
QString valueText(double value);
/// "epoch 3.10", "step 3 100", "1:05 of training".
QString placeText(XAxis axis, double at);
/// What the x axis is of, below its end: "epoch", "step", "time".
QString axisName(XAxis axis);

}  // namespace loom::ui
