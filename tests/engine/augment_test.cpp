// Transforms on figures whose result is known, and that they are pure functions of seed, sample and
// epoch.

#include <QtTest/QtTest>

#include "engine/augment/augmentation.h"
#include "engine/sentences.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kSide = 29;  // odd: the centre is a pixel
const Shape kShape{1, kSide, kSide};

std::vector<float> blankImage() {
  return std::vector<float>(kSide * kSide);
}
float& at(std::vector<float>& image, int x, int y) {
  return image[static_cast<std::size_t>(y * kSide + x)];
}

Augmenter rotating(double degrees, double probability = 1, std::uint64_t seed = 1) {
  return *Augmenter::create({{"Rotate", {{"degrees", degrees}}, probability}}, seed);
}

/// The direction of a bar through the centre, in degrees, from its second moments.
double direction(std::vector<float>& image) {
  double xx = 0, xy = 0, yy = 0;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const double ink = at(image, x, y), dx = x - kSide / 2, dy = y - kSide / 2;
      xx += ink * dx * dx;
      xy += ink * dx * dy;
      yy += ink * dy * dy;
    }
  }
  return 0.5 * std::atan2(2 * xy, xx - yy) * 180 / M_PI;
}

}  // namespace

class AugmentTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyTransformIsDeclared() {
    for (const AugmentationType& type : augmentationTypes()) {
      QCOMPARE(findAugmentationType(type.name), &type);
      QVERIFY(!type.summary.empty());
      QCOMPARE((type.apply != nullptr) + (type.warp != nullptr) + (type.blend != nullptr), 1);
    }
    QVERIFY(findAugmentationType("Rotate"));
  }

  void theCentreStaysWhereItIs() {
    for (int sample = 0; sample < 20; ++sample) {
      std::vector<float> image = blankImage();
      at(image, kSide / 2, kSide / 2) = 1;
      rotating(180).apply(kShape, image, sample, 0);
      QVERIFY(at(image, kSide / 2, kSide / 2) > 0.99F);
      QVERIFY(std::abs(std::accumulate(image.begin(), image.end(), 0.0F) - 1) < 0.35F);
    }
  }

  void anglesFillTheWholeRangeEvenly() {
    std::vector<double> angles;
    for (int sample = 0; sample < 400; ++sample) {
      std::vector<float> image = blankImage();
      for (int x = 4; x < kSide - 4; ++x) at(image, x, kSide / 2) = 1;
      rotating(40).apply(kShape, image, sample, 3);
      angles.push_back(direction(image));
    }
    std::sort(angles.begin(), angles.end());
    QVERIFY(angles.front() > -41 && angles.front() < -38);
    QVERIFY(angles.back() < 41 && angles.back() > 38);
    for (const int quarter : {1, 2, 3}) {
      const double expected = -40 + 20 * quarter;
      QVERIFY(std::abs(angles[static_cast<std::size_t>(100 * quarter)] - expected) < 5);
    }
  }

  void whatComesInIsBlack() {
    std::vector<float> image(kSide * kSide, 1.0F);
    rotating(180).apply(kShape, image, 4, 0);
    QVERIFY(at(image, 0, 0) < 0.01F || at(image, kSide - 1, 0) < 0.01F);
    for (const float value : image) QVERIFY(value >= 0 && value <= 1.00001F);
  }

  void channelsTurnTogether() {
    std::vector<float> image(3 * kSide * kSide);
    for (int channel = 0; channel < 3; ++channel) {
      for (int x = 3; x < 20; ++x)
        image[static_cast<std::size_t>((channel * kSide + 9) * kSide + x)] = 0.5F;
    }
    rotating(90).apply(Shape{3, kSide, kSide}, image, 1, 1);
    const std::size_t plane = kSide * kSide;
    QVERIFY(std::equal(image.begin(), image.begin() + plane, image.begin() + plane));
    QVERIFY(std::equal(image.begin(), image.begin() + plane, image.begin() + 2 * plane));
  }

  void theSameDrawGivesTheSameImage() {
    std::vector<float> bar = blankImage();
    for (int x = 4; x < kSide; ++x) at(bar, x, 12) = 1;
    const auto turned = [&](std::uint64_t seed, std::int64_t sample, std::int64_t epoch) {
      std::vector<float> image = bar;
      rotating(30, 1, seed).apply(kShape, image, sample, epoch);
      return image;
    };
    QVERIFY(turned(1, 2, 3) == turned(1, 2, 3));
    QVERIFY(turned(1, 2, 3) != turned(2, 2, 3));
    QVERIFY(turned(1, 2, 3) != turned(1, 3, 3));
    QVERIFY(turned(1, 2, 3) != turned(1, 2, 4));
  }

  void probabilityIsKept() {
    int changed = 0;
    for (int sample = 0; sample < 1000; ++sample) {
      std::vector<float> image = blankImage();
      at(image, 3, 5) = 1;
      const std::vector<float> before = image;
      rotating(90, 0.3).apply(kShape, image, sample, 0);
      changed += image != before;
      rotating(90, 0).apply(kShape, image = before, sample, 0);
      QVERIFY(image == before);
    }
    QVERIFY(std::abs(changed - 300) < 60);
  }

  void whatIsNoImageIsLeftAlone() {
    std::vector<float> row = {1, 2, 3, 4};
    rotating(90).apply(Shape{4}, row, 0, 0);
    QVERIFY((row == std::vector<float>{1, 2, 3, 4}));
    QVERIFY(Augmenter().empty() && !rotating(1).empty());
  }

  void wrongStepsAreNamed() {
    QVERIFY(says(Augmenter::create({{"Rotat", {}, 1}}, 0),
                 "Augmentation 1: there is no transform \"Rotat\""));
    QVERIFY(says(Augmenter::create({{"Rotat", {}, 1}}, 0), "did you mean \"Rotate\"?"));
    QVERIFY(
        says(Augmenter::create({{"Rotate", {{"degree", 3.0}}, 1}}, 0), "no setting \"degree\""));
    QVERIFY(says(Augmenter::create({{"Rotate", {}, 1}, {"Rotate", {{"degrees", 200.0}}, 1}}, 0),
                 "Augmentation 2: degrees"));
    QVERIFY(says(Augmenter::create({{"Rotate", {}, 1.5}}, 0), "from 0 to 1, not 1.5"));
    QVERIFY(says(Augmenter::create({{"Rotate", {}, std::nan("")}}, 0), "from 0 to 1"));
  }
};

LOOM_TEST(augment_test, AugmentTest)
#include "augment_test.moc"
