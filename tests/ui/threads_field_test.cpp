// How many threads train, as the window lets people choose it: at any time, remembered for the
// machine, and no part of the project.

#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/base/threads.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/panels/field_editor.h"
#include "ui/panels/field_form.h"
#include "ui/panels/inspector.h"
#include "ui/panels/project_form.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

struct Window : WindowParts {
  Window() {
    window.start({});
    show();
    window.canvas().board().select({});
  }
  FieldEditor& editor() {
    auto* inspector = window.findChild<Inspector*>();
    return *inspector->projectForm()->machineForm()->editor("threads");
  }
  QLineEdit& field() { return *qobject_cast<QLineEdit*>(editor().control()); }
  void type(const QString& text) {
    field().setFocus();
    field().selectAll();
    QTest::keyClicks(&field(), text);
  }
  /// The sample digits, which are there at once and last for long.
  void beginLongRun() {
    loom::Project project = document.project();
    project.data.source = "digits";
    project.data.params = {};
    project.training.epochs = 1000;
    document.reset(project, {});
    session.train();
  }
  loom::TrainerStatus status() {
    clock.tick();
    return clock.last().status;
  }
};

QString number(int value) {
  return QString::number(value);
}

}  // namespace

class ThreadsFieldTest : public QObject {
  Q_OBJECT

  std::unique_ptr<loom::test::OwnSettings> folder_;
  const int most_ = loom::hardwareThreads();

 private slots:
  void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }
  void init() {
    folder_ = std::make_unique<loom::test::OwnSettings>();
    qputenv("XDG_CACHE_HOME", folder_->filePath("cache").toUtf8());
  }

  void itBeginsWithAllThatTheMachineHas() {
    Window w;
    QVERIFY(w.field().isVisible());
    QCOMPARE(w.field().text(), number(most_));
    QCOMPARE(w.field().accessibleName(), QString("Threads"));
    QVERIFY(!w.field().toolTip().isEmpty());
    QTRY_COMPARE(w.status().threads, most_);
  }

  void typingAndArrowsSetIt() {
    Window w;
    w.type("1");
    QTRY_COMPARE(w.status().threads, 1);
    QTest::keyClick(&w.field(), Qt::Key_Return);
    QTest::keyClick(&w.field(), Qt::Key_Down);  // not below 1
    QCOMPARE(w.field().text(), QString("1"));
    for (int i = 0; i < most_ + 2; ++i) QTest::keyClick(&w.field(), Qt::Key_Up);
    QCOMPARE(w.field().text(), number(most_));
    QTRY_COMPARE(w.status().threads, most_);
    QVERIFY(!w.document.isModified());
    QCOMPARE(w.document.undoStack().count(), 0);
  }

  void tooManyAreRefused() {
    Window w;
    w.type(number(most_ + 1));
    QVERIFY(!w.editor().refusal().isEmpty());
    QTest::qWait(50);
    QVERIFY(w.status().threads <= most_);
    QTest::keyClick(&w.field(), Qt::Key_Escape);
    QVERIFY(w.editor().refusal().isEmpty());
  }

  void itChangesARunUnderWay() {
    Window w;
    w.beginLongRun();
    const auto learnsOn = [&] {
      const std::int64_t step = w.status().step;
      return QTest::qWaitFor([&] { return w.status().step > step + 3; }, 60'000);
    };
    QVERIFY(learnsOn());
    QCOMPARE(w.status().threads, most_);
    w.type("1");
    QTRY_COMPARE_WITH_TIMEOUT(w.status().threads, 1, 20'000);
    QVERIFY(learnsOn());
    w.type(number(most_));
    QTRY_COMPARE_WITH_TIMEOUT(w.status().threads, most_, 20'000);
    QVERIFY(learnsOn());
    QCOMPARE(w.status().state, loom::TrainerStatus::State::Running);
  }

  void theMachineRemembersIt() {
    {
      Window w;
      w.type("1");
    }
    {
      Window w;
      QCOMPARE(w.field().text(), QString("1"));
      QTRY_COMPARE(w.status().threads, 1);
      w.beginLongRun();  // a run begins with it, too
      QVERIFY(QTest::qWaitFor([&] { return w.status().step > 2; }, 60'000));
      QCOMPARE(w.status().threads, 1);
      w.type(number(most_));
    }
    QVERIFY(!QSettings().contains("machine/threads"));  // all there are: no number to remember
    for (const char* spoilt : {"1000000", "none", "-3"}) {
      QSettings().setValue("machine/threads", spoilt);
      Window w;
      QCOMPARE(w.field().text(), number(most_));
    }
  }
};

LOOM_TEST(threads_field_test, ThreadsFieldTest)
#include "threads_field_test.moc"
