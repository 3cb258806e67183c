#pragma once

// How a node's weights may start when its `init` asks for it: torch.nn.init with the arguments that
// are its defaults there (https://pytorch.org/docs/stable/nn.init.html). One list of declarations;
// pure functions; any thread.

#include <span>
#include <string>
#include <string_view>

#include "engine/base/rng.h"
#include "engine/base/shape.h"

namespace loom {

struct Initialiser {
  std::string name;          // torch.nn.init's, without the underscore: "xavier_uniform"
  bool needsMatrix = false;  // only for weights of two or more dimensions
  /// Fills a weight of `shape` (out, in, ...) from the parameter's own stream.
  void (*fill)(Rng& random, const Shape& shape, std::span<float> values) = nullptr;
};

std::span<const Initialiser> initialisers();
const Initialiser* findInitialiser(std::string_view name);

}  // namespace loom
