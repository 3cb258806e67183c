#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/moment_chip.h"
#include "ui/canvas/picture_export.h"
#include "ui/dividers.h"
#include "ui/document.h"
#include "ui/file_actions.h"
#include "ui/language.h"
#include "ui/main_menus.h"
#include "ui/microscope/microscope_panel.h"
#include "ui/my_digits.h"
#include "ui/notice_bar.h"
#include "ui/own_blocks.h"
#include "ui/panels/activations_panel.h"
#include "ui/panels/analyse_panel.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/data_panel.h"
#include "ui/panels/epoch_scrubber.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/panels/problems_panel.h"
#include "ui/panels/project_form.h"
#include "ui/panels/training_bar.h"
#include "ui/panels/training_panel.h"
#include "ui/session.h"
#include "ui/sketch/sketch_panel.h"
#include "ui/start/start_stack.h"
#include "ui/status_line.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr QSize kFirstSize(1680, 1020);
constexpr int kMostForTabs = 640;  // with larger letters the tab bar scrolls

QWidget* column(std::initializer_list<QWidget*> parts, int stretched, QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  int index = 0;
  for (QWidget* part : parts) layout->addWidget(part, index++ == stretched ? 1 : 0);
  return box;
}

QWidget* hairline(QWidget* parent) {
  auto* line = new QFrame(parent);
  line->setFrameShape(QFrame::HLine);
  line->setObjectName(QStringLiteral("hairline"));
  line->setFixedHeight(1);
  return line;
}

}  // namespace

MainWindow::MainWindow(Document& document, Session& session, FrameClock& clock, QWidget* parent)
    : QMainWindow(parent), document_(document) {
  setObjectName(QStringLiteral("mainWindow"));
  setWindowIcon(QIcon(QStringLiteral(":/icons/layerloom.svg")));
  makeViews(session, clock);
  makeLayout();
  joinCanvas(session, clock);
  joinCharts(session);
  joinMenus();
  joinThreads(session);
  joinScrubber(session);
  joinMyDigits(session, clock);
  letters_ = textScale(font());
  restoreLayout();
  retranslate();
  restyle();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeViews(Session& session, FrameClock& clock) {
  canvas_ = new Canvas(document_, this);
  const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  ownBlocks_ = new OwnBlocks(data + QStringLiteral("/blocks"), this);
  palette_ = new Palette(this);
  palette_->setOwnBlocks(*ownBlocks_);
  inspector_ = new Inspector(document_, this);
  problems_ = new ProblemsPanel(document_, this);
  analyse_ = new AnalysePanel(document_, this);
  trainingBar_ = new TrainingBar(session, this);
  trainingPanel_ = new TrainingPanel(clock, this);
  activations_ = new ActivationsPanel(session, this);
  augmentation_ = new AugmentationPanel(document_, session, this);
  evaluation_ = new EvaluationPanel(document_, session, this);
  scrubber_ = new EpochScrubber(session, this);
  momentChip_ = new MomentChip(canvas_);
  microscope_ = new MicroscopePanel(session, this);
  data_ = new DataPanel(document_, session, this);
  sketch_ = new SketchPanel(document_, session, this);
  myDigits_ = new MyDigits(QString::fromStdString(loom::myDigitsFolder()), this);
  notice_ = new NoticeBar(this);
  statusLine_ = new StatusLine(document_, this);
  files_ = new FileActions(document_, this);
  pictures_ = new PictureExport(*canvas_);
  menus_ = new MainMenus(*menuBar(), *files_, *canvas_, *pictures_, *trainingBar_,
                         document_.undoStack(), this);
}

QWidget* MainWindow::makeTopBar() {
  auto* bar = new QWidget(this);
  auto* layout = new QHBoxLayout(bar);
  layout->setContentsMargins(14, 0, 0, 0);
  layout->setSpacing(kGrid);
  const auto button = [&] {
    auto* made = new QToolButton(bar);
    made->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(made);
    return made;
  };
  homeButton_ = button();
  homeButton_->setDefaultAction(files_->startPage);
  homeButton_->setToolButtonStyle(Qt::ToolButtonIconOnly);
  undoButton_ = button();
  undoButton_->setDefaultAction(menus_->undo);
  undoButton_->setToolButtonStyle(Qt::ToolButtonIconOnly);
  redoButton_ = button();
  redoButton_->setDefaultAction(menus_->redo);
  redoButton_->setToolButtonStyle(Qt::ToolButtonIconOnly);
  templatesButton_ = button();
  templatesButton_->setMenu(files_->templates());
  templatesButton_->setPopupMode(QToolButton::InstantPopup);
  layout->addSpacing(kGrid);
  layout->addWidget(trainingBar_, 1);
  return bar;
}

QWidget* MainWindow::makeLeft() {
  auto* box = column({palette_, hairline(this), data_}, 0, this);
  box->setProperty("role", "panel");
  box->setMinimumWidth(180);
  return box;
}

QWidget* MainWindow::makeCentre() {
  tabs_ = new QTabWidget(this);
  tabs_->setDocumentMode(true);
  tabs_->addTab(trainingPanel_, {});
  tabs_->addTab(activations_, {});
  tabs_->addTab(augmentation_, {});
  tabs_->addTab(evaluation_, {});
  tabs_->addTab(microscope_, {});
  tabs_->addTab(analyse_, {});
  tabs_->addTab(problems_, {});
  tabs_->installEventFilter(this);
  connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::placeChartTools);
  rows_ = new QSplitter(Qt::Vertical, this);
  rows_->addWidget(canvas_);
  rows_->addWidget(column({tabs_, hairline(this), scrubber_}, 0, this));
  rows_->setStretchFactor(0, 1);
  rows_->setCollapsible(0, false);
  return rows_;
}

