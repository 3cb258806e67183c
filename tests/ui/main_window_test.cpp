// The window as a whole, without training: first start, palette, questions before something is
// lost, languages.

#include "ui/main_window.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include "engine/io/project_file.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/status_chip.h"
#include "ui/charts/line_chart.h"
#include "ui/file_actions.h"
#include "ui/main_menus.h"
#include "ui/notice_bar.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"
#include "ui/panels/training_panel.h"
#include "ui/start/start_stack.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

struct Fixture : WindowParts {
  Fixture() {
    window.resize(1400, 900);
    show();
  }
  void change() {
    loom::Node node;
    node.id = "extra";
    node.type = "ReLU";
    document.edit("change", {loom::InsertNode{node, -1}});
  }
  QMessageBox* question() { return window.findChild<QMessageBox*>("unsavedQuestion"); }
  void answer(QMessageBox::StandardButton button) {
    QTest::mouseClick(question()->button(button), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  static void move(QWidget* widget, QPoint to) {
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
  }
};

/// Every text between guillemets, so that a text that was forgotten stands out.
class Brackets : public QTranslator {
 public:
  QString translate(const char*, const char* source, const char*, int) const override {
    return QStringLiteral("«") + QString::fromUtf8(source) + QStringLiteral("»");
  }
  bool isEmpty() const override { return false; }
};

}  // namespace

class MainWindowTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void firstStartShowsTheTemplate();
  void lastProjectOpensAgain();
  void missingLastProjectGivesWayToTheStartPage();
  void damagedFileIsOneSentence();
  void missingFilesAreNamed();
  void dragFromThePalette();
  void escapeCancelsADragFromThePalette();
  void doubleClicksBuildAChain();
  void searchInThePalette();
  void closingAsksOnce();
  void closingCanSave();
  void newAsksOnlyWhenThereIsSomethingToLose();
  void everyTextIsTranslated();
  void everyControlHasAName();
  void narrowWindowsHideNoTab();
  void themesChangeLive();

 private:
  std::unique_ptr<loom::test::OwnSettings> folder_;
};

void MainWindowTest::initTestCase() {
  QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  applyTheme(*qApp, ThemeMode::Light);
}

void MainWindowTest::init() {
  folder_ = std::make_unique<loom::test::OwnSettings>();
}

void MainWindowTest::firstStartShowsTheTemplate() {
  Fixture f;
  f.window.start({});
  QCOMPARE(f.document.project().name, std::string("LeNet-5"));
  QVERIFY(f.document.path().isEmpty());
  QVERIFY(!f.document.isModified());
  QCOMPARE(f.document.analysis().parameterCount, std::int64_t{61706});
  for (const auto& problem : f.document.analysis().problems)
    qWarning("%s", problem.text.english().c_str());
  QVERIFY(f.document.analysis().problems.empty());
  QVERIFY2(f.window.canvas().statusChip().line().contains("0.83 MFLOP per image · no problems"),
           qPrintable(f.window.canvas().statusChip().line()));
  const auto rects = f.window.canvas().board().rects();
  QCOMPARE(rects.size(), std::size_t{14});
  QTest::qWait(50);  // fitted once the layout has settled
  QVERIFY(f.window.canvas().shownArea().contains(f.window.canvas().board().contentRect()));
  QRectF nodes;
  for (const auto& [id, rect] : rects) nodes |= rect;
  QVERIFY(f.window.canvas().board().contentRect().right() > nodes.right());  // a wire's bow
  for (const auto& [a, first] : rects) {
    QCOMPARE(std::fmod(first.x(), 8), 0.0);
    QCOMPARE(std::fmod(first.y(), 8), 0.0);
    for (const auto& [b, second] : rects)
      QVERIFY2(a == b || !first.intersects(second), (a + " " + b).c_str());
  }
}

