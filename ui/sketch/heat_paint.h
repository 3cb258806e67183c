#pragma once

// Which ink of a drawing mattered, as colours: what spoke for the answer runs to red, what spoke
// against it to blue, and what made no difference stays grey. The paper is white in both themes, so
// the colours are the same. Pure functions; GUI thread.

#include <QImage>
#include <QTransform>

#include "engine/data/ink.h"
#include "engine/train/snapshot.h"

class QPainter;

namespace loom::ui {

/// -1 (against) to 1 (for).
QRgb heatColour(float share);

/// A pixel for each value, from -`most` to `most`.
QImage heatImage(const HeatMap& heat, float most);
/// The largest fall or rise; at least a value below which nothing mattered.
float mostHeat(const HeatMap& heat);

/// From the heat map's pixels to the pad's unit. REQUIRES: framing.scale > 0.
QTransform heatToPad(const Framing& framing);

/// A bar of the colours with what its ends mean. `name`: of the answer.
void drawHeatLegend(QPainter& painter, const QRectF& box, const QString& name, float most);

}  // namespace loom::ui