/// At the end of the tab bar, or above the charts where that would hide tabs.
void MainWindow::placeChartTools() {
  QWidget* tools = trainingPanel_->tools();
  const int all = tabs_->tabBar()->sizeHint().width();
  tabs_->setMinimumWidth(std::min(all, kMostForTabs));
  const int room = tabs_->width() - all;
  const bool fits = tools->sizeHint().width() <= room;
  if (fits != (tabs_->cornerWidget() == tools)) {
    tabs_->setCornerWidget(fits ? tools : nullptr);
    if (!fits) trainingPanel_->takeTools();
  }
  if (fits) tools->setVisible(tabs_->currentWidget() == trainingPanel_);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == tabs_ &&
      (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)) {
    placeChartTools();
  }
  return QMainWindow::eventFilter(watched, event);
}

QWidget* MainWindow::makeRight() {
  right_ = new QSplitter(Qt::Vertical, this);
  right_->addWidget(inspector_);
  auto* pad = new QScrollArea(right_);  // with large letters and a low window
  pad->setWidget(sketch_);
  pad->setWidgetResizable(true);
  pad->setFocusPolicy(Qt::NoFocus);
  pad->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  right_->addWidget(pad);
  right_->setStretchFactor(0, 1);
  right_->setMinimumWidth(220);
  return right_;
}

void MainWindow::makeLayout() {
  columns_ = new QSplitter(Qt::Horizontal, this);
  columns_->addWidget(makeLeft());
  columns_->addWidget(makeCentre());
  columns_->addWidget(makeRight());
  columns_->setStretchFactor(1, 1);
  columns_->setCollapsible(1, false);
  for (QSplitter* splitter : {columns_, rows_, right_}) splitter->setHandleWidth(1);
  pages_ = new StartStack(document_, *files_, *canvas_, columns_, this);
  topBar_ = makeTopBar();
  setCentralWidget(column({topBar_, hairline(this), notice_, pages_}, 3, this));
  setStatusBar(statusLine_);
  title_ = new QLabel(this);
  title_->setProperty("role", "muted");
  title_->setContentsMargins(0, 6, 14, 0);
  menuBar()->setCornerWidget(title_);
}

void MainWindow::restoreLayout() {
  resize(kFirstSize.boundedTo(screen()->availableSize()));
  const int left = std::min(grown(237, this), kFirstSize.width() / 5);
  const int right = std::min(grown(306, this), kFirstSize.width() / 4);
  columns_->setSizes({left, kFirstSize.width() - left - right, right});
  rows_->setSizes({618, 302});
  right_->setSizes({430, 488});
  const QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  columns_->restoreState(settings.value(QStringLiteral("window/columns")).toByteArray());
  rows_->restoreState(settings.value(QStringLiteral("window/rows")).toByteArray());
  right_->restoreState(settings.value(QStringLiteral("window/right")).toByteArray());
}

