// The pool of workers: every part is computed once, whatever the number of threads, and under
// denormal flushing.
#include "engine/base/threads.h"

#include <QtTest/QtTest>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <thread>
#include <vector>

#include "engine/base/idle_cores.h"
#include "engine/base/thread_time.h"
#include "test_program.h"

using namespace loom;
using namespace std::chrono_literals;

namespace {

/// Half of the smallest normal number: a denormal, or zero where denormals are flushed.
float halfOfSmallest() {
  volatile float smallest = std::numeric_limits<float>::min();
  return smallest * 0.5F;
}

/// Two parts that wait for each other, so that both threads must be there; not for ever, since on a
/// busy machine one thread may rest.
class Meeting {
 public:
  void await() {
    ++arrived_;
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    while (arrived_ < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    if (arrived_ == 2) ++met_;
  }
  bool held() const { return met_ == 2; }

 private:
  std::atomic<int> arrived_ = 0, met_ = 0;
};

}  // namespace

class ThreadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyPartOnce_data() {
    QTest::addColumn<int>("threads");
    for (const int threads : {1, 2, 3, 8}) QTest::newRow(QByteArray::number(threads)) << threads;
  }
  void everyPartOnce() {
    QFETCH(int, threads);
    Workers workers(threads);
    QCOMPARE(workers.threads(), threads);
    for (int round = 0; round < 400; ++round) {
      const int count = round % 37;
      // Plain ints: what a worker wrote must be visible to the caller when forEach returns (tsan
      // watches).
      std::vector<int> times(static_cast<size_t>(count)), worker(times.size(), -1);
      workers.forEach(count, [&](int index, int w) {
        ++times[static_cast<size_t>(index)];
        worker[static_cast<size_t>(index)] = w;
      });
      for (int i = 0; i < count; ++i) {
        QCOMPARE(times[static_cast<size_t>(i)], 1);
        QVERIFY(worker[static_cast<size_t>(i)] >= 0 && worker[static_cast<size_t>(i)] < threads);
      }
    }
  }

  // Threads that lose their core rest, and come back when it is theirs again; every part is still
  // computed once.
  void robbedThreadsRest() {
    if (hardwareThreads() == 1) return;  // nobody else could lose one
    std::atomic<bool> over = false;
    std::vector<std::thread> others;
    for (int i = 0; i < hardwareThreads(); ++i)
      others.emplace_back([&over] {
        while (!over.load(std::memory_order_relaxed)) {
        }
      });
    Workers workers(hardwareThreads());
    std::vector<int> times(64);
    const auto worksUntil = [&](auto&& done, std::chrono::seconds patience) {
      const auto end = std::chrono::steady_clock::now() + patience;
      while (!done() && std::chrono::steady_clock::now() < end) {
        std::fill(times.begin(), times.end(), 0);
        workers.forEach(64, [&](int index, int) {
          volatile int spins = 1000;
          while (spins > 0) spins = spins - 1;
          ++times[static_cast<size_t>(index)];
        });
        if (times != std::vector<int>(64, 1)) return false;
      }
      return done();
    };
    const bool rested = worksUntil([&] { return workers.atWork() < workers.threads(); }, 60s);
    over = true;
    for (std::thread& other : others) other.join();
    QVERIFY(rested);
    // A machine that has no core to spare, for tests run side by side, keeps them at rest.
    const auto begin = std::chrono::steady_clock::now();
    const auto idleThen = idleTime();
    const bool back = worksUntil([&] { return workers.atWork() == workers.threads(); }, 10s);
    const auto waited = std::chrono::steady_clock::now() - begin;
    QVERIFY(back || (idleThen && 2 * (*idleTime() - *idleThen) < waited));
  }

  // While cores are lent one thread does it all; then the others are there again.
  void coresAreLent() {
    Workers workers(hardwareThreads());
    const auto helpers = [&] {  // parts that another than the caller computed
      std::atomic<int> count = 0;
      workers.forEach(64, [&](int, int worker) {
        count += worker != 0;
        std::this_thread::sleep_for(std::chrono::microseconds(200));
      });
      return count.load();
    };
    workers.lend(hardwareThreads());
    for (int round = 0; round < 20; ++round) QCOMPARE(helpers(), 0);
    QCOMPARE(workers.atWork(), 1);
    workers.lend(0);
    int seen = 0;
    for (int round = 0; round < 20 && seen == 0; ++round) seen = helpers();
    QVERIFY(seen > 0 || hardwareThreads() == 1);
    QCOMPARE(workers.atWork(), workers.threads());
  }

