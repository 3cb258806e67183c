// The largest letters that a desktop offers: everything that holds text grows, nothing is cut off,
// and with the usual ones the window fits on a small laptop.

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QToolButton>

#include "test_program.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/status_chip.h"
#include "ui/panels/analyse_panel.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"
#include "ui/panels/problem_row.h"
#include "ui/start/start_card.h"
#include "ui/start/start_page.h"
#include "ui/start/start_stack.h"
#include "ui/tabular.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

constexpr qreal kUsual = 10, kLargest = 20;  // points

struct LetteredWindow : WindowParts {
  LetteredWindow() {
    window.resize(1900, 1040);
    show();
    window.start({});
    QTest::qWait(50);
  }
};

/// Words of labels and buttons that have less room than they need.
QStringList cutOff(QWidget& window) {
  QStringList cut;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    const auto* label = qobject_cast<const QLabel*>(widget);
    const bool plain = label && label->metaObject()->className() == QByteArray("QLabel");
    const bool button =
        qobject_cast<const QPushButton*>(widget) || qobject_cast<const QToolButton*>(widget);
    if (!(plain && !label->wordWrap()) && !button) continue;
    if (widget->width() < widget->sizeHint().width() ||
        widget->height() < widget->sizeHint().height())
      cut << QString("%1 '%2' has %3x%4 of %5x%6")
                 .arg(widget->metaObject()->className(), widget->property("text").toString())
                 .arg(widget->width())
                 .arg(widget->height())
                 .arg(widget->sizeHint().width())
                 .arg(widget->sizeHint().height());
  }
  return cut;
}

}  // namespace

class LettersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void nothingIsCutOff_data();
  void nothingIsCutOff();
  void theWindowFitsOnALaptop();
  void nodesGrowWithTheLetters();
  void lettersMayChangeLive();
  void paletteFitsItsColumn();
  void rowsAreTallEnough();
  void cardsShowWholeSentences();
  void fixesWrap();

 private:
  static void use(qreal points);
  QFont before_;
};

void LettersTest::use(qreal points) {
  QFont font = QApplication::font();
  font.setPointSizeF(points);
  QApplication::setFont(font);
  applyTheme(*qApp, ThemeMode::Light);
}

void LettersTest::init() {
  before_ = QApplication::font();
}

void LettersTest::cleanup() {
  QApplication::setFont(before_);
  applyTheme(*qApp, ThemeMode::Light);
}

void LettersTest::nothingIsCutOff_data() {
  QTest::addColumn<qreal>("points");
  QTest::newRow("usual") << kUsual;
  QTest::newRow("large") << qreal{15};
  QTest::newRow("largest") << kLargest;
}

void LettersTest::nothingIsCutOff() {
  QFETCH(qreal, points);
  use(points);
  LetteredWindow w;
  w.window.canvas().board().select({"conv1"});
  for (int tab = 0; tab < w.window.tabs().count(); ++tab) {
    w.window.tabs().setCurrentIndex(tab);
    QTest::qWait(20);
    const QStringList cut = cutOff(w.window);
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join("; ")));
  }
  w.window.pages().showPage();
  QTest::qWait(20);
  const QStringList cut = cutOff(w.window);
  QVERIFY2(cut.isEmpty(), qPrintable(cut.join("; ")));
}

/// 1366x768 at 100 %, and 1920x1080 at 150 %, both less a title bar and a panel.
void LettersTest::theWindowFitsOnALaptop() {
  use(kUsual);
  LetteredWindow w;
  const QSize least = w.window.minimumSizeHint();
  QVERIFY2(least.width() <= 1280 && least.height() <= 640,
           qPrintable(QString("%1x%2").arg(least.width()).arg(least.height())));
  use(kLargest);
  LetteredWindow large;
  const QSize most = large.window.minimumSizeHint();
  QVERIFY2(most.width() <= 1366 && most.height() <= 700,
           qPrintable(QString("%1x%2").arg(most.width()).arg(most.height())));
}