void MainWindow::saveLayout() const {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
  settings.setValue(QStringLiteral("window/columns"), columns_->saveState());
  settings.setValue(QStringLiteral("window/rows"), rows_->saveState());
  settings.setValue(QStringLiteral("window/right"), right_->saveState());
}

void MainWindow::start(const QString& file) {
  files_->start(file);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!closing_ && document_.isModified()) {
    event->ignore();
    files_->whenSafe([this] {
      closing_ = true;
      close();
    });
    return;
  }
  saveLayout();
  event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange && title_) retranslate();
  if (event->type() == QEvent::PaletteChange && title_) restyle();
  // The style sheet's measures are of the old letters.
  if (event->type() == QEvent::FontChange && title_ && textScale(font()) != letters_) {
    letters_ = textScale(font());
    refreshTheme();
  }
  QMainWindow::changeEvent(event);
}

bool MainWindow::event(QEvent* event) {
  if (event->type() == QEvent::ThemeChange) refreshTheme();
  return QMainWindow::event(event);
}

/// The system's colours or letters are others now. Queued: the event may come from within applying
/// a theme.
void MainWindow::refreshTheme() {
  if (refreshing_) return;
  refreshing_ = true;
  QTimer::singleShot(0, this, [this] {
    const QSettings settings;
    applyTheme(*qApp, themeMode(settings.value(QStringLiteral("view/theme")).toString()));
    refreshing_ = false;
  });
}

void MainWindow::setTheme(const QString& mode) {
  QSettings().setValue(QStringLiteral("view/theme"), mode);
  applyTheme(*qApp, themeMode(mode));
}

void MainWindow::setLanguage(const QString& language) {
  QSettings().setValue(QStringLiteral("view/language"), language);
  applyLanguage(*qApp, language);
}

void MainWindow::restyle() {
  files_->startPage->setIcon(themedIcon(QStringLiteral("home"), palette()));
  menus_->undo->setIcon(themedIcon(QStringLiteral("undo"), palette()));
  menus_->redo->setIcon(themedIcon(QStringLiteral("redo"), palette()));
  QPalette line = palette();
  line.setColor(QPalette::WindowText, Theme::of(this).line);
  for (QFrame* frame : findChildren<QFrame*>(QStringLiteral("hairline"))) {
    frame->setFrameShadow(QFrame::Plain);
    frame->setPalette(line);
  }
}

void MainWindow::showTitle() {
  const QString file = document_.displayName();
  const QString name = QString::fromStdString(document_.project().name);
  QString title = file;
  if (!document_.path().isEmpty() && !name.isEmpty()) title = name + QStringLiteral(" · ") + file;
  setWindowModified(document_.isModified());
  setWindowTitle(title + QStringLiteral("[*] — Layerloom"));
  const QString shown = title + (document_.isModified() ? QStringLiteral(" •") : QString()) +
                        QStringLiteral(" — Layerloom");
  if (title_->text() == shown) return;
  title_->setText(shown);
  title_->setToolTip(document_.path());
  menuBar()->setCornerWidget(title_);  // the bar gives it a new width only when it is set
  title_->show();
}

void MainWindow::showProblemCount(int problems) {
  problemCount_ = problems;
  tabs_->setTabText(tabs_->indexOf(problems_),
                    problems == 0 ? tr("Problems") : tr("Problems (%1)").arg(problems));
}

void MainWindow::retranslate() {
  menus_->retranslate();
  dividers_->retranslate();
  templatesButton_->setText(tr("Templates") + QStringLiteral(" ▾"));
  templatesButton_->setToolTip(tr("Begin with a finished network"));
  homeButton_->setAccessibleName(tr("Start page"));
  undoButton_->setAccessibleName(tr("Undo"));
  redoButton_->setAccessibleName(tr("Redo"));
  tabs_->setTabText(0, tr("Training"));
  tabs_->setTabText(1, tr("Activations"));
  tabs_->setTabText(2, tr("Augmentation"));
  tabs_->setTabText(3, tr("Evaluation"));
  tabs_->setTabText(4, tr("Microscope"));
  tabs_->setTabText(5, tr("Analyse"));
  tabs_->setAccessibleName(tr("Panels"));
  showProblemCount(static_cast<int>(document_.analysis().problems.size()));
  showTitle();
}

}  // namespace loom::ui
