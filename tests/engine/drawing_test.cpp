// What the network sees of a drawing: the same wherever and however large it was drawn, framed as
// MNIST frames.

#include "engine/data/drawing.h"

#include <QtTest/QtTest>

#include "test_program.h"

using namespace loom;

namespace {

constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

/// A seven with a bar, in units of a pad of 280.
std::vector<Stroke> seven() {
  Stroke hook{{}, 18};
  for (int i = 0; i <= 20; ++i) hook.points.push_back({60.0F + 6 * i, 50.0F + 0.3F * i});
  for (int i = 1; i <= 30; ++i) hook.points.push_back({180.0F - 2.5F * i, 56.0F + 5.1F * i});
  return {hook, {{{100, 130}, {190, 120}}, 18}};
}

std::vector<Stroke> moved(std::vector<Stroke> strokes, float scale, float x, float y) {
  for (Stroke& stroke : strokes) {
    stroke.width *= scale;
    for (PenPoint& point : stroke.points) point = {point.x * scale + x, point.y * scale + y};
  }
  return strokes;
}

float largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
  float largest = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

struct Figure {
  double mass = 0, x = 0, y = 0;
  int left = 99, right = -1, top = 99, bottom = -1;
  bool sound = true;
  int side() const { return std::max(right - left, bottom - top) + 1; }

  explicit Figure(const std::vector<float>& image, int size = 28) {
    for (int row = 0; row < size; ++row) {
      for (int column = 0; column < size; ++column) {
        const float ink = image[static_cast<std::size_t>(row * size + column)];
        sound = sound && ink >= 0 && ink <= 1;
        mass += ink;
        x += ink * column;
        y += ink * row;
        if (ink < 0.25F) continue;
        left = std::min(left, column);
        right = std::max(right, column);
        top = std::min(top, row);
        bottom = std::max(bottom, row);
      }
    }
    x /= mass;
    y /= mass;
  }
};

}  // namespace

class DrawingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void placeAndSizeDoNotMatter() {
    const auto image = normaliseDrawing(seven());
    QCOMPARE(image.size(), std::size_t{784});
    for (const float scale : {1.0F, 0.5F, 0.1F, 3.0F}) {
      for (const auto& [x, y] : {std::pair{0.0F, 0.0F}, {0.3F, -7.7F}, {-1000.0F, 333.0F}}) {
        const float difference =
            largestDifference(image, normaliseDrawing(moved(seven(), scale, x, y)));
        QVERIFY2(difference < 1e-3F, qPrintable(QString::number(static_cast<double>(difference))));
      }
    }
  }

  void theFrameIsMnists() {
    const Figure figure(normaliseDrawing(seven()));
    QVERIFY(figure.sound);
    QVERIFY(figure.side() >= 19 && figure.side() <= 21);
    QVERIFY(std::abs(figure.x - 14) < 0.2 && std::abs(figure.y - 14) < 0.2);
    const Figure large(normaliseDrawing(seven(), 56), 56);
    QVERIFY(large.side() >= 38 && large.side() <= 42);
    QVERIFY(std::abs(large.mass / figure.mass - 4) < 0.4);
  }

  void pensAreBroughtTogetherButKeepTheirOrder() {
    double last = 0;
    for (const float width : {1.0F, 6.0F, 18.0F, 40.0F}) {
      std::vector<Stroke> strokes = seven();
      for (Stroke& stroke : strokes) stroke.width = width;
      const double mass = Figure(normaliseDrawing(strokes)).mass;
      QVERIFY(mass > 60 && mass < 190);  // MNIST's sevens have 40 to 200
      QVERIFY(mass >= last);
      last = mass;
    }
  }

  void theOrderOfStrokesDoesNotMatter() {
    std::vector<Stroke> strokes = seven();
    const auto image = normaliseDrawing(strokes);
    std::swap(strokes[0], strokes[1]);
    std::reverse(strokes[0].points.begin(), strokes[0].points.end());
    QVERIFY(largestDifference(image, normaliseDrawing(strokes)) < 1e-3F);
  }

  void nothingGivesNothing() {
    const std::vector<float> blank(784);
    QVERIFY(normaliseDrawing({}) == blank);
    QVERIFY(normaliseDrawing({{{}, 3}, {{}, 0}}) == blank);
    QVERIFY(normaliseDrawing({{{{kNowhere, 1}, {kInf, 2}, {3, -kInf}}, 3}}) == blank);
  }

  void aDotIsADot() {
    const auto dot = normaliseDrawing({{{{100, 100}}, 12}});
    const Figure figure(dot);
    QVERIFY(figure.sound);
    QVERIFY(figure.mass > 2 && figure.mass < 30);
    QVERIFY(std::abs(figure.x - 14) < 0.05 && std::abs(figure.y - 14) < 0.05);
    QVERIFY(largestDifference(dot, normaliseDrawing({{{{-5, 7}, {-5, 7}}, 3}})) < 1e-3F);
    // Hardly more than a dot stays hardly more than a dot.
    QVERIFY(Figure(normaliseDrawing({{{{100, 100}, {101, 100}}, 12}})).side() <= 8);
  }

  void whatIsNoNumberIsLeftOut() {
    std::vector<Stroke> strokes = seven();
    strokes[0].points.insert(strokes[0].points.begin() + 5,
                             {{kNowhere, 0}, {kInf, kInf}, {1e30F, 3}});
    QVERIFY(largestDifference(normaliseDrawing(seven()), normaliseDrawing(strokes)) < 1e-3F);
    for (const float width : {0.0F, -3.0F, kNowhere, kInf, 1e30F, 1e-30F}) {
      strokes = seven();
      for (Stroke& stroke : strokes) stroke.width = width;
      const Figure figure(normaliseDrawing(strokes));
      QVERIFY(figure.sound && figure.mass > 60 && figure.side() >= 18);
    }
    for (const float far : {1e-30F, 1e8F, 1e30F, std::numeric_limits<float>::max()}) {
      for (const float value : normaliseDrawing(moved(seven(), far, 0, 0)))
        QVERIFY(value >= 0 && value <= 1);
    }
  }

  void aPictureIsFramedTheSameWay() {
    // A drawing enlarged to a picture comes back as it was, wherever on the paper it stands.
    const auto large = normaliseDrawing(seven(), 140);
    std::vector<float> paper(300 * 200);
    for (int y = 0; y < 140; ++y) {
      for (int x = 0; x < 140; ++x) {
        paper[static_cast<std::size_t>((y + 37) * 300 + x + 111)] =
            large[static_cast<std::size_t>(y * 140 + x)];
      }
    }
    const auto framed = normaliseImage(paper, 300, 200);
    const Figure figure(framed);
    QVERIFY(figure.sound);
    QVERIFY(figure.side() >= 19 && figure.side() <= 21);
    QVERIFY(std::abs(figure.x - 14) < 0.1 && std::abs(figure.y - 14) < 0.1);
    const auto direct = normaliseDrawing(seven());
    double difference = 0;
    for (std::size_t i = 0; i < direct.size(); ++i)
      difference += static_cast<double>(std::abs(direct[i] - framed[i]));
    QVERIFY2(difference < 0.15 * figure.mass, qPrintable(QString::number(difference)));
    QVERIFY(largestDifference(framed, normaliseImage(large, 140, 140)) < 1e-3F);
  }

  void smallPicturesGrow() {
    const Figure figure(normaliseImage({0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0}, 3, 4));
    QVERIFY(figure.sound);
    const int height = figure.bottom - figure.top + 1;  // 20, or 21 with a part at each end
    QVERIFY(height == 20 || height == 21);
    QVERIFY(std::abs(figure.right - figure.left + 1 - 7) <= 1);
  }

  void brokenPicturesAreBlank() {
    const std::vector<float> blank(784);
    QVERIFY(normaliseImage({}, 0, 0) == blank);
    QVERIFY(normaliseImage({1, 1}, 2, 2) == blank);
    QVERIFY(normaliseImage({1, 1}, -1, -2) == blank);
    QVERIFY(normaliseImage({0, 0, 0, 0}, 2, 2) == blank);
    QVERIFY(normaliseImage({kNowhere, kNowhere, kNowhere, -kInf}, 2, 2) == blank);
    const Figure bright(normaliseImage({kInf, 5, 0, 1}, 2, 2));
    QVERIFY(bright.sound && bright.mass > 50);
  }
};

LOOM_TEST(drawing_test, DrawingTest)
#include "drawing_test.moc"
