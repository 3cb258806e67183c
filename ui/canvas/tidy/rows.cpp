#include "ui/canvas/tidy/rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "ui/canvas/link_path.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr double kBetweenColumns = 32;
constexpr double kMostBetweenColumns = 96;
constexpr double kBetweenRows = 80;
constexpr double kIndent = 40;     // rows after the first, so that the wire that returns has room
constexpr double kMostRoom = 160;  // more between two rows, for wires that return
constexpr double kOffReturn = 8;   // from a wire that returns to either row
constexpr double kMostCut = 30;    // more wires than that make a break no worse

double onGrid(double value) {
  return std::ceil(value / kGrid) * kGrid;
}

/// One column for each layer, and what a break before it would cut.
struct Columns {
  std::vector<double> widths;
  std::vector<double> gaps;  // behind each
  std::vector<int> cut;      // wires that come from farther left, those of one port once
};

Columns columnsOf(const Layers& layers, const Chart& chart) {
  const auto count = static_cast<std::size_t>(layers.count);
  Columns columns{std::vector<double>(count), std::vector<double>(count),
                  std::vector<int>(count + 1)};
  std::vector<int> wires(count);
  for (int box = 0; box < layers.boxes; ++box) {
    double& width = columns.widths[static_cast<std::size_t>(layers.layerOf[box])];
    width = std::max(width, onGrid(chart.boxes[static_cast<std::size_t>(box)].width));
  }
  for (const Segment& segment : layers.segments)
    ++wires[static_cast<std::size_t>(layers.layerOf[static_cast<std::size_t>(segment.from)])];
  for (std::size_t i = 0; i < count; ++i) {
    columns.gaps[i] = std::clamp(kBetweenColumns + kGrid * (wires[i] - 2.0), kBetweenColumns,
                                 kMostBetweenColumns);
  }
  std::map<std::pair<int, double>, int> reach;
  for (const Chart::Wire& wire : chart.wires) {
    if (!wire.drawn || !wire.isInside()) continue;
    int& farthest = reach[{wire.from, wire.fromPort}];
    farthest = std::max(farthest, layers.layerOf[static_cast<std::size_t>(wire.to)]);
  }
  for (const auto& [port, farthest] : reach) {
    ++columns
          .cut[static_cast<std::size_t>(layers.layerOf[static_cast<std::size_t>(port.first)]) + 1];
    --columns.cut[static_cast<std::size_t>(farthest) + 1];
  }
  for (std::size_t i = 1; i <= count; ++i) columns.cut[i] += columns.cut[i - 1];
  return columns;
}

