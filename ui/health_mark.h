#pragma once

// How well a node learns, as a small mark: a disc with a tick, a triangle, a square with a cross,
// so that its colour never has to be told apart. GUI thread.

#include <QRectF>
#include <QString>

#include "engine/inspect/health.h"
#include "ui/theme.h"

class QPainter;

namespace loom::ui {

void paintHealth(QPainter& painter, const QRectF& place, NodeHealth::Verdict verdict,
                 const Theme& theme);
/// "learning well", "worth a look", "in trouble"
QString verdictText(NodeHealth::Verdict verdict);
/// Verdict and figure in one line, the advice below it.
QString healthText(const NodeHealth& health);

}  // namespace loom::ui
