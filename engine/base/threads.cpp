#include "engine/base/threads.h"

#include <algorithm>
#include <chrono>

#include "engine/base/idle_cores.h"
#include "engine/base/thread_time.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace loom {

namespace {

#if defined(__x86_64__)
constexpr unsigned kFlushToZero = 0x8000, kDenormalsAreZero = 0x0040;
#endif

void pause() {
#if defined(__x86_64__)
  _mm_pause();
#endif
}

// A training step has a gap of some ten microseconds between two jobs; to sleep and wake takes
// about fifty.
constexpr std::chrono::microseconds kSpin(40);

/// Waits until done() or until kSpin is over; true if done.
template <class Done>
bool spinUntil(const Done& done) {
  const auto end = std::chrono::steady_clock::now() + kSpin;
  do {
    for (int i = 0; i < 32; ++i) {
      if (done()) return true;
      pause();
    }
  } while (std::chrono::steady_clock::now() < end);
  return done();
}

using Clock = std::chrono::steady_clock;

// Another program's turn on a core takes some milliseconds. What the system itself does takes far
// less; and who stood still for longer was stopped or suspended as a whole.
constexpr std::chrono::milliseconds kLeastTurn(1), kLongestTurn(50);
constexpr std::chrono::milliseconds kShortestRest(200), kLongestRest(6400);
constexpr std::chrono::milliseconds kLossWindow(400);
constexpr double kMostLoss = 0.3;  // of a thread's time; a program that wants a core takes half
constexpr int kWatched = 4;        // one job in so many

/// For how long this thread, while it worked, was without its core. To look costs half a
/// microsecond, so only some jobs are watched.
class RobberyWatch {
 public:
  explicit RobberyWatch(uint64_t job) : watches_(job % kWatched == 0) {
    if (!watches_) return;
    begin_ = Clock::now();
    worked_ = threadTime();
  }
  /// Zero where it was too short or too long to be another program's turn.
  std::chrono::nanoseconds stolen() const {
    if (!watches_) return {};
    const auto stolen = Clock::now() - begin_ - (threadTime() - worked_);
    return stolen > kLeastTurn && stolen < kLongestTurn ? stolen : std::chrono::nanoseconds();
  }

 private:
  bool watches_;
  Clock::time_point begin_;
  std::chrono::nanoseconds worked_;
};

}  // namespace

int hardwareThreads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

#if defined(__x86_64__)
FlushDenormals::FlushDenormals() : saved_(_mm_getcsr()) {
  _mm_setcsr(saved_ | kFlushToZero | kDenormalsAreZero);
}
FlushDenormals::~FlushDenormals() {
  _mm_setcsr(saved_);
}
#else
FlushDenormals::FlushDenormals() : saved_(0) {}
FlushDenormals::~FlushDenormals() = default;
#endif

Workers::Workers(int threads) {
  start(threads);
}

Workers::~Workers() {
  stop();
}

void Workers::setThreads(int threads) {
  if (std::max(1, threads) == this->threads()) return;
  stop();
  start(threads);
}

void Workers::start(int threads) {
  // With more threads than cores a spinning thread would keep a working one from its core.
  spin_ = threads <= hardwareThreads();
  lends_ = threads >= hardwareThreads();
  most_ = std::max(most_, threads);
  ready_ = std::max(1, threads);
  invited_.store(threads, std::memory_order_relaxed);
  rest_ = kShortestRest;
  pool_.reserve(static_cast<size_t>(std::max(0, threads - 1)));
  for (int worker = 1; worker < threads; ++worker)
    pool_.emplace_back([this, worker] { work(worker); });
}

void Workers::stop() {
  stopping_.store(true, std::memory_order_relaxed);
  invited_.fetch_add(threads(), std::memory_order_release);
  invited_.notify_all();
  bell_.fetch_add(1, std::memory_order_release);
  bell_.notify_all();
  for (std::thread& thread : pool_) thread.join();
  pool_.clear();
  stopping_.store(false, std::memory_order_relaxed);
}

void Workers::run(const Job& job) {
  if (spin_) reviewCores();
  invite();
  if (invited_.load(std::memory_order_relaxed) == 1) {
    for (int i = 0; i < job.count; ++i) job.call(job.context, i, 0);
    return;
  }
  job_ = job;
  pending_.store(job.count, std::memory_order_relaxed);
  const uint64_t number = (unclaimed_.load(std::memory_order_relaxed) >> 32) + 1;
  unclaimed_.store(number << 32 | static_cast<uint32_t>(job.count), std::memory_order_release);
  bell_.fetch_add(1, std::memory_order_release);
  bell_.notify_all();
  takeParts(0);
  waitForParts();
}

