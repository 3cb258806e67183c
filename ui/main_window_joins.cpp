// Which view hears what from which.

#include <QLineEdit>
#include <QSettings>
#include <QTabWidget>

#include "engine/base/threads.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/moment_chip.h"
#include "ui/canvas/picture_export.h"
#include "ui/canvas/status_chip.h"
#include "ui/dividers.h"
#include "ui/document.h"
#include "ui/file_actions.h"
#include "ui/focus_walk.h"
#include "ui/frame_clock.h"
#include "ui/help.h"
#include "ui/main_menus.h"
#include "ui/main_window.h"
#include "ui/microscope/microscope_panel.h"
#include "ui/my_digits.h"
#include "ui/notice_bar.h"
#include "ui/own_blocks.h"
#include "ui/panels/analyse_panel.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/epoch_scrubber.h"
#include "ui/panels/inspector.h"
#include "ui/panels/my_digits_view.h"
#include "ui/panels/palette.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/project_form.h"
#include "ui/panels/training_bar.h"
#include "ui/panels/training_panel.h"
#include "ui/session.h"
#include "ui/sketch/label_bar.h"
#include "ui/sketch/sketch_panel.h"
#include "ui/start/start_stack.h"
#include "ui/status_line.h"

namespace loom::ui {

void MainWindow::joinCanvas(Session& session, FrameClock& clock) {
  connect(palette_, &Palette::chosen, this, [this](const QString& type) {
    if (const auto* found = loom::findLayerType(type.toStdString()))
      canvas_->commands().addToSelection(*found);
  });
  connect(palette_, &Palette::dragStarted, canvas_, &Canvas::beginPlacing);
  connect(palette_, &Palette::blockChosen, this, [this](const QString& name) {
    const auto found = ownBlocks_->all().find(name);
    if (found != ownBlocks_->all().end())
      canvas_->commands().addBlock(found->second, name, std::nullopt, std::nullopt);
  });
  connect(palette_, &Palette::blockDragStarted, this, [this](const QString& name) {
    const auto found = ownBlocks_->all().find(name);
    if (found != ownBlocks_->all().end()) canvas_->beginPlacingBlock(name, found->second);
  });
  connect(&canvas_->blockCommands(), &BlockCommands::keepWanted, ownBlocks_, &OwnBlocks::keep);
  connect(ownBlocks_, &OwnBlocks::failed, notice_, &NoticeBar::showError);
  connect(sketch_, &SketchPanel::failed, notice_, &NoticeBar::showError);
  connect(palette_, &Palette::dragMoved, canvas_, &Canvas::movePlacing);
  connect(palette_, &Palette::dragDropped, canvas_, &Canvas::finishPlacing);
  connect(palette_, &Palette::dragCancelled, canvas_, &Canvas::cancelGesture);
  connect(canvas_, &Canvas::selectionChanged, inspector_, &Inspector::setSelection);
  connect(canvas_, &Canvas::settingsWanted, inspector_, &Inspector::focusFirstField);
  connect(canvas_, &Canvas::selectionChanged, &session, [&session](const QStringList& ids) {
    session.setSelectedNode(ids.size() == 1 ? ids.front() : QString());
  });
  connect(canvas_, &Canvas::visibleNodesChanged, &session, &Session::setVisibleNodes);
  connect(canvas_, &Canvas::wireHovered, &session, &Session::setWire);
  connect(canvas_, &Canvas::zoomChanged, statusLine_, &StatusLine::setZoom);
  const auto say = [this](const QString& text) { statusLine_->showMessage(text, 4000); };
  connect(canvas_, &Canvas::message, this, say);
  connect(analyse_, &AnalysePanel::message, this, say);
  connect(&canvas_->statusChip(), &QAbstractButton::clicked, this,
          [this] { tabs_->setCurrentWidget(problems_); });
  connect(problems_, &ProblemsPanel::nodeChosen, canvas_, &Canvas::reveal);
  connect(canvas_, &Canvas::selectionChanged, analyse_, &AnalysePanel::setSelection);
  connect(analyse_, &AnalysePanel::nodesChosen, this, &MainWindow::chooseNodes);
  connect(microscope_, &MicroscopePanel::travelled, canvas_, &Canvas::showTravel);
  connect(problems_, &ProblemsPanel::countChanged, this, &MainWindow::showProblemCount);
  connect(&clock, &FrameClock::frame, canvas_, &Canvas::setFrame);
  connect(&clock, &FrameClock::frame, inspector_, &Inspector::setFrame);
  connect(&clock, &FrameClock::frame, statusLine_, &StatusLine::setFrame);
  connect(&session, &Session::refused, this, [this](const QString& node, const QString&) {
    tabs_->setCurrentWidget(problems_);
    if (!node.isEmpty()) canvas_->reveal(node);
  });
  connect(files_, &FileActions::failed, notice_, &NoticeBar::showError);
  connect(files_, &FileActions::succeeded, notice_, &QWidget::hide);
  connect(pictures_, &PictureExport::failed, notice_, &NoticeBar::showError);
  connect(pictures_, &PictureExport::written, notice_, &QWidget::hide);
  connect(pictures_, &PictureExport::message, this, say);
}

void MainWindow::chooseNodes(const QStringList& ids) {
  if (ids.size() == 1) return canvas_->reveal(ids.front());
  Scene::Ids chosen;
  for (const QString& id : ids) chosen.insert(id.toStdString());
  canvas_->board().select(std::move(chosen));
}

QList<QWidget*> MainWindow::areas() const {
  if (pages_->showsPage()) return {topBar_, notice_, pages_->currentWidget()};
  return {topBar_, notice_, palette_, data_, canvas_, tabs_->parentWidget(), inspector_, sketch_};
}

bool MainWindow::focusNextPrevChild(bool forward) {
  return stepFocus(areas(), forward);
}

void MainWindow::joinCharts(Session& session) {
  connect(&session, &Session::beginning, trainingPanel_, &TrainingPanel::expectRun);
  connect(&document_, &Document::replaced, trainingPanel_, &TrainingPanel::forget);
  connect(&document_, &Document::pathChanged, this,
          [this] { trainingPanel_->setProject(document_.path()); });
}

void MainWindow::joinMenus() {
  dividers_ = new Dividers({columns_, rows_, right_}, *canvas_, this);
  menus_->view().addMenu(dividers_->makeMenu());
  connect(menus_->nextArea, &QAction::triggered, this, [this] { stepArea(areas(), true); });
  connect(menus_->previousArea, &QAction::triggered, this, [this] { stepArea(areas(), false); });
  connect(menus_->quit, &QAction::triggered, this, &QWidget::close);
  connect(menus_->searchLayers, &QAction::triggered, this, [this] {
    palette_->searchField()->setFocus(Qt::ShortcutFocusReason);
    palette_->searchField()->selectAll();
  });
  connect(menus_->projectSettings, &QAction::triggered, this,
          [this] { canvas_->board().select({}); });
  connect(menus_->showProblems, &QAction::triggered, this,
          [this] { tabs_->setCurrentWidget(problems_); });
  connect(menus_->shortcuts, &QAction::triggered, this, [this] { showShortcuts(this); });
  connect(menus_->about, &QAction::triggered, this, [this] { showAbout(this); });
  for (const QAction* action : {trainingBar_->trainAction(), trainingBar_->stepAction()})
    connect(action, &QAction::triggered, pages_, &StartStack::showCanvas);
  connect(menus_, &MainMenus::themeChosen, this, &MainWindow::setTheme);
  connect(menus_, &MainMenus::languageChosen, this, &MainWindow::setLanguage);
  connect(&document_, &Document::pathChanged, this, &MainWindow::showTitle);
  connect(&document_, &Document::changed, this, &MainWindow::showTitle);
  connect(&document_, &Document::modifiedChanged, this, &MainWindow::showTitle);
}

void MainWindow::joinScrubber(Session& session) {
  menus_->train().addSeparator();
  menus_->train().addMenu(scrubber_->menu());
  connect(&session, &Session::epochChanged, momentChip_, &MomentChip::setEpoch);
  connect(&session, &Session::epochChanged, this, [this](int epoch) {
    trainingPanel_->model().setMoment(epoch < 0 ? std::nullopt : std::optional<double>(epoch));
  });
  connect(momentChip_, &QAbstractButton::clicked, &session, [this, &session] {
    canvas_->setFocus();  // the chip goes away
    session.setEpoch(-1);
  });
}

/// Remembered unless they are all that the machine has, which another machine has more or less of.
void MainWindow::joinThreads(Session& session) {
  const QString key = QStringLiteral("machine/threads");
  const int most = loom::hardwareThreads();
  const int saved = QSettings().value(key, most).toInt();
  const int threads = saved > 0 ? std::min(saved, most) : most;
  inspector_->projectForm()->setThreads(threads);
  session.setThreads(threads);
  connect(inspector_->projectForm(), &ProjectForm::threadsChosen, &session,
          [&session, key, most](int chosen) {
            QSettings settings;
            if (chosen < most)
              settings.setValue(key, chosen);
            else
              settings.remove(key);
            session.setThreads(chosen);
          });
}

/// What a fine-tune learns must be on disk before it begins.
void MainWindow::joinMyDigits(Session& session, FrameClock& clock) {
  LabelBar* labels = sketch_->labels();
  labels->setStore(*myDigits_);
  const auto tune = [this, &session] {
    myDigits_->afterWrites([this, &session] { session.fineTune(myDigits_->size()); });
  };
  const auto show = [this, &clock, tune] {
    if (!myDigitsView_) {
      myDigitsView_ = new MyDigitsView(*myDigits_, this);
      connect(&clock, &FrameClock::frame, myDigitsView_, &MyDigitsView::setFrame);
      connect(myDigitsView_, &MyDigitsView::tuneWanted, this, tune);
      myDigitsView_->setFrame(clock.last());
    }
    myDigits_->refresh();
    myDigitsView_->show();
    myDigitsView_->raise();
    myDigitsView_->activateWindow();
  };
  connect(labels, &LabelBar::tuneWanted, this, tune);
  connect(labels, &LabelBar::listWanted, this, show);
  connect(menus_->myDigits, &QAction::triggered, this, show);
  connect(myDigits_, &MyDigits::failed, notice_, &NoticeBar::showError);
  connect(&session, &Session::tuningRefused, notice_, &NoticeBar::showError);
}

}  // namespace loom::ui
