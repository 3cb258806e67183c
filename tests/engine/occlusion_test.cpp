// Which parts of a drawing mattered: what the slices find is what covering the drawing by hand and
// asking the network one picture at a time gives.

#include "engine/inspect/occlusion.h"

#include <QtTest/QtTest>
#include <algorithm>

#include "engine/looked.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

constexpr int kPicSide = 28;

std::vector<float> drawnBar() {
  std::vector<float> drawing(kPicSide * kPicSide, 0.0F);
  for (int row = 5; row < 24; ++row)
    for (int column = 12; column < 15; ++column)
      drawing[static_cast<std::size_t>(row * kPicSide + column)] = column == 13 ? 1.0F : 0.6F;
  return drawing;
}

/// One picture through a program of its own.
std::vector<double> sharesOfClasses(Program<float>& program, const std::vector<float>& picture) {
  std::copy(picture.begin(), picture.end(), program.input());
  program.forward(1, {});
  std::vector<double> out;
  double sum = 0;
  for (int i = 0; i < 10; ++i) out.push_back(std::exp(static_cast<double>(program.output()[i])));
  for (const double value : out) sum += value;
  for (double& value : out) value /= sum;
  return out;
}

ViewRequest asking(std::vector<float> drawing, std::int64_t id) {
  ViewRequest request;
  request.drawing = std::move(drawing);
  request.drawingId = id;
  request.occlusion = true;
  return request;
}

}  // namespace

class OcclusionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyPixelLiesUnderTheSameNumberOfPatches_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("MNIST") << 28 << 28;
    QTest::newRow("odd") << 31 << 29;
    QTest::newRow("wide") << 12 << 40;
    QTest::newRow("tiny") << 3 << 2;
  }
  void everyPixelLiesUnderTheSameNumberOfPatches() {
    QFETCH(const int, height);
    QFETCH(const int, width);
    const Patches patches = patchesOver(height, width);
    std::vector<int> covers(static_cast<std::size_t>(height * width));
    for (const Patch& patch : patches.places)
      for (int row = patch.row; row < patch.row + patches.side; ++row)
        for (int column = patch.column; column < patch.column + patches.side; ++column)
          if (row >= 0 && row < height && column >= 0 && column < width)
            ++covers[static_cast<std::size_t>(row * width + column)];
    QVERIFY(covers.front() > 1);
    for (const int count : covers) QCOMPARE(count, covers.front());
  }

  void theFallsAreThoseOfCoveringByHand() {
    Looked looked(lenet().graph);
    const std::vector<float> drawing = drawnBar();
    const ViewRequest request = asking(drawing, 7);
    while (looked.inspection->probe(request, {})) {
    }
    looked.inspection->look(request, nullptr, 0, false, looked.seen);
    const HeatMap& heat = looked.seen.heat;
    QCOMPARE(heat.drawingId, std::int64_t{7});
    QCOMPARE(heat.height, kPicSide);
    QCOMPARE(heat.width, kPicSide);

    const auto program = looked.program(1);
    const std::vector<double> whole = sharesOfClasses(*program, drawing);
    const auto best = std::ranges::max_element(whole) - whole.begin();
    QCOMPARE(heat.answer, static_cast<int>(best));
    QVERIFY(isClose(static_cast<double>(heat.probability), *std::ranges::max_element(whole)));
    const Patches patches = patchesOver(kPicSide, kPicSide);
    std::vector<double> fall(kPicSide * kPicSide), covers(kPicSide * kPicSide);
    for (const Patch& patch : patches.places) {
      std::vector<float> covered = drawing;
      std::vector<std::size_t> under;
      for (int i = 0; i < kPicSide * kPicSide; ++i) {
        const int row = i / kPicSide - patch.row, column = i % kPicSide - patch.column;
        if (row < 0 || row >= patches.side || column < 0 || column >= patches.side) continue;
        under.push_back(static_cast<std::size_t>(i));
        covered[under.back()] = 0;
      }
      const double lost = whole[static_cast<std::size_t>(best)] -
                          sharesOfClasses(*program, covered)[static_cast<std::size_t>(best)];
      for (const std::size_t pixel : under) {
        fall[pixel] += lost;
        ++covers[pixel];
      }
    }
    double largest = 0;
    for (std::size_t i = 0; i < fall.size(); ++i) {
      const double expected = fall[i] / covers[i];
      largest = std::max(largest, std::abs(expected));
      QVERIFY2(std::abs(static_cast<double>(heat.fall[i]) - expected) < 1e-5,
               qPrintable(QString("pixel %1: %2 and not %3")
                              .arg(i)
                              .arg(static_cast<double>(heat.fall[i]))
                              .arg(expected)));
    }
    QVERIFY(largest > 1e-4);  // something mattered at all
  }

  void whereNoInkIsNearNothingMattered() {
    Looked looked(lenet().graph);
    const ViewRequest request = asking(drawnBar(), 1);
    while (looked.inspection->probe(request, {})) {
    }
    looked.inspection->look(request, nullptr, 0, false, looked.seen);
    QCOMPARE(looked.seen.heat.fall.size(), std::size_t(kPicSide * kPicSide));
    QCOMPARE(looked.seen.heat.fall[14 * kPicSide + 1], 0.0F);
    QCOMPARE(looked.seen.heat.fall[14 * kPicSide + 26], 0.0F);
  }

  void aSliceIsSmallAndAnotherDrawingBeginsAnew() {
    Looked looked(lenet().graph);
    QVERIFY(looked.inspection->probe(asking(drawnBar(), 1), {}));
    looked.inspection->look(asking(drawnBar(), 1), nullptr, 0, false, looked.seen);
    QCOMPARE(looked.seen.heat.drawingId, std::int64_t{0});  // not done after one slice
    std::vector<float> other = drawnBar();
    std::ranges::rotate(other, other.begin() + 60);
    int slices = 0;
    while (looked.inspection->probe(asking(other, 2), {})) ++slices;
    QVERIFY(slices >= 2);
    looked.inspection->look(asking(other, 2), nullptr, 0, false, looked.seen);
    QCOMPARE(looked.seen.heat.drawingId, std::int64_t{2});
    QVERIFY(!looked.inspection->probe(asking(other, 2), {}));  // done: it costs nothing any more
    ProbeSource learned;
    learned.step = 5;
    QVERIFY(looked.inspection->probe(asking(other, 2), learned));  // the weights are others
  }

  void nobodyAskedNothingIsDone() {
    Looked looked(lenet().graph);
    ViewRequest request = asking(drawnBar(), 1);
    request.occlusion = false;
    QVERIFY(!looked.inspection->probe(request, {}));
    request = asking({}, 1);
    QVERIFY(!looked.inspection->probe(request, {}));
    request = asking(std::vector<float>(100), 1);
    QVERIFY(!looked.inspection->probe(request, {}));
    looked.inspection->look(request, nullptr, 0, false, looked.seen);
    QVERIFY(looked.seen.heat.fall.empty());
  }

  void anEmptyPaperIsDoneAtOnce() {
    Looked looked(lenet().graph);
    QVERIFY(!looked.inspection->probe(asking(std::vector<float>(kPicSide * kPicSide), 1), {}));
  }
};

LOOM_TEST(occlusion_test, OcclusionTest)
#include "occlusion_test.moc"
