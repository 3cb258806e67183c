#pragma once

// What each layer gives and costs, one row a node: in the network's own order, or sorted by a
// column. It copies what it shows, so that it can say which rows are new. GUI thread.

#include <QAbstractTableModel>
#include <QHash>
#include <vector>

#include "engine/layers/layer_type.h"

namespace loom {
struct Analysis;
struct Graph;
}  // namespace loom

namespace loom::ui {

class AnalyseModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    Name,
    Type,
    OutputShape,
    Parameters,
    ParameterShare,
    Flops,
    FlopShare,
    ColumnCount
  };
  enum Role {
    ShareRole = Qt::UserRole,  // of a share: 0..1, NaN where there is nothing to share
    CategoryRole,              // of a type: its category, invalid if it is unknown
    TroubleRole                // whether the row's node has an error
  };

  explicit AnalyseModel(QObject* parent = nullptr);

  void show(const loom::Graph& graph, const loom::Analysis& analysis);
  /// The network's order is column -1.
  void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
  int sortedColumn() const { return sorted_; }
  Qt::SortOrder sortOrder() const { return direction_; }

  /// Or -1.
  int rowOf(const QString& id) const;
  QString idAt(int row) const;
  /// Of the whole network.
  QString total(int column) const;
  /// Short for the header, long where nothing stands around it.
  QString title(int column) const;
  QString longTitle(int column) const;
  /// Stands beside the title of the sorted column.
  static QString sortMark(Qt::SortOrder order);
  static bool isNumber(int column) { return column >= Parameters; }
  static bool isShare(int column) { return column == ParameterShare || column == FlopShare; }
  /// The text of the column that takes most room, or one of its length.
  QStringList longest(int column) const;

  /// The table as shown, with its totals; CSV has plain numbers and shares of one.
  QString csv() const;
  QString markdown() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString name, type, shape, trouble;
    std::int64_t parameters = 0;
    std::int64_t flops = 0;
    bool error = false;
    const loom::LayerType* layer = nullptr;
    bool operator==(const Row&) const = default;
  };
  std::vector<Row> rowsOf(const loom::Graph& graph, const loom::Analysis& analysis) const;
  void arrange();
  bool isLess(const Row& a, const Row& b) const;
  const Row& rowAt(int row) const { return rows_[static_cast<std::size_t>(order_[row])]; }
  double share(const Row& row, int column) const;
  QString text(const Row& row, int column) const;
  QString plain(const Row& row, int column) const;
  QString toolTip(const Row& row, int column) const;

  std::vector<Row> rows_;    // in the network's order
  QList<int> order_;         // of what is shown: which of rows_
  QHash<QString, int> row_;  // id -> row shown
  Row total_;
  int sorted_ = -1;
  Qt::SortOrder direction_ = Qt::AscendingOrder;
};

}  // namespace loom::ui
