#pragma once

// Drawings to be tidied in tests: how they are made, and what must hold of them afterwards.

#include <QLineF>
#include <algorithm>
#include <random>

#include "engine/graph/blocks.h"
#include "ui/canvas/folding.h"
#include "ui/canvas/tidy/tidy.h"

namespace loom::ui {

inline constexpr qreal kEndless = 1e7;  // no row is ever broken

/// A drawing and what tidying has to know of it.
struct Drawing {
  TidyRequest request;

  void add(const std::string& id, qreal y, const std::string& block = {}, QSizeF size = {96, 64}) {
    loom::Node node;
    node.id = id;
    node.block = block;
    node.position = {0, y};
    request.graph.nodes.push_back(node);
    request.order.push_back(id);
    request.rects[id] = QRectF(QPointF(0, y), size);
  }
  void wire(const std::string& from, const std::string& to, qreal toPort = 32) {
    request.graph.links.push_back({from, to, 0});
    request.wires.push_back({from, to, request.rects[from].height() / 2, toPort});
  }
  void block(const std::string& id, const std::string& around = {}, bool folded = false) {
    request.graph.blocks.push_back({id, id, "blue", folded, around});
  }
  const QRectF& operator[](const std::string& id) const { return request.rects.at(id); }
  qreal y(const std::string& id) const { return request.rects.at(id).y(); }
  qreal x(const std::string& id) const { return request.rects.at(id).x(); }

  void tidy(qreal width = kEndless) {
    request.width = width;
    for (const auto& [id, corner] : tidied(request)) request.rects.at(id).moveTopLeft(corner);
  }

  /// Around all of a block that is seen, with the frames inside.
  QRectF frame(const std::string& block) const {
    QRectF all;
    for (const loom::Node& node : request.graph.nodes) {
      if (node.block == block && request.rects.count(node.id)) all |= request.rects.at(node.id);
    }
    for (const loom::Block& inner : request.graph.blocks) {
      if (inner.block != block) continue;
      if (inner.folded)
        all |= seenOf(inner.id);
      else if (const QRectF one = frame(inner.id); !one.isEmpty())
        all |= one;
    }
    return all.isEmpty() ? all : all.adjusted(-16, -36, 16, 16);
  }
  QRectF seenOf(const std::string& folded) const {
    const loom::BlockTree tree(request.graph);
    for (const std::string& id : tree.members(folded)) {
      if (request.rects.count(id)) return request.rects.at(id);
    }
    return {};
  }

  /// Wires that cross, each taken for a straight line.
  int crossings() const {
    std::vector<QLineF> lines;
    for (const ShownWire& wire : request.wires) {
      const QRectF &from = (*this)[wire.from], &to = (*this)[wire.to];
      lines.emplace_back(from.right(), from.top() + wire.fromPort, to.left(),
                         to.top() + wire.toPort);
    }
    int count = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const bool meet = lines[i].p1() == lines[j].p1() || lines[i].p2() == lines[j].p2();
        count += !meet && lines[i].intersects(lines[j], nullptr) == QLineF::BoundedIntersection;
      }
    }
    return count;
  }
};

using Dice = std::mt19937;
inline int below(Dice& dice, int end) {
  return static_cast<int>(dice() % static_cast<unsigned>(end));
}

/// Nodes in some order, wires that close no circle, and blocks that take neighbours or just anyone.
inline Drawing randomDrawing(unsigned seed) {
  Dice dice(seed);
  Drawing drawing;
  const int blocks = below(dice, 6);
  for (int i = 0; i < blocks; ++i) {
    const int around = below(dice, i + 2) - 1;
    drawing.block("b" + std::to_string(i),
                  around < 0 || around >= i ? std::string() : "b" + std::to_string(around),
                  below(dice, 4) == 0);
  }
  const int count = 2 + below(dice, 30);
  const bool anyone = below(dice, 3) == 0;
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) {
    const int block =
        blocks == 0 ? 0 : (anyone ? below(dice, blocks + 1) : i * (blocks + 1) / count);
    const std::string id = "n" + std::to_string(i);
    drawing.add(id, 0, block == blocks ? std::string() : "b" + std::to_string(block));
    ids.push_back(id);
  }
  std::shuffle(drawing.request.graph.nodes.begin(), drawing.request.graph.nodes.end(), dice);
  for (int i = 0; i < count * 3 / 2; ++i) {
    const int to = 1 + below(dice, count - 1);
    const loom::Link link{ids[static_cast<std::size_t>(below(dice, to))],
                          ids[static_cast<std::size_t>(to)], below(dice, 3)};
    drawing.request.graph.links.push_back(link);
  }
  // What is seen: a folded block by the id of its first member.
  const loom::Graph shown = shownGraph(drawing.request.graph);
  drawing.request.rects.clear();
  for (const loom::Node& node : shown.nodes) {
    drawing.request.rects[node.id] = QRectF(below(dice, 900) - 300, below(dice, 900) - 300,
                                            96 + 8 * below(dice, 14), 64 + 16 * below(dice, 7));
  }
  for (const loom::Link& link : shown.links) {
    drawing.request.wires.push_back({link.from, link.to, drawing[link.from].height() / 2,
                                     drawing[link.to].height() / 2 + 12 * (link.port - 1)});
  }
  return drawing;
}

/// Ids from the outermost block that is seen as a frame to the node itself.
inline std::vector<std::string> pathTo(const Drawing& drawing, const std::string& id) {
  const loom::BlockTree tree(drawing.request.graph);
  const loom::Node& node = *drawing.request.graph.find(id);
  const std::string folded = tree.foldedAround(node);
  std::vector<std::string> path = folded.empty() ? tree.around(node) : tree.aroundBlock(folded);
  std::reverse(path.begin(), path.end());
  path.push_back(id);
  return path;
}

inline QString inFrames(const Drawing& drawing) {
  std::map<std::string, QRectF> frames;
  std::map<std::string, std::vector<std::string>> paths;
  for (const auto& [id, rect] : drawing.request.rects) {
    paths[id] = pathTo(drawing, id);
    for (const std::string& block : paths[id]) {
      if (block != id) frames[block] = drawing.frame(block);
    }
  }
  const auto isIn = [](const std::vector<std::string>& path, const std::string& block) {
    return std::find(path.begin(), path.end(), block) != path.end();
  };
  const loom::BlockTree tree(drawing.request.graph);
  for (const auto& [block, frame] : frames) {
    for (const auto& [id, rect] : drawing.request.rects) {
      const bool isOut = !isIn(paths[id], block);
      if (isOut && frame.adjusted(-1, -1, 1, 1).intersects(rect))
        return QString::fromStdString(id + " is on the frame of " + block);
      if (!isOut && !frame.contains(rect))
        return QString::fromStdString(id + " is not in its frame " + block);
    }
    for (const auto& [other, second] : frames) {
      const bool apart = block != other && !isIn(tree.aroundBlock(block), other) &&
                         !isIn(tree.aroundBlock(other), block);
      if (apart && frame.adjusted(-1, -1, 1, 1).intersects(second))
        return QString::fromStdString("the frames " + block + " and " + other + " touch");
    }
  }
  return {};
}

inline QString onEachOther(const Drawing& drawing) {
  for (const auto& [a, first] : drawing.request.rects) {
    for (const auto& [b, second] : drawing.request.rects) {
      if (a < b && first.intersects(second)) return QString::fromStdString(a + " is on " + b);
    }
  }
  return {};
}

}  // namespace loom::ui
