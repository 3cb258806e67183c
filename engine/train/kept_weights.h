#pragma once

// The weights that a network had when its epochs ended, to look at once more. They take no more
// than a bound of bytes: when that is full, every other epoch goes, and from then on half as many
// are kept. The first, the best, the newest and the one that somebody looks at stay. Room that
// became free is used again. The trainer's thread; what it tells is a plain value.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/text.h"

namespace loom {

/// Which epochs are kept.
struct KeptEpochs {
  std::vector<int> epochs;  // rising; 0: as the run began
  int best = -1;            // of them; -1: none is the best so far
  int stride = 1;           // one in so many is kept
  std::int64_t bytes = 0;   // that they take
  std::int64_t bound = 0;   // that they may take
  Text message;             // why none are kept, or no more of them
};

class KeptWeights {
 public:
  struct Moment {
    int epoch = 0;
    std::int64_t step = 0;      // that the weights have learned
    std::vector<float> values;  // as Parameters::values
  };

  KeptWeights() { tell(); }

  /// 0: nothing is kept.
  void setBound(std::int64_t bytes);
  void clear();
  /// `values` is what the newest epoch ended with; `best` the best one so far, -1: none.
  void keep(int epoch, std::int64_t step, const std::vector<float>& values, int best);
  /// Somebody looks at this epoch; -1: at none.
  void pin(int epoch) { pinned_ = epoch; }
  /// Looking failed, and why.
  void say(Text message);

  /// Null: it is not kept.
  const Moment* find(int epoch) const;
  /// Another object whenever it changed; never null.
  const std::shared_ptr<const KeptEpochs>& told() const { return told_; }

 private:
  std::size_t capacity() const;
  bool isSpared(std::size_t index) const;
  void thin();
  void makeRoom(std::size_t most);
  void release(std::size_t index);
  void write(int epoch, std::int64_t step, const std::vector<float>& values);
  void tell();

  std::vector<Moment> moments_;  // by epoch
  std::vector<std::vector<float>> spare_;
  std::size_t bytesEach_ = 0;
  std::int64_t bound_ = 0;
  int stride_ = 1;
  int best_ = -1;
  int pinned_ = -1;
  int newest_ = -1;
  bool ended_ = false;  // for want of memory
  Text message_;
  std::shared_ptr<const KeptEpochs> told_;
};

}  // namespace loom
