// Takes the README's pictures: LeNet-5 in the middle of training on the built-in digits, answering
// a drawn seven, in both themes and in Chinese; a layer seen closely, and as it was epochs ago; the
// start page; a ResNet with a folded block; the table of what each layer costs; a problem with its
// fixes; augmentation with mixed labels; a step under the microscope; the drawings
// that were kept; and the pad.
//   window_pictures FOLDER      (the target "pictures" runs it for resources/screenshots)

#include <QPushButton>
#include <QSignalSpy>
#include <cstdio>

#include "app/window_driver.h"
#include "engine/data/handwriting.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/tidy/tidy_run.h"
#include "ui/file_actions.h"
#include "ui/frame_clock.h"
#include "ui/language.h"
#include "ui/main_menus.h"
#include "ui/microscope/microscope_panel.h"
#include "ui/my_digits.h"
#include "ui/panels/activations_panel.h"
#include "ui/panels/analyse_panel.h"
#include "ui/panels/augmentation_list.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/epoch_scrubber.h"
#include "ui/panels/epoch_slider.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/evaluation_view.h"
#include "ui/panels/my_digits_view.h"
#include "ui/panels/problems_panel.h"
#include "ui/sketch/label_bar.h"
#include "ui/sketch/model_choice.h"
#include "ui/theme.h"

using namespace loom;

namespace {

constexpr QSize kSize(1440, 900);
constexpr int kShownStep = 900;  // in the fourth epoch of five

bool waitFor(const std::function<bool()>& ready) {
  return QTest::qWaitFor(ready, kPatience);
}

/// Layouts settle, the network stands in the middle, and the clock brings a frame.
void settle(WindowDriver& w) {
  QTest::qWait(400);
  QTest::keyClick(&w.canvas, Qt::Key_F);
  QTest::qWait(400);
}

bool save(QWidget& window, const QString& folder, const QString& name) {
  const QString path = folder + "/" + name + ".png";
  if (window.grab().save(path)) return true;
  std::fprintf(stderr, "window_pictures: %s cannot be written\n", qPrintable(path));
  return false;
}

bool save(WindowDriver& w, const QString& folder, const QString& name) {
  return save(w.window, folder, name);
}

/// A whole run of so many epochs.
bool trainFor(WindowDriver& w, int epochs) {
  ReplaceSettings settings = settingsOf(w.document.project());
  settings.training.epochs = epochs;
  w.document.edit("fewer epochs", {settings});
  QTest::keyClick(&w.window, Qt::Key_F5);
  return waitFor(
      [&] { return w.parts.trainer().status().state == TrainerStatus::State::Finished; });
}

/// In the middle of a run, with a drawing that is answered.
bool trainAndDraw(WindowDriver& w) {
  settle(w);
  ReplaceSettings settings = settingsOf(w.document.project());
  settings.training.epochs = 5;
  settings.training.optimizer.params.set("lr", 0.05);
  w.document.edit("fewer epochs", {settings});
  w.canvas.board().select({"conv2"});
  QTest::keyClick(&w.window, Qt::Key_F5);
  Trainer& trainer = w.parts.trainer();
  if (!waitFor([&] { return trainer.status().step >= kShownStep - 200; })) return false;
  w.drawSeven();
  return waitFor([&] { return trainer.status().step >= kShownStep; });
}

bool takeTraining(const QString& folder, ui::ThemeMode theme, const QString& language,
                  const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  return trainAndDraw(w) && save(w, folder, name);
}

/// The same with one layer seen closely.
bool takeActivations(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  w.window.tabs().setCurrentWidget(&w.window.activations());
  return trainAndDraw(w) && save(w, folder, name);
}

/// Ten epochs are over, and the window shows the second.
bool takeScrubber(const QString& folder, ui::ThemeMode theme, const QString& language,
                  const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  w.window.tabs().setCurrentWidget(&w.window.activations());
  w.canvas.board().select({"conv2"});
  if (!trainFor(w, 10)) return false;
  w.drawSeven();
  ui::EpochSlider& slider = w.window.scrubber().slider();
  if (!waitFor([&] { return slider.maximum() == 11; })) return false;
  drag(&slider, {slider.positionOf(9), slider.positionOf(5), slider.positionOf(2)});
  const ui::FrameClock& clock = w.parts.clock();
  if (!waitFor([&] { return clock.last().snapshot && clock.last().snapshot->epoch == 2; }))
    return false;
  QTest::qWait(400);
  return save(w, folder, name);
}

/// The test set after three epochs, and the images behind its most frequent mistake.
bool takeEvaluation(const QString& folder, ui::ThemeMode theme, const QString& language,
                    const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  ui::EvaluationPanel& panel = w.window.evaluation();
  w.window.tabs().setCurrentWidget(&panel);
  if (!trainFor(w, 3)) return false;
  panel.partButton(DataPart::Test).click();
  panel.runButton().click();
  if (!waitFor([&] { return panel.report() && !panel.isBusy(); })) return false;
  const ConfusionMatrix& counts = panel.report()->tally.confusion();
  std::pair<int, int> most{0, 1};
  const auto countOf = [&](std::pair<int, int> cell) {
    return counts[static_cast<std::size_t>(cell.first)][static_cast<std::size_t>(cell.second)];
  };
  for (int i = 0; i < 100; ++i) {
    const std::pair cell{i / 10, i % 10};
    if (cell.first != cell.second && countOf(cell) > countOf(most)) most = cell;
  }
  panel.view().showCell(most.first, most.second);
  QTest::qWait(600);
  return save(w, folder, name);
}

/// The tutorial's own mistake: 400 features asked of 256.
bool takeProblem(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  w.document.edit("no padding", clearParam(w.graph(), "conv1", "padding"));
  w.document.edit("400", setParam(w.graph(), "fc1", "in_features", std::int64_t{400}));
  w.canvas.board().select({"fc1"});
  w.window.tabs().setCurrentWidget(&w.window.problems());
  settle(w);
  return save(w, folder, name);
}

/// The pad: what of a four mattered, and two earlier runs that answer beside the network.
bool takePad(const QString& folder, ui::ThemeMode theme, const QString& language,
             const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize + QSize(0, 140));
  settle(w);
  w.window.files().openTemplate("lenet5");
  if (!waitFor([&] { return w.graph().nodes.size() == 14; })) return false;
  const QTemporaryDir home;
  Project project = w.document.project();
  project.training.optimizer.params.set("lr", 0.05);
  project.training.epochs = 1;
  w.document.reset(project, {});
  w.document.save(home.filePath("lenet5.loom"));
  if (!waitFor([&] { return !w.document.path().isEmpty(); })) return false;
  Trainer& trainer = w.parts.trainer();
  for (int run = 0; run < 3; ++run) {  // the second and third learn longer
    ReplaceSettings settings = settingsOf(w.document.project());
    settings.training.epochs = run == 0 ? 1 : 2;
    settings.training.seed += static_cast<std::uint64_t>(run);
    w.document.edit("another run", {settings});
    QTest::qWait(1100);  // the folder's name has seconds
    QTest::keyClick(&w.window, Qt::Key_F5);
    if (!waitFor([&] { return trainer.status().state == TrainerStatus::State::Finished; }))
      return false;
  }
  ui::SketchPanel& panel = w.window.sketch();
  ui::ModelChoice& models = *panel.models();
  models.refresh();
  if (!waitFor([&] { return models.items().size() >= 3; })) return false;
  for (std::size_t i = 1; i < 3; ++i) models.setChosen(models.items()[i].files, true);
  panel.matteredButton()->click();
  w.drawFour();
  if (!waitFor([&] { return panel.pad()->showsHeat(); })) return false;
  QTest::qWait(600);
  return save(w, folder, name);
}