  // Who uses only some of the cores has none to lend.
  void aSmallPoolLendsNothing() {
    if (hardwareThreads() < 3) return;
    Workers workers(2);
    workers.lend(1);
    workers.forEach(8, [](int, int) {});
    QCOMPARE(workers.atWork(), 2);
  }

  void theThreadsTimeCountsItsWorkOnly() {
    const auto before = threadTime();
    std::this_thread::sleep_for(50ms);
    const auto slept = threadTime() - before;
    QVERIFY(slept < 40ms);
    volatile double sum = 0;
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (threadTime() - before < 60ms && std::chrono::steady_clock::now() < end) sum = sum + 1;
    QVERIFY(threadTime() - before >= 60ms);
  }

  // Idle time goes on with the clock, for each core at most.
  void idleTimeIsNoMoreThanThereWas() {
    const auto then = idleTime();
#if defined(__linux__)
    QVERIFY(then.has_value());
#else
    QVERIFY(!then.has_value());
    return;
#endif
    const auto begin = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const auto grown = *idleTime() - *then;
    const auto cores = hardwareThreads() * (std::chrono::steady_clock::now() - begin);
    const std::chrono::milliseconds tick(10);
    QVERIFY(grown >= std::chrono::milliseconds(0));
    QVERIFY(grown <= cores + hardwareThreads() * tick);
  }

  void oneWorkerNeverRunsTwoPartsAtOnce() {
    Workers workers(4);
    std::vector<std::atomic<int>> busy(4);
    std::atomic<int> clashes = 0;
    for (int round = 0; round < 200; ++round) {
      workers.forEach(16, [&](int, int worker) {
        if (busy[static_cast<size_t>(worker)].fetch_add(1) != 0) ++clashes;
        std::this_thread::yield();
        busy[static_cast<size_t>(worker)].fetch_sub(1);
      });
    }
    QCOMPARE(clashes.load(), 0);
  }

  void sleepersWakeUp() {
    Workers workers(2);
    int meetings = 0;
    for (int round = 0; round < 20; ++round) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // far longer than anybody spins
      Meeting meeting;
      workers.forEach(2, [&](int, int) { meeting.await(); });
      meetings += meeting.held() ? 1 : 0;
    }
    QVERIFY(meetings > 0);
  }

  void waitsForALongPartOfAnother() {
    Workers workers(2);
    bool held = false;
    for (int round = 0; round < 20 && !held; ++round) {
      Meeting meeting;
      std::vector<int> done(2);
      workers.forEach(2, [&](int index, int worker) {
        meeting.await();
        if (worker != 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        done[static_cast<size_t>(index)] = 1;
      });
      QCOMPARE(done, std::vector<int>({1, 1}));
      held = meeting.held();
    }
    QVERIFY(held);
  }

  void changesItsSize() {
    Workers workers(0);
    QCOMPARE(workers.threads(), 1);
    for (const int threads : {3, 1, 2, 2, 5, -4, 4}) {
      workers.setThreads(threads);
      QCOMPARE(workers.threads(), std::max(1, threads));
      std::atomic<int> sum = 0;
      workers.forEach(100, [&](int index, int) { sum += index; });
      QCOMPARE(sum.load(), 4950);
    }
  }

  void flushesDenormalsOnEveryWorkerAndOnlyThere() {
    QVERIFY(halfOfSmallest() != 0);
    for (const int threads : {1, 3}) {
      Workers workers(threads);
      std::vector<float> found(64, 1.0F);
      workers.forEach(
          64, [&](int index, int) { found[static_cast<size_t>(index)] = halfOfSmallest(); });
      for (const float value : found) QCOMPARE(value, 0.0F);
      QVERIFY(halfOfSmallest() != 0);
    }
  }

  void scopesOfFlushingNest() {
    {
      const FlushDenormals outer;
      { const FlushDenormals inner; }
      QVERIFY(halfOfSmallest() == 0);
    }
    QVERIFY(halfOfSmallest() != 0);
  }

  void knowsTheMachine() {
    QVERIFY(hardwareThreads() >= 1);
  }
};

LOOM_TEST(threads_test, ThreadsTest)
#include "threads_test.moc"
