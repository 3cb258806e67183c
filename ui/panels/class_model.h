#pragma once

// The figures of each class as a table that can be sorted. GUI thread.

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/inspect/evaluation.h"

namespace loom::ui {

class ClassModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Samples, Predicted, Precision, Recall, F1, Confused, ColumnCount };

  explicit ClassModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(std::shared_ptr<const loom::EvaluationReport> report);
  /// The class that stands in a row.
  int classAt(int row) const { return order_[static_cast<std::size_t>(row)]; }
  /// What it is taken for most often, or -1.
  int confusedWith(int index) const;

  QString csv() const;
  QString markdown() const;
  static bool isNumber(int column) { return column != Name && column != Confused; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;
  /// -1: by number.
  void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

 private:
  void arrange();
  QString title(int column) const;
  double value(int index, int column) const;
  QString text(int index, int column) const;

  std::shared_ptr<const loom::EvaluationReport> report_;
  std::vector<int> order_;
  std::vector<int> confused_;
  int sorted_ = -1;
  Qt::SortOrder direction_ = Qt::AscendingOrder;
};

}  // namespace loom::ui
