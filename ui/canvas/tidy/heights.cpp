#include "ui/canvas/tidy/heights.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr double kBetweenBoxes = 24;  // also from a box to a wire that passes
constexpr double kBetweenWires = 16;
constexpr int kPasses = 16;

/// Something that a stop is drawn to, and how strongly.
struct Pull {
  double at = 0;
  double weight = 0;
};

/// Stops that lie against each other and move as one.
struct Pile {
  std::vector<Pull> pulls;  // sorted
  std::size_t size = 1;     // stops
  double place = 0;

  /// Where the distances to what pulls come to least: the weighted median.
  void settle() {
    double half = 0;
    for (const Pull& pull : pulls) half += pull.weight / 2;
    double sum = 0;
    for (std::size_t i = 0; i < pulls.size(); ++i) {
      sum += pulls[i].weight;
      if (sum < half) continue;
      const bool isTie = sum == half && i + 1 < pulls.size();
      place = isTie ? (pulls[i].at + pulls[i + 1].at) / 2 : pulls[i].at;
      return;
    }
  }
};

bool isHigher(const Pull& a, const Pull& b) {
  return a.at < b.at;
}

/// Tops for stops in one layer, each at least as far below the one above as `below` says, with the
/// distances to what pulls them as small as they can be: isotonic regression by pooling neighbours.
std::vector<double> settled(const std::vector<std::vector<Pull>>& pulls,
                            const std::vector<double>& below) {
  std::vector<Pile> piles;
  double offset = 0;
  for (std::size_t i = 0; i < pulls.size(); ++i) {
    offset += below[i];
    Pile pile{pulls[i]};
    for (Pull& pull : pile.pulls) pull.at -= offset;
    std::sort(pile.pulls.begin(), pile.pulls.end(), isHigher);
    pile.settle();
    while (!piles.empty() && piles.back().place > pile.place) {
      std::vector<Pull> both;
      both.reserve(pile.pulls.size() + piles.back().pulls.size());
      std::merge(piles.back().pulls.begin(), piles.back().pulls.end(), pile.pulls.begin(),
                 pile.pulls.end(), std::back_inserter(both), isHigher);
      pile.pulls = std::move(both);
      pile.size += piles.back().size;
      piles.pop_back();
      pile.settle();
    }
    piles.push_back(std::move(pile));
  }
  std::vector<double> tops;
  offset = 0;
  for (const Pile& pile : piles) {
    for (std::size_t i = 0; i < pile.size; ++i) {
      offset += below[tops.size()];
      // All distances are on the grid, so rounding keeps them.
      tops.push_back(std::round(pile.place / kGrid) * kGrid + offset);
    }
  }
  return tops;
}

class Straightener {
 public:
  Straightener(const Layers& layers, const Chart& chart, const Row& row)
      : layers_(layers), chart_(chart), row_(row), tops_(layers.layerOf.size()) {
    in_.resize(tops_.size());
    out_.resize(tops_.size());
    for (const Segment& segment : row.segments) {
      out_[at(segment.from)].push_back(&segment);
      in_[at(segment.to)].push_back(&segment);
    }
    for (const auto& layer : row.layers) {
      distances_.emplace_back();
      for (std::size_t i = 0; i < layer.size(); ++i)
        distances_.back().push_back(i == 0 ? 0 : distance(layer[i - 1], layer[i]));
      stack(layer, distances_.back());
    }
  }

  std::vector<double> run() {
    std::vector<double> best = tops_;
    double least = std::numeric_limits<double>::infinity();
    for (int pass = 0; pass < kPasses && least > 0; ++pass) {
      // First from both ends in turn, then everybody looks both ways.
      const bool both = pass >= kPasses / 2;
      if (pass == kPasses / 2) tops_ = best;
      const bool rightward = pass % 2 == 0;
      for (std::size_t i = 0; i < row_.layers.size(); ++i)
        move(rightward ? i : row_.layers.size() - 1 - i, both || rightward, both || !rightward);
      const double now = bend();
      if (now >= least) continue;
      least = now;
      best = tops_;
    }
    return best;
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  double heightOf(int stop) const {
    return layers_.isBox(stop) ? chart_.boxes[at(stop)].height : 0;
  }
  /// From the top of one stop to that of the next below.
  double distance(int upper, int lower) const {
    const bool wires = !layers_.isBox(upper) && !layers_.isBox(lower);
    const double gap = heightOf(upper) + (wires ? kBetweenWires : kBetweenBoxes);
    return std::ceil(gap / kGrid) * kGrid;
  }
  /// Wires that pass are to be straight above all, for they keep clear of boxes only so; then those
  /// of a chain.
  double weightOf(const Segment& segment) const {
    const int boxes = layers_.isBox(segment.from) + layers_.isBox(segment.to);
    if (boxes < 2) return boxes == 1 ? 4 : 8;
    const bool isChain = out_[at(segment.from)].size() == 1 && in_[at(segment.to)].size() == 1;
    return segment.pull * (isChain ? 2 : 1);
  }

  void stack(const std::vector<int>& layer, const std::vector<double>& distances) {
    double top = 0;
    for (std::size_t i = 0; i < layer.size(); ++i) tops_[at(layer[i])] = top += distances[i];
    const double all = layer.empty() ? 0 : top + heightOf(layer.back());
    for (const int stop : layer) tops_[at(stop)] -= std::round(all / 2 / kGrid) * kGrid;
  }

  void move(std::size_t index, bool byLeft, bool byRight) {
    const auto& layer = row_.layers[index];
    std::vector<std::vector<Pull>> pulls;
    for (const int stop : layer) {
      pulls.emplace_back();
      auto& own = pulls.back();
      for (const Segment* segment : in_[at(stop)]) {
        if (byLeft)
          own.push_back(
              {tops_[at(segment->from)] + segment->fromPort - segment->toPort, weightOf(*segment)});
      }
      for (const Segment* segment : out_[at(stop)]) {
        if (byRight)
          own.push_back(
              {tops_[at(segment->to)] + segment->toPort - segment->fromPort, weightOf(*segment)});
      }
      // Who is wired to nothing there stays, as far as others let it.
      if (own.empty()) own.push_back({tops_[at(stop)], 0.125});
    }
    const auto tops = settled(pulls, distances_[index]);
    for (std::size_t i = 0; i < layer.size(); ++i) tops_[at(layer[i])] = tops[i];
  }

  /// How far wires go up and down in all.
  double bend() const {
    double sum = 0;
    for (const Segment& segment : row_.segments) {
      const double from = tops_[at(segment.from)] + segment.fromPort;
      const double to = tops_[at(segment.to)] + segment.toPort;
      sum += weightOf(segment) * std::abs(from - to);
    }
    return sum;
  }

  const Layers& layers_;
  const Chart& chart_;
  const Row& row_;
  std::vector<double> tops_;  // by stop
  std::vector<std::vector<const Segment*>> in_, out_;
  std::vector<std::vector<double>> distances_;  // by layer
};

}  // namespace

std::vector<double> heights(const Layers& layers, const Chart& chart, const Row& row) {
  return Straightener(layers, chart, row).run();
}

}  // namespace loom::ui
