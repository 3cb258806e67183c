#pragma once

// The Training tab: the charts of the run under way, and of those that it is compared with. GUI
// thread.

#include <QList>
#include <QWidget>

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_model.h"

namespace loom::ui {

class ChartGrid;
class ChartTools;
class CompareRuns;
class FrameClock;
class LineChart;
struct Frame;

class TrainingPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TrainingPanel(FrameClock& clock, QWidget* parent = nullptr);

  ChartModel& model() { return model_; }
  CompareRuns& runs() { return *runs_; }
  LineChart* chart(ChartMetric metric) const;
  ChartGrid* grid() const { return grid_; }
  /// Legend and menus, for the end of the tab bar; or, where there is no room, for a row of their
  /// own.
  QWidget* tools() const;
  void takeTools();

  void setFrame(const Frame& frame);
  /// The next run leaves its files in this folder; empty: nowhere.
  void expectRun(const QString& folder, const QString& name);
  void beginRun();
  /// Whose past runs there are to compare with; empty: a project that was not saved.
  void setProject(const QString& path);
  /// Another project: neither curves nor runs of the one before.
  void forget();
  /// These charts as the panel shows them, for an export.
  ChartSheet sheet(const QList<ChartMetric>& metrics) const;

 private:
  void showCharts();

  ChartModel model_;
  CompareRuns* runs_;
  ChartTools* tools_;
  ChartGrid* grid_;
  QList<LineChart*> charts_;
  bool listens_ = true;      // what comes belongs to the project that is open
  bool hasAccuracy_ = true;  // without classes there is none, and the others have the room
  QString folder_, name_;    // of the run that begins next
};

}  // namespace loom::ui