bool takeStart(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  w.window.files().startPage->trigger();
  QTest::qWait(800);
  return save(w, folder, name);
}

/// The template's two residual blocks, the second folded.
bool takeBlocks(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  w.window.files().openTemplate("resnet");
  if (!waitFor([&] { return w.graph().blocks.size() == 2; })) return false;
  w.canvas.blockCommands().setFolded(w.graph().blocks.back().id, true);
  const QSignalSpy tidied(w.canvas.findChild<ui::TidyRun*>(), &ui::TidyRun::ended);
  w.canvas.commands().tidy->trigger();
  if (!waitFor([&] { return !tidied.isEmpty(); })) return false;
  w.window.tabs().setCurrentWidget(&w.window.analyse());
  settle(w);
  return save(w, folder, name);
}

bool takeTable(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  w.window.tabs().setCurrentWidget(&w.window.analyse());
  w.canvas.board().select({"conv2"});
  settle(w);
  return save(w, folder, name);
}

/// With a caution in a card, and the labels of what was mixed.
bool takeAugmentation(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  ui::AugmentationPanel& panel = w.window.augmentation();
  w.window.tabs().setCurrentWidget(&panel);
  const QSignalSpy pictured(&panel, &ui::AugmentationPanel::pictured);
  panel.findChild<ui::AugmentationList*>()->add(
      "", {{"HorizontalFlip", {}, 0.2}, {"Rotate", {{"degrees", 15.0}}}, {"CutMix", {}, 0.7}});
  if (!waitFor([&] { return !pictured.isEmpty(); })) return false;
  settle(w);
  return save(w, folder, name);
}

/// One sample on its way forward, or a gradient that was proved on the way back; after two epochs.
bool takeMicroscope(const QString& folder, ui::ThemeMode theme, const QString& language, bool back,
                    const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  if (!trainFor(w, 2)) return false;
  ui::MicroscopePanel& panel = w.window.microscope();
  w.window.tabs().setCurrentWidget(&panel);
  settle(w);
  panel.lookButton()->click();
  if (!waitFor([&] { return panel.lab().scope() != nullptr; })) return false;
  const MicroscopeStep wanted{back ? MicroscopeStep::Kind::Backward : MicroscopeStep::Kind::Forward,
                              back ? "fc3" : "conv2"};
  const auto& steps = panel.lab().scope()->steps();
  panel.goTo(static_cast<int>(std::ranges::find(steps, wanted) - steps.begin()));
  if (back) {
    panel.proveButton()->click();
    if (!waitFor([&] { return !panel.verdict().isEmpty() && !panel.lab().isProving(); }))
      return false;
  }
  QTest::qWait(600);
  return save(w, folder, name);
}

