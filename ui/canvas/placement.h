#pragma once

// Where things go on the canvas so that nothing lies on anything else. Pure; any thread.

#include <QPointF>
#include <QRectF>
#include <vector>

namespace loom::ui {

/// Room kept between nodes that the program places.
inline constexpr qreal kMargin = 16;

/// Top left corner, on the grid, for a rectangle of `wanted`'s size as near to `wanted` as it can
/// be with kMargin around it.
QPointF freeSpot(const std::vector<QRectF>& taken, const QRectF& wanted);

}  // namespace loom::ui
