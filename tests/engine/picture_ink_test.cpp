// Which part of a picture is ink: dark on light and light on dark alike, and no smudge of a
// photographed paper.

#include "engine/data/picture_ink.h"

#include <QtTest/QtTest>
#include <cmath>

#include "engine/base/rng.h"
#include "engine/data/drawing.h"
#include "engine/data/handwriting.h"
#include "test_program.h"

using namespace loom;

namespace {

constexpr int kInkSide = 28;

std::vector<float> digitInk(int digit) {
  const DigitImage image = writeDigit(digit, Rng(5));
  std::vector<float> ink;
  for (const std::uint8_t value : image) ink.push_back(static_cast<float>(value) / 255.0F);
  return ink;
}

/// `paper` where there is no ink, `ink` where there is.
std::vector<float> printed(const std::vector<float>& picture, float paper, float ink) {
  std::vector<float> out;
  for (const float value : picture) out.push_back(paper + (ink - paper) * value);
  return out;
}

float largestDistance(const std::vector<float>& a, const std::vector<float>& b) {
  float largest = a.size() == b.size() ? 0.0F : 9.0F;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

}  // namespace

class PictureInkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bothPolaritiesGiveTheSameInk() {
    for (int digit = 0; digit < 10; ++digit) {
      const std::vector<float> ink = digitInk(digit);
      for (const auto& [paper, pen] :
           {std::pair{0.0F, 1.0F}, {1.0F, 0.0F}, {0.9F, 0.25F}, {0.2F, 0.7F}}) {
        const auto found = inkOfPicture(printed(ink, paper, pen), kInkSide, kInkSide);
        QVERIFY(found.ok());
        QVERIFY2(largestDistance(*found, ink) < 0.12F,
                 qPrintable(QString("%1 on %2").arg(digit).arg(static_cast<double>(paper))));
      }
    }
  }

  void theFramedPictureIsTheDigitItself() {
    const std::vector<float> ink = digitInk(3);
    const auto found = inkOfPicture(printed(ink, 1, 0), kInkSide, kInkSide);
    QVERIFY(found.ok());
    const std::vector<float> framed = normaliseImage(*found, kInkSide, kInkSide);
    double apart = 0, mass = 0;
    for (std::size_t i = 0; i < ink.size(); ++i) {
      apart += static_cast<double>(std::abs(framed[i] - ink[i]));
      mass += static_cast<double>(ink[i]);
    }
    QVERIFY2(apart < 0.15 * mass, qPrintable(QString::number(apart / mass)));
  }

  void theGrainOfAPaperIsNoInk() {
    Rng rng(3);
    constexpr int kLarge = 120;
    std::vector<float> photo(kLarge * kLarge);
    for (float& value : photo) value = static_cast<float>(0.75 + 0.06 * (rng.uniform() - 0.5));
    for (std::size_t y = 30; y < 90; ++y)
      for (std::size_t x = 55; x < 64; ++x)
        photo[y * kLarge + x] = static_cast<float>(0.2 + 0.1 * rng.uniform());
    const auto found = inkOfPicture(photo, kLarge, kLarge);
    QVERIFY(found.ok());
    for (int y = 0; y < kLarge; ++y) {
      for (int x = 0; x < kLarge; ++x) {
        const float value = (*found)[static_cast<std::size_t>(y * kLarge + x)];
        const bool pen = y >= 30 && y < 90 && x >= 55 && x < 64;
        QVERIFY(pen ? value > 0.7F : value < 0.05F);
      }
    }
  }

  void nothingToSeeIsSaid() {
    QVERIFY(!inkOfPicture(std::vector<float>(100, 0.4F), 10, 10).ok());
    std::vector<float> faint(100, 0.5F);
    faint[44] = 0.53F;
    QVERIFY(!inkOfPicture(faint, 10, 10).ok());
    QVERIFY(!inkOfPicture({}, 0, 0).ok());
    QVERIFY(!inkOfPicture(std::vector<float>(10, 1.0F), 10, 10).ok());
    std::vector<float> odd(100, 1.0F);
    for (std::size_t i = 40; i < 60; ++i) odd[i] = 0;
    odd[0] = NAN;
    odd[1] = INFINITY;
    const auto found = inkOfPicture(odd, 10, 10);
    QVERIFY(found.ok());
    for (const float value : *found) QVERIFY(value >= 0 && value <= 1);
  }
};

LOOM_TEST(picture_ink_test, PictureInkTest)
#include "picture_ink_test.moc"
