// What is kept of the epochs that are over: no more than the bound, evenly thinned, and the first,
// the best, the newest and the one that is looked at stay.

#include "engine/train/kept_weights.h"

#include <QtTest>
#include <algorithm>

#include "engine/base/rng.h"
#include "test_program.h"

using namespace loom;

namespace {

constexpr std::size_t kSize = 100;
constexpr std::int64_t kEach = kSize * sizeof(float);
using Epochs = std::vector<int>;

/// Of epoch 7 all are 7.
std::vector<float> weightsOf(int epoch) {
  return std::vector<float>(kSize, static_cast<float>(epoch));
}

struct Kept : KeptWeights {
  explicit Kept(std::int64_t most) { setBound(most * kEach); }
  void add(int epoch, int best = -1) { keep(epoch, epoch * 10, weightsOf(epoch), best); }
  void addTo(int last, int best = -1) {
    for (int epoch = 0; epoch <= last; ++epoch) add(epoch, best);
  }
  const Epochs& epochs() const { return told()->epochs; }
  bool has(int epoch) const { return std::ranges::count(epochs(), epoch) == 1; }
  /// What is told is what there is.
  bool isSound() const {
    return std::ranges::is_sorted(epochs()) && told()->bytes <= told()->bound &&
           told()->bytes == static_cast<std::int64_t>(epochs().size()) * kEach &&
           std::ranges::all_of(epochs(), [&](int epoch) {
             const Moment* moment = find(epoch);
             return moment && moment->step == epoch * 10 && moment->values == weightsOf(epoch);
           });
  }
};

}  // namespace

class KeptWeightsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void withoutABoundNothingIsKept() {
    KeptWeights kept;
    kept.keep(0, 0, weightsOf(0), -1);
    QVERIFY(kept.told()->epochs.empty());
    QVERIFY(kept.told()->message.empty());
  }

  void allAreKeptWhileThereIsRoom() {
    Kept kept(5);
    kept.addTo(4);
    QCOMPARE(kept.epochs(), (Epochs{0, 1, 2, 3, 4}));
    QCOMPARE(kept.told()->stride, 1);
    QVERIFY(kept.isSound());
    QVERIFY(!kept.find(5));
  }

  void whenItIsFullEveryOtherGoes() {
    Kept kept(5);
    kept.addTo(5);
    QCOMPARE(kept.epochs(), (Epochs{0, 2, 4, 5}));
    QCOMPARE(kept.told()->stride, 2);
    kept.add(6);
    QCOMPARE(kept.epochs(), (Epochs{0, 2, 4, 6}));  // 5 was only the newest
    kept.add(7);
    kept.add(8);
    QCOMPARE(kept.epochs(), (Epochs{0, 2, 4, 6, 8}));
    kept.add(9);
    QCOMPARE(kept.epochs(), (Epochs{0, 4, 8, 9}));
    QCOMPARE(kept.told()->stride, 4);
    QVERIFY(kept.isSound());
  }

  void theBestStaysWhileItIsTheBest() {
    Kept kept(6);
    for (int epoch = 0; epoch <= 20; ++epoch) kept.add(epoch, epoch < 3 ? epoch : 3);
    QVERIFY(kept.has(3));
    QCOMPARE(kept.told()->best, 3);
    kept.add(21, 21);
    QVERIFY(!kept.has(3));
    QCOMPARE(kept.told()->best, 21);
    kept.add(22, 21);
    QVERIFY(kept.has(21) && kept.has(22));
    QVERIFY(kept.isSound());
  }

  void whatIsLookedAtStays() {
    Kept kept(6);
    kept.addTo(4);
    kept.pin(3);
    for (int epoch = 5; epoch <= 40; ++epoch) kept.add(epoch);
    QVERIFY(kept.has(3));
    kept.pin(-1);
    kept.add(41);
    QVERIFY(!kept.has(3));
    QVERIFY(kept.isSound());
  }

  void whereThereIsRoomForTwoTheFirstAndTheNewestStay() {
    Kept kept(2);
    kept.addTo(9, 4);
    QCOMPARE(kept.epochs(), (Epochs{0, 9}));
    Kept three(3);
    three.addTo(9, 4);
    QCOMPARE(three.epochs(), (Epochs{0, 4, 9}));
  }

  void whatDoesNotFitIsSaid() {
    Kept kept(1);
    kept.add(0);
    QVERIFY(kept.epochs().empty());
    QVERIFY(!kept.told()->message.empty());
    kept.setBound(3 * kEach);
    QVERIFY(kept.told()->message.empty());
    kept.add(1);
    QCOMPARE(kept.epochs(), Epochs{1});
  }

  void aLowerBoundHoldsAtOnce() {
    Kept kept(20);
    kept.addTo(16, 5);
    kept.setBound(8 * kEach);
    QVERIFY(kept.isSound());
    QVERIFY(kept.has(0) && kept.has(5) && kept.has(16));
    QVERIFY(kept.told()->stride > 1);
    kept.setBound(0);
    QVERIFY(kept.epochs().empty());
    kept.add(17);
    QVERIFY(kept.epochs().empty());
  }

  void memoryThatIsShortEndsKeepingButNotWhatIsKept() {
    constexpr std::size_t kMany = 1 << 20;
    KeptWeights kept;
    kept.setBound(std::int64_t{1} << 30);
    kept.keep(0, 0, std::vector<float>(kMany, 1.0F), -1);
    qputenv("LOOM_MEMORY_MB", "1");
    kept.keep(1, 10, std::vector<float>(kMany, 2.0F), -1);
    qunsetenv("LOOM_MEMORY_MB");
    QCOMPARE(kept.told()->epochs, Epochs{0});
    QVERIFY(!kept.told()->message.empty());
    kept.keep(2, 20, std::vector<float>(kMany, 2.0F), -1);
    QCOMPARE(kept.told()->epochs, Epochs{0});
    kept.clear();  // another run tries again
    kept.keep(0, 0, std::vector<float>(kMany, 3.0F), -1);
    QCOMPARE(kept.told()->epochs, Epochs{0});
    QVERIFY(kept.told()->message.empty());
  }

  void anotherRunBeginsAnew() {
    Kept kept(4);
    kept.addTo(30, 7);
    const auto before = kept.told();
    kept.clear();
    QVERIFY(kept.told() != before);
    QVERIFY(kept.epochs().empty());
    kept.add(0);
    kept.add(1);
    QCOMPARE(kept.epochs(), (Epochs{0, 1}));
    QCOMPARE(kept.told()->stride, 1);
  }

  void theSameEpochAgainTakesThePlaceOfTheFirst() {
    Kept kept(4);
    kept.addTo(2);
    kept.add(2);
    QCOMPARE(kept.epochs(), (Epochs{0, 1, 2}));
    QVERIFY(kept.isSound());
  }

  void whateverHappensTheRulesHold() {
    Rng rng(11);
    for (int run = 0; run < 60; ++run) {
      const int most = 4 + static_cast<int>(rng.below(12));
      Kept kept(most);
      int best = -1, pinned = -1;
      for (int epoch = 0; epoch < 120; ++epoch) {
        if (rng.below(4) == 0) best = epoch;
        kept.add(epoch, best);
        if (rng.below(6) == 0) {
          pinned = rng.below(2) == 0 ? -1 : kept.epochs()[rng.below(kept.epochs().size())];
          kept.pin(pinned);
        }
        QVERIFY(kept.isSound());
        QVERIFY(kept.has(0) && kept.has(epoch));
        QVERIFY(best < 0 || kept.has(best));
        QVERIFY(pinned < 0 || kept.has(pinned));
        // Evenly: every multiple of the stride is there, and beside these only what has a reason.
        const int stride = kept.told()->stride;
        for (int e = 0; e <= epoch; ++e) {
          const bool wanted = e % stride == 0 || e == best || e == epoch;
          if (wanted) QVERIFY(kept.has(e));
        }
        const int others = static_cast<int>(std::ranges::count_if(
            kept.epochs(), [&](int e) { return e % stride != 0 && e != best && e != epoch; }));
        QVERIFY(others <= 1);  // the one that is, or was until now, looked at
      }
    }
  }
};

LOOM_TEST(kept_weights_test, KeptWeightsTest)
#include "kept_weights_test.moc"
