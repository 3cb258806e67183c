#pragma once

// The first step of tidying: boxes go into layers from left to right, and long wires get a stop in
// each layer that they pass, so that room can be kept for them. Pure numbers; any thread.

#include <limits>
#include <vector>

namespace loom::ui {

/// What is laid out together. A wire from a later box to an earlier one closes a circle and counts
/// for nothing; ports are heights below the tops of the boxes. A wire may come in from the left of
/// all, from the outside ~from, or go out to the right of all, to kOutside.
struct Chart {
  static constexpr int kOutside = std::numeric_limits<int>::max();
  struct Box {
    double width = 0;
    double height = 0;
    double before = 0;  // where it stands now: whoever is higher stays so if that costs no crossing
  };
  struct Wire {
    int from = 0;
    int to = 0;
    double fromPort = 0;
    double toPort = 0;
    bool drawn = true;  // else it only says who stands farther left
    double pull = 1;    // how straight it is to be
    bool isInside() const { return from >= 0 && to != kOutside && from < to; }
  };
  std::vector<Box> boxes;
  std::vector<Wire> wires;
};

/// A piece of a wire between neighbouring layers. Wires out of one port share their stops.
struct Segment {
  int from = 0;
  int to = 0;
  double fromPort = 0;
  double toPort = 0;
  int begin = 0;  // the layer in which the wire begins
  double pull = 1;
};

/// Stops are numbered: first the boxes, as in the chart, then what stands for passing wires.
struct Layers {
  int boxes = 0;
  int count = 0;
  std::vector<int> layerOf;  // by stop
  std::vector<Segment> segments;
  std::vector<std::vector<int>> in, out;  // segments by stop

  bool isBox(int stop) const { return stop < boxes; }
};

Layers layered(const Chart& chart);

}  // namespace loom::ui
