#pragma once

// One step of learning, taken apart: values go forward node by node, then the loss, then gradients
// go back. Every number is kept, and for each it can be said how it came about. Made by whoever
// computes; immutable afterwards, so any thread may read it.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/batch.h"
#include "engine/inspect/pass_record.h"
#include "engine/layers/working.h"

namespace loom {

struct MicroscopeSetup {
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> weights;  // nobody changes them meanwhile
  Batch batch = {};
  bool rebuilt = false;   // the answer is the sample itself (taskOf)
  bool training = false;  // as while training, with these random numbers
  RandomKey random = {};
};

struct MicroscopeStep {
  enum class Kind : std::uint8_t { Forward, Loss, Backward };
  Kind kind = Kind::Forward;
  std::string node;
  bool operator==(const MicroscopeStep&) const = default;
};

/// An array that a step takes or gives.
struct MicroscopeTensor {
  enum class Role : std::uint8_t { Input, Output, Parameter };
  Role role = Role::Output;
  std::string tensor;  // a node, or "<node>.<parameter>", as GradientPlace has it
  std::string name;    // "y", "weight", "x" or "x₂"
  Shape shape;         // of a parameter, or of one sample
  int port = 0;        // of an Input: its port; of a Parameter: its place in the layer
  bool isGradient = false;
  bool isLoss = false;  // the scalar that the loss gives
  int readers = 1;      // of an Input's gradient: over how many wires it was added up
  bool perSample() const { return role != Role::Parameter && !isLoss; }
};

/// Of the finite numbers of an array.
struct ArrayFacts {
  float low = 0, high = 0;
  std::int64_t largest = 0;  // the element that is farthest from 0
};

/// One number, with the numbers that it was made of.
struct Working {
  static constexpr std::size_t kMostTerms = 12;

  std::string name;     // "y[3]", "∂L/∂weight[7, 12]"
  std::string symbols;  // what is added up, for a gradient: "Σ ∂L/∂y · ∂y/∂weight"
  std::vector<std::string> terms;  // the largest, in order: "0.12 · (−0.3)"; or one expression
  std::int64_t more = 0;           // terms that are not written out
  double value = 0;                // of all together
  bool isKnown() const { return !terms.empty(); }
};

class Microscope {
 public:
  static constexpr std::int64_t kMostValues = 64'000'000;    // of all arrays together
  static constexpr std::int64_t kMostProducts = 20'000'000;  // that are gone through for a working

  /// Runs the batch. Fails where it does not fit the network or memory.
  static Result<std::shared_ptr<const Microscope>> look(MicroscopeSetup setup, Workers& workers);

  const Network& network() const { return *setup_.network; }
  const std::shared_ptr<const Network>& sharedNetwork() const { return setup_.network; }
  const std::shared_ptr<const PassRecord>& record() const { return record_; }
  const Batch& batch() const { return setup_.batch; }
  PassInput input() const;
  const std::vector<MicroscopeStep>& steps() const { return steps_; }

  /// What is to be seen at a step, what it gives first.
  std::vector<MicroscopeTensor> tensors(const MicroscopeStep& step) const;
  /// Its numbers: of a parameter, or of sample `sample`; empty where there are none.
  std::span<const float> values(const MicroscopeTensor& tensor, int sample) const;
  const ArrayFacts& facts(const MicroscopeTensor& tensor, int sample) const;
  /// The element of the record that element `element` of values() is.
  std::int64_t placeOf(const MicroscopeTensor& tensor, int sample, std::int64_t element) const;

  /// How this number came about at this step; not known where the layer does not say.
  Working working(const MicroscopeStep& step, const MicroscopeTensor& tensor, int sample,
                  std::int64_t element) const;

 private:
  explicit Microscope(MicroscopeSetup setup) : setup_(std::move(setup)) {}
  void listSteps();
  void measure();
  WorkSite siteOf(const std::string& node, int sample) const;
  double gradientOf(const std::string& node, int sample, std::int64_t element) const;
  Working lossWorking(const std::string& node) const;
  Working forwardWorking(const MicroscopeStep& step, int sample, std::int64_t element) const;
  Working backwardWorking(const MicroscopeStep& step, const MicroscopeTensor& tensor, int sample,
                          std::int64_t element) const;

  MicroscopeSetup setup_;
  std::shared_ptr<const PassRecord> record_;
  std::vector<float> loss_;  // one number
  std::vector<MicroscopeStep> steps_;
  using FactsKey = std::pair<std::string, bool>;       // of an array, or of its gradient
  std::map<FactsKey, std::vector<ArrayFacts>> facts_;  // of each sample, or of a parameter
};

/// "[3]", "[7, 12]": an element of such a shape; "" of a scalar.
std::string elementText(const Shape& shape, std::int64_t element);

}  // namespace loom
