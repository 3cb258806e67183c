// Mixing the images of a batch: shares, partners, pixels, and which step has its turn.

#include "engine/augment/mixing.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/augment/augmentation.h"
#include "engine/networks.h"
#include "engine/train/run.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kMixedImages = 6, kMixedHigh = 9, kMixedWide = 14;
const Shape kMixedShape{2, kMixedHigh, kMixedWide};
constexpr std::size_t kMixedPixels = 2 * kMixedHigh * kMixedWide;

/// A batch whose pixels are all different, and none of them 0.
struct MixedBatch {
  std::vector<float> images;
  std::vector<std::int32_t> samples;
  MixRoom room;
  float share = 1;

  explicit MixedBatch(int size = kMixedImages)
      : images(static_cast<std::size_t>(size) * kMixedPixels),
        samples(static_cast<std::size_t>(size)) {
    std::iota(samples.begin(), samples.end(), 10);
    for (std::size_t i = 0; i < images.size(); ++i)
      images[i] = static_cast<float>(i + 1) / static_cast<float>(images.size() + 1);
  }
  MixedBatch& augment(const std::vector<AugmentationStep>& steps, std::int64_t step = 0,
                      std::int64_t epoch = 0, std::uint64_t seed = 3) {
    share = Augmenter::create(steps, seed)
                ->applyToBatch(kMixedShape, {images, samples, epoch, step}, room);
    return *this;
  }
  /// Who was mixed into each image.
  std::vector<std::size_t> partners() const {
    std::vector<std::size_t> found(samples.size());
    for (std::size_t i = 0; i < room.ring.size(); ++i)
      found[static_cast<std::size_t>(room.ring[i])] =
          static_cast<std::size_t>(room.ring[(i + 1) % room.ring.size()]);
    return found;
  }
};

std::vector<double> sharesOf(double alpha, int count) {
  std::vector<double> shares;
  for (int i = 0; i < count; ++i) {
    Rng rng(4, static_cast<std::uint64_t>(i));
    shares.push_back(drawShare(alpha, rng));
  }
  std::ranges::sort(shares);
  return shares;
}

}  // namespace

class MixingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // Beta(a, a): mean 1/2, variance 1 / (4 (2a + 1)).
  void sharesHaveTheirDistribution() {
    constexpr int kDraws = 20'000;
    for (const double alpha : {0.01, 0.2, 0.5, 1.0, 3.0, 40.0}) {
      const std::vector<double> shares = sharesOf(alpha, kDraws);
      QVERIFY(shares.front() >= 0 && shares.back() <= 1);
      const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / kDraws;
      double spread = 0;
      for (const double share : shares) spread += (share - 0.5) * (share - 0.5) / kDraws;
      const double wanted = 1 / (4 * (2 * alpha + 1));
      QVERIFY2(std::abs(mean - 0.5) < 4 * std::sqrt(wanted / kDraws),
               qPrintable(QString::number(alpha)));
      QVERIFY2(std::abs(spread / wanted - 1) < 0.06, qPrintable(QString::number(alpha)));
    }
    const std::vector<double> even = sharesOf(1, kDraws);
    for (int tenth = 1; tenth < 10; ++tenth)
      QVERIFY(std::abs(even[static_cast<std::size_t>(kDraws * tenth / 10)] - tenth / 10.0) < 0.02);
  }

  void everyoneHasAPartnerAndNobodyIsHisOwn() {
    std::set<std::vector<std::int32_t>> rings;
    for (int draw = 0; draw < 50; ++draw) {
      Rng rng(1, static_cast<std::uint64_t>(draw));
      std::vector<std::int32_t> ring;
      drawRing(ring, 7, rng);
      rings.insert(ring);
      std::ranges::sort(ring);
      for (int i = 0; i < 7; ++i) QCOMPARE(ring[static_cast<std::size_t>(i)], i);
    }
    QVERIFY(rings.size() > 45);
  }

  void overlaidIsTheWeightedSumExactly() {
    const MixedBatch before;
    for (int step = 0; step < 20; ++step) {
      MixedBatch after;
      after.augment({{"Mixup", {}}}, step);
      QVERIFY(after.share > 0 && after.share < 1);
      const auto partners = after.partners();
      for (std::size_t i = 0; i < kMixedImages; ++i) {
        QVERIFY(partners[i] != i);
        for (std::size_t p = 0; p < kMixedPixels; ++p) {
          const float own = before.images[i * kMixedPixels + p];
          const float other = before.images[partners[i] * kMixedPixels + p];
          const float wanted = after.share * own + (1 - after.share) * other;
          QCOMPARE(after.images[i * kMixedPixels + p], wanted);
        }
      }
    }
  }

  void pastedIsARectangleOfThatShare() {
    const MixedBatch before;
    std::set<int> areas;
    for (int step = 0; step < 60; ++step) {
      MixedBatch after;
      after.augment({{"CutMix", {}}}, step);
      const auto partners = after.partners();
      std::vector<int> pasted;  // places of the first image's first channel
      for (std::size_t i = 0; i < kMixedImages; ++i) {
        std::vector<int> here;
        for (int p = 0; p < kMixedHigh * kMixedWide; ++p) {
          for (std::size_t channel = 0; channel < 2; ++channel) {
            const std::size_t at = channel * kMixedHigh * kMixedWide + static_cast<std::size_t>(p);
            const float now = after.images[i * kMixedPixels + at];
            const bool own = now == before.images[i * kMixedPixels + at];
            QVERIFY(own || now == before.images[partners[i] * kMixedPixels + at]);
            if (!own && channel == 0) here.push_back(p);
            if (channel == 1) QCOMPARE(!own, !here.empty() && here.back() == p);
          }
        }
        if (after.share == 1) QVERIFY(here.empty());
        if (i == 0) pasted = here;
        QVERIFY(here == pasted);  // the same place in all of them
      }
      const int area = static_cast<int>(pasted.size());
      areas.insert(area);
      QCOMPARE(after.share, static_cast<float>(1 - area / double{kMixedHigh * kMixedWide}));
      if (area == 0) continue;
      const int top = pasted.front() / kMixedWide, left = pasted.front() % kMixedWide;
      const int bottom = pasted.back() / kMixedWide, right = pasted.back() % kMixedWide;
      QCOMPARE((bottom - top + 1) * (right - left + 1), area);
      for (const int p : pasted) QVERIFY(p % kMixedWide >= left && p % kMixedWide <= right);
    }
    QVERIFY(areas.size() > 10);
    QVERIFY(*areas.rbegin() > kMixedHigh * kMixedWide / 2);
  }

  void theStepsBehindSeeTheMixture() {
    // Painted before: the other image shines through. Painted after: black.
    const AugmentationStep black{"RandomErasing", {{"area", 1.0}}};
    const auto blackPixels = [](const MixedBatch& batch) {
      return std::ranges::count(batch.images, 0.0F);
    };
    MixedBatch painted, second;  // a step's draws depend on its place
    painted.augment({black});
    second.augment({{"Mixup", {}, 1, false}, black});
    MixedBatch first, last;
    first.augment({black, {"Mixup", {}}});
    last.augment({{"Mixup", {}}, black});
    QVERIFY(blackPixels(painted) > 0);
    QVERIFY(blackPixels(first) < blackPixels(painted));
    QCOMPARE(blackPixels(last), blackPixels(second));
  }

  void aBatchIsMixedOnceAtMost() {
    const std::vector<AugmentationStep> both = {{"Mixup", {}, 0.4}, {"CutMix", {}, 0.5}};
    int overlaid = 0, pasted = 0, plain = 0;
    for (int step = 0; step < 1000; ++step) {
      MixedBatch alone, together;
      together.augment(both, step);
      const bool isOverlaid = alone.augment({both[0]}, step).share < 1;
      overlaid += isOverlaid;
      if (isOverlaid) QVERIFY(together.images == alone.images && together.share == alone.share);
      const bool isPlain = together.images == MixedBatch().images;
      plain += isPlain;
      pasted += !isPlain && !isOverlaid;
    }
    QVERIFY(std::abs(overlaid - 400) < 60);
    QVERIFY(std::abs(pasted - 300) < 60);  // some rectangles are empty
    QVERIFY(std::abs(plain - 300) < 60);
  }

  void theDrawDependsOnSeedAndStepOnly() {
    for (const char* type : {"Mixup", "CutMix"}) {
      const auto images = [&](std::int64_t step, std::int64_t epoch, std::uint64_t seed) {
        return MixedBatch().augment({{type, {}}}, step, epoch, seed).images;
      };
      QVERIFY(images(5, 0, 1) == images(5, 0, 1));
      QVERIFY(images(5, 0, 1) != images(6, 0, 1));
      QVERIFY(images(5, 0, 1) != images(5, 0, 2));
    }
  }

  void whatCannotBeMixedStaysAsItIs() {
    MixedBatch alone(1);
    alone.augment({{"Mixup", {}}});
    QVERIFY(alone.images == MixedBatch(1).images);
    QCOMPARE(alone.share, 1.0F);
    MixedBatch off;
    off.augment({{"Mixup", {}, 1, false}});
    QVERIFY(off.images == MixedBatch().images);
    std::vector<float> rows(4 * 5, 0.5F);
    const std::vector<std::int32_t> samples = {0, 1, 2, 3};
    MixRoom room;
    QCOMPARE(Augmenter::create({{"Mixup", {}}}, 1)->applyToBatch(Shape{5}, {rows, samples}, room),
             1.0F);
    QVERIFY(rows == std::vector<float>(4 * 5, 0.5F));
  }

  void aStepThatIsOffKeepsItsPlace() {
    const std::vector<AugmentationStep> on = {{"Rotate", {}, 0}, {"Translate", {}, 1}};
    std::vector<AugmentationStep> off = {{"Rotate", {}, 1, false}, {"Translate", {}, 1}};
    QVERIFY(MixedBatch().augment(on).images == MixedBatch().augment(off).images);
    off.erase(off.begin());
    QVERIFY(MixedBatch().augment(on).images != MixedBatch().augment(off).images);
    QVERIFY(Augmenter::create({{"Rotate", {}, 1, false}}, 0)->empty());
    QVERIFY(!Augmenter::create({{"Rotate", {{"degrees", 999.0}}, 1, false}}, 0));  // still wrong
    QVERIFY(cautionOf({"RandomErasing", {{"area", 0.9}}, 1, false}, {}).empty());
  }

  void dataThatCannotBeMixedAreNamed() {
    const DataInfo pictures{Shape{1, 28, 28}, 10};
    DataInfo places = pictures, words = pictures, rows = pictures;
    places.target = Shape{7};
    words.tokens = 100;
    rows.shape = Shape{8};
    for (const AugmentationType& type : augmentationTypes()) {
      const AugmentationStep step{type.name, {}};
      QVERIFY(whyNotMixed(step, pictures).empty());
      for (const DataInfo& data : {places, words, rows}) {
        QCOMPARE(!whyNotMixed(step, data).empty(), type.blend != nullptr);
        QVERIFY(whyNotMixed({type.name, {}, 0}, data).empty());
        QVERIFY(whyNotMixed({type.name, {}, 1, false}, data).empty());
      }
    }
    QCOMPARE(whyNotMixed({"Mixup", {}}, places).english(),
             std::string("Mixup cannot mix answers that have a class at each place; remove it or "
                         "switch it off"));
  }

  void aStepThatNeverHasItsTurnIsAProblemWithAFix() {
    Project project = lenet();
    project.augmentation = {{"Mixup", {}}, {"Rotate", {}}, {"CutMix", {}}};
    const Analysis analysis = analyse(project);
    QCOMPARE(analysis.problems.size(), std::size_t{1});
    const Problem& problem = analysis.problems[0];
    QCOMPARE(problem.text.english(),
             std::string("CutMix never has its turn, for Mixup before it mixes every batch; lower "
                         "the probability of Mixup"));
    QVERIFY(problem.severity == Problem::Severity::Warning);
    applyEdits(project, problem.fixes.at(0).edits);
    QCOMPARE(project.augmentation[0].probability, 0.5);
    QVERIFY(analyse(project).problems.empty());
    project.augmentation[0] = {"Mixup", {}, 1, false};
    QVERIFY(analyse(project).problems.empty());
  }
};

LOOM_TEST(mixing_test, MixingTest)
#include "mixing_test.moc"
