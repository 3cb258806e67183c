// The window without a mouse and without eyes: every control has a name, is reached by keys and
// shows that it is, in both themes; nothing keeps the keyboard.

#include <QAccessible>
#include <QSettings>
#include <QTemporaryDir>
#include <QtWidgets>

#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/wire_commands.h"
#include "ui/charts/line_chart.h"
#include "ui/curves.h"
#include "ui/focus_walk.h"
#include "ui/frame_clock.h"
#include "ui/main_menus.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/problem_row.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/training_panel.h"
#include "ui/result_grid.h"
#include "ui/start/start_stack.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

struct AccessWindow : WindowParts {
  AccessWindow() {
    window.resize(1600, 1000);
    show();
    window.start({});
    QTest::qWait(30);
  }
  /// A graph with a problem, a chosen node, a transform: every kind of row is there.
  void fill() {
    document.edit("no padding", loom::clearParam(document.graph(), "conv1", "padding"));
    document.edit("400", loom::setParam(document.graph(), "fc1", "in_features", std::int64_t{400}));
    const auto menus = window.augmentation().findChildren<QToolButton*>();
    for (QToolButton* button : menus) {
      if (button->menu() && !button->menu()->isEmpty()) {
        button->menu()->actions().front()->trigger();
        break;
      }
    }
    window.canvas().board().select({"fc1"});
  }
  const loom::Graph& graph() const { return document.graph(); }
};

QString said(QWidget* widget) {
  QAccessibleInterface* access = QAccessible::queryAccessibleInterface(widget);
  return access ? access->text(QAccessible::Name) : QString();
}

QString whichOf(const QWidget* widget) {
  return QString("%1 %2 in %3")
      .arg(widget->metaObject()->className(), widget->objectName(),
           widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "");
}

}  // namespace

class AccessTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void whatTakesTheFocusHasAName();
  void tabReachesEverything();
  void aFieldWithoutASizeIsPassed();
  void nothingKeepsTheKeyboard();
  void areasFollowEachOther();
  void tabStaysNearWhatWasDisabled();
  void theFocusIsSeen_data();
  void theFocusIsSeen();
  void theCanvasTellsWhatIsSelected();
  void layersAreWiredWithoutAPointer();
  void chartsAreReadWithoutAPointer();
  void problemsAreChosenWithoutAPointer();
  void aMenuOpensAtTheSelectedLayer();
  void everyShortcutIsInAMenu();
  void theSystemsThemeIsFollowed();
  void noColourIsLeftBehind();

 private:
  std::unique_ptr<loom::test::OwnSettings> folder_;
};

void AccessTest::init() {
  folder_ = std::make_unique<loom::test::OwnSettings>();
  applyTheme(*qApp, ThemeMode::Light);
}

void AccessTest::whatTakesTheFocusHasAName() {
  AccessWindow w;
  w.fill();
  QStringList nameless;
  for (const bool chosen : {true, false}) {  // settings of a layer, and of the project
    if (!chosen) w.window.canvas().board().select({});
    for (QWidget* widget : w.window.findChildren<QWidget*>()) {
      if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy()) continue;
      if (widget->window() != &w.window || qobject_cast<QLabel*>(widget))
        continue;  // says its text
      if (widget->objectName().startsWith("qt_")) continue;
      if (said(widget).isEmpty()) nameless << whichOf(widget);
    }
  }
  nameless.removeDuplicates();
  QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join("; ")));
}

// The search popup has one while it closes; the walk never came past it.
void AccessTest::aFieldWithoutASizeIsPassed() {
  QWidget area;
  area.resize(200, 100);
  QLineEdit seen(&area), flat(&area);
  seen.setGeometry(0, 0, 100, 30);
  flat.setGeometry(0, 40, 100, 0);
  area.show();
  QCOMPARE(focusStops({&area}), QList<QWidget*>({&seen}));
}

