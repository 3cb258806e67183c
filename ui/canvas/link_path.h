#pragma once

// The course of a wire: a calm curve to the right, or out, around and back when its target stands
// behind. Pure; any thread.

#include <QPainterPath>
#include <QRectF>

namespace loom::ui {

/// From the output port at `from` to the input port at `to`; the rectangles are the two nodes to go
/// around (empty while a wire is being dragged).
QPainterPath linkPath(QPointF from, QPointF to, const QRectF& source = {},
                      const QRectF& target = {});

/// The height at which a wire whose target stands behind runs back to the left.
qreal returnHeight(QPointF from, QPointF to, const QRectF& source, const QRectF& target);

}  // namespace loom::ui
