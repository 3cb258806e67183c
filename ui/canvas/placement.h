#pragma once

// Where things go on the canvas so that nothing lies on anything else. Pure; any thread.

#include <QPointF>
#include <QRectF>
#include <functional>
#include <optional>
#include <vector>

namespace loom::ui {

/// Room kept between nodes that the program places.
inline constexpr qreal kMargin = 16;

/// The nearest lines of the grid.
qreal gridAbove(qreal value);
qreal gridBelow(qreal value);

/// Top left corner, on the grid, for a rectangle of `wanted`'s size as near to `wanted` as it can
/// be with kMargin around it.
QPointF freeSpot(const std::vector<QRectF>& taken, const QRectF& wanted);
/// The same where more has to hold, which changes kMargin away from the edges of `hints`; none: it
/// holds nowhere.
std::optional<QPointF> freeSpot(const std::vector<QRectF>& taken, const QRectF& wanted,
                                const std::vector<QRectF>& hints,
                                const std::function<bool(const QRectF&)>& fits);

}  // namespace loom::ui
