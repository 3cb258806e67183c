// What the augmentation tab shows: pictures that follow the settings at once, the original beside
// them, mixed labels; and what it says where there is nothing to show.

#include <QLabel>

#include "engine/networks.h"
#include "test_program.h"
#include "ui/augmentation_fixture.h"

using namespace loom;
using namespace loom::ui;

class AugmentationPreviewTest : public QObject {
  Q_OBJECT

  /// Steps by what they do, for names are the engine's.
  static std::string aType(bool mixes) {
    for (const AugmentationType& type : augmentationTypes())
      if ((type.blend != nullptr) == mixes && !type.fields.empty()) return type.name;
    return {};
  }

 private slots:
  void anEmptyPipelineSaysWhatToDo() {
    AugmentationFixture w;
    QVERIFY(w.pictured());
    QVERIFY(w.panel.message().contains("Add transform"));
    QVERIFY(w.panel.message().contains("as it is"));
    QVERIFY(w.panel.sampleText().startsWith("Sample 1 of 90"));  // a tenth validates
    w.panel.addStep(aType(false));
    QVERIFY(w.pictured());
    QVERIFY(w.panel.message().isEmpty());
    QCOMPARE(w.pictures().size(), std::size_t{24});
  }

  void picturesFollowTheSliderFromTheSameDraws() {
    AugmentationFixture w;
    w.panel.addStep(aType(false));
    QVERIFY(w.pictured());
    const auto first = w.pictures();
    int kinds = 0;
    for (const QImage& image : first) kinds += image != first.front();
    QVERIFY(kinds > 12);  // each draws its own
    QSlider* slider = w.card(0)->fields()[0]->slider();
    QTest::keyClick(slider, Qt::Key_End);
    QVERIFY(w.pictured());
    QVERIFY(w.pictures() != first);
    QTest::keyClick(slider, Qt::Key_Home);  // nothing is turned at all
    QVERIFY(w.pictured());
    for (const QImage& image : w.pictures()) QVERIFY(image == w.panel.pictures().before());
    w.document.undoStack().undo();
    w.document.undoStack().undo();
    QVERIFY(w.pictured());
    QVERIFY(w.pictures() == first);
    // Half as often: those that are still changed are changed as before.
    QTest::keyClick(w.card(0)->probability()->slider(), Qt::Key_PageDown);
    QVERIFY(w.pictured());
    for (std::size_t i = 0; i < first.size(); ++i)
      QVERIFY(w.pictures()[i] == first[i] || w.pictures()[i] == w.panel.pictures().before());
  }

