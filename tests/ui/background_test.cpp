// Work on another thread: in order, told in the GUI thread, and done even if nobody waits.

#include "ui/background.h"

#include <QTest>
#include <thread>

#include "test_program.h"

using namespace loom::ui;

class BackgroundTest : public QObject {
  Q_OBJECT

 private slots:
  void jobsRunElsewhereAndEndHereInOrder() {
    Background background;
    const auto here = std::this_thread::get_id();
    std::vector<int> jobs, endings;
    bool elsewhere = true, backHere = true;
    for (int i = 0; i < 100; ++i) {
      background.start([&, i] {
        jobs.push_back(i);
        elsewhere = elsewhere && std::this_thread::get_id() != here;
        return [&, i] {
          endings.push_back(i);
          backHere = backHere && std::this_thread::get_id() == here;
        };
      });
    }
    QTRY_COMPARE(endings.size(), std::size_t{100});
    QVERIFY(elsewhere && backHere);
    for (int i = 0; i < 100; ++i) {
      QCOMPARE(jobs[static_cast<std::size_t>(i)], i);
      QCOMPARE(endings[static_cast<std::size_t>(i)], i);
    }
  }

  void whatWasAskedForIsDoneBeforeItGoes() {
    int done = 0, told = 0;
    {
      Background background;
      for (int i = 0; i < 20; ++i) {
        background.start([&] {
          ++done;
          return [&] { ++told; };
        });
      }
    }
    QCOMPARE(done, 20);
    QCoreApplication::processEvents();
    QCOMPARE(told, 0);
  }

  void anEndingMayAskForMore() {
    Background background;
    int rounds = 0;
    Background::Job again = [&] {
      return [&] {
        if (++rounds < 5) background.start(again);
      };
    };
    background.start(again);
    QTRY_COMPARE(rounds, 5);
  }
};

LOOM_TEST(background_test, BackgroundTest)
#include "background_test.moc"
