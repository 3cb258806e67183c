// Each transform on figures of which it is known what must become of them: a dot, a bar, a corner,
// an even grey.

#include <QtTest/QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/augment/augmentation.h"
#include "test_program.h"

using namespace loom;

namespace {

constexpr int kWide = 31, kHigh = 23;  // odd: the middle is a pixel; two lengths: no mix-up
const Shape kPicture{1, kHigh, kWide};
using Picture = std::vector<float>;

Picture filled(float value) {
  return Picture(kWide * kHigh, value);
}
float& pixel(Picture& picture, int x, int y) {
  return picture[static_cast<std::size_t>(y * kWide + x)];
}
Picture dotAt(int x, int y) {
  Picture picture = filled(0);
  pixel(picture, x, y) = 1;
  return picture;
}
/// Ink around a corner of the image, on a square of five pixels.
Picture cornerAtTopLeft() {
  Picture picture = filled(0);
  for (int i = 0; i < 5; ++i) pixel(picture, i, 0) = pixel(picture, 0, i) = 1;
  return picture;
}

Picture changed(const std::vector<AugmentationStep>& steps, Picture picture, int sample = 0,
                std::int64_t epoch = 0) {
  Augmenter::create(steps, 7)->apply(kPicture, picture, sample, epoch);
  return picture;
}
Picture changed(const char* type, const Values& params, Picture picture, int sample = 0) {
  return changed({{type, params, 1}}, std::move(picture), sample);
}

double ink(const Picture& picture) {
  return std::accumulate(picture.begin(), picture.end(), 0.0);
}
struct Place {
  double x, y;
};
Place middleOfInk(Picture picture) {
  double x = 0, y = 0;
  for (int row = 0; row < kHigh; ++row) {
    for (int column = 0; column < kWide; ++column) {
      x += pixel(picture, column, row) * column;
      y += pixel(picture, column, row) * row;
    }
  }
  return {x / ink(picture), y / ink(picture)};
}
/// Where ink goes that stood at (x, y), from many samples: a blot, so that sampling loses nothing.
std::vector<Place> placesOf(const char* type, const Values& params, int x, int y) {
  Picture blot = filled(0);
  for (int dx = -1; dx <= 1; ++dx)
    for (int dy = -1; dy <= 1; ++dy) pixel(blot, x + dx, y + dy) = dx == 0 && dy == 0 ? 1.0F : 0.5F;
  std::vector<Place> places;
  for (int sample = 0; sample < 300; ++sample)
    places.push_back(middleOfInk(changed(type, params, blot, sample)));
  return places;
}
/// Least and most of a figure over the places.
template <class Of>
std::pair<double, double> range(const std::vector<Place>& places, Of figure) {
  std::vector<double> figures;
  for (const Place& place : places) figures.push_back(figure(place));
  const auto [least, most] = std::minmax_element(figures.begin(), figures.end());
  return {*least, *most};
}
bool isAbout(std::pair<double, double> found, double least, double most, double within = 0.25) {
  if (std::abs(found.first - least) <= within && std::abs(found.second - most) <= within)
    return true;
  qWarning("from %g to %g, not %g to %g", found.first, found.second, least, most);
  return false;
}
double right(Place place) {
  return place.x - kWide / 2;
}
double below(Place place) {
  return place.y - kHigh / 2;
}

std::vector<std::string> digits() {
  std::vector<std::string> names;
  for (int i = 0; i < 10; ++i) names.push_back(std::to_string(i));
  return names;
}

}  // namespace

class TransformsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void flipsMirrorExactly() {
    const Picture corner = cornerAtTopLeft();
    Picture mirrored = changed("HorizontalFlip", {}, corner);
    Picture overturned = changed("VerticalFlip", {}, corner);
    for (int y = 0; y < kHigh; ++y) {
      for (int x = 0; x < kWide; ++x) {
        Picture before = corner;
        QCOMPARE(pixel(mirrored, x, y), pixel(before, kWide - 1 - x, y));
        QCOMPARE(pixel(overturned, x, y), pixel(before, x, kHigh - 1 - y));
      }
    }
    QVERIFY(changed({{"HorizontalFlip", {}, 1}, {"HorizontalFlip", {}, 1}}, corner) == corner);
  }

  void rotateKeepsTheDistanceFromTheMiddle() {
    const auto places = placesOf("Rotate", {{"degrees", 30.0}}, kWide / 2 + 8, kHigh / 2);
    QVERIFY(isAbout(range(places, [](Place p) { return std::hypot(right(p), below(p)); }), 8, 8));
    QVERIFY(
        isAbout(range(places, [](Place p) { return std::atan2(below(p), right(p)) * 180 / M_PI; }),
                -30, 30, 1));
  }

  void translateMovesByAShareOfTheSide() {
    const auto places = placesOf("Translate", {{"fraction", 0.2}}, kWide / 2, kHigh / 2);
    QVERIFY(isAbout(range(places, right), -0.2 * kWide, 0.2 * kWide));
    QVERIFY(isAbout(range(places, below), -0.2 * kHigh, 0.2 * kHigh));
    const Picture empty = changed("Translate", {{"fraction", 0.2}}, filled(1), 3);
    QVERIFY(ink(empty) < kWide * kHigh);  // what comes in is black
  }

  void scaleMovesAlongTheLineFromTheMiddle() {
    const auto places =
        placesOf("Scale", {{"min", 0.5}, {"max", 1.5}}, kWide / 2 + 6, kHigh / 2 + 3);
    QVERIFY(isAbout(range(places, right), 3, 9, 0.35));
    QVERIFY(isAbout(range(places, [](Place p) { return below(p) / right(p); }), 0.5, 0.5, 0.1));
    const double larger = ink(changed("Scale", {{"min", 2.0}, {"max", 2.0}}, dotAt(15, 11)));
    QVERIFY(std::abs(larger - 4) < 0.01);  // twice as wide and high
  }

  void shearSlantsButKeepsRows() {
    const auto places = placesOf("Shear", {{"degrees", 45.0}}, kWide / 2, kHigh / 2 - 5);
    QVERIFY(isAbout(range(places, right), -5, 5));
    QVERIFY(isAbout(range(places, below), -5, -5, 0.1));
    const auto inTheMiddle = placesOf("Shear", {{"degrees", 45.0}}, kWide / 2 + 4, kHigh / 2);
    QVERIFY(isAbout(range(inTheMiddle, right), 4, 4, 0.1));
  }

  void perspectiveMovesCornersInwards() {
    const auto isInside = [](double value, double most) { return value > -0.2 && value < most; };
    for (int sample = 0; sample < 100; ++sample) {
      const Picture white = changed("Perspective", {{"distortion", 0.5}}, filled(1), sample);
      // A quarter of each side at most goes black, from any corner.
      Picture copy = white;
      QVERIFY(pixel(copy, kWide / 2, kHigh / 2) > 0.99F);
      QVERIFY(isInside(1 - ink(white) / (kWide * kHigh), 0.75));
    }
    const auto corner = placesOf("Perspective", {{"distortion", 0.5}}, 1, 1);
    const auto [left, inner] = range(corner, [](Place p) { return p.x; });
    QVERIFY(left >= 0.5 && inner > 5 && inner < 0.25 * kWide + 1.5);
    QVERIFY(changed("Perspective", {{"distortion", 0.0}}, dotAt(3, 4)) == dotAt(3, 4));
  }

  // Simard's own way, with a Gaussian over noise, has this deviation.
  void elasticMovesAsFarAsItsStrengthSays() {
    double squares = 0;
    const auto places =
        placesOf("ElasticDeform", {{"alpha", 34.0}, {"sigma", 4.0}}, kWide / 2, kHigh / 2);
    for (const Place& place : places) squares += right(place) * right(place);
    const double deviation = std::sqrt(squares / static_cast<double>(places.size()));
    const double expected = 34 / std::sqrt(3.0) / (2 * std::sqrt(M_PI) * 4);
    QVERIFY2(std::abs(deviation / expected - 1) < 0.2, QByteArray::number(deviation / expected));
    QVERIFY(changed("ElasticDeform", {{"alpha", 0.0}}, cornerAtTopLeft()) == cornerAtTopLeft());
  }
  void elasticIsSmooth() {
    // A long bar stays one bar: neighbours move by nearly as much.
    Picture bar = filled(0);
    for (int x = 0; x < kWide; ++x)
      for (int y = 10; y < 13; ++y) pixel(bar, x, y) = 1;
    for (int sample = 0; sample < 50; ++sample) {
      Picture bent = changed("ElasticDeform", {{"alpha", 20.0}, {"sigma", 6.0}}, bar, sample);
      double before = -1;
      for (int x = 2; x < kWide - 2; ++x) {
        double weight = 0, height = 0;
        for (int y = 0; y < kHigh; ++y) {
          weight += pixel(bent, x, y);
          height += pixel(bent, x, y) * y;
        }
        QVERIFY(weight > 1.5);
        if (before >= 0) QVERIFY(std::abs(height / weight - before) < 0.8);
        before = height / weight;
      }
    }
  }

  void noiseHasItsDeviation() {
    const Picture noisy = changed("GaussianNoise", {{"std", 0.1}}, filled(0.5F));
    double squares = 0;
    for (const float value : noisy) squares += (value - 0.5) * (value - 0.5);
    QVERIFY(std::abs(std::sqrt(squares / (kWide * kHigh)) - 0.1) < 0.01);
    QVERIFY(std::abs(ink(noisy) / (kWide * kHigh) - 0.5) < 0.015);
    for (const float value : changed("GaussianNoise", {{"std", 1.0}}, filled(0.5F)))
      QVERIFY(value >= 0 && value <= 1);
  }

  void blurSpreadsADotEvenly() {
    std::set<float> heights;
    for (int sample = 0; sample < 20; ++sample) {
      Picture soft = changed("GaussianBlur", {{"sigma", 2.0}}, dotAt(15, 11), sample);
      QVERIFY(std::abs(ink(soft) - 1) < 1e-3);
      for (int i = 1; i < 8; ++i) {
        QVERIFY(std::abs(pixel(soft, 15 + i, 11) - pixel(soft, 15 - i, 11)) < 1e-6F);
        QVERIFY(std::abs(pixel(soft, 15 + i, 11) - pixel(soft, 15, 11 + i)) < 1e-6F);
        QVERIFY(pixel(soft, 15 + i, 11) <= pixel(soft, 14 + i, 11));
      }
      heights.insert(pixel(soft, 15, 11));
    }
    QVERIFY(*heights.begin() < 0.06F && heights.size() > 15);  // 1 / (2 pi 4) at the widest
  }

  void brightnessMultiplies() {
    std::set<float> greys;
    for (int sample = 0; sample < 300; ++sample) {
      const Picture grey = changed("Brightness", {{"amount", 0.4}}, filled(0.5F), sample);
      QVERIFY(std::set<float>(grey.begin(), grey.end()).size() == 1);
      greys.insert(grey[0]);
    }
    QVERIFY(std::abs(*greys.begin() - 0.3) < 0.01 && std::abs(*greys.rbegin() - 0.7) < 0.01);
    QVERIFY(ink(changed("Brightness", {{"amount", 1.0}}, filled(0))) == 0);
  }

  void contrastKeepsTheMean() {
    Picture halves = filled(0.4F);
    std::fill(halves.begin() + kWide * kHigh / 2, halves.end(), 0.6F);
    std::set<float> darkest;
    for (int sample = 0; sample < 300; ++sample) {
      const Picture spread = changed("Contrast", {{"amount", 0.5}}, halves, sample);
      QVERIFY(std::abs(ink(spread) - ink(halves)) < 0.01);
      darkest.insert(spread[0]);
    }
    QVERIFY(std::abs(*darkest.begin() - 0.35) < 0.005 &&
            std::abs(*darkest.rbegin() - 0.45) < 0.005);
  }

  void invertTurnsLightIntoDark() {
    const Picture dark = changed("Invert", {}, dotAt(2, 3));
    for (std::size_t i = 0; i < dark.size(); ++i) QCOMPARE(dark[i], 1 - dotAt(2, 3)[i]);
  }

  void erasingPaintsOneRectangle() {
    double most = 0;
    for (int sample = 0; sample < 200; ++sample) {
      Picture holed = changed("RandomErasing", {{"area", 0.3}}, filled(1), sample);
      int left = kWide, rightmost = -1, top = kHigh, bottom = -1, black = 0;
      for (int y = 0; y < kHigh; ++y) {
        for (int x = 0; x < kWide; ++x) {
          if (pixel(holed, x, y) != 0) continue;
          ++black;
          left = std::min(left, x), rightmost = std::max(rightmost, x);
          top = std::min(top, y), bottom = std::max(bottom, y);
        }
      }
      QVERIFY(black > 0);
      QCOMPARE(black, (rightmost - left + 1) * (bottom - top + 1));
      most = std::max(most, black / double(kWide * kHigh));
    }
    QVERIFY(most > 0.22 && most < 0.33);
  }

  void cropMovesByWholePixels() {
    std::set<std::pair<int, int>> places;
    for (int sample = 0; sample < 400; ++sample) {
      Picture moved = changed("RandomCrop", {{"padding", std::int64_t{2}}}, dotAt(15, 11), sample);
      const auto dot = std::find(moved.begin(), moved.end(), 1.0F);
      QVERIFY(dot != moved.end() && ink(moved) == 1);
      const auto at = static_cast<int>(dot - moved.begin());
      places.emplace(at % kWide - 15, at / kWide - 11);
    }
    QCOMPARE(places.size(), std::size_t{25});
    QVERIFY(places.count({-2, 2}) && places.count({2, -2}) && !places.count({3, 0}));
  }

  // Steps that move pixels are sampled together; the result is that of one after the other.
  void movesTogetherAreMovesInTurn() {
    const std::vector<AugmentationStep> steps = {{"RandomCrop", {{"padding", std::int64_t{3}}}, 1},
                                                 {"HorizontalFlip", {}, 1}};
    for (int sample = 0; sample < 20; ++sample) {
      const Picture moved = changed({steps[0]}, cornerAtTopLeft(), sample);
      QVERIFY(changed(steps, cornerAtTopLeft(), sample) == changed({steps[1]}, moved, sample));
    }
  }
  void aStepBetweenIsSeenInItsTurn() {
    const Picture picture = dotAt(2, 3);
    const Picture both =
        changed({{"HorizontalFlip", {}, 1}, {"Invert", {}, 1}, {"VerticalFlip", {}, 1}}, picture);
    const Picture expected =
        changed("Invert", {}, changed("VerticalFlip", {}, changed("HorizontalFlip", {}, picture)));
    QVERIFY(both == expected);
  }

  void cautionsNameWhatChangesItsMeaning_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("ofDigits");
    QTest::addColumn<bool>("ofOthers");
    const auto row = [](const char* type, const char* key, double value, bool digits, bool others) {
      QTest::addRow("%s %g", type, value) << type << key << value << digits << others;
    };
    row("HorizontalFlip", "", 0, true, false);
    row("VerticalFlip", "", 0, true, false);
    row("Rotate", "degrees", 15, false, false);
    row("Rotate", "degrees", 120, true, false);
    row("Translate", "fraction", 0.1, false, false);
    row("Translate", "fraction", 0.6, true, true);
    row("RandomErasing", "area", 0.2, false, false);
    row("RandomErasing", "area", 0.8, true, true);
    row("Invert", "", 0, false, false);
  }
  void cautionsNameWhatChangesItsMeaning() {
    QFETCH(QString, type);
    QFETCH(QString, key);
    QFETCH(double, value);
    QFETCH(bool, ofDigits);
    QFETCH(bool, ofOthers);
    AugmentationStep step{type.toStdString(), {}, 0.5};
    if (!key.isEmpty()) step.params.set(key.toStdString(), value);
    const std::vector<std::string> clothes(10, "coat");
    QCOMPARE(!cautionOf(step, digits()).empty(), ofDigits);
    QCOMPARE(!cautionOf(step, clothes).empty(), ofOthers);
    step.probability = 0;
    QVERIFY(cautionOf(step, digits()).empty());
  }

  void everyTransformIsAFunctionOfSeedSampleAndEpoch() {
    Picture grey = cornerAtTopLeft();
    for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = 0.25F + 0.5F * grey[i];
    for (const AugmentationType& type : augmentationTypes()) {
      const std::vector<AugmentationStep> steps = {{type.name, {}, 1}};
      bool differs = false;
      for (int sample = 0; sample < 10; ++sample) {
        QVERIFY2(changed(steps, grey, sample, 2) == changed(steps, grey, sample, 2),
                 type.name.c_str());
        differs |= changed(steps, grey, sample, 2) != changed(steps, grey, sample + 1, 2);
      }
      if (type.blend) QVERIFY(changed(steps, grey) == grey);  // of one image alone
      const bool isRandom =
          !type.blend && type.name != "Invert" && type.name.find("Flip") == std::string::npos;
      QVERIFY2(differs == isRandom, type.name.c_str());
    }
  }
};

LOOM_TEST(transforms_test, TransformsTest)
#include "transforms_test.moc"
