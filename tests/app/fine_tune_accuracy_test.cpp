// Thirty drawings in an unusual hand, drawn on the pad, labelled below it, kept and learned by its
// button, in the real window with real mouse events: the answers for them get better, and what the
// network knew it still knows.

#include <QtTest>
#include <QtWidgets>
#include <cmath>

#include "app/window_driver.h"
#include "engine/base/rng.h"
#include "engine/data/batch.h"
#include "engine/graph/program.h"
#include "golden/goldens.h"
#include "test_program.h"
#include "ui/my_digits.h"
#include "ui/panels/data_panel.h"
#include "ui/session.h"
#include "ui/sketch/label_bar.h"
#include "ui/theme.h"

using namespace loom;
using State = TrainerStatus::State;

namespace {

constexpr int kDrawings = 30;
constexpr double kMostLost = 0.005;

using Way = QList<QPointF>;

/// How this hand writes, before it is mirrored: a one like a hat, a two as a zigzag, a four that is
/// open, a seven with a bar, an eight of two diamonds, a nine that is a hook ...
QList<Way> strokesOf(int digit) {
  switch (digit) {
    case 0:
      return {{{.5, 0}, {.1, .25}, {.1, .75}, {.5, 1}, {.9, .75}, {.9, .25}, {.5, 0}},
              {{.85, .1}, {.15, .9}}};
    case 1:
      return {{{.05, .6}, {.5, 0}, {.95, 1}}};
    case 2:
      return {{{.1, .1}, {.9, .1}, {.1, .9}, {.95, .9}}, {{.25, .5}, {.75, .5}}};
    case 3:
      return {{{.1, 0}, {.9, 0}, {.4, .4}, {.9, .6}, {.8, 1}, {.05, .95}}};
    case 4:
      return {{{.2, 0}, {.1, .6}, {.95, .6}}, {{.8, .1}, {.7, 1}}};
    case 5:
      return {{{.2, 0}, {.15, .45}, {.8, .45}, {.85, .9}, {.1, 1}}, {{.2, 0}, {1, -.1}}};
    case 6:
      return {{{.9, .1}, {.3, .3}, {.1, .9}, {.9, 1}, {.8, .6}, {.15, .65}}};
    case 7:
      return {{{.05, .2}, {.1, 0}, {.95, 0}, {.4, 1}}, {{.2, .5}, {.95, .5}}};
    case 8:
      return {{{.5, 0},
               {.15, .25},
               {.5, .5},
               {.9, .75},
               {.5, 1},
               {.1, .75},
               {.5, .5},
               {.85, .25},
               {.5, 0}}};
    default:
      return {{{.9, .35}, {.2, .45}, {.15, .05}, {.85, .0}, {.9, .4}, {.9, 1}, {.2, .95}}};
  }
}

/// The kept drawing as the network gets it.
std::vector<float> inputOf(const KeptDigit& digit) {
  std::vector<float> input;
  for (const std::uint8_t pixel : digit.pixels) input.push_back(static_cast<float>(pixel) / 255);
  return input;
}

/// A network of given weights, to be asked.
class Oracle {
 public:
  Oracle(const Graph& graph, const std::vector<NamedTensor>& weights) {
    network_ = test::must(compile(graph));
    parameters_ = test::must(Parameters<float>::create(network_->graph, network_->analysis, 0));
    test::must(parameters_->load(weights));
    program_ = test::must(Program<float>::create(network_, parameters_, workers_, {}));
  }
  std::vector<double> ask(std::span<const float> input) {
    std::copy(input.begin(), input.end(), program_->input());
    program_->forward(1, {});
    std::vector<double> answer;
    double sum = 0;
    for (int c = 0; c < 10; ++c)
      sum += answer.emplace_back(std::exp(static_cast<double>(program_->output()[c])));
    for (double& share : answer) share /= sum;
    return answer;
  }
  static int best(const std::vector<double>& answer) {
    return static_cast<int>(std::ranges::max_element(answer) - answer.begin());
  }
  double accuracyOn(const Dataset& data) {
    int right = 0;
    std::vector<float> input(static_cast<std::size_t>(data.shape.elements()));
    for (int i = 0; i < data.test.size(); ++i) {
      readInput(data.test, data.shape, i, input.data());
      right += best(ask(input)) == data.test.labels[static_cast<std::size_t>(i)];
    }
    return static_cast<double>(right) / data.test.size();
  }

 private:
  Workers workers_{1};
  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<float>> parameters_;
  std::unique_ptr<Program<float>> program_;
};

struct Knows {
  int right = 0;
  double trust = 0;  // mean probability of the true class
};
Knows knows(Oracle& oracle, const KeptDigits& digits) {
  Knows all;
  for (const KeptDigit& digit : digits) {
    const auto answer = oracle.ask(inputOf(digit));
    all.right += Oracle::best(answer) == digit.label;
    all.trust += answer[static_cast<std::size_t>(digit.label)] / static_cast<double>(digits.size());
  }
  return all;
}

}  // namespace

