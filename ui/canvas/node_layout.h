#pragma once

// What a node says and where each part of it stands, worked out from the analysis alone: sizes
// never depend on what the network computes, so nothing jumps while it trains. Pure values; GUI
// thread (font metrics).

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/graph/analysis.h"

namespace loom::ui {

/// What is written on a node. Compared to find out what must be redrawn.
struct NodeFace {
  QString title;    // the type's name
  QString caption;  // "6 @ 5×5 · pad 2"
  QString shape;    // "6×28×28"; "–" where it is not known
  QString count;    // parameters, grouped; empty: none
  QString trouble;  // the sentences of its problems; empty: none
  loom::Category category = loom::Category::Shape;
  bool known = true;         // the type exists
  bool captionRoom = false;  // kept while the caption is not known yet
  bool hasShape = false;     // the output's shape is known
  bool error = false;
  bool warning = false;
  bool frozen = false;
  bool bypassed = false;
  bool isBlock = false;  // a folded block
  bool showsMaps = false;
  bool isInput = false;  // shows the sample itself
  int inputPorts = 1;
  bool hasOutput = true;
  std::vector<std::int64_t> mapShape;  // per sample; empty: unknown
  /// Its maps are images in a grid; otherwise values in one strip.
  bool hasImages() const { return mapShape.size() == 3 && mapShape[1] * mapShape[2] > 1; }
  bool operator==(const NodeFace&) const = default;
};

/// What a face needs from the whole graph, gathered once for all nodes. Looks at both; they must
/// outlive it.
struct GraphFacts {
  GraphFacts(const loom::Graph& graph, const loom::Analysis& analysis);

  const loom::Analysis& analysis;
  std::unordered_map<std::string_view, int>
      wiredPorts;  // one more than the highest port that is wired
  std::unordered_map<std::string_view, std::vector<const loom::Problem*>> problems;
};

NodeFace nodeFace(const GraphFacts& facts, const loom::Node& node);

/// How many input ports a node shows: those that are needed or wired, and a free one if it may have
/// more.
int inputPortCount(int wired, const loom::LayerType* type);

/// Most channels drawn on a node.
inline constexpr int kNodeChannels = 16;

struct NodeFonts {
  explicit NodeFonts(const QFont& base);
  QFont title, caption, shape, count;
};

/// All in the node's own coordinates, (0, 0) top left. The height is a multiple of 16, so
/// that ports of nodes on the grid line up.
struct NodeLayout {
  QSizeF size;
  QRectF title;  // text only
  QRectF dot;    // the category's square
  QRectF badge;  // where a problem's mark stands
  qreal divider = 0;
  QRectF caption;  // empty: none
  QRectF maps;     // empty: none
  QRectF shape;
  QRectF count;
  std::vector<QPointF> inputs;
  QPointF output;
};

NodeLayout nodeLayout(const NodeFace& face, const NodeFonts& fonts);

inline constexpr qreal kPortRadius = 6;
/// Half of what a pointer may miss a port by.
inline constexpr qreal kPortReach = 12;

QPointF snapped(QPointF position);

}  // namespace loom::ui
