#pragma once

// What is seen as a tree: nodes and folded blocks are leaves in the open blocks around them. Pure;
// any thread.

#include <QPointF>
#include <QRectF>
#include <string>
#include <vector>

#include "ui/canvas/tidy/tidy.h"

namespace loom::ui {

struct TidyTree {
  /// A leaf, an open block, or the whole drawing, which is the first.
  struct Unit {
    std::string id;  // of a leaf
    int parent = -1;
    int depth = 0;
    std::vector<int> children;  // none: a leaf
    int rank = 0;               // the first of its leaves by Analysis::order,
    int index = 0;              // and by the order of the graph
    bool chosen = false;        // all of its leaves are
    QRectF rect;                // where it stands; of a block: its frame
    QRectF before;              // where it stood at first
    bool isLeaf() const { return children.empty(); }
    /// What is kept free for it: a frame is widened to the grid, on which its nodes stand.
    QRectF room() const;
  };
  struct Wire {
    int from = 0;
    int to = 0;
    qreal fromPort = 0;
    qreal toPort = 0;
  };
  std::vector<Unit> units;  // parents before their children
  std::vector<Wire> wires;  // between leaves

  explicit TidyTree(const TidyRequest& request);

  Unit& operator[](int unit) { return units[static_cast<std::size_t>(unit)]; }
  const Unit& operator[](int unit) const { return units[static_cast<std::size_t>(unit)]; }
  /// The unit that stands in `container` and is `unit` or is around it; -1: none.
  int childAround(int unit, int container) const;
  void move(int unit, QPointF by);
  /// The frame of a block around what it holds.
  static QRectF framed(const QRectF& around);
  void frameAgain(int block);
};

}  // namespace loom::ui
