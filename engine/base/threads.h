// A pool of worker threads for cutting one piece of work into indexed parts.
//
// `Workers` belongs to one owner: one thread at a time may call forEach or setThreads (the trainer,
// or whoever owns the pool). Parts are handed out by a counter, because a split in advance halves
// the speed when another program holds one core; so results must not depend on which worker
// computes a part.
//
// Where another program holds a core, the thread that shares it stands still in the middle of its
// part, for milliseconds, while all others wait for it: such a pool is slower than one thread less.
// So threads watch for time that is stolen from them, and a pool that loses much of it works with
// one less for a while, longer each time it happens again, and until the machine has half a core
// idle (where the system tells that: to try it costs what a robbery costs). A little of it costs
// less than a thread. Who knows beforehand that it needs a core for a moment, as the window does
// before it draws, asks for it (lend).
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

namespace loom {

/// How many threads this machine (or the cores this process may use) runs at once; at least 1.
int hardwareThreads();

/// While it lives, denormal numbers count as zero on this thread. They are worth nothing in
/// training and cost a hundred cycles each.
class FlushDenormals {
 public:
  FlushDenormals();
  ~FlushDenormals();
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned saved_;
};

class Workers {
 public:
  /// `threads` counts the caller of forEach; below 1 counts as 1.
  explicit Workers(int threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  int threads() const { return static_cast<int>(pool_.size()) + 1; }
  /// Of them, those that the last job woke: fewer where another program holds cores, or some are
  /// lent.
  int atWork() const { return invited_.load(std::memory_order_relaxed); }
  /// Any thread may call this. From the next job on so many cores are left to others, if the pool
  /// would use all there are; at least one thread works. 0: they are given back.
  void lend(int cores) { lent_.store(cores, std::memory_order_relaxed); }
  int lent() const { return lent_.load(std::memory_order_relaxed); }
  /// The machine's, or the most there ever were: for how many threads to plan memory.
  int mostThreads() const { return most_; }
  /// Raises mostThreads() where it is more. REQUIRES then: nothing that planned for fewer is called
  /// any more.
  void setThreads(int threads);

  /// Calls fn(index, worker) for every index in [0, count), with worker in [0, threads()), and
  /// returns when all are done. Two calls with one `worker` never overlap, so it may name a scratch
  /// buffer. The caller works too, as worker 0. Everything runs with denormals flushed. fn must not
  /// throw and must not call forEach of this pool.
  template <class Fn>
  void forEach(int count, Fn&& fn) {
    const FlushDenormals flush;
    if (count <= 1 || pool_.empty()) {
      for (int i = 0; i < count; ++i) fn(i, 0);
      return;
    }
    run({[](void* context, int index, int worker) {
           (*static_cast<std::remove_reference_t<Fn>*>(context))(index, worker);
         },
         const_cast<void*>(static_cast<const void*>(std::addressof(fn))), count});
  }

 private:
  struct Job {
    void (*call)(void* context, int index, int worker) = nullptr;
    void* context = nullptr;
    int count = 0;
  };

  void run(const Job& job);
  void reviewCores();
  bool wasRobbed(std::chrono::steady_clock::time_point now);
  void restFrom(std::chrono::steady_clock::time_point now);
  bool coreIsFree(std::chrono::steady_clock::time_point now) const;
  void invite();
  void work(int worker);
  void awaitInvitation(int worker);
  void takeParts(int worker);
  void waitForParts();
  void start(int threads);
  void stop();

  // Read by a worker only after it has claimed a part, and written only when no part is claimed or
  // left.
  Job job_;
  // (number of the job) << 32 | parts nobody has claimed yet. One word, so that a worker that slept
  // through the end of a job can never claim a part of the next one by mistake.
  alignas(64) std::atomic<uint64_t> unclaimed_{0};
  // Parts of the job that are not done.
  alignas(64) std::atomic<int> pending_{0};
  // Changes with every job and on stop; idle workers watch it.
  alignas(64) std::atomic<uint32_t> bell_{0};
  std::atomic<bool> stopping_{false};
  // Nanoseconds for which threads stood still in jobs that were watched, since lossesFrom_.
  std::atomic<std::int64_t> stolen_{0};
  std::chrono::steady_clock::time_point lossesFrom_{};
  int ready_ = 1;  // those that do not rest
  std::atomic<int> lent_{0};
  // Workers from this one on have nothing to do with the job: they rest, or their core is lent.
  std::atomic<int> invited_{1};
  std::chrono::steady_clock::time_point lastReview_{}, nextReview_{};
  std::optional<std::chrono::milliseconds> idleThen_;  // idleTime() at the last review
  std::chrono::milliseconds rest_{};
  bool spin_ = true;
  bool lends_ = false;  // there are no cores but those it uses
  int most_ = hardwareThreads();
  std::vector<std::thread> pool_;
};

}  // namespace loom
