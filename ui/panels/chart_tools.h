#pragma once

// What a person sets of the charts: which are shown, over what, how smooth, on which scale, beside
// which runs; and their export. What was set is remembered. GUI thread.

#include <QList>
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/charts/chart_model.h"

class QAction;
class QMenu;
class QToolButton;

namespace loom::ui {

class ComparePopup;
class CompareRuns;

class ChartTools : public QWidget {
  Q_OBJECT

 public:
  ChartTools(ChartModel& model, CompareRuns& runs, QWidget* parent = nullptr);

  /// The charts that a person wants, in their order; at least one.
  const QList<ChartMetric>& wanted() const { return wanted_; }
  /// Those that can be exported one by one.
  void setExportable(const QList<ChartMetric>& metrics);
  ComparePopup* popup() const { return popup_; }
  /// All in one line; where there is less room, they take several.
  QSize sizeHint() const override;

 signals:
  void wantedChanged();
  /// These charts, on one sheet.
  void exportWanted(const QList<loom::ui::ChartMetric>& metrics);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QToolButton* menuButton(const char* name);
  void restore();
  void remember() const;
  void retranslate();
  void fillCharts();
  void fillExport();
  void addChoice(QToolButton* button, const std::function<QString()>& text,
                 const std::function<bool()>& isChosen, const std::function<void()>& choose);
  void makeChoices();
  void showChoices();
  void showCount();
  void setWanted(ChartMetric metric, bool wanted);

  /// An entry of a menu of which one is chosen, whose words are the button's.
  struct Choice {
    QToolButton* button;
    QAction* action;
    std::function<QString()> text;
    std::function<bool()> isChosen;
  };

  ChartModel& model_;
  CompareRuns& runs_;
  ComparePopup* popup_;
  std::vector<Choice> choices_;
  QList<ChartMetric> wanted_{ChartMetric::Loss, ChartMetric::Accuracy};
  QList<ChartMetric> exportable_;
  QToolButton *charts_, *axis_, *smoothing_, *scale_, *compare_, *export_;
};

}  // namespace loom::ui