void AccessTest::tabReachesEverything() {
  AccessWindow w;
  w.fill();
  for (int tab = 0; tab < w.window.tabs().count(); ++tab) {
    w.window.tabs().setCurrentIndex(tab);
    QTest::qWait(10);
    const QList<QWidget*> stops = focusStops(w.window.areas());
    stops.front()->setFocus(Qt::TabFocusReason);
    QSet<QWidget*> seen;
    for (int i = 0; i < 2 * stops.size() && !seen.contains(QApplication::focusWidget()); ++i) {
      QWidget* now = QApplication::focusWidget();
      seen.insert(now);
      const bool canvas = now == &w.window.canvas();  // there Tab adds a layer
      QTest::keyClick(now, Qt::Key_Tab, canvas ? Qt::ControlModifier : Qt::NoModifier);
    }
    for (QWidget* stop : stops) QVERIFY2(seen.contains(stop), qPrintable(whichOf(stop)));
    // And nothing that could have the focus is in no area.
    for (QWidget* widget : w.window.findChildren<QWidget*>()) {
      if (!widget->isVisible() || !widget->isEnabled() || widget->focusProxy()) continue;
      if ((widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus) continue;
      if (widget->window() != &w.window) continue;
      QVERIFY2(stops.contains(widget), qPrintable(whichOf(widget)));
    }
  }
}

void AccessTest::nothingKeepsTheKeyboard() {
  AccessWindow w;
  w.fill();
  for (QWidget* stop : focusStops(w.window.areas())) {
    for (const auto& [key, held] :
         {std::pair(Qt::Key_F6, Qt::NoModifier), std::pair(Qt::Key_F6, Qt::ShiftModifier),
          std::pair(Qt::Key_Backtab, Qt::ShiftModifier)}) {
      stop->setFocus(Qt::TabFocusReason);
      if (QApplication::focusWidget() != stop) continue;
      QTest::keyClick(stop, key, held);
      QVERIFY2(QApplication::focusWidget() != stop, qPrintable(whichOf(stop)));
    }
  }
}

void AccessTest::areasFollowEachOther() {
  AccessWindow w;
  const auto areas = w.window.areas();
  w.window.canvas().setFocus();
  int visited = 0;
  do {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    ++visited;
  } while (visited < 20 && QApplication::focusWidget() != &w.window.canvas());
  QCOMPARE(visited, static_cast<int>(areas.size()) - 1);  // the notice is hidden
  w.window.canvas().setFocus();
  QTest::keyClick(&w.window.canvas(), Qt::Key_F6, Qt::ShiftModifier);
  QVERIFY(areas[3]->isAncestorOf(QApplication::focusWidget()));  // the data
}

void AccessTest::tabStaysNearWhatWasDisabled() {
  AccessWindow w;
  w.fill();
  while (w.document.undoStack().index() > 1) w.document.undoStack().undo();
  QToolButton* undo = nullptr;
  for (auto* button : w.window.areas().front()->findChildren<QToolButton*>())
    if (button->defaultAction() == w.window.menus().undo) undo = button;
  undo->setFocus(Qt::TabFocusReason);
  QTest::keyClick(undo, Qt::Key_Space);
  QVERIFY(!undo->isEnabled());
  QVERIFY(w.window.areas().front()->isAncestorOf(QApplication::focusWidget()));
}

void AccessTest::theFocusIsSeen_data() {
  QTest::addColumn<bool>("dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

void AccessTest::theFocusIsSeen() {
  QFETCH(bool, dark);
  applyTheme(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
  AccessWindow w;
  w.fill();
  QStringList unseen;
  const auto look = [&] {
    for (QWidget* stop : focusStops(w.window.areas())) {
      if (qobject_cast<QLineEdit*>(stop)) static_cast<QLineEdit*>(stop)->deselect();
      if (auto* now = QApplication::focusWidget()) now->clearFocus();
      const QImage without = stop->grab().toImage();
      stop->setFocus(Qt::TabFocusReason);
      if (QApplication::focusWidget() != stop) continue;
      QTest::qWait(1);
      if (stop->grab().toImage() == without) unseen << whichOf(stop);
    }
  };
  for (int tab = 0; tab < w.window.tabs().count(); ++tab) {
    w.window.tabs().setCurrentIndex(tab);
    QTest::qWait(10);
    look();
  }
  w.window.pages().showPage();
  look();
  unseen.removeDuplicates();
  QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join("; ")));
}

void AccessTest::theCanvasTellsWhatIsSelected() {
  AccessWindow w;
  Canvas& canvas = w.window.canvas();
  const auto told = [&] {
    return QAccessible::queryAccessibleInterface(&canvas)->text(QAccessible::Description);
  };
  QVERIFY(told().contains("Tab"));
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Right);
  QTest::keyClick(&canvas, Qt::Key_Right);
  QVERIFY2(told().contains("conv1"), qPrintable(told()));
  QVERIFY2(told().contains("Conv2d") && told().contains(QString::fromUtf8("6×28×28")),
           qPrintable(told()));
  w.document.edit("wider", loom::setParam(w.graph(), "conv1", "out_channels", std::int64_t{8}));
  QVERIFY2(told().contains(QString::fromUtf8("8×28×28")), qPrintable(told()));
  w.document.edit("400", loom::setParam(w.graph(), "fc1", "in_features", std::int64_t{7}));
  canvas.board().select({"fc1"});
  QVERIFY2(told().contains("in_features is 7"), qPrintable(told()));  // its problem as well
  canvas.board().select({"conv1", "fc1"});
  QVERIFY2(told().contains("2 layers"), qPrintable(told()));
}

void AccessTest::layersAreWiredWithoutAPointer() {
  AccessWindow w;
  Canvas& canvas = w.window.canvas();
  QAction* action = canvas.wireCommands().connectSelected;
  const auto links = w.graph().links;
  canvas.board().select({"conv1"});
  QVERIFY(!action->isEnabled());
  const loom::Link link = links.front();
  canvas.board().select({link.from, link.to});
  QVERIFY(action->isEnabled());
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_W);
  QCOMPARE(w.graph().links.size(), links.size() - 1);
  QVERIFY(!std::ranges::count(w.graph().links, link));
  QTest::keyClick(&canvas, Qt::Key_W);
  QCOMPARE(std::ranges::count(w.graph().links, link), std::ptrdiff_t{1});
  w.document.undoStack().undo();
  w.document.undoStack().undo();
  QVERIFY(w.graph().links == links);
}

