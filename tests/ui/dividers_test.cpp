// The dividers of the window, moved by keys.

#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

class DividersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<loom::test::OwnSettings>();
    applyTheme(*qApp, ThemeMode::Light);
  }

  void theOneBesideTheFocusMoves_data() {
    QTest::addColumn<int>("area");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("wider");
    QTest::addColumn<int>("higher");
    QTest::newRow("layers, right") << 0 << int(Qt::Key_Right) << 1 << 0;
    QTest::newRow("layers, left") << 0 << int(Qt::Key_Left) << -1 << 0;
    QTest::newRow("canvas, left") << 1 << int(Qt::Key_Left) << -1 << 0;
    QTest::newRow("canvas, up") << 1 << int(Qt::Key_Up) << 0 << -1;
    QTest::newRow("canvas, down") << 1 << int(Qt::Key_Down) << 0 << 1;
    QTest::newRow("panels, up") << 2 << int(Qt::Key_Up) << 0 << 1;
    QTest::newRow("settings, left") << 3 << int(Qt::Key_Left) << 1 << 0;
    QTest::newRow("settings, right") << 3 << int(Qt::Key_Right) << -1 << 0;
    QTest::newRow("settings, down") << 3 << int(Qt::Key_Down) << 0 << 1;
  }
  void theOneBesideTheFocusMoves() {
    QFETCH(int, area);
    QFETCH(int, key);
    QFETCH(int, wider);
    QFETCH(int, higher);
    WindowParts w;
    w.window.resize(1600, 1000);
    w.show();
    QWidget* areas[] = {&w.window.palettePanel(), &w.window.canvas(), &w.window.tabs(),
                        &w.window.inspector()};
    QWidget* shown = areas[area];
    QWidget* focus = shown;
    for (QWidget* child : shown->findChildren<QWidget*>()) {
      if (focus->focusPolicy() != Qt::NoFocus) break;
      if (child->focusPolicy() & Qt::TabFocus && child->isVisible()) focus = child;
    }
    focus->setFocus();
    QVERIFY(shown == focus || shown->isAncestorOf(focus));
    const QSize before = shown->size();
    QTest::keyClick(&w.window, static_cast<Qt::Key>(key), Qt::AltModifier | Qt::ShiftModifier);
    const auto sign = [](int by) { return (by > 0) - (by < 0); };
    QCOMPARE(sign(shown->width() - before.width()), wider);
    QCOMPARE(sign(shown->height() - before.height()), higher);
  }

  void noAreaIsPushedOut() {
    WindowParts w;
    w.window.resize(1600, 1000);
    w.show();
    w.window.canvas().setFocus();
    for (int i = 0; i < 100; ++i)
      QTest::keyClick(&w.window, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(w.window.tabs().isVisible());
    QVERIFY(w.window.tabs().height() > 20);
    for (int i = 0; i < 100; ++i)
      QTest::keyClick(&w.window, Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(w.window.inspector().width() > 100);
  }

 private:
  std::unique_ptr<loom::test::OwnSettings> folder_;
};

LOOM_TEST(dividers_test, DividersTest)
#include "dividers_test.moc"