  void theOneUnderThePointerStandsBesideTheOriginal() {
    AugmentationFixture w;
    w.panel.addStep(aType(false));
    QVERIFY(w.pictured());
    ResultGrid& grid = w.panel.grid();
    QCOMPARE(grid.current(), 0);
    QVERIFY(w.panel.pictures().after() == w.pictures()[0]);
    for (const int cell : {5, 23, 1}) {
      QVERIFY(grid.rect().contains(grid.cellRect(cell)));
      QTest::mouseMove(&grid, grid.cellRect(cell).center());
      QTRY_COMPARE(grid.current(), cell);
      QVERIFY(w.panel.pictures().after() == w.pictures()[static_cast<std::size_t>(cell)]);
    }
    const QImage before = w.panel.pictures().before();
    QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.cellRect(7).center());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&grid, &leave);
    QCOMPARE(grid.current(), 7);  // held
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.current(), 9);
    QTest::keyClick(&grid, Qt::Key_End);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.current(), 23);
    QVERIFY(w.panel.pictures().after() == w.pictures()[23]);
    QVERIFY(w.panel.pictures().before() == before);
    QVERIFY(grid.accessibleDescription().contains("24 of 24"));
  }

  void samplesAreWalkedAndShuffled() {
    AugmentationFixture w;
    w.panel.addStep(aType(false));
    QVERIFY(w.pictured());
    const QImage first = w.panel.pictures().before();
    QTest::mouseClick(w.panel.nextButton(), Qt::LeftButton);
    QVERIFY(w.pictured());
    QVERIFY(w.panel.sampleText().startsWith("Sample 2 of 90 · label"));
    QVERIFY(w.panel.pictures().before() != first);
    QTest::mouseClick(w.panel.previousButton(), Qt::LeftButton);
    QVERIFY(w.pictured());
    QVERIFY(w.panel.pictures().before() == first);
    QTest::keyClick(w.panel.previousButton(), Qt::Key_Space);  // around the end
    QVERIFY(w.pictured());
    QVERIFY(w.panel.sampleText().startsWith("Sample 90 of 90"));
    QSet<int> seen;
    for (int i = 0; i < 12; ++i) {
      QTest::mouseClick(w.panel.shuffleButton(), Qt::LeftButton);
      seen.insert(w.panel.sample());
    }
    QVERIFY(seen.size() > 3);
  }

  void twoDozenSamplesInsteadOfOne() {
    AugmentationFixture w;
    QVERIFY(w.pictured());
    QTest::mouseClick(w.panel.severalButton(), Qt::LeftButton);
    QVERIFY(w.pictured());
    QVERIFY(w.panel.message().isEmpty());
    const auto plain = w.pictures();
    QCOMPARE(plain.size(), std::size_t{24});
    QVERIFY(plain[0] == w.panel.pictures().before());
    for (std::size_t i = 1; i < plain.size(); ++i) QVERIFY(plain[i] != plain[i - 1]);
    for (const ResultGrid::Cell& cell : w.panel.grid().cells()) QCOMPARE(cell.caption.size(), 1);
    QTest::mouseMove(&w.panel.grid(), w.panel.grid().cellRect(4).center());
    QTRY_COMPARE(w.panel.grid().current(), 4);
    QVERIFY(w.panel.pictures().before() == plain[4]);  // its own original
    QTest::mouseClick(w.panel.oneButton(), Qt::LeftButton);
    QVERIFY(w.pictured());
    QVERIFY(!w.panel.message().isEmpty());
  }

  void mixedLabelsStandUnderTheirPictures() {
    AugmentationFixture w;
    w.panel.addStep(aType(true));
    QVERIFY(w.pictured());
    int mixed = 0;
    const QRegularExpression part("^(\\d) · (\\d+) %$");
    for (const ResultGrid::Cell& cell : w.panel.grid().cells()) {
      if (cell.caption.size() == 1) continue;  // of one class, or next to nothing of the other
      QCOMPARE(cell.caption.size(), 2);
      int whole = 0;
      QStringList classes;
      for (const QString& text : cell.caption) {
        const auto match =
            part.match(QString(text).replace(QChar(0x202f), ' ').replace(QChar(0xa0), ' '));
        QVERIFY2(match.hasMatch(), qPrintable(text));
        classes << match.captured(1);
        whole += match.captured(2).toInt();
      }
      QVERIFY(classes[0] != classes[1]);
      QVERIFY(w.panel.sampleText().endsWith("label " + classes[0]));
      QVERIFY(std::abs(whole - 100) <= 1);
      QVERIFY(cell.image != w.panel.pictures().before());
      ++mixed;
    }
    QVERIFY(mixed > 12);
    // At half of the probability the others show their own label alone.
    QSlider* slider = w.card(0)->probability()->slider();
    for (int i = 0; i < 5; ++i) QTest::keyClick(slider, Qt::Key_PageDown);
    QVERIFY(w.pictured());
    const auto unmixed = std::ranges::count_if(
        w.panel.grid().cells(), [](const auto& cell) { return cell.caption.size() == 1; });
    QVERIFY(unmixed >= 6);
  }

  void picturesFitAtAnySize() {
    for (const QSize& size : {QSize(1200, 260), QSize(700, 190), QSize(640, 700)}) {
      AugmentationFixture w(10, size);
      w.panel.addStep(aType(true));
      QVERIFY(w.pictured());
      QRect all;
      for (int i = 0; i < 24; ++i) {
        const QRect cell = w.panel.grid().cellRect(i);
        QVERIFY(!all.intersects(cell) || !cell.intersects(w.panel.grid().cellRect((i + 1) % 24)));
        all |= cell;
      }
      QVERIFY2(w.panel.grid().rect().contains(all), qPrintable(QString::number(size.width())));
      QVERIFY(w.panel.grid().cellRect(0).width() >= 20);
    }
  }

  void dataThatAreNotThereAreNamedUntilTheyAre() {
    AugmentationFixture w(0);
    QTRY_VERIFY_WITH_TIMEOUT(w.panel.message().contains(w.folder.path()), 20'000);
    QVERIFY(w.panel.grid().cells().empty());
    AugmentationFixture other;
    ReplaceSettings settings = settingsOf(w.document.project());
    settings.data.params.set("folder", other.folder.path().toStdString());
    w.document.edit("another folder", {settings});
    QVERIFY(w.pictured());
    QVERIFY(w.panel.sampleText().startsWith("Sample 1 of 90"));
  }

  void theTrainersDataAreSharedAndTrainingGoesOn() {
    AugmentationFixture w;
    QVERIFY(w.pictured());
    Project project = w.document.project();
    test::Chain chain;
    chain.add("input", "Input", {{"shape", Ints{1, 12, 12}}}).add("flatten", "Flatten");
    chain.add("fc", "Linear", {{"out_features", std::int64_t{10}}}).add("loss", "CrossEntropyLoss");
    project.graph = chain.project.graph;
    project.training.epochs = 100'000;
    project.training.batchSize = 8;
    w.document.reset(project, {});
    w.session.train();
    QTRY_VERIFY_WITH_TIMEOUT(w.trainer.status().step > 10, 20'000);
    QVERIFY(w.session.ownDataset());
    w.panel.addStep(aType(true));
    QVERIFY(w.pictured());
    QCOMPARE(w.pictures().size(), std::size_t{24});
    QVERIFY(w.trainer.status().active());
    ReplaceSettings settings = settingsOf(w.document.project());
    settings.data.source = "digits";
    settings.data.params = {};
    w.document.edit("others", {settings});
    QVERIFY(!w.session.ownDataset());
    w.trainer.stop();
  }

  void theNewestQuestionWins() {
    const AugmentationFixture data;
    DataSettings settings = data.document.project().data;
    PreviewQuestion question;
    question.dataset = *loadDataset(settings);
    AugmentationPreview preview;
    std::vector<int> answers;
    connect(&preview, &AugmentationPreview::answered, &preview,
            [&](const PreviewAnswer& answer) { answers.push_back(answer.question.request.first); });
    for (int i = 0; i < 500; ++i) {
      question.request.first = i % 100;
      preview.ask(question);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!preview.isBusy(), 20'000);
    QCOMPARE(answers.back(), 99);
    QVERIFY(answers.size() <= 3);
  }
};

LOOM_TEST(augmentation_preview_test, AugmentationPreviewTest)
#include "augmentation_preview_test.moc"
