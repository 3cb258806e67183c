// "Wrong? It is a ...": drawings that are labelled below the pad, by click and by key, and what the
// bar says and offers then.

#include "ui/sketch/label_bar.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "engine/io/file.h"
#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/my_digits.h"
#include "ui/sketch/sketch_pad.h"

using namespace loom;
using namespace loom::ui;

namespace {

/// The bar below a pad, as the panel has it, without a network.
struct LabelBarFixture {
  QTemporaryDir folder;
  MyDigits digits{folder.filePath("my-digits")};
  QWidget panel;
  SketchPad* pad = new SketchPad(&panel);
  LabelBar* bar = new LabelBar(*pad, &panel);

  LabelBarFixture() {
    panel.resize(280, 400);
    pad->setGeometry(0, 0, 280, 200);
    bar->setGeometry(0, 210, 280, 120);
    bar->setStore(digits);
    panel.show();
    panel.activateWindow();
    (void)QTest::qWaitForWindowActive(&panel);
    pad->setFocus();
  }
  /// A drawing like no other.
  static std::vector<float> drawing(int number) {
    std::vector<float> input(784, 0.0F);
    for (int i = 0; i <= number; ++i) input[static_cast<std::size_t>(200 + i)] = 1;
    return input;
  }
  void click(int label) { QTest::mouseClick(bar->labelButton(label), Qt::LeftButton); }
  KeptDigits onDisk() {
    bool written = false;
    digits.afterWrites([&] { written = true; });
    if (!QTest::qWaitFor([&] { return written; })) qFatal("nothing was written");
    return *readMyDigits(folder.filePath("my-digits").toStdString());
  }
  QList<int> checked() const {
    QList<int> labels;
    for (int i = 0; i < 10; ++i)
      if (bar->labelButton(i)->isChecked()) labels << i;
    return labels;
  }
  void say(bool learned, TrainerStatus::State state) {
    Frame frame;
    frame.status.hasLearned = learned;
    frame.status.state = state;
    bar->setFrame(frame);
  }
};

}  // namespace

class LabelBarTest : public QObject {
  Q_OBJECT

 private slots:
  void aClickKeepsTheDrawing() {
    LabelBarFixture f;
    QVERIFY(!f.bar->labelButton(7)->isEnabled());  // nothing is drawn
    f.click(7);
    QCOMPARE(f.digits.size(), 0);
    f.bar->setDrawing(f.drawing(1));
    const QString question = f.bar->sentence();
    QVERIFY(!f.bar->undoButton().isVisible());
    f.click(7);
    QCOMPARE(f.digits.size(), 1);
    QVERIFY2(f.bar->sentence().contains("Kept as 7"), qPrintable(f.bar->sentence()));
    QCOMPARE(f.checked(), QList<int>{7});
    const KeptDigits kept = f.onDisk();
    QCOMPARE(kept.size(), std::size_t{1});
    QCOMPARE(kept[0].label, 7);
    for (std::size_t i = 0; i < 784; ++i)
      QCOMPARE(int(kept[0].pixels[i]), i == 200 || i == 201 ? 255 : 0);

    // Another click corrects the label, it keeps no second drawing.
    f.click(1);
    QCOMPARE(f.digits.size(), 1);
    QCOMPARE(f.checked(), QList<int>{1});
    QCOMPARE(f.onDisk()[0].label, 1);

    // The same drawing again is not another one; a new one is asked about anew.
    f.bar->setDrawing(f.drawing(1));
    QVERIFY(f.bar->undoButton().isVisible());
    f.bar->setDrawing(f.drawing(2));
    QCOMPARE(f.bar->sentence(), question);
    QVERIFY(f.checked().isEmpty());
    f.click(3);
    QCOMPARE(f.digits.size(), 2);
    QVERIFY(f.bar->listButton().text().contains("(2)"));
  }

  void undoTakesItBack() {
    LabelBarFixture f;
    f.bar->setDrawing(f.drawing(1));
    f.click(4);
    QCOMPARE(f.onDisk().size(), std::size_t{1});
    QTest::mouseClick(&f.bar->undoButton(), Qt::LeftButton);
    QCOMPARE(f.digits.size(), 0);
    QVERIFY(f.onDisk().empty());
    QVERIFY(f.checked().isEmpty());
    QVERIFY(!f.bar->undoButton().isVisible());
    f.click(5);  // and it can be kept as something else
    QCOMPARE(f.onDisk()[0].label, 5);
  }

