#pragma once

// The figures of each class, sorted by a click on a title, copied as CSV or Markdown. GUI thread.

#include <QWidget>
#include <memory>

#include "engine/inspect/evaluation.h"

class QTableView;
class QToolButton;

namespace loom::ui {

class ClassModel;

class ClassTable : public QWidget {
  Q_OBJECT

 public:
  explicit ClassTable(QWidget* parent = nullptr);

  void show(std::shared_ptr<const loom::EvaluationReport> report);
  ClassModel& model() const { return *model_; }
  QTableView& table() const { return *table_; }

 signals:
  /// Somebody wants to see a class and what it is taken for most often (-1: nothing).
  void classChosen(int index, int confusedWith);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void turnSort(int column);
  void choose();
  void copy(const QString& text);
  void fitTable();
  void retranslate();

  ClassModel* model_;
  QTableView* table_;
  QToolButton *csv_, *markdown_;
  int sorted_ = -1;
  Qt::SortOrder direction_ = Qt::AscendingOrder;
};

}  // namespace loom::ui