/// The first column of each row. What is weighed: rows that are too long, the room that short ones
/// waste, and wires that have to run back.
std::vector<std::size_t> breaks(const Columns& columns, double width) {
  const std::size_t count = columns.widths.size();
  std::vector<double> cost(count + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> begin(count + 1, 0);
  cost[0] = 0;
  for (std::size_t last = 1; last <= count; ++last) {
    double used = 0;
    for (std::size_t first = last; first-- > 0;) {
      used += columns.widths[first] + (first + 1 < last ? columns.gaps[first] : 0);
      const double over = std::max(0.0, used + (first > 0 ? kIndent : 0) - width) / width;
      const double spare = std::max(0.0, width - used) / width * (last < count || first > 0);
      if (over * over > cost[last] && first + 1 < last) break;
      const double cut =
          first == 0 ? 0 : 0.25 + std::min(kMostCut, std::max(0.0, columns.cut[first] - 1.0));
      const double now =
          cost[first] + (over > 0 ? 0.5 + over * over * 4 : 0) + spare * spare * 0.5 + cut;
      if (now >= cost[last]) continue;
      cost[last] = now;
      begin[last] = first;
    }
  }
  std::vector<std::size_t> rows;
  for (std::size_t last = count; last > 0; last = begin[last]) rows.push_back(begin[last]);
  std::reverse(rows.begin(), rows.end());
  return rows;
}

/// What of an ordering lies in one row. A wire that passes is kept if it also ends here, or goes
/// out.
Row rowOf(const Layers& layers, const Ordering& ordering, std::size_t first, std::size_t last) {
  std::set<int> kept;
  Row row;
  row.layers.resize(last - first);
  for (std::size_t layer = last; layer-- > first;) {
    for (const int stop : ordering[layer]) {
      const auto& pieces = layers.out[static_cast<std::size_t>(stop)];
      bool isKept = layers.isBox(stop) || (pieces.empty() && last == ordering.size());
      for (const int segment : pieces) {
        const Segment& piece = layers.segments[static_cast<std::size_t>(segment)];
        if (!kept.contains(piece.to) || piece.begin < static_cast<int>(first)) continue;
        row.segments.push_back(piece);
        isKept = true;
      }
      if (!isKept) continue;
      kept.insert(stop);
      row.layers[layer - first].push_back(stop);
    }
  }
  return row;
}

/// Puts a row at `top`, and says how far up and down its boxes reach.
void addRow(const Layers& layers, const Chart& chart, const Row& row, const Columns& columns,
            std::size_t first, double top, ChartPlaces& places) {
  const std::vector<double> tops = heights(layers, chart, row);
  double highest = std::numeric_limits<double>::infinity();
  for (const auto& layer : row.layers)
    for (const int stop : layer) highest = std::min(highest, tops[static_cast<std::size_t>(stop)]);
  double left = first == 0 ? 0 : kIndent;
  for (std::size_t i = 0; i < row.layers.size(); ++i) {
    const double width = columns.widths[first + i];
    for (const int stop : row.layers[i]) {
      const auto at = static_cast<std::size_t>(stop);
      if (!layers.isBox(stop)) {
        places.height = std::max(places.height, top + tops[at] - highest);
        continue;
      }
      const Chart::Box& box = chart.boxes[at];
      const double indent = std::round((width - box.width) / 2 / kGrid) * kGrid;
      places.corners[at] = {left + indent, top + tops[at] - highest};
      places.width = std::max(places.width, left + width);
      places.height = std::max(places.height, places.corners[at].y + box.height);
    }
    left += width + columns.gaps[first + i];
  }
}

/// How much farther down a row has to stand so that wires from the row before run back between the
/// two, and not over what stands beside their ends.
double roomToReturn(const Chart& chart, const std::vector<const Chart::Wire*>& wires,
                    const ChartPlaces& places, double bottom, double top) {
  const auto rectOf = [&](int box) {
    const auto at = static_cast<std::size_t>(box);
    const auto& [x, y] = places.corners[at];
    return QRectF(x, y, chart.boxes[at].width, chart.boxes[at].height);
  };
  double room = 0;
  for (const Chart::Wire* wire : wires) {
    const QRectF source = rectOf(wire->from);
    for (double more = room; more <= kMostRoom; more += kGrid) {
      const QRectF target = rectOf(wire->to).translated(0, more);
      const double height =
          returnHeight({source.right(), source.top() + wire->fromPort},
                       {target.left(), target.top() + wire->toPort}, source, target);
      if (height < bottom + kOffReturn || height > top + more - kOffReturn) continue;
      room = more;
      break;
    }
  }
  return room;
}

/// Wires from one row to the next, by the latter.
std::vector<std::vector<const Chart::Wire*>> wiresIntoRows(const Layers& layers, const Chart& chart,
                                                           const std::vector<std::size_t>& rows) {
  std::vector<std::vector<const Chart::Wire*>> wires(rows.size());
  const auto rowOfBox = [&](int box) {
    const auto layer = static_cast<std::size_t>(layers.layerOf[static_cast<std::size_t>(box)]);
    return std::upper_bound(rows.begin(), rows.end(), layer) - rows.begin() - 1;
  };
  for (const Chart::Wire& wire : chart.wires) {
    if (wire.drawn && wire.isInside() && rowOfBox(wire.from) + 1 == rowOfBox(wire.to))
      wires[static_cast<std::size_t>(rowOfBox(wire.to))].push_back(&wire);
  }
  return wires;
}

}  // namespace

ChartPlaces laidOut(const Chart& chart, double width) {
  ChartPlaces places;
  places.corners.resize(chart.boxes.size());
  const Layers layers = layered(chart);
  const Ordering ordering = ordered(layers, chart);
  const Columns columns = columnsOf(layers, chart);
  for (const double one : columns.widths) width = std::max(width, one);
  const std::vector<std::size_t> rows = breaks(columns, width);
  const auto returning = wiresIntoRows(layers, chart, rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t last = i + 1 < rows.size() ? rows[i + 1] : columns.widths.size();
    const Row row = rowOf(layers, ordering, rows[i], last);
    const double bottom = places.height;
    const double wires = columns.cut[rows[i]];
    const double gap = kBetweenRows + 2 * kGrid * std::clamp(wires - 1, 0.0, 8.0);
    const double top = i == 0 ? 0 : onGrid(bottom) + gap;
    addRow(layers, chart, row, columns, rows[i], top, places);
    const double room = roomToReturn(chart, returning[i], places, bottom, top);
    for (const auto& layer : row.layers) {
      for (const int stop : layer) {
        if (layers.isBox(stop)) places.corners[static_cast<std::size_t>(stop)].y += room;
      }
    }
    places.height += room;
  }
  return places;
}

}  // namespace loom::ui
