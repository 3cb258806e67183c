#pragma once

// How one number came about, with the numbers in it: y[3] = 0.12 · 1.00 + … A layer says of one
// element of its output which products it is the sum of, or its expression and its slopes; what
// flows back through it, and which terms a person is shown, follow from that. Pure; any thread.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/layers/layer_type.h"

namespace loom {

/// A number in a working: one that a gradient may be taken of, or any other.
struct Operand {
  enum class Of : std::uint8_t { Number, Input, Parameter };
  Of of = Of::Number;
  int index = 0;  // of the port, or of the parameter as LayerType::parameters lists them
  std::int64_t element = 0;
  double value = 0;

  bool isSame(const Operand& other) const {
    return of == other.of && index == other.index && element == other.element;
  }
};

/// A product of one to three.
struct WorkTerm {
  std::array<Operand, 3> factors;
  int count = 0;
  double value() const;
  /// The product of all factors but one.
  double without(int factor) const;
};

/// Where a number of a layer's output is looked at, for one sample.
struct WorkSite {
  const LayerType& type;
  Reader params;
  std::vector<Shape> inputs;
  Shape output;
  std::vector<std::span<const float>> values;      // of each input
  std::vector<std::span<const float>> parameters;  // in the order of LayerType::parameters
  std::span<const float> result;                   // the output; empty for a loss
  std::span<const std::int32_t> classes;           // a loss's targets for the sample, or
  std::span<const float> targets;
  bool training = false;
  bool frozen = false;

  Operand x(int port, std::int64_t element) const;
  Operand w(int parameter, std::int64_t element) const;
};

/// What a declaration says of one element.
class Work {
 public:
  /// The element is the sum of all that is added.
  void add(std::initializer_list<Operand> factors);
  /// Or it is this expression, which has that value ...
  void say(std::string expression, double value);
  /// ... and moves so much with an operand.
  void slope(const Operand& by, double slope);

  bool isEmpty() const { return terms_.empty() && expression_.empty(); }
  const std::vector<WorkTerm>& terms() const { return terms_; }
  const std::string& expression() const { return expression_; }
  double value() const;
  /// fn(the other factors of a term in which the operand stands, or its slope)
  template <class Fn>
  void forEachSlope(const Operand& by, Fn&& fn) const;

 private:
  struct Slope {
    Operand by;
    double value;
  };
  std::vector<WorkTerm> terms_;
  std::string expression_;
  double said_ = 0;
  std::vector<Slope> slopes_;
};

inline Operand numberOperand(double value) {
  return {Operand::Of::Number, 0, 0, value};
}

template <class Fn>
void Work::forEachSlope(const Operand& by, Fn&& fn) const {
  for (const WorkTerm& term : terms_) {
    for (int i = 0; i < term.count; ++i) {
      if (!term.factors[static_cast<std::size_t>(i)].isSame(by)) continue;
      WorkTerm rest = term;
      rest.factors[static_cast<std::size_t>(i)] =
          term.factors[static_cast<std::size_t>(term.count - 1)];
      --rest.count;
      fn(rest);
    }
  }
  for (const Slope& slope : slopes_) {
    if (slope.by.isSame(by)) fn(WorkTerm{{numberOperand(slope.value)}, 1});
  }
}

/// "−0.31", "1.2e−7": three digits.
std::string workNumber(double value);
/// The same, in parentheses where it is negative.
std::string workFactor(double value);
/// The right side of the declaration's formula with the number for x and the settings for their
/// keys: "max(0, −0.31)".
std::string filledFormula(const WorkSite& site, double x);

/// For layers whose element is the input's element.
void passedOnWork(const WorkSite& site, std::int64_t element, Work& work);
/// The same for those that do more while training.
void passedOnWhenStill(const WorkSite& site, std::int64_t element, Work& work);

}  // namespace loom
