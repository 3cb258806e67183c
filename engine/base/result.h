#pragma once

// A value, or the one sentence that says why there is none. The engine's only way to report what
// the outside world did wrong: nothing is thrown across its edge. Plain values; any thread.

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "engine/base/text.h"

namespace loom {

/// What went wrong. `text` says what was expected, what was found, where, and what to do.
struct Error {
  /// Which of the program's exit codes it deserves: 1 for the outside world, 2 for the file or the
  /// command itself.
  enum class Kind { Failed, BadInput, Cancelled };

  Text text;
  Kind kind = Kind::Failed;

  std::string message() const { return text.english(); }
};

inline Error failed(Text text) {
  return {std::move(text), Error::Kind::Failed};
}
inline Error badInput(Text text) {
  return {std::move(text), Error::Kind::BadInput};
}
inline Error cancelled() {
  return {LOOM_TEXT("Cancelled."), Error::Kind::Cancelled};
}

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool ok() const { return state_.index() == 0; }

  // REQUIRES: ok().
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }

  // REQUIRES: !ok().
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Done, or why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_; }
  bool ok() const { return !error_; }
  const Error& error() const {
    assert(error_);
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace loom