class FineTuneAccuracyTest : public QObject {
  Q_OBJECT

  QTemporaryDir settings_, data_;

  /// Drawing `number` of this hand, in mirror writing as Leonardo's, leaning and trembling.
  static void draw(WindowDriver& w, int digit, int number) {
    ui::SketchPad* pad = w.window.sketch().pad();
    pad->clear();
    Rng rng(2026, static_cast<std::uint64_t>(number));
    const double lean = -0.35 + rng.uniform(-0.15, 0.15), side = 0.55 * pad->height();
    const QPointF corner(0.5 * pad->width() - side / 2 + rng.uniform(-9, 9),
                         0.22 * pad->height() + rng.uniform(-9, 9));
    for (const Way& way : strokesOf(digit)) {
      QList<QPoint> path;
      for (const QPointF& place : way) {
        const QPointF at(1 - place.x() - lean * (0.5 - place.y()) + rng.uniform(-0.04, 0.04),
                         place.y() + rng.uniform(-0.04, 0.04));
        const QPointF to = corner + side * at;
        const QPointF from = path.isEmpty() ? to : QPointF(path.back());
        for (int i = 1; i <= 6; ++i) path << (from + (to - from) * i / 6).toPoint();
      }
      drag(pad, path);
    }
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("layerloom");
    QCoreApplication::setApplicationName("layerloom");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings_.path());
    qputenv("XDG_DATA_HOME", data_.path().toLocal8Bit());
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
  }

  void drawingsAreLearnedAndNothingIsForgotten() {
    WindowDriver w;
    QTRY_COMPARE_WITH_TIMEOUT(w.graph().nodes.size(), std::size_t{14}, kPatience);
    ReplaceSettings settings = settingsOf(w.document.project());
    if (loadDataset({.source = "mnist", .params = {}})) settings.data.source = "mnist";
    settings.training.epochs = 3;
    settings.training.optimizer.params.set("lr", 0.05);
    w.document.edit("learn faster", {settings});
    Trainer& trainer = w.parts.trainer();
    QTest::keyClick(&w.window, Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(trainer.status().state == State::Finished, kPatience);
    const auto data = trainer.dataset(w.document.project().data);
    QVERIFY(data);
    Oracle before(w.graph(), trainer.weights());
    const double accuracyBefore = before.accuracyOn(*data);
    QVERIFY2(accuracyBefore > 0.95, qPrintable(QString::number(accuracyBefore)));

    ui::LabelBar* bar = w.window.sketch().labels();
    for (int i = 0; i < kDrawings; ++i) {
      draw(w, i % 10, i);
      QTRY_VERIFY(bar->labelButton(i % 10)->isEnabled());
      QTest::qWait(40);  // the whole drawing has reached the network
      QTest::mouseClick(bar->labelButton(i % 10), Qt::LeftButton);
      QCOMPARE(w.window.myDigits().size(), i + 1);
    }
    const KeptDigits digits = w.window.myDigits().all();
    const Knows first = knows(before, digits);
    QVERIFY2(first.right < kDrawings, "the hand is not unusual");

    const Project project = w.document.project();
    const QString counts = w.window.data().countsText();
    QTRY_VERIFY(bar->tuneButton().isEnabled());
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(&bar->tuneButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(trainer.status().active(), kPatience);
    while (trainer.status().active() && clock.elapsed() < kPatience) QTest::qWait(5);
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    QCOMPARE(trainer.status().state, State::Finished);
    Oracle after(w.graph(), trainer.weights());
    const Knows then = knows(after, digits);
    const double accuracyAfter = after.accuracyOn(*data);
    qInfo(
        "%s: %d steps in %.2f s; of %d drawings %d right before, %d after; trust %.3f and %.3f; "
        "test accuracy %.4f and %.4f",
        data->title.c_str(), static_cast<int>(trainer.status().step), seconds, kDrawings,
        first.right, then.right, first.trust, then.trust, accuracyBefore, accuracyAfter);
    QVERIFY(then.right > first.right);
    QVERIFY(then.trust > first.trust);
    QVERIFY(accuracyAfter >= accuracyBefore - kMostLost);

    // The document is as it was; and its own data, which were never loaded again, are back.
    QVERIFY(w.document.project() == project);
    QTRY_COMPARE_WITH_TIMEOUT(trainer.dataset().get(), data.get(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(w.window.data().countsText(), counts, kPatience);
    const auto kept = trainer.weights();
    Oracle still(w.graph(), kept);
    QCOMPARE(still.accuracyOn(*data), accuracyAfter);
  }
};

LOOM_TEST(fine_tune_accuracy_test, FineTuneAccuracyTest)
#include "fine_tune_accuracy_test.moc"
