// The window of the kept drawings: looking through, labelling by key, deleting, undoing, exporting.

#include "ui/panels/my_digits_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/frame_clock.h"
#include "ui/main_menus.h"
#include "ui/my_digits.h"
#include "ui/panels/my_digits_model.h"
#include "ui/sketch/label_bar.h"
#include "ui/sketch/sketch_panel.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom;
using namespace loom::ui;

namespace {

struct DigitsWindow {
  QTemporaryDir folder;
  MyDigits digits{folder.filePath("my-digits")};
  MyDigitsView view{digits};

  explicit DigitsWindow(int count) {
    // Number i is kept as i % 10, so the newest, which comes first, is the last of them.
    for (int i = 0; i < count; ++i) {
      std::vector<float> input(784, 0.0F);
      for (int p = 0; p < 20; ++p) input[static_cast<std::size_t>(200 + 10 * i + p) % 784] = 1;
      digits.keep(input, i % 10);
    }
    view.show();
    view.activateWindow();
    (void)QTest::qWaitForWindowActive(&view);
    view.list().setFocus();
  }
  QAbstractItemModel& model() { return *view.list().model(); }
  int rows() { return model().rowCount(); }
  QString labels() {
    QString all;
    for (int i = 0; i < rows(); ++i) all += model().index(i, 0).data().toString();
    return all;
  }
  void click(int row, Qt::KeyboardModifiers held = {}) {
    const QRect at = view.list().visualRect(model().index(row, 0));
    QTest::mouseClick(view.list().viewport(), Qt::LeftButton, held, at.center());
  }
  void press(Qt::Key key, Qt::KeyboardModifiers held = {}) {
    QTest::keyClick(&view.list(), key, held);
  }
  void choose(int index) {
    view.filter().setCurrentIndex(index);
    emit view.filter().activated(index);
  }
  int onDisk() {
    bool written = false;
    digits.afterWrites([&] { written = true; });
    if (!QTest::qWaitFor([&] { return written; })) qFatal("nothing was written");
    return static_cast<int>(readMyDigits(folder.filePath("my-digits").toStdString())->size());
  }
};

}  // namespace

class MyDigitsViewTest : public QObject {
  Q_OBJECT

  std::unique_ptr<loom::test::OwnSettings> settings_;