void MainWindowTest::lastProjectOpensAgain() {
  const QString path = folder_->filePath("mine.loom");
  {
    Fixture f;
    f.window.start({});
    f.change();
    QSignalSpy saved(&f.document, &Document::saved);
    f.document.save(path);
    QVERIFY(saved.wait());
    f.window.close();
  }
  Fixture f;
  QSignalSpy opened(&f.document, &Document::opened);
  f.window.start({});
  QVERIFY(opened.count() == 1 || opened.wait());
  QCOMPARE(f.document.path(), path);
  QVERIFY(f.document.graph().find("extra"));
  QVERIFY(f.window.windowTitle().contains("mine.loom"));
}

void MainWindowTest::missingLastProjectGivesWayToTheStartPage() {
  QSettings().setValue("files/last", folder_->filePath("gone.loom"));
  {
    Fixture f;
    QSignalSpy failed(&f.document, &Document::openFailed);
    f.window.start({});
    QVERIFY(failed.count() == 1 || failed.wait());
    QVERIFY(f.document.graph().nodes.empty());
    QVERIFY(f.window.pages().showsPage());
    QVERIFY(f.window.notice().sentence().contains("gone.loom"));
    QVERIFY(f.window.notice().isVisible());
  }
  Fixture again;  // what is gone is not tried twice
  again.window.start({});
  QCOMPARE(again.document.project().name, std::string("LeNet-5"));
  QVERIFY(!again.window.pages().showsPage());
}

