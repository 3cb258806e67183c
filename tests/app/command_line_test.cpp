// Flags as a verb declares them: what is taken, what is refused, and with which words.

#include "app/command_line.h"

#include <QtTest/QtTest>

#include "test_program.h"

using namespace loom;

namespace {

Verb verb() {
  Flag mode{"--mode", "NAME", "how"};
  mode.choices = {"fast", "slow"};
  return {"run",
          "FILE [MORE]",
          "Runs.",
          "",
          1,
          2,
          {{"--epochs", "N", "how often", Flag::Kind::Int, 1, 100},
           {"--seed", "N", "of chance", Flag::Kind::Seed},
           {"--lr", "X", "rate", Flag::Kind::Real, 0, 10},
           {"--quiet", "", "say nothing", Flag::Kind::Switch},
           {"--out", "FILE", "where to"},
           mode},
          nullptr};
}

QString refusal(const std::vector<std::string>& words) {
  const auto arguments = verb().parse(words);
  return arguments ? "(it was taken)" : QString::fromStdString(arguments.error().message());
}

}  // namespace

class CommandLineTest : public QObject {
  Q_OBJECT

 private slots:
  void flagsAndOperandsMix() {
    const auto arguments = verb().parse({"--epochs", "3", "a.loom", "--lr=0.5", "--quiet", "--out",
                                         "--x", "--seed", "18446744073709551615"});
    QVERIFY2(arguments.ok(), arguments.ok() ? "" : arguments.error().message().c_str());
    QCOMPARE(arguments->operands(), std::vector<std::string>{"a.loom"});
    QCOMPARE(*arguments->integer("--epochs"), 3);
    QCOMPARE(*arguments->real("--lr"), 0.5);
    QCOMPARE(*arguments->seed("--seed"), 18446744073709551615ULL);
    QCOMPARE(*arguments->text("--out"), std::string("--x"));
    QVERIFY(arguments->has("--quiet"));
    QVERIFY(!arguments->has("--mode"));
    QVERIFY(!arguments->text("--mode"));
  }

  void afterTwoDashesAllAreOperands() {
    const auto arguments = verb().parse({"--", "--epochs", "-"});
    QVERIFY(arguments.ok());
    QCOMPARE(arguments->operands(), (std::vector<std::string>{"--epochs", "-"}));
  }

  void mistakesAreExplained_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QStringList& words, const char* expected) {
      QTest::newRow(name) << words << QString(expected);
    };
    row("typo", {"a", "--epoch", "3"}, "there is no option --epoch; did you mean --epochs?");
    row("typo with value", {"a", "--sed=3"}, "there is no option --sed; did you mean --seed?");
    row("help", {"a", "--hlep"}, "did you mean --help?");
    row("far off", {"a", "--zzzzzzzzzzzz"}, "there is no option --zzzzzzzzzzzz; --help lists them");
    row("short", {"a", "-q"}, "there is no option -q");
    row("no value", {"a", "--epochs"}, "--epochs needs a value: --epochs N");
    row("text for a number", {"a", "--epochs", "ten"},
        "--epochs: expected a whole number from 1 to 100, found \"ten\"");
    row("too small", {"a", "--epochs=0"},
        "--epochs: expected a whole number from 1 to 100, found \"0\"");
    row("too large", {"a", "--epochs", "101"}, "found \"101\"");
    row("fraction", {"a", "--epochs", "1.5"}, "found \"1.5\"");
    row("overflow", {"a", "--epochs", "99999999999999999999"}, "--epochs: expected");
    row("negative seed", {"a", "--seed", "-1"}, "--seed: expected a whole number from 0");
    row("not a number", {"a", "--lr", "nan"},
        "--lr: expected a number from 0 to 10, found \"nan\"");
    row("empty", {"a", "--lr="}, "--lr: expected a number from 0 to 10, found \"\"");
    row("choice", {"a", "--mode", "fsat"}, "--mode: expected one of fast, slow, found \"fsat\"");
    row("value for a switch", {"a", "--quiet=1"}, "--quiet takes no value");
    row("nothing", {}, "something is missing; expected: layerloom run FILE [MORE]");
    row("too much", {"a", "b", "c"}, "there is something too many");
  }

  void mistakesAreExplained() {
    QFETCH(QStringList, words);
    QFETCH(QString, expected);
    std::vector<std::string> plain;
    for (const QString& word : words) plain.push_back(word.toStdString());
    const QString found = refusal(plain);
    QVERIFY2(found.contains(expected), qPrintable(found));
    QCOMPARE(verb().parse(plain).error().kind, Error::Kind::BadInput);
  }

  void aNeededFlagIsAskedFor() {
    Verb needy = verb();
    needy.flags.push_back(weightsFlag());
    const auto arguments = needy.parse({"a"});
    QVERIFY(!arguments.ok());
    QVERIFY(arguments.error().message().find("it needs --weights FILE") != std::string::npos);
    QVERIFY(needy.help().find("layerloom run FILE [MORE] --weights FILE") != std::string::npos);
  }

  void helpListsEveryFlag() {
    const std::string help = verb().help();
    for (const Flag& flag : verb().flags)
      QVERIFY2(help.find(flag.name) != std::string::npos, flag.name);
  }
};

LOOM_TEST(command_line_test, CommandLineTest)
#include "command_line_test.moc"