void LettersTest::nodesGrowWithTheLetters() {
  use(kLargest);
  LetteredWindow w;
  Canvas& canvas = w.window.canvas();
  const qreal scale = textScale(canvas.font());
  QVERIFY(scale > 1.7);
  canvas.zoomTo(1);
  QCOMPARE(canvas.zoom(), 1.0);
  QCOMPARE(canvas.transform().m11(), scale);
  // Places in the file stay the same for everyone, so that nodes cannot come to lie on another.
  QCOMPARE(canvas.board().node("conv1")->rect().topLeft(),
           Scene::drawnAt(w.document.graph().find("conv1")->position));
  canvas.fit();
  const QRectF all = canvas.board().contentRect();
  QVERIFY(canvas.shownArea().contains(all));
}

void LettersTest::lettersMayChangeLive() {
  use(kUsual);
  LetteredWindow w;
  Canvas& canvas = w.window.canvas();
  QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, {3, 3});  // it is no longer fitted
  canvas.zoomTo(0.8);
  const qreal before = canvas.transform().m11();
  const QString sheet = qApp->styleSheet();
  QFont font = QApplication::font();
  font.setPointSizeF(kLargest);
  QApplication::setFont(font);  // as the desktop does
  QTRY_VERIFY(canvas.transform().m11() > 1.5 * before);
  QCOMPARE(canvas.zoom(), 0.8);
  QTRY_VERIFY(qApp->styleSheet() != sheet);  // check boxes grow as well
}

void LettersTest::paletteFitsItsColumn() {
  use(kLargest);
  LetteredWindow w;
  const auto* scroll = w.window.palettePanel().findChild<QScrollArea*>();
  const auto chips = w.window.palettePanel().findChildren<PaletteChip*>();
  QVERIFY(chips.size() > 30);
  for (const PaletteChip* chip : chips) {
    const int right = chip->mapTo(scroll->widget(), QPoint(chip->width(), 0)).x();
    QVERIFY2(right <= scroll->viewport()->width(), qPrintable(chip->text()));
    QVERIFY2(chip->height() >= chip->fontMetrics().height() + 4, qPrintable(chip->text()));
  }
}

void LettersTest::rowsAreTallEnough() {
  use(kLargest);
  LetteredWindow w;
  w.window.tabs().setCurrentWidget(&w.window.analyse());
  const auto* table = w.window.findChild<QTableView*>("analyseTable");
  QVERIFY(table->rowHeight(0) >= table->fontMetrics().height());
  w.window.canvas().openSearch({20, 20}, {});
  const SearchPopup& search = w.window.canvas().search();
  QVERIFY(search.width() >= 20 * search.fontMetrics().averageCharWidth());
}

void LettersTest::cardsShowWholeSentences() {
  use(kLargest);
  LetteredWindow w;
  w.window.pages().showPage();
  for (const StartCard* card : w.window.pages().page().cards()) {
    QVERIFY2(card->showsWholeSentence(), qPrintable(card->text()));
    const QFontMetrics metrics(card->font());
    QVERIFY(metrics.horizontalAdvance("101 770 parameters") < card->width() - 24);
  }
}

/// Where a fix's words are wider than their place, they stand in lines, all of them.
void LettersTest::fixesWrap() {
  use(kLargest);
  loom::Problem problem;
  problem.node = "fc1";
  problem.text = {"in_features is 400, but 256 values arrive"};
  problem.fixes = {{{"Pad conv1 by 2, so that 400 arrive and all is well again"}, {}},
                   {{"Let fc1 follow its input (256)"}, {}}};
  QScrollArea area;
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  auto* row = new ProblemRow(problem, true, content);
  layout->addWidget(row);
  layout->addStretch();
  area.setWidget(content);
  area.setWidgetResizable(true);
  area.resize(380, 200);
  area.show();
  QTest::qWait(50);
  for (const auto* button : row->findChildren<QPushButton*>()) {
    const QFontMetrics metrics(button->font());
    const QRect room(0, 0, button->width() - 24, 10'000);
    const int needed =
        metrics.boundingRect(room, Qt::TextWordWrap | Qt::TextShowMnemonic, button->text())
            .height();
    QVERIFY2(button->height() >= needed, qPrintable(button->text()));
    QVERIFY(row->rect().contains(QRect(button->mapTo(row, QPoint()), button->size())));
  }
}

LOOM_TEST(letters_test, LettersTest)
#include "letters_test.moc"
