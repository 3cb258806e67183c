// Values against their declarations: what is taken, what is refused, and with which sentence.

#include "engine/base/value.h"

#include <QtTest>

#include "test_program.h"

using namespace loom;

namespace {

Field pairField() {
  return {
      .key = "kernel_size", .initial = Ints{3, 3}, .min = 1, .max = 9, .kind = Field::Kind::Pair};
}
Field rateField() {
  return {.key = "p", .initial = 0.5, .min = 0.0, .max = 1.0};
}
Field countField() {
  return {.key = "out_channels", .initial = std::int64_t{8}, .min = 1, .max = 64};
}

}  // namespace

class ValueTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aSingleNumberStandsForAPair() {
    const FieldCheck check = checkValue(pairField(), std::int64_t{5});
    QVERIFY(check.value.has_value());
    QCOMPARE(std::get<Ints>(*check.value), (Ints{5, 5}));
  }

  void typedTextIsRead_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("taken");
    QTest::newRow("times sign") << "5×3" << true;
    QTest::newRow("letter x") << "5x3" << true;
    QTest::newRow("comma") << " (5, 3) " << true;
    QTest::newRow("one number") << "5" << true;
    QTest::newRow("three numbers") << "5x3x1" << false;
    QTest::newRow("fraction") << "2.5" << false;
    QTest::newRow("word") << "five" << false;
    QTest::newRow("empty") << "" << false;
    QTest::newRow("too large") << "10" << false;
    QTest::newRow("overflow") << "99999999999999999999" << false;
    QTest::newRow("not a number") << "nan" << false;
  }
  void typedTextIsRead() {
    QFETCH(QString, typed);
    QFETCH(bool, taken);
    const FieldCheck check = parseValue(pairField(), typed.toStdString());
    QCOMPARE(check.value.has_value(), taken);
    QCOMPARE(check.problem.empty(), taken);
  }

  void aRefusalNamesKeyBoundAndValue() {
    const FieldCheck check = checkValue(rateField(), 1.5);
    QVERIFY(!check.value);
    QCOMPARE(check.problem.english(),
             "p must be from 0 to 1, not 1.5; choose a value in that range");
    QCOMPARE(std::get<double>(*check.nearest), 1.0);
  }

  void infinitiesAndNotANumberAreRefused() {
    QVERIFY(!checkValue(rateField(), std::numeric_limits<double>::quiet_NaN()).value);
    QVERIFY(!checkValue(rateField(), std::numeric_limits<double>::infinity()).value);
  }

  void aWholeRealCountsAsAnInt() {
    QCOMPARE(std::get<std::int64_t>(*checkValue(countField(), 16.0).value), std::int64_t{16});
    QVERIFY(!checkValue(countField(), 16.5).value);
    QVERIFY(!checkValue(countField(), std::string("16")).value);
  }

  void theReaderFallsBackToTheDefault() {
    const Fields fields = {countField(), rateField()};
    Values values;
    values.set("out_channels", std::int64_t{12});
    const Reader reader(fields, values);
    QCOMPARE(reader.integer("out_channels"), std::int64_t{12});
    QCOMPARE(reader.real("p"), 0.5);
  }

  void fillLeavesArgumentsAlone() {
    QCOMPARE(fill("%1 and %2", {"%2", "b"}), std::string("%2 and b"));
    QCOMPARE(fill("100 % of %1", {"x"}), std::string("100 % of x"));
  }

  void countsAreGrouped() {
    QCOMPARE(grouped(61706), std::string("61 706"));
    QCOMPARE(grouped(999), std::string("999"));
    QCOMPARE(grouped(-1234567), std::string("-1 234 567"));
  }

  void theNearestWordIsFound() {
    QCOMPARE(nearestWord("kernel", {"kernel_size", "stride"}), std::string());
    QCOMPARE(nearestWord("kernal_size", {"kernel_size", "stride"}), std::string("kernel_size"));
    QCOMPARE(nearestWord("conv2d", {"Conv2d", "Linear"}), std::string("Conv2d"));
    QCOMPARE(nearestWord("xyz", {"Conv2d", "Linear"}), std::string());
  }
};

LOOM_TEST(value_test, ValueTest)
#include "value_test.moc"
