#pragma once

// Proves a gradient: what the loss really does when one number moves a little, by differences in
// double precision, against what the layers' backward passes say. A number may be any element of a
// parameter, or of what a node gives: for that, the network is cut there and the node becomes an
// Input. One thread at a time; it takes as long as some twenty passes.

#include <cstdint>
#include <memory>
#include <string>

#include "engine/inspect/pass_record.h"

namespace loom {

/// Whose gradient: "<node>.<parameter>", or a node; the element counts over the whole batch.
struct GradientPlace {
  std::string tensor;
  std::int64_t element = 0;
  bool operator==(const GradientPlace&) const = default;
};

struct Proof {
  enum class Verdict : std::uint8_t {
    Agrees,
    Differs,
    Kink  // the loss has no slope here: the one to the left is not the one to the right
  };
  /// How far the two may be apart, in parts of the larger.
  static constexpr double kBound = 1e-4;

  Verdict verdict = Verdict::Differs;
  double shown = 0;            // the gradient that was to be proved, as training computes it
  double analytic = 0;         // the same in double precision
  double numeric = 0;          // (L(w + h) − L(w − h)) / 2h, of higher order
  double difference = 0;       // of these two, in parts of the larger
  double step = 0;             // h
  double left = 0, right = 0;  // one-sided slopes, where there is a kink

  bool agrees() const { return verdict == Verdict::Agrees; }
};

class Prover {
 public:
  /// `record` is what the network with these weights made of `input`.
  Prover(std::shared_ptr<const Network> network, std::shared_ptr<const PassRecord> record,
         const PassInput& input, Workers& workers);
  ~Prover();

  /// Fails where there is no such number, no gradient leads to it, or memory is short.
  Result<Proof> prove(const GradientPlace& place);

 private:
  struct Rig;
  Result<Rig*> rigFor(const std::string& tensor);

  std::shared_ptr<const Network> network_;
  std::shared_ptr<const PassRecord> record_;
  Targets<float> targets_;
  std::vector<double> values_;  // the targets' numbers
  bool training_;
  RandomKey random_;
  Workers& workers_;
  std::unique_ptr<Rig> rig_;  // the newest
};

/// The part of a network between the output of `node` and the loss, where the node has become an
/// Input of the same name.
Graph cutAt(const Network& network, const std::string& node);

}  // namespace loom
