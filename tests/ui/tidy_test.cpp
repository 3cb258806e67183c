// Tidying as a pure function: what must hold of every drawing, on some hundred random ones with
// blocks in blocks, and small drawings of which one knows how they have to look.

#include "ui/canvas/tidy/tidy.h"

#include <QLineF>
#include <QTest>
#include <algorithm>
#include <random>

#include "engine/graph/blocks.h"
#include "test_program.h"
#include "ui/canvas/folding.h"

using namespace loom::ui;

namespace {

constexpr qreal kEndless = 1e7;  // no row is ever broken

/// A drawing and what tidying has to know of it.
struct Drawing {
  TidyRequest request;

  void add(const std::string& id, qreal y, const std::string& block = {}, QSizeF size = {96, 64}) {
    loom::Node node;
    node.id = id;
    node.block = block;
    node.position = {0, y};
    request.graph.nodes.push_back(node);
    request.order.push_back(id);
    request.rects[id] = QRectF(QPointF(0, y), size);
  }
  void wire(const std::string& from, const std::string& to, qreal toPort = 32) {
    request.graph.links.push_back({from, to, 0});
    request.wires.push_back({from, to, request.rects[from].height() / 2, toPort});
  }
  void block(const std::string& id, const std::string& around = {}, bool folded = false) {
    request.graph.blocks.push_back({id, id, "blue", folded, around});
  }
  const QRectF& operator[](const std::string& id) const { return request.rects.at(id); }
  qreal y(const std::string& id) const { return request.rects.at(id).y(); }
  qreal x(const std::string& id) const { return request.rects.at(id).x(); }

  void tidy(qreal width = kEndless) {
    request.width = width;
    for (const auto& [id, corner] : tidied(request)) request.rects.at(id).moveTopLeft(corner);
  }

  /// Around all of a block that is seen, with the frames inside.
  QRectF frame(const std::string& block) const {
    QRectF all;
    for (const loom::Node& node : request.graph.nodes) {
      if (node.block == block && request.rects.count(node.id)) all |= request.rects.at(node.id);
    }
    for (const loom::Block& inner : request.graph.blocks) {
      if (inner.block != block) continue;
      if (inner.folded)
        all |= seenOf(inner.id);
      else if (const QRectF one = frame(inner.id); !one.isEmpty())
        all |= one;
    }
    return all.isEmpty() ? all : all.adjusted(-16, -36, 16, 16);
  }
  QRectF seenOf(const std::string& folded) const {
    const loom::BlockTree tree(request.graph);
    for (const std::string& id : tree.members(folded)) {
      if (request.rects.count(id)) return request.rects.at(id);
    }
    return {};
  }

  /// Wires that cross, each taken for a straight line.
  int crossings() const {
    std::vector<QLineF> lines;
    for (const ShownWire& wire : request.wires) {
      const QRectF &from = (*this)[wire.from], &to = (*this)[wire.to];
      lines.emplace_back(from.right(), from.top() + wire.fromPort, to.left(),
                         to.top() + wire.toPort);
    }
    int count = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const bool meet = lines[i].p1() == lines[j].p1() || lines[i].p2() == lines[j].p2();
        count += !meet && lines[i].intersects(lines[j], nullptr) == QLineF::BoundedIntersection;
      }
    }
    return count;
  }
};

using Dice = std::mt19937;
int below(Dice& dice, int end) {
  return static_cast<int>(dice() % static_cast<unsigned>(end));
}

