#include "ui/canvas/tidy.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kBetweenColumns = 32;
constexpr qreal kBetweenRows = 80;
constexpr qreal kBetweenNodes = 24;  // in one column
constexpr qreal kIndent = 40;        // rows after the first, so that the wire that returns has room

using Column = std::vector<std::string>;

struct Size {
  qreal width = 0;
  qreal height = 0;
};

/// How far from an input each node is: one more than the farthest of what feeds it.
std::map<std::string, int> depths(const loom::Graph& graph, const loom::Analysis& analysis) {
  std::map<std::string, int> depth;
  for (const std::string& id : analysis.order) depth[id] = 0;
  std::map<std::string, std::vector<std::string>> feeds;
  for (const loom::Link& link : graph.links) feeds[link.from].push_back(link.to);
  std::map<std::string, std::size_t> rank;
  for (std::size_t i = 0; i < analysis.order.size(); ++i) rank[analysis.order[i]] = i;
  for (const std::string& id : analysis.order) {
    for (const std::string& next : feeds[id]) {
      // Wires that run against the order close a cycle and count for nothing.
      if (rank.count(next) && rank[next] > rank[id])
        depth[next] = std::max(depth[next], depth[id] + 1);
    }
  }
  return depth;
}

Size sizeOf(const Column& column, const Rects& rects) {
  Size size;
  for (const std::string& id : column) {
    const QRectF& rect = rects.at(id);
    size.width = std::max(size.width, rect.width());
    size.height += rect.height() + (size.height > 0 ? kBetweenNodes : 0);
  }
  return size;
}

/// In each column, who is fed from higher up stands higher up.
void untangle(std::vector<Column>& columns, const loom::Graph& graph) {
  std::map<std::string, double> height;
  for (Column& column : columns) {
    std::map<std::string, double> wanted;
    for (std::size_t i = 0; i < column.size(); ++i) {
      double sum = 0;
      int count = 0;
      for (const loom::Link& link : graph.links) {
        if (link.to != column[i] || !height.count(link.from)) continue;
        sum += height[link.from];
        ++count;
      }
      wanted[column[i]] = count ? sum / count : static_cast<double>(i);
    }
    std::stable_sort(column.begin(), column.end(),
                     [&](const auto& a, const auto& b) { return wanted[a] < wanted[b]; });
    for (std::size_t i = 0; i < column.size(); ++i) {
      height[column[i]] = static_cast<double>(i) - static_cast<double>(column.size() - 1) / 2;
    }
  }
}

}  // namespace

std::map<std::string, QPointF> tidied(const loom::Graph& graph, const loom::Analysis& analysis,
                                      const Rects& rects, qreal width) {
  std::vector<Column> columns;
  const auto depth = depths(graph, analysis);
  for (const std::string& id : analysis.order) {
    if (!rects.count(id)) continue;
    const auto at = static_cast<std::size_t>(depth.at(id));
    if (columns.size() <= at) columns.resize(at + 1);
    columns[at].push_back(id);
  }
  untangle(columns, graph);

  std::map<std::string, QPointF> places;
  qreal top = 0;
  for (std::size_t first = 0; first < columns.size();) {
    qreal x = first == 0 ? 0 : kIndent;
    qreal height = 0;
    std::vector<qreal> lefts;
    std::size_t last = first;
    for (; last < columns.size(); ++last) {
      const Size size = sizeOf(columns[last], rects);
      if (last > first && x + size.width > width) break;
      lefts.push_back(x);
      x += size.width + kBetweenColumns;
      height = std::max(height, size.height);
    }
    const qreal middle = top + std::ceil(height / 2 / kGrid) * kGrid;
    for (std::size_t i = first; i < last; ++i) {
      const Size size = sizeOf(columns[i], rects);
      qreal y = middle - size.height / 2;
      for (const std::string& id : columns[i]) {
        const QRectF& rect = rects.at(id);
        places[id] = snapped({lefts[i - first] + (size.width - rect.width()) / 2, y});
        y += rect.height() + kBetweenNodes;
      }
    }
    top = middle + std::ceil(height / 2 / kGrid) * kGrid + kBetweenRows;
    first = last;
  }
  return places;
}

}  // namespace loom::ui
