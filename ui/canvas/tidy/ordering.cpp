#include "ui/canvas/tidy/ordering.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace loom::ui {

namespace {

constexpr int kMostStale = 6;   // sweeps that bring nothing before giving up
constexpr int kMostRounds = 8;  // of exchanging neighbours, after each sweep

/// Goes up and down through the layers and puts each stop near to those it is wired to, as in
/// Sugiyama, Tagawa, Toda (1981) and Gansner et al., "A technique for drawing directed graphs".
class Sweeper {
 public:
  /// `keepsBoxes`: boxes stay in their order, and only the wires between them find their way.
  Sweeper(const Layers& layers, const Chart& chart, bool keepsBoxes)
      : layers_(layers), keepsBoxes_(keepsBoxes), place_(layers.layerOf.size()) {
    shares_.reserve(layers.segments.size());
    for (const Segment& segment : layers.segments) {
      shares_.push_back(
          {share(chart, segment.from, segment.fromPort), share(chart, segment.to, segment.toPort)});
    }
  }

  long count(const Ordering& ordering) {
    assign(ordering);
    long sum = 0;
    for (const auto& layer : ordering_) sum += countAfter(layer);
    return sum;
  }

  Ordering improved(const Ordering& start) {
    Ordering best = start;
    long fewest = count(start);
    for (int sweeps = 0, stale = 0; stale < kMostStale && fewest > 0; ++sweeps, ++stale) {
      sweep(sweeps % 2 == 0, sweeps / 2 % 2 == 1);
      exchange();
      const long crossings = count(Ordering(ordering_));
      if (crossings >= fewest) continue;
      fewest = crossings;
      best = ordering_;
      stale = -1;
    }
    return best;
  }

  /// Puts the wires in between boxes that already have their order.
  Ordering threaded(const Ordering& start) {
    assign(start);
    sweep(true, false);
    return improved(Ordering(ordering_));
  }

 private:
  struct Shares {
    double from, to;  // how far down the box a port is, 0 to below 1
  };
  static double share(const Chart& chart, int stop, double port) {
    if (stop >= static_cast<int>(chart.boxes.size())) return 0;
    const double height = chart.boxes[static_cast<std::size_t>(stop)].height;
    return std::clamp(port / (height + 1), 0.0, 0.999);
  }

  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  double fromKey(int segment) const {
    return place_[at(layers_.segments[at(segment)].from)] + shares_[at(segment)].from;
  }
  double toKey(int segment) const {
    return place_[at(layers_.segments[at(segment)].to)] + shares_[at(segment)].to;
  }

  void assign(const Ordering& ordering) {
    ordering_ = ordering;
    for (const auto& layer : ordering_) number(layer);
  }
  void number(const std::vector<int>& layer) {
    for (std::size_t i = 0; i < layer.size(); ++i) place_[at(layer[i])] = static_cast<double>(i);
  }

  /// Crossings between this layer and the next: inversions, counted while merging.
  long countAfter(const std::vector<int>& layer) {
    ends_.clear();
    for (const int stop : layer) {
      const std::size_t first = ends_.size();
      for (const int segment : layers_.out[at(stop)])
        ends_.emplace_back(fromKey(segment), toKey(segment));
      std::sort(ends_.begin() + static_cast<std::ptrdiff_t>(first), ends_.end());
    }
    values_.clear();
    for (const auto& [from, to] : ends_) values_.push_back(to);
    return inversions(0, values_.size());
  }
  long inversions(std::size_t first, std::size_t last) {
    if (last - first < 2) return 0;
    const std::size_t middle = (first + last) / 2;
    long sum = inversions(first, middle) + inversions(middle, last);
    scratch_.clear();
    for (std::size_t left = first, right = middle; left < middle || right < last;) {
      if (right == last || (left < middle && values_[left] <= values_[right])) {
        scratch_.push_back(values_[left++]);
      } else {
        sum += static_cast<long>(middle - left);
        scratch_.push_back(values_[right++]);
      }
    }
    std::copy(scratch_.begin(), scratch_.end(),
              values_.begin() + static_cast<std::ptrdiff_t>(first));
    return sum;
  }

  /// Where a stop would like to be: in the middle of what it is wired to on that side.
  std::optional<double> wanted(int stop, bool rightward, bool byMedian) {
    values_.clear();
    for (const int segment : rightward ? layers_.in[at(stop)] : layers_.out[at(stop)])
      values_.push_back(rightward ? fromKey(segment) : toKey(segment));
    if (values_.empty()) return {};
    if (!byMedian) {
      return std::accumulate(values_.begin(), values_.end(), 0.0) /
             static_cast<double>(values_.size());
    }
    std::sort(values_.begin(), values_.end());
    const std::size_t middle = values_.size() / 2;
    return values_.size() % 2 ? values_[middle] : (values_[middle - 1] + values_[middle]) / 2;
  }

  void sweep(bool rightward, bool byMedian) {
    const std::size_t count = ordering_.size();
    for (std::size_t i = 1; i < count; ++i) {
      auto& layer = ordering_[rightward ? i : count - 1 - i];
      if (keepsBoxes_)
        thread(layer, rightward, byMedian);
      else
        rearrange(layer, rightward, byMedian);
      number(layer);
    }
  }

  /// Who is wired to nothing on that side stays where it is, the others share the other places.
  void rearrange(std::vector<int>& layer, bool rightward, bool byMedian) {
    std::vector<std::pair<double, int>> movable;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < layer.size(); ++i) {
      const auto key = wanted(layer[i], rightward, byMedian);
      if (!key) continue;
      movable.emplace_back(*key, layer[i]);
      places.push_back(i);
    }
    std::stable_sort(movable.begin(), movable.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < places.size(); ++i) layer[places[i]] = movable[i].second;
  }

