// Batches prepared ahead: the order, the exact floats, resuming anywhere, and ending at any moment.

#include "engine/data/loader.h"

#include <QtTest/QtTest>
#include <set>
#include <thread>

#include "test_program.h"

using namespace loom;

namespace {

/// `count` images of 4 x 4 whose bytes and labels tell which they are.
std::shared_ptr<const Dataset> countingDataset(int count) {
  auto dataset = std::make_shared<Dataset>();
  dataset->shape = Shape{1, 4, 4};
  for (int i = 0; i < count; ++i) {
    dataset->train.labels.push_back(i % 3);
    for (int p = 0; p < 16; ++p)
      dataset->train.pixels.push_back(static_cast<std::uint8_t>(i * 16 + p));
  }
  return dataset;
}

std::vector<std::int32_t> firstOnes(int count) {
  std::vector<std::int32_t> samples(static_cast<std::size_t>(count));
  std::iota(samples.begin(), samples.end(), 0);
  return samples;
}

Augmenter rotatingBy(double degrees) {
  return *Augmenter::create({{"Rotate", {{"degrees", degrees}}, 0.7}}, 5);
}

bool sameBatch(const Batch& a, const Batch& b) {
  return a.size == b.size && a.epoch == b.epoch && a.step == b.step && a.inputs == b.inputs &&
         a.classes == b.classes && a.samples == b.samples;
}

}  // namespace

class LoaderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everySampleComesOnceAnEpoch() {
    const auto dataset = countingDataset(50);
    const std::vector<std::int32_t> samples = {3, 4, 9, 11, 20, 21, 30, 31, 40, 49};
    Loader loader(dataset, samples, {}, {.batchSize = 4, .seed = 9});
    QCOMPARE(loader.stepsPerEpoch(), std::int64_t{3});
    for (std::int64_t epoch = 0; epoch < 5; ++epoch) {
      std::vector<std::int32_t> seen;
      for (int step = 0; step < 3; ++step) {
        const Batch& batch = loader.next();
        QCOMPARE(batch.size, step == 2 ? 2 : 4);  // the last one is smaller
        QCOMPARE(batch.epoch, epoch);
        QCOMPARE(batch.step, epoch * 3 + step);
        QCOMPARE(batch.inputs.size(), static_cast<std::size_t>(batch.size) * 16);
        QCOMPARE(batch.classes.size(), static_cast<std::size_t>(batch.size));
        seen.insert(seen.end(), batch.samples.begin(), batch.samples.end());
        for (std::size_t i = 0; i < batch.samples.size(); ++i) {
          const auto sample = static_cast<std::size_t>(batch.samples[i]);
          QCOMPARE(batch.classes[i], dataset->train.labels[sample]);
          for (std::size_t p = 0; p < 16; ++p) {
            const float expected =
                static_cast<float>(dataset->train.pixels[sample * 16 + p]) / 255.0F;
            QVERIFY(batch.inputs[i * 16 + p] == expected);  // to the bit
          }
        }
      }
      QVERIFY(seen == epochOrder(samples, true, 9, epoch));
      std::sort(seen.begin(), seen.end());
      QVERIFY(seen == samples);
    }
  }

  void ordersAreShuffledByEpochAndSeed() {
    const auto samples = firstOnes(100);
    QVERIFY(epochOrder(samples, false, 1, 3) == samples);
    QVERIFY(epochOrder(samples, true, 1, 3) == epochOrder(samples, true, 1, 3));
    QVERIFY(epochOrder(samples, true, 1, 3) != epochOrder(samples, true, 1, 4));
    QVERIFY(epochOrder(samples, true, 1, 3) != epochOrder(samples, true, 2, 3));
    QVERIFY(epochOrder({}, true, 1, 3).empty());
    // Every place gets every sample about equally often.
    std::vector<int> first(4);
    for (int epoch = 0; epoch < 4000; ++epoch)
      ++first[static_cast<std::size_t>(epochOrder(firstOnes(4), true, 1, epoch)[0])];
    for (const int count : first) QVERIFY(std::abs(count - 1000) < 150);
  }

  void resumingGivesTheSameBatches() {
    const auto dataset = countingDataset(23);
    LoaderSettings settings{.batchSize = 5, .seed = 2};
    std::vector<Batch> all;
    Loader whole(dataset, firstOnes(23), rotatingBy(30), settings);
    for (int i = 0; i < 17; ++i) all.push_back(whole.next());
    for (const std::int64_t start : {0, 1, 4, 5, 12}) {
      for (const int ahead : {0, 1, 3, 8}) {
        settings.firstStep = start;
        settings.ahead = ahead;
        Loader resumed(dataset, firstOnes(23), rotatingBy(30), settings);
        for (auto i = static_cast<std::size_t>(start); i < all.size(); ++i) {
          QVERIFY(sameBatch(resumed.next(), all[i]));
        }
      }
    }
  }

  void anyNumberOfThreadsGivesTheSameBatches() {
    const auto dataset = countingDataset(23);
    LoaderSettings settings{.batchSize = 5, .seed = 2};
    for (const std::int64_t start : {0, 7}) {
      settings.firstStep = start;
      settings.threads = 1;
      Loader alone(dataset, firstOnes(23), rotatingBy(30), settings);
      std::vector<Batch> expected;
      for (int i = 0; i < 40; ++i) expected.push_back(alone.next());
      for (const int threads : {0, 2, 3, 8}) {
        settings.threads = threads;
        Loader together(dataset, firstOnes(23), rotatingBy(30), settings);
        for (const Batch& batch : expected) QVERIFY(sameBatch(together.next(), batch));
      }
    }
  }

  void augmentationChangesWithTheEpochOnly() {
    const auto dataset = countingDataset(6);
    Loader plain(dataset, firstOnes(6), {}, {.batchSize = 6, .shuffle = false});
    Loader turned(dataset, firstOnes(6), rotatingBy(45), {.batchSize = 6, .shuffle = false});
    const std::vector<float> straight = plain.next().inputs;
    const std::vector<float> first = turned.next().inputs;
    QVERIFY(first != straight);
    QVERIFY(first != turned.next().inputs);
  }

  void aBatchStaysUntilTheNextCall() {
    Loader loader(countingDataset(40), firstOnes(40), {}, {.batchSize = 4, .ahead = 2});
    for (int i = 0; i < 30; ++i) {
      const Batch& batch = loader.next();
      const Batch copy = batch;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      QVERIFY(sameBatch(batch, copy));
    }
  }

  void nothingIsAllocatedOnceItRuns() {
    Loader loader(countingDataset(40), firstOnes(40), {}, {.batchSize = 16, .ahead = 2});
    std::set<const float*> buffers;
    for (int i = 0; i < 30; ++i) buffers.insert(loader.next().inputs.data());
    QCOMPARE(buffers.size(), std::size_t{3});  // two ahead and the one in hand
  }

  void itEndsAtAnyMoment() {
    const auto dataset = countingDataset(40);
    for (int i = 0; i < 300; ++i) {
      Loader loader(dataset, firstOnes(40), {},
                    {.batchSize = 4, .ahead = 1 + i % 5, .threads = 1 + i % 3});
      for (int taken = 0; taken < i % 7; ++taken) loader.next();
    }
    Loader none(dataset, {}, {}, {});
    QCOMPARE(none.stepsPerEpoch(), std::int64_t{0});
    QCOMPARE(none.next().size, 0);
  }
};

LOOM_TEST(loader_test, LoaderTest)
#include "loader_test.moc"
