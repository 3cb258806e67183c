// The start page and the hint on an empty canvas, with mouse and keys.

#include "ui/start/start_page.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTranslator>
#include <algorithm>

#include "engine/io/project_file.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/search_popup.h"
#include "ui/canvas/status_chip.h"
#include "ui/file_actions.h"
#include "ui/notice_bar.h"
#include "ui/panels/training_bar.h"
#include "ui/start/empty_hint.h"
#include "ui/start/start_card.h"
#include "ui/start/start_stack.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;

namespace {

struct StartedWindow : WindowParts {
  explicit StartedWindow(QSize size = {1400, 900}) {
    window.resize(size);
    show();
    window.start({});
  }
  StartStack& pages() { return window.pages(); }
  StartPage& page() { return pages().page(); }
  StartCard* card(const QString& file) {
    for (StartCard* card : page().cards())
      if (card->file() == file) return card;
    return nullptr;
  }
  void showPage() {
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key_N,
                    Qt::ControlModifier);
  }
  std::string name() { return document.project().name; }
  void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
  bool allRead() {
    return std::ranges::all_of(page().cards(), [](const auto* card) { return card->hasNetwork(); });
  }
  QMessageBox* asked() { return window.findChild<QMessageBox*>("unsavedQuestion"); }
  void answer(QMessageBox::StandardButton button) {
    QTest::mouseClick(asked()->button(button), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
};

bool showsColour(const QImage& image, const QColor& colour) {
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y) == colour) return true;
  return false;
}

/// Every text between guillemets.
class Guillemets : public QTranslator {
 public:
  QString translate(const char*, const char* source, const char*, int) const override {
    return QStringLiteral("«") + QString::fromUtf8(source) + QStringLiteral("»");
  }
  bool isEmpty() const override { return false; }
};

}  // namespace

class StartPageTest : public QObject {
  Q_OBJECT

  std::unique_ptr<loom::test::OwnSettings> folder_;

  QString project(const QString& name, bool empty = false) {
    loom::Project project;
    project.name = name.toStdString();
    if (!empty) {
      loom::Node node;
      node.id = "relu1";
      node.type = "ReLU";
      project.graph.nodes.push_back(node);
    }
    const QString path = folder_->filePath(name + ".loom");
    return loom::saveProject(project, path.toStdString()) ? path : QString();
  }

 private Q_SLOTS:
  void initTestCase() {
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(*qApp, ThemeMode::Light);
  }
  void init() { folder_ = std::make_unique<loom::test::OwnSettings>(); }

  void aFirstStartIsReadyToTrain() {
    StartedWindow w;
    QVERIFY(!w.pages().showsPage());
    QCOMPARE(w.name(), std::string("LeNet-5"));
    w.showPage();
    QVERIFY(w.pages().showsPage());
    QCOMPARE(w.name(), std::string("LeNet-5"));  // nothing is lost by looking
    w.key(Qt::Key_Escape);
    QVERIFY(!w.pages().showsPage());
    QVERIFY(w.window.canvas().hasFocus());
  }

  void everyTemplateIsShownWithItsSize() {
    StartedWindow w;
    w.showPage();
    QCOMPARE(w.page().cards().size(),
             std::size_t(QDir(":/templates").entryList({"*.loom"}).size()));
    QTRY_VERIFY(w.allRead());
    for (StartCard* card : w.page().cards()) {
      QVERIFY(card->isVisible());
      QVERIFY(!card->accessibleName().isEmpty());
      QVERIFY(card->accessibleDescription().contains(card->size()));
      QVERIFY(card->size().endsWith(" parameters"));
      QVERIFY2(card->showsWholeSentence(), qPrintable(card->accessibleName()));
    }
    QString size = w.card("lenet5")->size();
    QCOMPARE(size.remove(QChar(0x202F)), QString("61706 parameters"));
  }

