#pragma once

// The runs that can lie behind the one under way: those beside the project file, and the one before
// in this session. It finds them and reads their curves on another thread, and gives those that a
// person chose to the charts. What was chosen stays when a new run begins; a run that was deleted
// meanwhile is dropped without a word. GUI thread.

#include <QDateTime>
#include <QObject>
#include <QString>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "ui/background.h"
#include "ui/charts/chart_model.h"

namespace loom {
struct PastRun;
}

namespace loom::ui {

class CompareRuns : public QObject {
  Q_OBJECT

 public:
  struct Item {
    QString id;    // the run's folder; empty: the run before, of a project that was not saved
    QString name;  // of its project
    QDateTime started;
    QString result;   // "validation 97.8 % · best epoch 4"
    QString problem;  // why it cannot be shown; empty: it can
    bool chosen = false;
    bool loading = false;
    int style = 0;  // while it is chosen
    std::shared_ptr<RunCurves> curves;
  };

  explicit CompareRuns(ChartModel& charts, QObject* parent = nullptr);
  ~CompareRuns() override;

  const std::vector<Item>& items() const { return items_; }
  /// "LeNet-5 · 15:37"
  static QString title(const Item& item);
  bool isSearching() const { return searching_; }

  /// Whose runs: a project file; empty: one that was not saved.
  void setProject(const QString& path);
  /// Begins with a run in this folder (empty: it is not saved); what the charts showed is kept.
  void beginRun(const QString& folder, const QString& name);
  /// Another project: nothing is kept of the one before.
  void forget();
  /// Looks which runs there are.
  void refresh();
  void setChosen(const QString& id, bool chosen);
  void chooseNone();

 signals:
  /// Items, or what is said of them.
  void changed();

 private:
  Item* find(const QString& id);
  void take(const std::vector<PastRun>& found);
  void load(Item& item);
  void loaded(const QString& id, const std::shared_ptr<RunCurves>& curves, const QString& problem,
              bool gone);
  int freeStyle() const;
  void show();

  ChartModel& charts_;
  QString project_;
  QString running_, runningName_;  // the folder of the run that the charts show, and its name
  QDateTime began_;
  std::vector<Item> items_;
  std::vector<std::pair<QString, std::shared_ptr<RunCurves>>> remembered_;  // of this session
  int asked_ = 0;  // answers to older questions do not count
  bool searching_ = false;
  std::shared_ptr<std::atomic<bool>> stop_ = std::make_shared<std::atomic<bool>>(false);
  Background background_;
};

}  // namespace loom::ui