void MainWindowTest::damagedFileIsOneSentence() {
  Fixture f;
  f.window.start({});
  QFile file(folder_->filePath("bad.loom"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("{\"format\": ");
  file.close();
  QSignalSpy failed(&f.document, &Document::openFailed);
  f.window.files().openFile(file.fileName());
  QVERIFY(failed.wait());
  QVERIFY(f.window.notice().sentence().contains(file.fileName()));
  QCOMPARE(f.document.project().name, std::string("LeNet-5"));
  QVERIFY(!f.window.findChild<QMessageBox*>());
  QTest::mouseClick(f.window.notice().findChild<QToolButton*>(), Qt::LeftButton);
  QVERIFY(f.window.notice().sentence().isEmpty());
}

void MainWindowTest::missingFilesAreNamed() {
  Fixture f;
  f.window.start({});
  const QString gone = folder_->filePath("gone.loom");
  f.window.files().openFile(gone);
  QTRY_VERIFY2(f.window.notice().sentence().contains(gone),
               qPrintable(f.window.notice().sentence()));
  f.window.files().openTemplate("no_such_template");
  QVERIFY(f.window.notice().sentence().contains("no_such_template"));
  QCOMPARE(f.document.project().name, std::string("LeNet-5"));  // what was open stays
}

void MainWindowTest::dragFromThePalette() {
  Fixture f;
  Canvas& canvas = f.window.canvas();
  auto* chip = f.window.palettePanel().chip("Conv2d");
  const QPoint where = canvas.viewport()->rect().center();
  const QPoint there = chip->mapFromGlobal(canvas.viewport()->mapToGlobal(where));
  QTest::mousePress(chip, Qt::LeftButton, {}, {10, 10});
  Fixture::move(chip, {20, 20});
  Fixture::move(chip, there);
  QVERIFY(canvas.hasGesture());
  QTest::mouseRelease(chip, Qt::LeftButton, {}, there);
  QCOMPARE(f.document.graph().nodes.size(), std::size_t{1});
  const auto* item = canvas.board().node("conv1");
  QVERIFY(item);
  QVERIFY(QLineF(item->rect().center(), canvas.mapToScene(where)).length() < 12);
  QTest::keyClick(&f.window, Qt::Key_Z, Qt::ControlModifier);
  QVERIFY(f.document.graph().nodes.empty());
  QTest::keyClick(&f.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  QCOMPARE(f.document.graph().nodes.size(), std::size_t{1});
}

void MainWindowTest::escapeCancelsADragFromThePalette() {
  Fixture f;
  auto* chip = f.window.palettePanel().chip("Linear");
  const QPoint there =
      chip->mapFromGlobal(f.window.canvas().viewport()->mapToGlobal(QPoint(300, 200)));
  QTest::mousePress(chip, Qt::LeftButton, {}, {10, 10});
  Fixture::move(chip, {20, 20});
  Fixture::move(chip, there);
  QTest::keyClick(chip, Qt::Key_Escape);
  QVERIFY(!f.window.canvas().hasGesture());
  Fixture::move(chip, there + QPoint(5, 5));
  QTest::mouseRelease(chip, Qt::LeftButton, {}, there);
  QVERIFY(f.document.graph().nodes.empty());
}

void MainWindowTest::doubleClicksBuildAChain() {
  Fixture f;
  for (const char* type : {"Input", "Conv2d", "ReLU"}) {
    QTest::mouseDClick(f.window.palettePanel().chip(type), Qt::LeftButton);
  }
  QCOMPARE(f.document.graph().nodes.size(), std::size_t{3});
  QCOMPARE(f.document.graph().links.size(), std::size_t{2});
  QCOMPARE(f.document.undoStack().count(), 3);
}

void MainWindowTest::searchInThePalette() {
  Fixture f;
  QTest::keyClick(&f.window, Qt::Key_K, Qt::ControlModifier);
  QLineEdit* field = f.window.palettePanel().searchField();
  QCOMPARE(QApplication::focusWidget(), field);
  QTest::keyClicks(field, "pool");
  QVERIFY(f.window.palettePanel().chip("MaxPool2d")->isVisible());
  QVERIFY(!f.window.palettePanel().chip("Linear")->isVisible());
  QTest::keyClick(field, Qt::Key_Return);
  QCOMPARE(f.document.graph().nodes.size(), std::size_t{1});
  QTest::keyClick(field, Qt::Key_Escape);
  QVERIFY(f.window.palettePanel().chip("Linear")->isVisible());
}

void MainWindowTest::closingAsksOnce() {
  Fixture f;
  f.window.start({});
  f.change();
  f.window.close();
  QVERIFY(f.window.isVisible());
  QVERIFY(f.question());
  f.answer(QMessageBox::Cancel);
  QVERIFY(f.window.isVisible());
  f.window.close();
  f.answer(QMessageBox::Discard);
  QVERIFY(!f.window.isVisible());
}

void MainWindowTest::closingCanSave() {
  const QString path = folder_->filePath("net.loom");
  Fixture f;
  QSignalSpy saved(&f.document, &Document::saved);
  f.document.save(path);
  QVERIFY(saved.wait());
  f.change();
  f.window.close();
  f.answer(QMessageBox::Save);
  QTRY_VERIFY(!f.window.isVisible());
  const auto project = loom::loadProject(path.toStdString());
  QVERIFY(project.ok());
  QVERIFY(project->graph.find("extra"));
}

void MainWindowTest::newAsksOnlyWhenThereIsSomethingToLose() {
  Fixture f;
  f.window.start({});
  f.window.files().newEmpty->trigger();
  QVERIFY(!f.question());
  QVERIFY(f.document.graph().nodes.empty());
  f.change();
  f.window.files().newEmpty->trigger();
  QVERIFY(f.question());
  QVERIFY(f.document.graph().find("extra"));
  f.answer(QMessageBox::Discard);
  QVERIFY(f.document.graph().nodes.empty());
}

void MainWindowTest::everyTextIsTranslated() {
  Fixture f;
  f.window.start({});
  f.window.canvas().board().select({"conv1"});
  Brackets brackets;
  qApp->installTranslator(&brackets);
  QCoreApplication::processEvents();
  QVERIFY(f.window.menus().undo->text().startsWith(QStringLiteral("«")));
  QCOMPARE(f.window.tabs().tabText(0), QStringLiteral("«Training»"));
  QStringList forgotten;
  for (QWidget* widget : f.window.findChildren<QWidget*>()) {
    QString text;
    if (const auto* label = qobject_cast<QLabel*>(widget)) text = label->text();
    if (const auto* button = qobject_cast<QAbstractButton*>(widget)) text = button->text();
    // Names of types, sizes and titles of files are the same in every language.
    static const QRegularExpression word(QStringLiteral("[a-z]{3,}"));
    const bool isName =
        qobject_cast<PaletteChip*>(widget) || text.contains("Layerloom") || text.contains("qt_");
    if (!isName && widget->isVisible() && text.contains(word) &&
        !text.contains(QStringLiteral("«"))) {
      forgotten << QString::fromLatin1(widget->metaObject()->className()) + ": " + text;
    }
  }
  qApp->removeTranslator(&brackets);
  forgotten.removeAll("QLabel: Conv2d");
  QVERIFY2(forgotten.isEmpty(), qPrintable(forgotten.join("; ")));
  QCoreApplication::processEvents();
  QCOMPARE(f.window.tabs().tabText(0), QStringLiteral("Training"));
}

void MainWindowTest::everyControlHasAName() {
  Fixture f;
  f.window.start({});
  f.window.canvas().board().select({"conv1"});
  QStringList nameless;
  for (QWidget* widget : f.window.findChildren<QWidget*>()) {
    const bool isControl =
        qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget);
    if (!isControl || !widget->isVisible() || widget->objectName().startsWith("qt_")) continue;
    const auto* button = qobject_cast<QAbstractButton*>(widget);
    if (widget->accessibleName().isEmpty() && (!button || button->text().isEmpty())) {
      nameless << QString::fromLatin1(widget->metaObject()->className()) + " " +
                      widget->objectName();
    }
  }
  QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("; ")));
}

