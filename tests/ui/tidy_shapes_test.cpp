// Small drawings of which one knows how they have to look when they are tidy.

#include <QTest>

#include "test_program.h"
#include "tests/ui/tidy_drawing.h"

using namespace loom::ui;

class TidyShapesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
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
};

LOOM_TEST(tidy_shapes_test, TidyShapesTest)
#include "tidy_shapes_test.moc"