/// Nodes in some order, wires that close no circle, and blocks that take neighbours or just anyone.
Drawing randomDrawing(unsigned seed) {
  Dice dice(seed);
  Drawing drawing;
  const int blocks = below(dice, 6);
  for (int i = 0; i < blocks; ++i) {
    const int around = below(dice, i + 2) - 1;
    drawing.block("b" + std::to_string(i),
                  around < 0 || around >= i ? std::string() : "b" + std::to_string(around),
                  below(dice, 4) == 0);
  }
  const int count = 2 + below(dice, 30);
  const bool anyone = below(dice, 3) == 0;
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) {
    const int block =
        blocks == 0 ? 0 : (anyone ? below(dice, blocks + 1) : i * (blocks + 1) / count);
    const std::string id = "n" + std::to_string(i);
    drawing.add(id, 0, block == blocks ? std::string() : "b" + std::to_string(block));
    ids.push_back(id);
  }
  std::shuffle(drawing.request.graph.nodes.begin(), drawing.request.graph.nodes.end(), dice);
  for (int i = 0; i < count * 3 / 2; ++i) {
    const int to = 1 + below(dice, count - 1);
    const loom::Link link{ids[static_cast<std::size_t>(below(dice, to))],
                          ids[static_cast<std::size_t>(to)], below(dice, 3)};
    drawing.request.graph.links.push_back(link);
  }
  // What is seen: a folded block by the id of its first member.
  const loom::Graph shown = shownGraph(drawing.request.graph);
  drawing.request.rects.clear();
  for (const loom::Node& node : shown.nodes) {
    drawing.request.rects[node.id] = QRectF(below(dice, 900) - 300, below(dice, 900) - 300,
                                            96 + 8 * below(dice, 14), 64 + 16 * below(dice, 7));
  }
  for (const loom::Link& link : shown.links) {
    drawing.request.wires.push_back({link.from, link.to, drawing[link.from].height() / 2,
                                     drawing[link.to].height() / 2 + 12 * (link.port - 1)});
  }
  return drawing;
}

/// Ids from the outermost block that is seen as a frame to the node itself.
std::vector<std::string> pathTo(const Drawing& drawing, const std::string& id) {
  const loom::BlockTree tree(drawing.request.graph);
  const loom::Node& node = *drawing.request.graph.find(id);
  const std::string folded = tree.foldedAround(node);
  std::vector<std::string> path = folded.empty() ? tree.around(node) : tree.aroundBlock(folded);
  std::reverse(path.begin(), path.end());
  path.push_back(id);
  return path;
}

QString inFrames(const Drawing& drawing) {
  std::map<std::string, QRectF> frames;
  std::map<std::string, std::vector<std::string>> paths;
  for (const auto& [id, rect] : drawing.request.rects) {
    paths[id] = pathTo(drawing, id);
    for (const std::string& block : paths[id]) {
      if (block != id) frames[block] = drawing.frame(block);
    }
  }
  const auto isIn = [](const std::vector<std::string>& path, const std::string& block) {
    return std::find(path.begin(), path.end(), block) != path.end();
  };
  const loom::BlockTree tree(drawing.request.graph);
  for (const auto& [block, frame] : frames) {
    for (const auto& [id, rect] : drawing.request.rects) {
      const bool isOut = !isIn(paths[id], block);
      if (isOut && frame.adjusted(-1, -1, 1, 1).intersects(rect))
        return QString::fromStdString(id + " is on the frame of " + block);
      if (!isOut && !frame.contains(rect))
        return QString::fromStdString(id + " is not in its frame " + block);
    }
    for (const auto& [other, second] : frames) {
      const bool apart = block != other && !isIn(tree.aroundBlock(block), other) &&
                         !isIn(tree.aroundBlock(other), block);
      if (apart && frame.adjusted(-1, -1, 1, 1).intersects(second))
        return QString::fromStdString("the frames " + block + " and " + other + " touch");
    }
  }
  return {};
}

