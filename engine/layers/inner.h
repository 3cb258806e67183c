#pragma once

// What a layer computes on its way to its output and a person may want to see. Plain values; any
// thread.

#include <vector>

#include "engine/base/shape.h"

namespace loom {

template <class T>
struct Inner {
  enum class Kind {
    None,
    Attention,  // (heads, T, T): how much each step, down, takes from each other step, across
    States      // (T, H): what is remembered after each step
  };
  Kind kind = Kind::None;
  Shape shape;
  std::vector<T> values;

  void clear() {
    kind = Kind::None;
    values.clear();
  }
};

}  // namespace loom
