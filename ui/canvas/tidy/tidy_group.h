#pragma once

// Some children of one open block, or of the whole drawing, that are laid out together. Pure; any
// thread.

#include <vector>

#include "ui/canvas/tidy/rows.h"
#include "ui/canvas/tidy/tidy_tree.h"

namespace loom::ui {

class TidyGroup {
 public:
  /// REQUIRES: what is inside the members has been laid out.
  TidyGroup(TidyTree& tree, int container, std::vector<int> members);

  /// Moves the members, each with all that it holds; `width` is the longest row wanted.
  void layOut(qreal width);

 private:
  /// Members that wires join, by their places among the members.
  using Part = std::vector<int>;

  bool isLoose(const Part& part) const;
  int indexOf(const Part& part) const;
  int memberAround(int leaf) const;
  qreal portAt(const TidyTree::Wire& wire, bool atItsEnd) const;
  bool passesInside(const TidyTree::Wire& wire) const;
  void number();
  void sortByWires();
  void findWires();
  void followOutside(std::vector<std::pair<int, int>>& leaving,
                     const std::vector<std::vector<int>>& outside);
  std::vector<Part> parts() const;
  ChartPlaces placesOf(const Part& part, qreal width) const;

  TidyTree& tree_;
  int container_;
  std::vector<int> members_;
  std::vector<int> place_;          // among the members, by unit; -1: it is none
  std::vector<bool> outward_;       // by unit: wired to something that is no member
  std::vector<Chart::Wire> wires_;  // between members, by their places
  std::vector<Chart::Wire> ends_;   // the same for wires that come into the block or leave it
};

}  // namespace loom::ui