 private slots:
  void initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    settings_ = std::make_unique<loom::test::OwnSettings>();
    applyTheme(*qApp, ThemeMode::Light);
  }

  void theModelKeepsItsWord() {
    DigitsWindow w(12);
    const QAbstractItemModelTester tester(&w.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    w.choose(2);
    w.digits.undoStack().undo();
    w.digits.remove({w.digits.all()[3].id});
    w.choose(0);
    QCOMPARE(w.rows(), 10);
  }

  void anEmptyOneSaysWhatWillBeThere() {
    DigitsWindow w(0);
    QVERIFY(w.view.emptyText().contains("pad"));
    QVERIFY(!w.view.list().isVisible());
    QVERIFY(!w.view.exportButton().isEnabled() && !w.view.tuneButton().isEnabled() &&
            !w.view.removeButton().isEnabled() && !w.view.labelButton().isEnabled());
    w.digits.keep(std::vector<float>(784, 1.0F), 3);
    QVERIFY(w.view.emptyText().isEmpty());
    QVERIFY(w.view.list().isVisible());
  }

  void theNewestComesFirstAndClassesAreCounted() {
    DigitsWindow w(13);
    QCOMPARE(w.labels(), QString("2109876543210"));
    QVERIFY(w.view.filter().itemText(0).contains("13"));
    QCOMPARE(w.view.filter().itemText(3), QString("2 (2)"));
    QCOMPARE(w.view.filter().itemText(4), QString("3 (1)"));
    w.choose(3);
    QCOMPARE(w.labels(), QString("22"));
    w.choose(10);
    QCOMPARE(w.labels(), QString("9"));
    w.click(0);
    w.press(Qt::Key_Delete);
    QCOMPARE(w.rows(), 0);
    QVERIFY(w.view.emptyText().contains("9"));
  }

  void keysLabelWhatIsChosen() {
    DigitsWindow w(12);  // 10 9 8 ...
    w.click(0);
    w.click(2, Qt::ControlModifier);
    QCOMPARE(w.view.chosen().size(), 2);
    w.press(Qt::Key_5);
    QCOMPARE(w.labels(), QString("505876543210"));
    QCOMPARE(w.view.chosen().size(), 2);  // they stay chosen
    QCOMPARE(w.digits.undoStack().count(), 12 + 1);
    w.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(w.labels(), QString("109876543210"));
    w.press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(w.labels(), QString("505876543210"));
    // By the menu, too.
    w.click(11);
    w.view.labelButton().menu()->actions().at(4)->trigger();
    QCOMPARE(w.labels(), QString("505876543214"));
  }

  void theKeyboardWalksOn() {
    DigitsWindow w(6);  // 543210
    w.view.list().setCurrentIndex(w.model().index(1, 0));
    w.press(Qt::Key_9);
    QCOMPARE(w.labels(), QString("593210"));
    w.press(Qt::Key_Right);
    w.press(Qt::Key_8);
    QCOMPARE(w.labels(), QString("598210"));
  }

  void deletingIsTakenBack() {
    DigitsWindow w(12);
    w.press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(w.view.chosen().size(), 12);
    w.press(Qt::Key_Delete);
    QCOMPARE(w.rows(), 0);
    QCOMPARE(w.onDisk(), 0);
    QTest::mouseClick(&w.view.undoButton(), Qt::LeftButton);
    QCOMPARE(w.labels(), QString("109876543210"));
    QCOMPARE(w.onDisk(), 12);
    w.click(3);
    QTest::mouseClick(&w.view.removeButton(), Qt::LeftButton);
    QCOMPARE(w.labels(), QString("10976543210"));
    QCOMPARE(w.onDisk(), 11);
  }

  void anExportSaysWhereItIs() {
    DigitsWindow w(20);
    const QString there = w.folder.filePath("out");
    w.view.exportTo(there);
    QTRY_VERIFY(w.view.message().contains(there));
    QVERIFY(w.view.message().contains("20"));
    QCOMPARE(QDir(there).entryList(QDir::Files).size(), 4);
    w.view.exportTo(there);  // not over what is there
    QTRY_VERIFY(w.view.message().contains("already"));
  }

  void tuningWaitsForWeights() {
    DigitsWindow w(3);
    QSignalSpy wanted(&w.view, &MyDigitsView::tuneWanted);
    QVERIFY(!w.view.tuneButton().isEnabled());
    Frame frame;
    frame.status.hasLearned = true;
    w.view.setFrame(frame);
    QTest::mouseClick(&w.view.tuneButton(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    frame.status.state = TrainerStatus::State::Running;
    w.view.setFrame(frame);
    QVERIFY(!w.view.tuneButton().isEnabled());
  }

  void theMenuAndThePadOpenIt() {
    const QTemporaryDir data;
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    WindowParts w;
    w.show();
    QVERIFY(!w.window.myDigitsView());
    w.window.menus().myDigits->trigger();
    QVERIFY(w.window.myDigitsView() && w.window.myDigitsView()->isVisible());
    w.window.myDigitsView()->close();
    w.window.myDigits().keep(std::vector<float>(784, 0.5F), 3);
    QTRY_VERIFY(QFile::exists(data.filePath("layerloom/my-digits/digits.idx")));
    QVERIFY(w.window.sketch().labels()->isVisibleTo(&w.window.sketch()));
    w.window.sketch().labels()->listButton().click();
    QVERIFY(w.window.myDigitsView()->isVisible());
    QCOMPARE(w.window.myDigitsView()->list().model()->rowCount(), 1);
  }

  void everyControlHasAName() {
    DigitsWindow w(3);
    for (const QAbstractButton* button : w.view.findChildren<QAbstractButton*>())
      QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
    QVERIFY(!w.view.filter().accessibleName().isEmpty());
    QVERIFY(!w.view.list().accessibleName().isEmpty());
    const QModelIndex first = w.model().index(0, 0);
    QVERIFY(first.data(Qt::AccessibleTextRole).toString().startsWith("a 2"));
  }
};

LOOM_TEST(my_digits_view_test, MyDigitsViewTest)
#include "my_digits_view_test.moc"
