#pragma once

// One program at a time: a lock on a file, which the system lets go of even if the program dies.
// Any thread but the GUI's, for it waits.

#include <string>

#include "engine/base/result.h"

namespace loom {

class FileLock {
 public:
  /// Makes the file where there is none; waits some seconds for whoever else has it.
  static Result<FileLock> take(const std::string& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace loom
