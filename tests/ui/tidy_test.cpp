// What must hold of every drawing that was tidied, on some hundred random ones with blocks in
// blocks.

#include <QTest>

#include "sanitized.h"
#include "test_program.h"
#include "tests/ui/tidy_drawing.h"

using namespace loom::ui;

namespace {

/// What the two ends of a wire are in the innermost frame around both, and whether one could go
/// along wires from the second back to the first: then no order is right for both.
struct TwoUnits {
  std::string from, to;
  bool circle = false;
};
TwoUnits unitsOf(const Drawing& drawing, const ShownWire& wire) {
  const auto from = pathTo(drawing, wire.from), to = pathTo(drawing, wire.to);
  std::size_t common = 0;
  while (from[common] == to[common]) ++common;
  TwoUnits ends{from[common], to[common]};
  const auto unitOf = [&](const std::string& id) {
    const auto path = pathTo(drawing, id);
    const bool inside =
        path.size() > common &&
        std::equal(path.begin(), path.begin() + static_cast<long>(common), from.begin());
    return inside ? path[common] : id;
  };
  std::map<std::string, std::set<std::string>> next;
  for (const ShownWire& one : drawing.request.wires) next[unitOf(one.from)].insert(unitOf(one.to));
  std::set<std::string> seen = {ends.to};
  std::vector<std::string> open = {ends.to};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    for (const std::string& then : next[at]) {
      if (seen.insert(then).second) open.push_back(then);
    }
  }
  ends.circle = seen.count(ends.from) > 0;
  return ends;
}

QRectF placeOf(const Drawing& drawing, const std::string& unit) {
  const auto found = drawing.request.rects.find(unit);
  return found != drawing.request.rects.end() ? found->second : drawing.frame(unit);
}

}  // namespace

class TidyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyDrawingIsInOrder() {
    constexpr unsigned kDrawings = test::kIsSanitized ? 100 : 400;
    unsigned ordered = 0, circles = 0;
    for (unsigned seed = 0; seed < kDrawings; ++seed) {
      Drawing drawing = randomDrawing(seed);
      const bool wraps = seed % 4 == 3;
      const qreal width = wraps ? 700 : kEndless;
      drawing.request.width = width;
      QCOMPARE(tidied(drawing.request).size(), drawing.request.rects.size());
      drawing.tidy(width);
      const QByteArray which = "seed " + QByteArray::number(seed) + ": ";
      const QString overlap = onEachOther(drawing), stray = inFrames(drawing);
      QVERIFY2(overlap.isEmpty(), which + overlap.toUtf8());
      QVERIFY2(stray.isEmpty(), which + stray.toUtf8());
      for (const auto& [id, rect] : drawing.request.rects)
        QVERIFY(std::fmod(rect.x(), 8) == 0 && std::fmod(rect.y(), 8) == 0);
      for (const ShownWire& wire : drawing.request.wires) {
        const TwoUnits ends = unitsOf(drawing, wire);
        if (ends.circle) ++circles;
        if (ends.circle) continue;
        ++ordered;
        const QRectF from = placeOf(drawing, ends.from), to = placeOf(drawing, ends.to);
        const bool rightward = from.right() < to.left();
        QVERIFY2(rightward || (wraps && from.bottom() < to.top()),
                 (which + (wire.from + " to " + wire.to).c_str()));
      }
      const Rects once = drawing.request.rects;
      drawing.tidy(width);
      QVERIFY2(drawing.request.rects == once, which + "moves again");
    }
    QVERIFY(ordered > 10 * kDrawings);
    QVERIFY(circles > kDrawings / 4);  // blocks whose wires leave them and come back
  }

  void placesDependOnNothingElse() {
    for (unsigned seed = 0; seed < 20; ++seed) {
      Drawing one = randomDrawing(seed), two = randomDrawing(seed);
      one.tidy(900);
      two.tidy(900);
      QVERIFY(one.request.rects == two.request.rects);
    }
  }

  void aSelectionMovesAloneAndOntoNothing() {
    int moved = 0;
    for (unsigned seed = 1000; seed < 1200; ++seed) {
      Drawing d = randomDrawing(seed);
      d.tidy(900);
      Dice dice(seed);
      for (const auto& [id, rect] : d.request.rects) {
        if (below(dice, 3) == 0) d.request.chosen.insert(id);
      }
      if (d.request.chosen.size() < 2) continue;
      const Rects before = d.request.rects;
      d.tidy(900);
      const QByteArray which = "seed " + QByteArray::number(seed) + ": ";
      for (const auto& [id, rect] : before) {
        QVERIFY2(d.request.chosen.count(id) || d[id] == rect, (which + id.c_str()));
        moved += d[id] != rect;
      }
      const QString overlap = onEachOther(d);
      QVERIFY2(overlap.isEmpty(), which + overlap.toUtf8());
      const Rects once = d.request.rects;
      d.tidy(900);
      QVERIFY2(d.request.rects == once, which + "moves again");
    }
    QVERIFY(moved > 100);
  }

  void notesAreNotCovered() {
    for (unsigned seed = 0; seed < 60; ++seed) {
      Drawing d = randomDrawing(seed);
      Dice dice(seed);
      for (int i = 0; i < 3; ++i)
        d.request.notes.emplace_back(below(dice, 900) - 300, below(dice, 900) - 300, 240, 60);
      d.tidy(900);
      for (const auto& [id, rect] : d.request.rects) {
        for (const QRectF& note : d.request.notes) QVERIFY(!note.intersects(rect));
      }
      const Rects once = d.request.rects;
      d.tidy(900);
      QVERIFY(d.request.rects == once);
    }
  }

  void nothingIsNothing() { QVERIFY(tidied({}).empty()); }
};

LOOM_TEST(tidy_test, TidyTest)
#include "tidy_test.moc"