  void keysOnThePadLabel() {
    LabelBarFixture f;
    QTest::keyClick(f.pad, Qt::Key_7);
    QCOMPARE(f.digits.size(), 0);
    f.bar->setDrawing(f.drawing(1));
    QTest::keyClick(f.pad, Qt::Key_7, Qt::ControlModifier);
    QCOMPARE(f.digits.size(), 0);
    QTest::keyClick(f.pad, Qt::Key_7);
    QCOMPARE(f.digits.all().front().label, 7);
    QTest::keyClick(f.pad, Qt::Key_0, Qt::KeypadModifier);
    QCOMPARE(f.digits.size(), 1);
    QCOMPARE(f.digits.all().front().label, 0);
  }

  void onlyWhatCanBeKeptIsOffered() {
    LabelBarFixture f;
    QVERIFY(f.bar->isVisible());
    f.bar->setClasses({"Shirt", "Bag"});
    QVERIFY(f.bar->labelButton(1)->isVisible() && !f.bar->labelButton(2)->isVisible());
    QCOMPARE(f.bar->labelButton(1)->text(), QString("Bag"));
    QVERIFY(f.bar->labelButton(1)->accessibleName().contains("Bag"));
    f.bar->setDrawing(f.drawing(1));
    QTest::keyClick(f.pad, Qt::Key_7);
    QCOMPARE(f.digits.size(), 0);
    QTest::keyClick(f.pad, Qt::Key_1);
    QVERIFY(f.bar->sentence().contains("Bag"));
    QStringList many;
    for (int i = 0; i < 26; ++i) many << QString(QChar('a' + i));
    f.bar->setClasses(many);
    QVERIFY(!f.bar->isVisible());
    QTest::keyClick(f.pad, Qt::Key_3);
    QCOMPARE(f.digits.size(), 1);
    f.bar->setClasses({});
    QVERIFY(!f.bar->isVisible());
  }

  void tuningWaitsForDrawingsAndWeights() {
    LabelBarFixture f;
    QSignalSpy wanted(f.bar, &LabelBar::tuneWanted), listed(f.bar, &LabelBar::listWanted);
    QVERIFY(!f.bar->tuneButton().isVisible());
    f.bar->setDrawing(f.drawing(1));
    f.click(7);
    QVERIFY(f.bar->tuneButton().isVisible() && !f.bar->tuneButton().isEnabled());
    const QString untrained = f.bar->tuneButton().toolTip();
    f.say(true, TrainerStatus::State::Running);
    QVERIFY(!f.bar->tuneButton().isEnabled());
    QVERIFY(f.bar->tuneButton().toolTip() != untrained);
    f.say(true, TrainerStatus::State::Finished);
    QVERIFY(f.bar->tuneButton().isEnabled());
    QTest::mouseClick(&f.bar->tuneButton(), Qt::LeftButton);
    QTest::mouseClick(&f.bar->listButton(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(listed.size(), 1);
  }

  void whatIsDeletedElsewhereIsAskedAgain() {
    LabelBarFixture f;
    f.bar->setDrawing(f.drawing(1));
    f.click(7);
    f.digits.remove({f.digits.all().front().id});
    QVERIFY(f.checked().isEmpty());
    QVERIFY(!f.bar->undoButton().isVisible());
    f.digits.undoStack().undo();
    QCOMPARE(f.digits.all().front().label, 7);
  }

  void aDiskThatRefusesSaysWhy() {
    LabelBarFixture f;
    f.bar->setDrawing(f.drawing(1));
    f.click(7);
    QCOMPARE(f.onDisk().size(), std::size_t{1});
    QVERIFY(replaceFile(f.folder.filePath("my-digits/digits.idx").toStdString(), "damaged").ok());
    QSignalSpy failed(&f.digits, &MyDigits::failed);
    f.bar->setDrawing(f.drawing(2));
    f.click(8);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains("damaged"));
    QTRY_COMPARE(f.digits.size(), 0);  // what is there holds
    QVERIFY(!f.digits.undoStack().canUndo());
    QVERIFY(!f.bar->undoButton().isVisible());
  }

  // Another program kept one in the meantime: both are there.
  void twoProgramsKeepAllDrawings() {
    LabelBarFixture f;
    MyDigits other(f.folder.filePath("my-digits"));
    other.keep(f.drawing(5), 5);
    bool written = false;
    other.afterWrites([&] { written = true; });
    QTRY_VERIFY(written);
    f.bar->setDrawing(f.drawing(1));
    f.click(7);
    QCOMPARE(f.onDisk().size(), std::size_t{2});
    QTRY_COMPARE(f.digits.size(), 2);
    QCOMPARE(other.size(), 1);
    other.refresh();
    QTRY_COMPARE(other.size(), 2);
  }
};

LOOM_TEST(label_bar_test, LabelBarTest)
#include "label_bar_test.moc"