QString onEachOther(const Drawing& drawing) {
  for (const auto& [a, first] : drawing.request.rects) {
    for (const auto& [b, second] : drawing.request.rects) {
      if (a < b && first.intersects(second)) return QString::fromStdString(a + " is on " + b);
    }
  }
  return {};
}

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
    int ordered = 0, circles = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
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
    QVERIFY(ordered > 4000);
    QVERIFY(circles > 100);  // blocks whose wires leave them and come back
  }

  void placesDependOnNothingElse() {
    for (unsigned seed = 0; seed < 20; ++seed) {
      Drawing one = randomDrawing(seed), two = randomDrawing(seed);
      one.tidy(900);
      two.tidy(900);
      QVERIFY(one.request.rects == two.request.rects);
    }
  }

  void crossingsThatNeedNotBeAreGone_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("least");
    QTest::newRow("two wires that swap") << 0 << 0;
    QTest::newRow("six wires, all to the other end") << 1 << 0;
    QTest::newRow("a tree, shuffled") << 2 << 0;
    QTest::newRow("a ladder, turned over at each rung") << 3 << 0;
    QTest::newRow("two to three, all wired") << 4 << 3;
    QTest::newRow("ports the other way round") << 5 << 0;
  }
  void crossingsThatNeedNotBeAreGone() {
    QFETCH(int, kind);
    QFETCH(int, least);
    Drawing d;
    const auto name = [](const char* stem, int i) { return stem + std::to_string(i); };
    if (kind <= 1) {
      const int count = kind == 0 ? 2 : 6;
      for (int i = 0; i < count; ++i) d.add(name("a", i), i * 100);
      for (int i = 0; i < count; ++i) d.add(name("b", i), i * 100);
      for (int i = 0; i < count; ++i) d.wire(name("a", i), name("b", count - 1 - i));
    } else if (kind == 2) {
      for (int i = 0; i < 31; ++i) d.add(name("t", i), (i * 37) % 31 * 10);
      for (int i = 1; i < 31; ++i) d.wire(name("t", (i - 1) / 2), name("t", i));
    } else if (kind == 3) {
      for (int i = 0; i < 16; ++i) d.add(name("l", i), (i / 2 + i) % 2 * 100);
      for (int i = 2; i < 16; ++i) d.wire(name("l", i - 2), name("l", i));
      d.add("root", 0);
      d.request.order.insert(d.request.order.begin(), d.request.order.back());
      d.request.order.pop_back();
      d.wire("root", "l0");
      d.wire("root", "l1");
    } else if (kind == 4) {
      for (int i = 0; i < 2; ++i) d.add(name("a", i), i * 100);
      for (int i = 0; i < 3; ++i) d.add(name("b", i), i * 100);
      for (int i = 0; i < 6; ++i) d.wire(name("a", i % 2), name("b", i / 2));
    } else {
      for (int i = 0; i < 2; ++i) d.add(name("a", i), i * 100);
      d.add("add", 50);
      d.wire("a0", "add", 44);
      d.wire("a1", "add", 20);
    }
    d.tidy();
    QCOMPARE(d.crossings(), least);
  }

  void aSkipGoesAroundWhatItSkips() {
    Drawing d;
    for (const char* id : {"in", "conv", "bn", "relu", "add"}) d.add(id, 0);
    d.wire("in", "conv");
    d.wire("conv", "bn");
    d.wire("bn", "relu");
    d.wire("relu", "add", 44);
    d.wire("in", "add", 20);
    d.tidy();
    const qreal from = d.y("in") + 32, to = d.y("add") + 20;
    QVERIFY(std::abs(from - to) <= 8);
    for (const char* id : {"conv", "bn", "relu"}) QVERIFY(d.y(id) > std::max(from, to));
    QCOMPARE(d.y("conv"), d.y("bn"));  // and the chain is straight
    QCOMPARE(d.y("bn"), d.y("relu"));
  }

  void longRowsAreBrokenWhereOneWireIsCut() {
    Drawing d;
    d.add("in", 0);
    std::string last = "in";
    for (int i = 0; i < 3; ++i) {
      const std::string n = std::to_string(i);
      for (const std::string stem : {"conv", "relu", "add", "pool"}) d.add(stem + n, 0);
      d.wire(last, "conv" + n);
      d.wire("conv" + n, "relu" + n);
      d.wire("relu" + n, "add" + n, 44);
      d.wire(last, "add" + n, 20);
      d.wire("add" + n, "pool" + n);
      last = "pool" + n;
    }
    d.tidy(800);
    for (int i = 0; i < 3; ++i) {
      const std::string n = std::to_string(i);
      QVERIFY(d.x("conv" + n) < d.x("relu" + n) && d.x("relu" + n) < d.x("add" + n));
    }
    QVERIFY(d.y("pool2") > d.y("in") + 128);
    for (const auto& [id, rect] : d.request.rects) QVERIFY(rect.right() - d.x("in") <= 800);
  }

  void rowsAreAsLongAsTheViewIsWide() {
    Drawing d;
    d.add("n0", 0);
    for (int i = 1; i < 60; ++i) {
      d.add("n" + std::to_string(i), 0);
      d.wire("n" + std::to_string(i - 1), "n" + std::to_string(i));
    }
    const auto sizeIn = [&](QSizeF view) {
      d.request.view = view;
      d.tidy(700);
      QRectF all;
      for (const auto& [id, rect] : d.request.rects) all |= rect;
      const Rects once = d.request.rects;
      d.tidy(700);
      return once == d.request.rects ? all.size() : QSizeF();
    };
    const QSizeF narrow = sizeIn({700, 1500}), wide = sizeIn({1400, 600});
    QVERIFY(narrow.width() > 0 && narrow.width() <= 700);
    QVERIFY(wide.width() > 900);
    QVERIFY(wide.height() < narrow.height());
  }

  void whatOnePutHigherStaysHigher() {
    Drawing d;
    for (const char* id : {"in", "a", "b", "c", "out"}) d.add(id, 0);
    for (const char* id : {"a", "b", "c"}) {
      d.wire("in", id);
      d.wire(id, "out");
    }
    d.request.rects["b"].moveTop(-100);
    d.request.rects["a"].moveTop(200);
    d.tidy();
    QVERIFY(d.y("b") < d.y("c") && d.y("c") < d.y("a"));
  }

  void aNewNodeMovesFewOthers() {
    Drawing d;
    for (const char* id : {"in", "a", "b", "sum", "out"}) d.add(id, 0);
    d.wire("in", "a");
    d.wire("in", "b");
    d.wire("a", "sum", 20);
    d.wire("b", "sum", 44);
    d.wire("sum", "out");
    d.tidy();
    const Rects before = d.request.rects;
    d.add("loose", -500);  // wired to nothing
    d.add("end", 300);
    d.wire("out", "end");
    d.tidy();
    const QPointF shift = d["in"].topLeft() - before.at("in").topLeft();
    for (const auto& [id, rect] : before) QCOMPARE(d[id].topLeft() - rect.topLeft(), shift);
    // One more in the middle: what is left of it stays, the branches keep their order.
    const Rects longer = d.request.rects;
    d.add("late", 0);
    d.request.order = {"in", "a", "late", "b", "sum", "out", "end", "loose"};
    std::erase_if(d.request.wires, [](const ShownWire& wire) { return wire.from == "a"; });
    d.wire("a", "late");
    d.wire("late", "sum", 20);
    d.tidy();
    QCOMPARE(d["in"].x(), longer.at("in").x());
    QVERIFY(d.y("a") < d.y("b") && d.y("late") < d.y("b"));
    QVERIFY(d.x("sum") > longer.at("sum").x());
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

  void partOfABlockStaysInItAndPushesNoFrameOntoOthers() {
    Drawing d;
    d.block("block");
    for (const char* id : {"in", "x", "y", "z", "out"}) d.add(id, 0, id[1] == '\0' ? "block" : "");
    d.wire("in", "x");
    d.wire("x", "y");
    d.wire("y", "z");
    d.wire("z", "out");
    d.tidy();
    const Rects neat = d.request.rects;
    d.request.rects["y"].translate(40, 200);
    d.request.rects["z"].translate(-100, 100);
    d.request.chosen = {"y", "z"};
    d.tidy();
    QCOMPARE(d["x"], neat.at("x"));
    QCOMPARE(d["out"], neat.at("out"));
    QCOMPARE(d.y("y"), d.y("z"));
    QVERIFY(d["y"].right() < d.x("z"));
    const QString stray = inFrames(d);
    QVERIFY2(stray.isEmpty(), stray.toUtf8());
  }

  void oneAloneIsNoSelection() {
    Drawing d;
    for (const char* id : {"a", "b", "c"}) d.add(id, 0);
    d.wire("a", "b");
    d.wire("b", "c");
    d.request.chosen = {"b"};
    d.tidy();
    QVERIFY(d["a"].right() < d.x("b") && d["b"].right() < d.x("c"));
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

  void circlesEnd() {
    Drawing d;
    for (const char* id : {"a", "b", "c"}) d.add(id, 0);
    d.wire("a", "b");
    d.wire("b", "c");
    d.wire("c", "a");
    d.wire("b", "b");
    d.tidy();
    QVERIFY(d["a"].right() < d.x("b") && d["b"].right() < d.x("c"));
  }

  void nothingIsNothing() { QVERIFY(tidied({}).empty()); }
};

LOOM_TEST(tidy_test, TidyTest)
#include "tidy_test.moc"
