#pragma once

// Ctrl+C, a request to end, or a closed terminal as a question to ask. One at a time; main thread.

namespace loom {

class Interrupt {
 public:
  /// From now on the first such signal is only noted; a second one ends the program as usual.
  Interrupt();
  /// Puts back what was there before.
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool requested() const;
};

}  // namespace loom
