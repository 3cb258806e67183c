#pragma once

// How the curves of runs that lie behind are told apart: by colour, by lightness and by dashes.
// GUI thread.

#include <QColor>
#include <QList>
#include <QPen>

namespace loom::ui {

struct Theme;

inline constexpr int kRunStyles = 6;

/// `style` counts on after the last.
QPen runPen(const Theme& theme, int style, qreal width);
/// Of the run under way.
QPen curvePen(const QColor& colour, qreal width);
/// `part` of b in a.
QColor mixed(const QColor& a, const QColor& b, float part);

}  // namespace loom::ui
