#pragma once

// The first step of tidying: boxes go into layers from left to right, and long wires get a stop in
// each layer that they pass, so that room can be kept for them. Pure numbers; any thread.

#include <vector>

namespace loom::ui {

/// What is laid out together. A wire from a later box to an earlier one closes a circle and counts
/// for nothing; `port`s are heights below the tops of the boxes.
struct Chart {
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
  int wireFrom = 0;  // the box in which the wire begins
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
