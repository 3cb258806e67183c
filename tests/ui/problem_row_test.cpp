// A problem where there is little room: nothing is wider than its place, and every word can be
// read.

#include "ui/panels/problem_row.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "test_program.h"

using namespace loom;
using namespace loom::ui;

class ProblemRowTest : public QObject {
  Q_OBJECT

  static Problem problem() {
    Problem problem;
    problem.node = "fc1";
    problem.text = {"in_features is 400, but 256 values arrive"};
    problem.fixes = {{{"Pad conv1 by 2, so that 400 arrive & all is well again"}, {}},
                     {{"Short"}, {}}};
    return problem;
  }

 private slots:
  void fixesShrinkToTheirPlace() {
    ProblemRow row(problem(), true, nullptr);
    row.show();
    for (const int width : {600, 240, 160}) {
      row.resize(width, row.heightForWidth(width));
      QCOMPARE(row.width(), width);  // it may become so narrow
      QCoreApplication::sendPostedEvents();
      for (const auto* button : row.findChildren<QPushButton*>()) {
        QVERIFY(row.rect().contains(QRect(button->mapTo(&row, QPoint()), button->size())));
      }
    }
  }

  void allWordsAreInTheTooltip() {
    ProblemRow row(problem(), true, nullptr);
    const auto* button = row.findChildren<QPushButton*>().front();
    QVERIFY(button->toolTip().contains("Pad conv1 by 2, so that 400 arrive & all is well again"));
    QCOMPARE(button->accessibleName(),
             QString("Pad conv1 by 2, so that 400 arrive & all is well again"));
  }

  void aClickChoosesTheFix() {
    ProblemRow row(problem(), true, nullptr);
    row.resize(240, 200);
    row.show();
    QSignalSpy chosen(&row, &ProblemRow::fixChosen);
    QTest::mouseClick(row.findChildren<QPushButton*>().back(), Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QString("Short"));
  }
};

LOOM_TEST(problem_row_test, ProblemRowTest)
#include "problem_row_test.moc"
