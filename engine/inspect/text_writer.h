#pragma once

// Lets a language model go on with a text: byte after byte, each drawn from the scores that the
// network gives at the last place. Any one thread.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/rng.h"
#include "engine/graph/program.h"

namespace loom {

struct WritingSettings {
  int bytes = 200;           // how many to write
  double temperature = 0.8;  // scores are divided by it; 0 takes the best each time
  std::uint64_t seed = 0;    // the same one writes the same text with the same weights
};

class TextWriter {
 public:
  /// Does the network read so many tokens (T) and score each of them at each place?
  static bool canWrite(const Analysis& analysis, std::size_t tokens);

  /// `alphabet`: the byte of each token (Dataset::alphabet). Fails where the network does not read
  /// tokens (T) and give (T, tokens).
  static Result<TextWriter> create(std::shared_ptr<const Network> network,
                                   std::shared_ptr<Parameters<float>> parameters,
                                   std::string alphabet, Workers& workers);

  /// Is to go on after `start`, whose bytes must be of the alphabet; others are left out. What
  /// stands behind the last place must not change what is said there, as in recurrent and causal
  /// networks; others saw in training what they here have to guess.
  void begin(const std::string& start, const WritingSettings& settings);
  bool isOver() const { return written_.size() >= static_cast<std::size_t>(settings_.bytes); }
  /// Writes a byte. REQUIRES: !isOver().
  void advance();
  const std::string& written() const { return written_; }
  /// All of it at once.
  std::string write(const std::string& start, const WritingSettings& settings);

 private:
  TextWriter(std::unique_ptr<Program<float>> program, std::string outputNode, std::string alphabet)
      : program_(std::move(program)),
        outputNode_(std::move(outputNode)),
        alphabet_(std::move(alphabet)) {}
  std::size_t next();

  std::unique_ptr<Program<float>> program_;
  std::string outputNode_;
  std::string alphabet_;
  std::size_t places_ = 0;  // T
  WritingSettings settings_{.bytes = 0};
  Rng rng_{0};
  std::vector<std::size_t> tokens_;  // the start and what was written
  std::string written_;
  std::vector<float> scores_;
};

}  // namespace loom