/// Thirty drawings that were kept, some of them chosen.
bool takeMyDigits(const QString& folder, ui::ThemeMode theme, const QString& language,
                  const QString& name) {
  ui::applyLanguage(*qApp, language);
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  settle(w);
  w.window.menus().myDigits->trigger();
  ui::MyDigits& digits = w.window.myDigits();
  QTest::qWait(200);
  for (int i = digits.size(); i < 30; ++i) {
    const DigitImage image = writeDigit(i * 7 % 10, Rng(5, static_cast<std::uint64_t>(i)));
    std::vector<float> ink;
    for (const std::uint8_t pixel : image) ink.push_back(static_cast<float>(pixel) / 255);
    digits.keep(ink, i * 7 % 10);
  }
  QListView& list = w.window.myDigitsView()->list();
  for (const int row : {3, 4, 11})
    list.selectionModel()->select(list.model()->index(row, 0), QItemSelectionModel::Select);
  QTest::qWait(400);
  return save(*w.window.myDigitsView(), folder, name);
}

/// A drawing that was kept with another label, below the pad.
bool takeLabel(const QString& folder, ui::ThemeMode theme, const QString& name) {
  ui::applyLanguage(*qApp, "en");
  ui::applyTheme(*qApp, theme);
  WindowDriver w(kSize);
  if (!trainAndDraw(w)) return false;
  w.window.sketch().labels()->labelButton(7)->click();
  QTest::qWait(400);
  return save(w, folder, name);
}

}  // namespace

int main(int argc, char** argv) {
  const QTemporaryDir home;
  // Nobody's own settings and drawings.
  for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
    qputenv(place, home.path().toUtf8());
  QApplication app(argc, argv);
  QApplication::setOrganizationName("layerloom");
  QApplication::setApplicationName("window_pictures");
  if (argc != 2 || !QDir(argv[1]).exists()) {
    std::fprintf(stderr, "usage: window_pictures FOLDER\n");
    return 2;
  }
  QApplication::setFont(QFont("Inter", 10));
  const QString folder = argv[1];
  const bool taken =
      takeTraining(folder, ui::ThemeMode::Light, "en", "window-light") &&
      takeTraining(folder, ui::ThemeMode::Dark, "en", "window-dark") &&
      takeTraining(folder, ui::ThemeMode::Light, "zh_CN", "window-chinese") &&
      takeActivations(folder, ui::ThemeMode::Light, "activations-light") &&
      takeActivations(folder, ui::ThemeMode::Dark, "activations-dark") &&
      takeScrubber(folder, ui::ThemeMode::Light, "en", "scrubber-light") &&
      takeScrubber(folder, ui::ThemeMode::Dark, "zh_CN", "scrubber-dark") &&
      takeEvaluation(folder, ui::ThemeMode::Light, "en", "evaluation-light") &&
      takeEvaluation(folder, ui::ThemeMode::Dark, "zh_CN", "evaluation-dark") &&
      takeStart(folder, ui::ThemeMode::Light, "start-light") &&
      takeStart(folder, ui::ThemeMode::Dark, "start-dark") &&
      takeBlocks(folder, ui::ThemeMode::Light, "blocks-light") &&
      takeBlocks(folder, ui::ThemeMode::Dark, "blocks-dark") &&
      takeTable(folder, ui::ThemeMode::Light, "analyse-light") &&
      takeTable(folder, ui::ThemeMode::Dark, "analyse-dark") &&
      takeProblem(folder, ui::ThemeMode::Light, "problem-light") &&
      takeProblem(folder, ui::ThemeMode::Dark, "problem-dark") &&
      takeAugmentation(folder, ui::ThemeMode::Light, "augmentation-light") &&
      takeAugmentation(folder, ui::ThemeMode::Dark, "augmentation-dark") &&
      takeMicroscope(folder, ui::ThemeMode::Light, "en", false, "microscope-light") &&
      takeMicroscope(folder, ui::ThemeMode::Dark, "en", true, "microscope-dark") &&
      takeMyDigits(folder, ui::ThemeMode::Light, "en", "my-digits-light") &&
      takeMyDigits(folder, ui::ThemeMode::Dark, "zh_CN", "my-digits-dark") &&
      takeLabel(folder, ui::ThemeMode::Light, "label-light") &&
      takeLabel(folder, ui::ThemeMode::Dark, "label-dark") &&
      // Last: projects that were saved are opened and listed by what comes after.
      takePad(folder, ui::ThemeMode::Light, "en", "pad-light") &&
      takePad(folder, ui::ThemeMode::Dark, "zh_CN", "pad-dark");
  return taken ? 0 : 1;
}
