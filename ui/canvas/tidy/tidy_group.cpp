#include "ui/canvas/tidy/tidy_group.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "ui/canvas/placement.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kBetweenParts = 48;  // that no wire joins
constexpr qreal kFarInside = 64;     // from the edge of a frame
constexpr double kStraight = 4;

/// Which of some things belong together.
class Joined {
 public:
  explicit Joined(std::size_t count) : next_(count) { std::iota(next_.begin(), next_.end(), 0); }
  std::size_t of(std::size_t one) {
    while (next_[one] != one) one = next_[one] = next_[next_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) { next_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> next_;
};

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace

TidyGroup::TidyGroup(TidyTree& tree, int container, std::vector<int> members)
    : tree_(tree),
      container_(container),
      members_(std::move(members)),
      place_(tree.units.size(), -1),
      outward_(tree.units.size()) {
  std::sort(members_.begin(), members_.end(),
            [this](int a, int b) { return tree_[a].rank < tree_[b].rank; });
  number();
  findWires();
  sortByWires();
}

void TidyGroup::number() {
  for (std::size_t i = 0; i < members_.size(); ++i) place_[at(members_[i])] = static_cast<int>(i);
}

/// The member around a leaf, by its place among the members; -1: none.
int TidyGroup::memberAround(int leaf) const {
  const int child = tree_.childAround(leaf, container_);
  return child < 0 ? -1 : place_[at(child)];
}

/// How far below the top of the member around it a wire begins or ends.
qreal TidyGroup::portAt(const TidyTree::Wire& wire, bool atItsEnd) const {
  const int leaf = atItsEnd ? wire.to : wire.from;
  const int member = tree_.childAround(leaf, container_);
  return tree_[leaf].rect.top() + (atItsEnd ? wire.toPort : wire.fromPort) -
         tree_[member].room().top();
}

/// Whether it runs past others inside the blocks at its ends: then it keeps clear of them only as
/// long as it is straight.
bool TidyGroup::passesInside(const TidyTree::Wire& wire) const {
  const QRectF &from = tree_[wire.from].rect, &to = tree_[wire.to].rect;
  const QRectF source = tree_[tree_.childAround(wire.from, container_)].rect;
  const QRectF target = tree_[tree_.childAround(wire.to, container_)].rect;
  return source.right() - from.right() > kFarInside || to.left() - target.left() > kFarInside;
}

void TidyGroup::findWires() {
  // Room inside for a wire that comes in or goes out is kept where a block is laid out whole.
  const bool isBlock = container_ > 0 && tree_[container_].children.size() == members_.size();
  std::vector<std::vector<int>> outside(tree_.units.size());  // where wires of other leaves lead
  std::vector<std::pair<int, int>> leaving;                   // from a member to a leaf outside
  for (const TidyTree::Wire& wire : tree_.wires) {
    const int from = memberAround(wire.from), to = memberAround(wire.to);
    if (from >= 0 && to >= 0) {
      if (from != to)
        wires_.push_back({from, to, portAt(wire, false), portAt(wire, true), true,
                          passesInside(wire) ? kStraight : 1});
      continue;
    }
    if (isBlock && to >= 0) ends_.push_back({~wire.from, to, 0, portAt(wire, true)});
    if (isBlock && from >= 0) ends_.push_back({from, Chart::kOutside, portAt(wire, false), 0});
    if (from >= 0) {
      leaving.emplace_back(from, wire.to);
      outward_[at(members_[at(from)])] = true;
    } else {
      outside[at(wire.from)].push_back(wire.to);
    }
    if (to >= 0) outward_[at(members_[at(to)])] = true;
  }
  followOutside(leaving, outside);
}

/// Who is fed by a member through others, outside, is to stand farther right than it.
void TidyGroup::followOutside(std::vector<std::pair<int, int>>& leaving,
                              const std::vector<std::vector<int>>& outside) {
  std::sort(leaving.begin(), leaving.end());
  std::vector<int> seenFrom(tree_.units.size(), -1);
  for (const auto& [member, first] : leaving) {
    std::vector<int> open = {first};
    while (!open.empty()) {
      const int leaf = open.back();
      open.pop_back();
      if (std::exchange(seenFrom[at(leaf)], member) == member) continue;
      const int reached = memberAround(leaf);
      if (reached < 0)
        open.insert(open.end(), outside[at(leaf)].begin(), outside[at(leaf)].end());
      else if (reached != member)
        wires_.push_back({member, reached, 0, 0, false});
    }
  }
}

/// Sorts the members so that wires lead from earlier to later ones, but for circles.
void TidyGroup::sortByWires() {
  const std::size_t count = members_.size();
  std::vector<std::vector<int>> targets(count);
  std::vector<int> missing(count), place(count), sorted;
  for (const Chart::Wire& wire : wires_) {
    targets[at(wire.from)].push_back(wire.to);
    ++missing[at(wire.to)];
  }
  std::set<int> ready, waiting;
  for (std::size_t i = 0; i < count; ++i)
    (missing[i] > 0 ? waiting : ready).insert(static_cast<int>(i));
  while (!ready.empty() || !waiting.empty()) {
    auto& from = ready.empty() ? waiting : ready;  // in a circle somebody has to be first
    const int next = *from.begin();
    from.erase(from.begin());
    place[at(next)] = static_cast<int>(sorted.size());
    sorted.push_back(members_[at(next)]);
    for (const int to : targets[at(next)]) {
      if (--missing[at(to)] == 0 && waiting.erase(to) > 0) ready.insert(to);
    }
  }
  members_ = std::move(sorted);
  number();
  for (Chart::Wire& wire : wires_) {
    wire.from = place[at(wire.from)];
    wire.to = place[at(wire.to)];
  }
  for (Chart::Wire& wire : ends_) {
    if (wire.from >= 0) wire.from = place[at(wire.from)];
    if (wire.to != Chart::kOutside) wire.to = place[at(wire.to)];
  }
}

bool TidyGroup::isLoose(const Part& part) const {
  return part.size() == 1 && tree_[members_[at(part[0])]].isLeaf();
}

int TidyGroup::indexOf(const Part& part) const {
  int index = tree_[members_[at(part[0])]].index;
  for (const int one : part) index = std::min(index, tree_[members_[at(one)]].index);
  return index;
}

/// By the order of the graph, nodes without wires last.
std::vector<TidyGroup::Part> TidyGroup::parts() const {
  Joined joined(members_.size());
  for (const Chart::Wire& wire : wires_) joined.join(at(wire.from), at(wire.to));
  // What is wired to things outside hangs together through them.
  std::size_t first = members_.size();
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!outward_[at(members_[i])]) continue;
    if (first < members_.size()) joined.join(i, first);
    first = i;
  }
  std::vector<Part> byRoot(members_.size()), parts;
  for (std::size_t i = 0; i < members_.size(); ++i)
    byRoot[joined.of(i)].push_back(static_cast<int>(i));
  for (Part& part : byRoot) {
    if (!part.empty()) parts.push_back(std::move(part));
  }
  std::sort(parts.begin(), parts.end(), [this](const Part& a, const Part& b) {
    const bool aLoose = isLoose(a), bLoose = isLoose(b);
    return aLoose != bLoose ? bLoose : indexOf(a) < indexOf(b);
  });
  return parts;
}

