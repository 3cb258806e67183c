#pragma once

// The two ways by which the trainer speaks to the screen, neither of which ever waits:
// Stream keeps every item in order; Latest keeps only the newest. One writing and one reading
// thread each.

#include <array>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

namespace loom {

/// An unbounded queue of chunks: the writer appends, the reader drains all that is there. A chunk
/// that is empty goes back to the writer, who allocates only when the reader falls behind.
template <class T>
class Stream {
  static constexpr int kChunk = 256;
  struct Chunk {
    std::array<T, kChunk> items;
    std::atomic<int> filled{0};
    std::atomic<Chunk*> next{nullptr};
  };

 public:
  Stream() : head_(new Chunk), tail_(head_) {}
  ~Stream() {
    delete spare_.load();
    while (head_) delete std::exchange(head_, head_->next.load());
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Writer's thread only.
  void push(T item) {
    int filled = tail_->filled.load(std::memory_order_relaxed);
    if (filled == kChunk) {
      Chunk* chunk = spare_.exchange(nullptr, std::memory_order_acquire);
      if (!chunk) chunk = new Chunk;
      tail_->next.store(chunk, std::memory_order_release);
      tail_ = chunk;
      filled = 0;
    }
    tail_->items[static_cast<std::size_t>(filled)] = std::move(item);
    tail_->filled.store(filled + 1, std::memory_order_release);
  }

  /// Reader's thread only. Appends what is new to `out`.
  void drain(std::vector<T>& out) {
    for (;;) {
      const int filled = head_->filled.load(std::memory_order_acquire);
      for (; read_ < filled; ++read_)
        out.push_back(std::move(head_->items[static_cast<std::size_t>(read_)]));
      Chunk* next = head_->next.load(std::memory_order_acquire);
      if (read_ < kChunk || !next) return;
      Chunk* emptied = std::exchange(head_, next);
      read_ = 0;
      emptied->filled.store(0, std::memory_order_relaxed);
      emptied->next.store(nullptr, std::memory_order_relaxed);
      delete spare_.exchange(emptied, std::memory_order_acq_rel);
    }
  }

 private:
  Chunk* head_;  // reader's
  int read_ = 0;
  Chunk* tail_;  // writer's
  std::atomic<Chunk*> spare_{new Chunk};
};

/// A triple buffer: the writer fills one slot, the reader holds another, the third is the newest
/// complete one.
template <class T>
class Latest {
  static constexpr int kFresh = 4;

 public:
  /// Writer's thread only: the slot to fill (it holds an old value, to reuse its memory).
  T& slot() { return slots_[static_cast<std::size_t>(writing_)]; }
  /// Whether the value published before was read: if not, its reader still has to come.
  bool publish() {
    const int before = shared_.exchange(writing_ | kFresh, std::memory_order_acq_rel);
    writing_ = before & 3;
    return !(before & kFresh);
  }
  void publish(T value) {
    slot() = std::move(value);
    publish();
  }

  /// Either thread: false while the last published value waits to be read.
  bool wasRead() const { return !(shared_.load(std::memory_order_acquire) & kFresh); }

  /// Reader's thread only: true if a newer value is now current().
  bool refresh() {
    if (!(shared_.load(std::memory_order_acquire) & kFresh)) return false;
    reading_ = shared_.exchange(reading_, std::memory_order_acq_rel) & 3;
    return true;
  }
  const T& current() const { return slots_[static_cast<std::size_t>(reading_)]; }

 private:
  std::array<T, 3> slots_{};
  int writing_ = 0;
  int reading_ = 1;
  std::atomic<int> shared_{2};
};

}  // namespace loom