  void thePictureHasTheColoursOfTheLayers() {
    StartedWindow w;
    w.showPage();
    QTRY_VERIFY(w.allRead());
    for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
      applyTheme(*qApp, mode);
      const Theme& theme = Theme::of(w.card("lenet5"));
      QCOMPARE(theme.dark, mode == ThemeMode::Dark);
      const QImage lenet = w.card("lenet5")->grab().toImage();
      const QImage plain = w.card("logistic_regression")->grab().toImage();
      for (const auto category : {loom::Category::Convolution, loom::Category::Pooling})
        QVERIFY(showsColour(lenet, theme.category(category)) &&
                !showsColour(plain, theme.category(category)));
      QVERIFY(showsColour(plain, theme.category(loom::Category::Dense)));
    }
  }

  void aClickOpensATemplate() {
    StartedWindow w;
    w.showPage();
    QTest::mouseClick(w.card("mlp"), Qt::LeftButton);
    QCOMPARE(w.name(), std::string("MLP"));
    QVERIFY(!w.pages().showsPage());
    QVERIFY(!w.document.isModified() && w.document.path().isEmpty());
    QVERIFY(w.document.analysis().problems.empty());
  }

  void keysReachEverything() {
    StartedWindow w;
    w.showPage();
    const auto& cards = w.page().cards();
    QVERIFY(cards[0]->hasFocus());
    w.key(Qt::Key_Right);
    QVERIFY(cards[1]->hasFocus());
    w.key(Qt::Key_Left);
    QVERIFY(cards[0]->hasFocus());
    w.key(Qt::Key_Left);  // nothing lies there
    QVERIFY(cards[0]->hasFocus());
    w.key(Qt::Key_Down);
    const auto* below = qobject_cast<StartCard*>(QApplication::focusWidget());
    QVERIFY(below && below->x() == cards[0]->x() && below->y() > cards[0]->y());
    w.key(Qt::Key_Up);
    QVERIFY(cards[0]->hasFocus());
    w.key(Qt::Key_Up);
    w.key(Qt::Key_Left);
    QVERIFY(w.page().openButton()->hasFocus());
    w.key(Qt::Key_Right);
    QVERIFY(w.page().emptyButton()->hasFocus());
    w.key(Qt::Key_Down);
    QVERIFY(cards[0]->hasFocus());
    const QImage focused = cards[0]->grab().toImage();
    QVERIFY(showsColour(focused, Theme::of(cards[0]).accent));
    w.key(Qt::Key_Tab);
    QVERIFY(cards[1]->hasFocus());
    QVERIFY(!showsColour(cards[0]->grab().toImage(), Theme::of(cards[0]).accent));
    w.key(Qt::Key_Return);
    QCOMPARE(w.name(), std::string(loom::templateTexts()[1].name));
    QVERIFY(!w.pages().showsPage());
    w.showPage();
    w.key(Qt::Key_Space);
    QCOMPARE(w.name(), std::string("LeNet-5"));
  }

  void unsavedWorkIsAskedAbout() {
    StartedWindow w;
    loom::ReplaceSettings mine = loom::settingsOf(w.document.project());
    mine.name = "Mine";
    w.document.edit("change", {mine});
    w.showPage();
    QVERIFY(!w.asked());  // looking loses nothing
    QTest::mouseClick(w.card("mlp"), Qt::LeftButton);
    QVERIFY(w.asked());
    w.answer(QMessageBox::Cancel);
    QCOMPARE(w.name(), std::string("Mine"));
    QVERIFY(w.pages().showsPage());
    QTest::mouseClick(w.page().emptyButton(), Qt::LeftButton);
    w.answer(QMessageBox::Discard);
    QVERIFY(w.document.graph().nodes.empty());
    QVERIFY(!w.pages().showsPage());
  }

  void recentProjectsOpenAndMissingOnesDoNot() {
    const QString mine = project("mine"), gone = folder_->filePath("gone.loom");
    QSettings().setValue("files/recent", QStringList{mine, gone});
    StartedWindow w;
    w.showPage();
    QTRY_COMPARE(w.page().rows().size(), std::size_t(2));
    RecentRow* there = w.page().rows()[0];
    RecentRow* missing = w.page().rows()[1];
    QVERIFY(!there->isMissing() && missing->isMissing());
    QCOMPARE(there->text(), QString("mine.loom"));
    QVERIFY(there->accessibleDescription().contains(
        QFileInfo(mine).lastModified().toString("yyyy-MM-dd HH:mm")));
    const Theme& theme = Theme::of(missing);
    QVERIFY(showsColour(there->grab().toImage(), theme.text));
    QVERIFY(!showsColour(missing->grab().toImage(), theme.text));
    QTest::mouseClick(missing, Qt::LeftButton, {}, {20, 20});
    QVERIFY(w.pages().showsPage());
    QSignalSpy opened(&w.document, &Document::opened);
    QTest::mouseClick(there, Qt::LeftButton, {}, {20, 20});
    QVERIFY(opened.count() == 1 || opened.wait());
    QCOMPARE(w.document.path(), mine);
    QVERIFY(!w.pages().showsPage());
  }

  void recentProjectsCanBeTakenOffTheList() {
    const QString mine = project("mine");
    QSettings().setValue("files/recent", QStringList{"/gone/a.loom", mine, "/gone/b.loom"});
    StartedWindow w;
    w.showPage();
    QTRY_COMPARE(w.page().rows().size(), std::size_t(3));
    QTest::mouseClick(w.page().rows()[0]->removeButton(), Qt::LeftButton);
    QTRY_COMPARE(w.page().rows().size(), std::size_t(2));
    QCOMPARE(w.window.files().recentFiles(), (QStringList{mine, "/gone/b.loom"}));
    w.page().rows()[1]->setFocus();
    w.key(Qt::Key_Delete);
    QTRY_COMPARE(w.page().rows().size(), std::size_t(1));
    QCOMPARE(w.window.files().recentFiles(), QStringList{mine});
    QVERIFY(w.page().rows()[0]->hasFocus());  // the keyboard goes on
    w.key(Qt::Key_Delete);
    QTRY_VERIFY(w.page().rows().empty());
    QVERIFY(w.page().cards()[0]->hasFocus());
    QVERIFY(QFile::exists(mine));  // only the list forgets
  }

  void trainingShowsWhatItTrains() {
    StartedWindow w;
    w.showPage();
    w.window.trainingBar().stepAction()->trigger();
    QVERIFY(!w.pages().showsPage());
  }

  void anEmptyLastProjectStartsHere() {
    QSettings().setValue("files/last", project("blank", true));
    StartedWindow w;
    QTRY_VERIFY(w.pages().showsPage());
    QVERIFY(w.window.notice().sentence().isEmpty());
    w.window.files().openFile(project("blank", true));  // who asks for it gets it
    QTRY_VERIFY(!w.pages().showsPage());
  }

  void keysDoNotEditBehindThePage() {
    StartedWindow w;
    const std::size_t nodes = w.document.graph().nodes.size();
    w.window.canvas().board().select({"conv1"});
    w.showPage();
    w.key(Qt::Key_Delete);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(w.document.graph().nodes.size(), nodes);
    QVERIFY(w.pages().showsPage());
  }

  void anEmptyCanvasSaysWhatToDo() {
    StartedWindow w;
    EmptyHint& hint = w.pages().hint();
    QVERIFY(!hint.isVisible());
    w.window.files().newEmpty->trigger();
    QVERIFY(hint.isVisible() && hint.button()->isVisible());
    QVERIFY(!w.window.canvas().statusChip().isVisible());  // it would say the same again
    QCoreApplication::processEvents();
    Canvas& canvas = w.window.canvas();
    QVERIFY(canvas.rect().contains(hint.geometry()));
    QVERIFY(std::abs(hint.geometry().center().x() - canvas.rect().center().x()) <= 1);
    QVERIFY(hint.height() >= hint.heightForWidth(hint.width()));
    // The canvas below takes the mouse, and its search lies above.
    const QPoint middle = hint.geometry().center();
    QVERIFY(canvas.childAt(middle) != &hint);
    canvas.setFocus();
    QTest::keyClick(&canvas, Qt::Key_Tab);
    QVERIFY(canvas.search().isVisible());
    canvas.search().move(middle - QPoint(20, 20));
    QWidget* top = canvas.childAt(middle);
    QVERIFY(top == &canvas.search() || canvas.search().isAncestorOf(top));
    canvas.search().dismiss();
    QTest::mouseClick(hint.button(), Qt::LeftButton);
    QVERIFY(w.pages().showsPage());
    w.key(Qt::Key_Escape);
    loom::Node node;
    node.id = "relu1";
    node.type = "ReLU";
    w.document.edit("add", {loom::InsertNode{node, -1}});
    QVERIFY(!hint.isVisible() && !hint.button()->isVisible());
    w.document.undoStack().undo();
    QVERIFY(hint.isVisible());
  }

  void narrowPagesHideNothing() {
    QSettings().setValue("files/recent", QStringList{project("mine")});
    StartedWindow w({1500, 900});
    w.showPage();
    QTRY_COMPARE(w.page().rows().size(), std::size_t(1));
    QCoreApplication::processEvents();
    const auto leftOf = [&](QWidget* widget) { return widget->mapTo(&w.page(), QPoint()).x(); };
    QVERIFY(leftOf(w.page().rows()[0]) > leftOf(w.page().cards()[1]));
    for (const int width : {1500, 1000, 700, 420}) {
      StartPage alone;
      alone.resize(width, 600);
      alone.setRecent({folder_->filePath("mine.loom")});
      alone.show();
      QTRY_COMPARE(alone.rows().size(), std::size_t(1));
      QTRY_VERIFY(alone.rows()[0]->width() > 0 && alone.rows()[0]->isVisible());
      QCoreApplication::processEvents();
      QList<QWidget*> all = {alone.openButton(), alone.emptyButton(), alone.closeButton(),
                             alone.rows()[0]};
      for (StartCard* card : alone.cards()) all << card;
      for (QWidget* widget : all) {
        const QRect place(widget->mapTo(&alone, QPoint()), widget->size());
        QVERIFY2(place.left() >= 0 && place.right() < width,
                 qPrintable(QString("%1 at %2").arg(widget->accessibleName()).arg(width)));
        for (QWidget* other : all) {
          const QRect beside(other->mapTo(&alone, QPoint()), other->size());
          QVERIFY(other == widget || !place.intersects(beside));
        }
      }
    }
  }

  void everyTextIsTranslatedAndEveryControlNamed() {
    QSettings().setValue("files/recent", QStringList{project("mine"), "/gone/a.loom"});
    StartedWindow w;
    w.showPage();
    QTRY_COMPARE(w.page().rows().size(), std::size_t(2));
    QTRY_VERIFY(w.allRead());
    Guillemets guillemets;
    qApp->installTranslator(&guillemets);
    QCoreApplication::processEvents();
    for (QAbstractButton* button : w.page().findChildren<QAbstractButton*>()) {
      if (button->objectName().startsWith("qt_")) continue;
      QVERIFY(!button->accessibleName().isEmpty() || !button->text().isEmpty());
      const QString all = button->accessibleName() + button->text() +
                          button->accessibleDescription() + button->toolTip();
      QVERIFY2(all.contains(QStringLiteral("«")), qPrintable(all));
    }
    for (QLabel* label : w.page().findChildren<QLabel*>())
      QVERIFY2(label->text().startsWith(QStringLiteral("«")), qPrintable(label->text()));
    QVERIFY(w.pages().hint().text().startsWith(QStringLiteral("«")));
    QVERIFY(w.card("mlp")->text().startsWith(QStringLiteral("«")));
    QVERIFY(w.card("mlp")->size().startsWith(QStringLiteral("«")));
    qApp->removeTranslator(&guillemets);
  }
};

LOOM_TEST(start_page_test, StartPageTest)
#include "start_page_test.moc"