void AccessTest::chartsAreReadWithoutAPointer() {
  AccessWindow w;
  TrainingPanel& panel = w.window.trainingPanel();
  LineChart* chart = panel.chart(ChartMetric::Loss);
  panel.beginRun();
  Frame frame;
  frame.status.epochs = 4;
  for (int i = 1; i <= 4; ++i) frame.newPoints.push_back(loom::test::learned(i * 1000));
  panel.setFrame(frame);
  chart->setFocus(Qt::TabFocusReason);
  QTest::keyClick(chart, Qt::Key_Right);
  const QString here = chart->accessibleDescription();
  QVERIFY2(here.contains("epoch") && here.contains("train"), qPrintable(here));
  for (int i = 0; i < 5; ++i) QTest::keyClick(chart, Qt::Key_Right);
  QVERIFY(chart->accessibleDescription() != here);
  QTest::keyClick(chart, Qt::Key_Up);
  QVERIFY(panel.model().isZoomed());
  const double width = chart->shownRange().width();
  QTest::keyClick(chart, Qt::Key_Up);
  QVERIFY(chart->shownRange().width() < width);
  QTest::keyClick(chart, Qt::Key_Escape);
  QVERIFY(!panel.model().isZoomed());
  QTest::keyClick(chart, Qt::Key_Up);
  for (int i = 0; i < 4; ++i) QTest::keyClick(chart, Qt::Key_Down);
  QVERIFY(!panel.model().isZoomed());
}

void AccessTest::problemsAreChosenWithoutAPointer() {
  AccessWindow w;
  w.fill();
  w.window.canvas().board().select({});
  w.window.tabs().setCurrentWidget(&w.window.problems());
  ProblemRow* row = nullptr;
  for (auto* shown : w.window.problems().findChildren<ProblemRow*>())
    if (shown->isVisible()) row = shown;
  QVERIFY(row);
  row->setFocus(Qt::TabFocusReason);
  QCOMPARE(QApplication::focusWidget(), row);
  QTest::keyClick(row, Qt::Key_Return);
  QCOMPARE(w.window.canvas().board().selectedIds(), std::vector<std::string>{"fc1"});
}

void AccessTest::aMenuOpensAtTheSelectedLayer() {
  AccessWindow w;
  Canvas& canvas = w.window.canvas();
  canvas.board().select({"conv2"});
  QContextMenuEvent event(QContextMenuEvent::Keyboard, {3, 3}, canvas.mapToGlobal(QPoint(3, 3)));
  QCoreApplication::sendEvent(canvas.viewport(), &event);
  auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  QVERIFY(menu);
  QVERIFY(menu->actions().contains(canvas.commands().rename));
  QCOMPARE(canvas.board().selectedIds(), std::vector<std::string>{"conv2"});
  menu->close();
}

