#pragma once

// One evaluation: its figures, the matrix of what is taken for what (or, of numbers, predicted
// against true), and beside it one page: the samples of a cell, the worst, the least certain, the
// calibration, the table of classes, or the texts that the network wrote. GUI thread.

#include <QWidget>
#include <memory>
#include <optional>

#include "engine/inspect/evaluation.h"
#include "ui/charts/confusion_chart.h"

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace loom::ui {

class ClassTable;
class FlowLayout;
class NumberLabel;
class PredictedChart;
class ReliabilityChart;
class SampleBrowser;
class WrittenView;

class EvaluationView : public QWidget {
  Q_OBJECT

 public:
  enum Page { Cell, Worst, LeastCertain, Reliability, PerClass, Written, PageCount };

  explicit EvaluationView(QWidget* parent = nullptr);
  ~EvaluationView() override;

  /// Page and cell stay what they are, as far as the report has them.
  void show(std::shared_ptr<const loom::EvaluationReport> report);
  void showPage(Page page);
  void showCell(int truth, int predicted);
  /// Lets go of the report, and of cell and page.
  void forget();

  Page page() const { return page_; }
  QToolButton& button(Page page) const { return *buttons_[page]; }
  ConfusionChart& matrix() const { return *matrix_; }
  SampleBrowser& browser() const { return *browser_; }
  ReliabilityChart& reliability() const { return *reliability_; }
  PredictedChart& predicted() const { return *predicted_; }
  ClassTable& classes() const { return *classes_; }
  WrittenView& written() const { return *written_; }
  /// "Accuracy 98.71 %", ... as they stand there.
  QStringList figures() const;

 signals:
  void sampleChosen(int sample);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Figure {
    QWidget* box = nullptr;
    QLabel* name = nullptr;
    NumberLabel* value = nullptr;
  };

  QWidget* makeLeft();
  QWidget* makeRight();
  Figure makeFigure();
  void showFigures();
  void showChart();
  void fillBrowser();
  void showLegend(const QString& reading);
  void chooseFirstCell();
  QStringList classNames() const;
  bool has(Page page) const;
  void retranslate();

  std::shared_ptr<const loom::EvaluationReport> report_;
  Page page_ = Cell;
  std::optional<ConfusionChart::Cell> cell_;
  QWidget* left_ = nullptr;
  QStackedWidget* charts_ = nullptr;
  ConfusionChart* matrix_ = nullptr;
  PredictedChart* predicted_ = nullptr;
  NumberLabel* legend_ = nullptr;
  QToolButton* shares_ = nullptr;
  FlowLayout* figureRow_ = nullptr;
  std::vector<Figure> figures_;
  QToolButton* buttons_[PageCount] = {};
  QStackedWidget* pages_ = nullptr;
  SampleBrowser* browser_ = nullptr;
  ReliabilityChart* reliability_ = nullptr;
  ClassTable* classes_ = nullptr;
  WrittenView* written_ = nullptr;
};

}  // namespace loom::ui