ChartPlaces TidyGroup::placesOf(const Part& part, qreal width) const {
  Chart chart;
  std::vector<int> box(members_.size(), -1);
  for (const int member : part) {
    box[at(member)] = static_cast<int>(chart.boxes.size());
    const TidyTree::Unit& unit = tree_[members_[at(member)]];
    const QSizeF size = unit.room().size();
    chart.boxes.push_back({size.width(), size.height(), unit.before.center().y()});
  }
  for (Chart::Wire wire : wires_) {
    wire.from = box[at(wire.from)];
    wire.to = box[at(wire.to)];
    if (wire.from >= 0 && wire.to >= 0) chart.wires.push_back(wire);
  }
  for (Chart::Wire wire : ends_) {
    int& end = wire.from < 0 ? wire.to : wire.from;
    end = box[at(end)];
    if (end >= 0) chart.wires.push_back(wire);
  }
  return laidOut(chart, width);
}

void TidyGroup::layOut(qreal width) {
  QPointF corner;
  qreal bottom = 0;  // of the shelf
  bool isShelf = false;
  for (const Part& part : parts()) {
    const ChartPlaces places = placesOf(part, width);
    // Nodes without wires stand in rows, everything else below each other.
    if (corner.x() > 0 && (!isShelf || corner.x() + places.width > width))
      corner = {0, bottom + kBetweenParts};
    isShelf = isLoose(part);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const int unit = members_[at(part[i])];
      const QPointF place = corner + QPointF(places.corners[i].x, places.corners[i].y);
      tree_.move(unit, place - tree_[unit].room().topLeft());
    }
    bottom = std::max(bottom, gridAbove(corner.y() + places.height));
    corner.rx() = gridAbove(corner.x() + places.width + (isShelf ? kGrid * 4 : kBetweenParts));
  }
}

}  // namespace loom::ui