/// One thread less after a robbery; when its time is over and a core is free, one more again. What
/// was quiet for as long as the last rest begins with short ones again.
void Workers::reviewCores() {
  if (stolen_.load(std::memory_order_relaxed) > 0) {
    if (const auto now = Clock::now(); wasRobbed(now)) {
      ready_ = std::max(1, ready_ - 1);
      restFrom(now);
      rest_ = std::min(2 * rest_, kLongestRest);
      return;
    }
  }
  if (ready_ == threads() && rest_ == kShortestRest) return;
  const auto now = Clock::now();
  if (now < nextReview_) return;
  if (ready_ == threads()) {
    rest_ = kShortestRest;
    return;
  }
  if (coreIsFree(now)) ++ready_;
  restFrom(now);
}

void Workers::invite() {
  const int lent = lends_ ? lent_.load(std::memory_order_relaxed) : 0;
  const int wanted = std::max(1, ready_ - lent), before = invited_.load(std::memory_order_relaxed);
  if (wanted == before) return;
  invited_.store(wanted, std::memory_order_release);
  if (wanted > before) invited_.notify_all();
}

/// Whether what was stolen over a while is more than a thread is worth.
bool Workers::wasRobbed(Clock::time_point now) {
  if (lossesFrom_ == Clock::time_point()) lossesFrom_ = now;
  const auto passed = now - lossesFrom_;
  if (passed < kLossWindow) return false;
  lossesFrom_ = {};
  const std::chrono::nanoseconds stolen(kWatched * stolen_.exchange(0, std::memory_order_relaxed));
  return stolen > passed * kMostLoss;
}

void Workers::restFrom(Clock::time_point now) {
  lastReview_ = now;
  nextReview_ = now + rest_;
  idleThen_ = idleTime();
}

/// Since the last review half a core or more had nothing to do; true where nobody knows.
bool Workers::coreIsFree(Clock::time_point now) const {
  const auto idle = idleTime();
  return !idle || !idleThen_ || 2 * (*idle - *idleThen_) >= now - lastReview_;
}

void Workers::takeParts(int worker) {
  int done = 0;
  uint64_t seen = unclaimed_.load(std::memory_order_acquire);
  const RobberyWatch watch(seen >> 32);
  while (static_cast<uint32_t>(seen) != 0) {
    if (!unclaimed_.compare_exchange_weak(seen, seen - 1, std::memory_order_acq_rel,
                                          std::memory_order_acquire)) {
      continue;
    }
    job_.call(job_.context, job_.count - static_cast<int>(static_cast<uint32_t>(seen)), worker);
    ++done;
    seen = unclaimed_.load(std::memory_order_acquire);
  }
  if (const auto stolen = watch.stolen(); done > 0 && stolen.count() > 0)
    stolen_.fetch_add(stolen.count(), std::memory_order_relaxed);
  if (done > 0 && pending_.fetch_sub(done, std::memory_order_acq_rel) == done)
    pending_.notify_one();
}

void Workers::waitForParts() {
  if (spin_ && spinUntil([&] { return pending_.load(std::memory_order_acquire) == 0; })) return;
  for (int left; (left = pending_.load(std::memory_order_acquire)) != 0;) {
    pending_.wait(left, std::memory_order_acquire);
  }
}

void Workers::awaitInvitation(int worker) {
  for (int invited; worker >= (invited = invited_.load(std::memory_order_acquire));) {
    if (stopping_.load(std::memory_order_relaxed)) return;
    invited_.wait(invited, std::memory_order_acquire);
  }
}

void Workers::work(int worker) {
  const FlushDenormals flush;
  for (uint32_t heard = 0;;) {
    awaitInvitation(worker);
    // The bell is read before the work is looked for: a job that comes later rings it again.
    const auto rung = [&] { return bell_.load(std::memory_order_acquire) != heard; };
    if (!(spin_ && spinUntil(rung))) bell_.wait(heard, std::memory_order_acquire);
    heard = bell_.load(std::memory_order_acquire);
    if (stopping_.load(std::memory_order_relaxed)) return;
    if (worker < invited_.load(std::memory_order_acquire)) takeParts(worker);
  }
}

}  // namespace loom
