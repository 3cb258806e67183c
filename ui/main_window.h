#pragma once

// The window: it places the views and joins their signals; no view knows another. GUI thread.

#include <QMainWindow>

class QLabel;
class QSplitter;
class QTabWidget;
class QToolButton;
class QVBoxLayout;

namespace loom::ui {

class ActivationsPanel;
class AnalysePanel;
class AugmentationPanel;
class Canvas;
class DataPanel;
class Dividers;
class Document;
class EpochScrubber;
class EvaluationPanel;
class FileActions;
class FrameClock;
class Inspector;
class MainMenus;
class MomentChip;
class MicroscopePanel;
class MyDigits;
class MyDigitsView;
class NoticeBar;
class OwnBlocks;
class Palette;
class PictureExport;
class ProblemsPanel;
class Session;
class SketchPanel;
class StartStack;
class StatusLine;
class TrainingBar;
class TrainingPanel;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(Document& document, Session& session, FrameClock& clock, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens `file`, or what was open last, or the first template.
  void start(const QString& file);

  Canvas& canvas() const { return *canvas_; }
  Palette& palettePanel() const { return *palette_; }
  Inspector& inspector() const { return *inspector_; }
  ProblemsPanel& problems() const { return *problems_; }
  TrainingBar& trainingBar() const { return *trainingBar_; }
  TrainingPanel& trainingPanel() const { return *trainingPanel_; }
  ActivationsPanel& activations() const { return *activations_; }
  AnalysePanel& analyse() const { return *analyse_; }
  AugmentationPanel& augmentation() const { return *augmentation_; }
  EvaluationPanel& evaluation() const { return *evaluation_; }
  EpochScrubber& scrubber() const { return *scrubber_; }
  MomentChip& momentChip() const { return *momentChip_; }
  MicroscopePanel& microscope() const { return *microscope_; }
  DataPanel& data() const { return *data_; }
  SketchPanel& sketch() const { return *sketch_; }
  MyDigits& myDigits() const { return *myDigits_; }
  /// The window of the kept drawings; null until it was wanted.
  MyDigitsView* myDigitsView() const { return myDigitsView_; }
  NoticeBar& notice() const { return *notice_; }
  FileActions& files() const { return *files_; }
  PictureExport& pictures() const { return *pictures_; }
  MainMenus& menus() const { return *menus_; }
  StartStack& pages() const { return *pages_; }
  QTabWidget& tabs() const { return *tabs_; }
  /// Top bar, layers, canvas, panels, settings, pad: as F6 goes through them.
  QList<QWidget*> areas() const;

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  bool focusNextPrevChild(bool forward) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeViews(Session& session, FrameClock& clock);
  QWidget* makeTopBar();
  QWidget* makeLeft();
  QWidget* makeCentre();
  QWidget* makeRight();
  void placeChartTools();
  void makeLayout();
  void joinCanvas(Session& session, FrameClock& clock);
  void chooseNodes(const QStringList& ids);
  void joinCharts(Session& session);
  void joinMenus();
  void joinThreads(Session& session);
  void joinScrubber(Session& session);
  void joinMyDigits(Session& session, FrameClock& clock);
  void restoreLayout();
  void saveLayout() const;
  void showTitle();
  void showProblemCount(int problems);
  void refreshTheme();
  void setTheme(const QString& mode);
  void setLanguage(const QString& language);
  void restyle();
  void retranslate();

  Document& document_;
  Canvas* canvas_;
  OwnBlocks* ownBlocks_;
  Palette* palette_;
  Inspector* inspector_;
  ProblemsPanel* problems_;
  TrainingBar* trainingBar_;
  TrainingPanel* trainingPanel_;
  ActivationsPanel* activations_;
  AnalysePanel* analyse_;
  AugmentationPanel* augmentation_;
  EvaluationPanel* evaluation_;
  EpochScrubber* scrubber_;
  MomentChip* momentChip_;
  MicroscopePanel* microscope_;
  DataPanel* data_;
  SketchPanel* sketch_;
  MyDigits* myDigits_;
  MyDigitsView* myDigitsView_ = nullptr;
  StartStack* pages_;
  NoticeBar* notice_;
  StatusLine* statusLine_;
  FileActions* files_;
  PictureExport* pictures_;
  MainMenus* menus_;
  Dividers* dividers_;
  QTabWidget* tabs_;
  QWidget* topBar_;
  QToolButton *homeButton_, *undoButton_, *redoButton_, *templatesButton_;
  QLabel* title_;
  QSplitter *columns_, *rows_, *right_;
  int problemCount_ = 0;
  bool refreshing_ = false;  // a new look is on its way
  double letters_ = 1;       // the scale of what the style sheet was made for
  bool closing_ = false;     // what could be lost was asked about
};

}  // namespace loom::ui