  void thread(std::vector<int>& layer, bool rightward, bool byMedian) {
    std::vector<std::pair<double, int>> keys;
    double last = -std::numeric_limits<double>::infinity();
    double lastWire = last;
    for (const int stop : layer) {
      const auto key = wanted(stop, rightward, byMedian);
      if (layers_.isBox(stop)) {
        last = std::max(last, key.value_or(last));
        keys.emplace_back(last, stop);
      } else {
        lastWire = key.value_or(lastWire);
        keys.emplace_back(lastWire, stop);
      }
    }
    std::stable_sort(keys.begin(), keys.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < layer.size(); ++i) layer[i] = keys[i].second;
  }

  /// Exchanges neighbours for as long as that takes crossings away.
  void exchange() {
    for (int round = 0; round < kMostRounds; ++round) {
      bool better = false;
      for (auto& layer : ordering_) {
        for (std::size_t i = 1; i < layer.size(); ++i) better |= exchanged(layer[i - 1], layer[i]);
      }
      if (!better) return;
    }
  }
  bool exchanged(int& upper, int& lower) {
    if (keepsBoxes_ && layers_.isBox(upper) && layers_.isBox(lower)) return false;
    if (gain(upper, lower) <= 0) return false;
    std::swap(place_[at(upper)], place_[at(lower)]);
    std::swap(upper, lower);
    return true;
  }
  /// How many crossings go when `lower` stands above `upper`.
  long gain(int upper, int lower) const {
    long sum = 0;
    for (const int a : layers_.in[at(upper)]) {
      for (const int b : layers_.in[at(lower)]) sum += sign(fromKey(a) - fromKey(b));
    }
    for (const int a : layers_.out[at(upper)]) {
      for (const int b : layers_.out[at(lower)]) sum += sign(toKey(a) - toKey(b));
    }
    return sum;
  }
  static long sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

  const Layers& layers_;
  bool keepsBoxes_;
  std::vector<Shares> shares_;
  Ordering ordering_;
  std::vector<double> place_;  // by stop, in its layer
  std::vector<std::pair<double, double>> ends_;
  std::vector<double> values_, scratch_;
};

/// Boxes by the height at which they stand, then the wires that pass.
Ordering asTheyStand(const Layers& layers, const std::vector<double>& height) {
  Ordering ordering(static_cast<std::size_t>(layers.count));
  const auto layerOf = [&](int stop) -> std::vector<int>& {
    return ordering[static_cast<std::size_t>(layers.layerOf[static_cast<std::size_t>(stop)])];
  };
  const int stops = static_cast<int>(layers.layerOf.size());
  for (int stop = 0; stop < stops; ++stop) layerOf(stop).push_back(stop);
  for (auto& layer : ordering) {
    std::stable_sort(layer.begin(), layer.end(), [&](int a, int b) {
      if (!layers.isBox(a) || !layers.isBox(b)) return layers.isBox(a) && !layers.isBox(b);
      return height[static_cast<std::size_t>(a)] < height[static_cast<std::size_t>(b)];
    });
  }
  return ordering;
}

/// In the order in which one comes upon them walking along the wires: trees have no crossings so.
Ordering asTheyBranch(const Layers& layers) {
  Ordering ordering(static_cast<std::size_t>(layers.count));
  std::vector<bool> seen(layers.layerOf.size());
  std::vector<int> open;
  for (int start = 0; start < layers.boxes; ++start) {
    if (!layers.in[static_cast<std::size_t>(start)].empty()) continue;
    open.push_back(start);
    while (!open.empty()) {
      const auto stop = static_cast<std::size_t>(open.back());
      open.pop_back();
      if (seen[stop]) continue;
      seen[stop] = true;
      ordering[static_cast<std::size_t>(layers.layerOf[stop])].push_back(static_cast<int>(stop));
      const auto& segments = layers.out[stop];
      for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
        open.push_back(layers.segments[static_cast<std::size_t>(*segment)].to);
    }
  }
  return ordering;
}

/// The order of the boxes alone, as heights.
std::vector<double> heightsIn(const Layers& layers, const Ordering& ordering) {
  std::vector<double> height(static_cast<std::size_t>(layers.boxes));
  for (const auto& layer : ordering) {
    for (std::size_t i = 0; i < layer.size(); ++i) {
      if (layers.isBox(layer[i]))
        height[static_cast<std::size_t>(layer[i])] = static_cast<double>(i);
    }
  }
  return height;
}

}  // namespace

long crossings(const Layers& layers, const Chart& chart, const Ordering& ordering) {
  return Sweeper(layers, chart, false).count(ordering);
}

Ordering ordered(const Layers& layers, const Chart& chart) {
  Sweeper free(layers, chart, false);
  Sweeper wires(layers, chart, true);
  std::vector<double> height;
  for (const Chart::Box& box : chart.boxes) height.push_back(box.before);
  Ordering best = wires.threaded(asTheyStand(layers, height));
  long fewest = wires.count(best);
  std::optional<Ordering> afresh;
  // Nothing but the order of the boxes is seen on the canvas. So only that is taken over from a
  // better ordering, until none is better: then tidying once more finds nothing to do.
  while (fewest > 0) {
    if (!afresh) afresh = free.improved(asTheyBranch(layers));
    const Ordering similar = free.improved(best);
    const Ordering& better = free.count(similar) <= free.count(*afresh) ? similar : *afresh;
    Ordering next = wires.threaded(asTheyStand(layers, heightsIn(layers, better)));
    const long left = wires.count(next);
    if (left >= fewest) break;
    fewest = left;
    best = std::move(next);
  }
  return best;
}

}  // namespace loom::ui