void MainWindowTest::narrowWindowsHideNoTab() {
  Fixture f;
  f.window.start({});
  QTabWidget& tabs = f.window.tabs();
  for (const int width : {1800, 1000, 1800, 1000}) {
    f.window.resize(width, 760);
    QTRY_VERIFY((tabs.cornerWidget() != nullptr) == (width == 1800));
    QTRY_VERIFY(tabs.tabBar()->width() >= tabs.tabBar()->sizeHint().width());
    const auto* smoothing = f.window.findChild<QToolButton*>("smoothing");
    QVERIFY(smoothing->isVisible());
    // Both charts have the same room.
    const TrainingPanel& panel = f.window.trainingPanel();
    const LineChart* charts[] = {panel.chart(ChartMetric::Loss),
                                 panel.chart(ChartMetric::Accuracy)};
    QVERIFY(charts[0]->isVisible() && charts[1]->isVisible());
    QTRY_VERIFY(std::abs(charts[0]->width() - charts[1]->width()) <= 1);
    tabs.setCurrentIndex(1);
    QVERIFY(!smoothing->isVisible());
    tabs.setCurrentIndex(0);
  }
  // Another language has other words.
  f.window.resize(1800, 760);
  Brackets brackets;
  qApp->installTranslator(&brackets);
  const auto fits = [](const QWidget* widget) {
    return widget && widget->width() >= widget->sizeHint().width();
  };
  const auto showsAll = [](const QWidget* corner) {
    return corner && corner->rect().contains(corner->findChild<QToolButton*>("export")->geometry());
  };
  QTRY_VERIFY(fits(tabs.cornerWidget()) && showsAll(tabs.cornerWidget()));
  QTRY_VERIFY(fits(tabs.tabBar()));
  qApp->removeTranslator(&brackets);
  // And a button's words grow with what was chosen.
  QTRY_VERIFY(fits(tabs.cornerWidget()));
  const int before = tabs.cornerWidget()->width();
  f.window.findChild<QToolButton*>("compare")->setText("compare (12) ▾");
  QTRY_VERIFY(tabs.cornerWidget()->width() > before && showsAll(tabs.cornerWidget()));
}

void MainWindowTest::themesChangeLive() {
  Fixture f;
  f.window.start({});
  emit f.window.menus().themeChosen("dark");
  QVERIFY(Theme::of(&f.window).dark);
  emit f.window.menus().themeChosen("light");
  QVERIFY(!Theme::of(&f.window).dark);
  QCOMPARE(QSettings().value("view/theme").toString(), QString("light"));
}

LOOM_TEST(main_window_test, MainWindowTest)
#include "main_window_test.moc"