/// So that who looks for it finds it: actions of the canvas are in the menu bar, all of them.
void AccessTest::everyShortcutIsInAMenu() {
  AccessWindow w;
  QSet<QAction*> listed;
  const std::function<void(const QList<QAction*>&)> gather = [&](const QList<QAction*>& actions) {
    for (QAction* action : actions) {
      listed.insert(action);
      if (action->menu()) gather(action->menu()->actions());
    }
  };
  gather(w.window.menuBar()->actions());
  for (QAction* action : w.window.canvas().actions())
    QVERIFY2(listed.contains(action), qPrintable(action->text()));
  for (auto* button : w.window.areas().front()->findChildren<QToolButton*>())
    if (button->defaultAction())
      QVERIFY2(listed.contains(button->defaultAction()), qPrintable(button->text()));
}

/// What the window does when the desktop says that its look has changed.
void AccessTest::theSystemsThemeIsFollowed() {
  AccessWindow w;
  QSettings().setValue("view/theme", "system");
  applyTheme(*qApp, ThemeMode::System);
  const bool systemIsDark = Theme::of(&w.window).dark;
  applyTheme(*qApp, systemIsDark ? ThemeMode::Light : ThemeMode::Dark);
  QVERIFY(Theme::of(&w.window).dark != systemIsDark);
  QEvent event(QEvent::ThemeChange);
  QCoreApplication::sendEvent(&w.window, &event);
  QTRY_COMPARE(Theme::of(&w.window).dark, systemIsDark);
  QTRY_COMPARE(Theme::of(&w.window.canvas()).dark, systemIsDark);
  // Who has chosen a theme keeps it.
  const QString chosen = systemIsDark ? "light" : "dark";
  QSettings().setValue("view/theme", chosen);
  applyTheme(*qApp, themeMode(chosen));
  QEvent again(QEvent::ThemeChange);
  QCoreApplication::sendEvent(&w.window, &again);
  QTest::qWait(20);
  QCOMPARE(Theme::of(&w.window).dark, !systemIsDark);
}

/// A window that was switched looks as one that was made in that theme.
void AccessTest::noColourIsLeftBehind() {
  const auto pictures = [](AccessWindow& w) {
    w.window.canvas().setFocus(Qt::MouseFocusReason);
    QList<QImage> all;
    for (int tab = 0; tab < w.window.tabs().count(); ++tab) {
      w.window.tabs().setCurrentIndex(tab);
      QTest::qWait(150);  // what the tab asks for when it is shown
      const bool pictured = QTest::qWaitFor(
          [&] {
            return tab != w.window.tabs().indexOf(&w.window.augmentation()) ||
                   !w.window.augmentation().grid().cells().empty();
          },
          60'000);
      if (!pictured) qWarning("no data");
      all << w.window.grab().toImage();
    }
    w.window.pages().showPage();
    w.window.pages().page();
    QTest::qWait(300);
    all << w.window.grab().toImage();
    return all;
  };
  for (const bool dark : {true, false}) {
    const ThemeMode before = dark ? ThemeMode::Light : ThemeMode::Dark;
    const ThemeMode after = dark ? ThemeMode::Dark : ThemeMode::Light;
    QList<QImage> switched, made;
    {
      applyTheme(*qApp, before);
      AccessWindow w;
      w.fill();
      pictures(w);
      w.window.pages().showCanvas();
      applyTheme(*qApp, after);
      switched = pictures(w);
    }
    {
      AccessWindow w;
      w.fill();
      made = pictures(w);
    }
    QCOMPARE(switched.size(), made.size());
    for (qsizetype i = 0; i < made.size(); ++i) {
      if (switched[i] != made[i]) {
        switched[i].save(QDir::tempPath() + QString("/switched_%1_%2.png").arg(dark).arg(i));
        made[i].save(QDir::tempPath() + QString("/made_%1_%2.png").arg(dark).arg(i));
      }
      QVERIFY2(switched[i] == made[i], qPrintable(QString("%1 dark %2").arg(i).arg(dark)));
    }
  }
}

LOOM_TEST(access_test, AccessTest)
#include "access_test.moc"
