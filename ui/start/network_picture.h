#pragma once

// A network in small: boxes in the colours of their categories, and the wires between them, where
// they stand on the canvas. GUI thread (font metrics).

#include <QFont>
#include <QPainterPath>
#include <QRectF>
#include <vector>

#include "engine/graph/analysis.h"

class QPainter;

namespace loom::ui {

struct Theme;

struct NetworkPicture {
  struct Box {
    QRectF place;
    loom::Category category;
  };
  std::vector<Box> boxes;
  QPainterPath wires;
  QRectF bounds;
};

NetworkPicture pictureOf(const loom::Graph& graph, const loom::Analysis& analysis,
                         const QFont& font);

/// As large as fits in `room`, in its middle.
void paintNetwork(QPainter& painter, const QRectF& room, const NetworkPicture& picture,
                  const Theme& theme);

}  // namespace loom::ui
