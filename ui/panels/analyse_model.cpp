#include "ui/panels/analyse_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/graph/analysis.h"
#include "ui/engine_text.h"
#include "ui/tabular.h"

namespace loom::ui {

namespace {

const auto kUnknown = QStringLiteral("–");

QString quotedCsv(const QString& text) {
  if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) &&
      !text.contains(QLatin1Char('\n')))
    return text;
  return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QLatin1String("\"\"")) +
         QLatin1Char('"');
}

QString markdownLine(QStringList cells) {
  for (QString& cell : cells) {
    cell.replace(QLatin1Char('|'), QLatin1String("\\|"));
    cell.replace(QLatin1Char('\n'), QLatin1Char(' '));
  }
  return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

}  // namespace

AnalyseModel::AnalyseModel(QObject* parent) : QAbstractTableModel(parent) {}

std::vector<AnalyseModel::Row> AnalyseModel::rowsOf(const loom::Graph& graph,
                                                    const loom::Analysis& analysis) const {
  QHash<QString, const loom::Node*> nodes;
  for (const loom::Node& node : graph.nodes) nodes.insert(QString::fromStdString(node.id), &node);
  std::vector<Row> rows;
  QHash<QString, std::size_t> at;
  for (const std::string& id : analysis.order) {
    Row row;
    row.name = QString::fromStdString(id);
    row.shape = kUnknown;
    if (at.contains(row.name)) continue;  // two nodes of one name cannot be told apart
    if (const loom::Node* node = nodes.value(row.name))
      row.type = QString::fromStdString(node->type);
    if (const loom::NodeInfo* info = analysis.find(id)) {
      row.layer = info->type;
      row.parameters = info->parameterCount;
      row.flops = info->flops;
      if (info->output) row.shape = QString::fromStdString(info->output->text());
    }
    at.insert(row.name, rows.size());
    rows.push_back(std::move(row));
  }
  for (const loom::Problem& problem : analysis.problems) {
    const auto found = at.find(QString::fromStdString(problem.node));
    if (found == at.end()) continue;
    Row& row = rows[*found];
    row.error |= problem.severity == loom::Problem::Severity::Error;
    if (!row.trouble.isEmpty()) row.trouble += QLatin1Char('\n');
    row.trouble += engineText(problem.text);
  }
  return rows;
}

void AnalyseModel::show(const loom::Graph& graph, const loom::Analysis& analysis) {
  std::vector<Row> rows = rowsOf(graph, analysis);
  const bool sameNodes = std::ranges::equal(
      rows, rows_, {}, [](const Row& row) { return row.name; },
      [](const Row& row) { return row.name; });
  const bool sameTotals =
      total_.parameters == analysis.parameterCount && total_.flops == analysis.flops;
  total_.parameters = analysis.parameterCount;
  total_.flops = analysis.flops;
  if (!sameNodes) {
    beginResetModel();
    rows_ = std::move(rows);
    arrange();
    endResetModel();
    return;
  }
  if (rows == rows_ && sameTotals) return;
  rows_ = std::move(rows);
  sort(sorted_, direction_);
  if (!rows_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void AnalyseModel::sort(int column, Qt::SortOrder order) {
  sorted_ = column;
  direction_ = order;
  const QList<int> before = order_;
  emit layoutAboutToBeChanged({}, VerticalSortHint);
  const QModelIndexList from = persistentIndexList();  // views have just laid theirs down
  arrange();
  QModelIndexList to;
  for (const QModelIndex& old : from) {
    const Row& row = rows_[static_cast<std::size_t>(before[old.row()])];
    to << index(rowOf(row.name), old.column());
  }
  changePersistentIndexList(from, to);
  emit layoutChanged({}, VerticalSortHint);
  emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void AnalyseModel::arrange() {
  order_.resize(static_cast<qsizetype>(rows_.size()));
  std::iota(order_.begin(), order_.end(), 0);
  const auto row = [this](int i) -> const Row& { return rows_[static_cast<std::size_t>(i)]; };
  if (sorted_ >= 0) {
    std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
      return direction_ == Qt::AscendingOrder ? isLess(row(a), row(b)) : isLess(row(b), row(a));
    });
  }
  row_.clear();
  for (int i = 0; i < order_.size(); ++i) row_.insert(row(order_[i]).name, i);
}

bool AnalyseModel::isLess(const Row& a, const Row& b) const {
  switch (sorted_) {
    case Name:
      return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    case Type:
      return a.type.compare(b.type, Qt::CaseInsensitive) < 0;
    case OutputShape:
      return a.shape < b.shape;
    case Parameters:
    case ParameterShare:
      return a.parameters < b.parameters;
    default:
      return a.flops < b.flops;
  }
}

QString AnalyseModel::sortMark(Qt::SortOrder order) {
  return order == Qt::AscendingOrder ? QStringLiteral("\u202f▴\u202f")
                                     : QStringLiteral("\u202f▾\u202f");
}

int AnalyseModel::rowOf(const QString& id) const {
  return row_.value(id, -1);
}

QString AnalyseModel::idAt(int row) const {
  return row >= 0 && row < rowCount() ? rowAt(row).name : QString();
}

int AnalyseModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int AnalyseModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

double AnalyseModel::share(const Row& row, int column) const {
  const bool ofFlops = column == FlopShare;
  const std::int64_t all = ofFlops ? total_.flops : total_.parameters;
  if (all == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(ofFlops ? row.flops : row.parameters) / static_cast<double>(all);
}

QString AnalyseModel::text(const Row& row, int column) const {
  switch (column) {
    case Name:
      return row.name;
    case Type:
      return row.type;
    case OutputShape:
      return row.shape;
    case Parameters:
      return groupedNumber(row.parameters);
    case Flops:
      return groupedNumber(row.flops);
    default:
      return percentText(share(row, column));
  }
}

QString AnalyseModel::plain(const Row& row, int column) const {
  if (column == Parameters) return QString::number(row.parameters);
  if (column == Flops) return QString::number(row.flops);
  if (!isShare(column))
    return quotedCsv(text(row, column) == kUnknown ? QString() : text(row, column));
  const double value = share(row, column);
  return std::isfinite(value) ? QString::number(value, 'f', 6) : QString();
}

QString AnalyseModel::toolTip(const Row& row, int column) const {
  return row.trouble.isEmpty() ? text(row, column) : row.trouble;
}

QString AnalyseModel::total(int column) const {
  switch (column) {
    case Name:
      return tr("Total");
    case Type:
      return tr("%1 layers").arg(groupedNumber(rowCount()));
    case OutputShape:
      return {};
    default:
      return text(total_, column);
  }
}

QString AnalyseModel::title(int column) const {
  if (column == OutputShape) return tr("Output");
  return isShare(column) ? tr("Share") : longTitle(column);
}

QString AnalyseModel::longTitle(int column) const {
  switch (column) {
    case Name:
      return tr("Name");
    case Type:
      return tr("Type");
    case OutputShape:
      return tr("Output shape");
    case Parameters:
      return tr("Parameters");
    case ParameterShare:
      return tr("Share of all parameters");
    case Flops:
      return tr("FLOPs");
    default:
      return tr("Share of all FLOPs");
  }
}

QStringList AnalyseModel::longest(int column) const {
  constexpr int kMost = 64;  // measuring a text costs a microsecond; there may be thousands
  QStringList found = {total(column)};
  if (isShare(column)) return found << percentText(1);
  qsizetype length = 0;
  for (const Row& row : rows_) length = std::max(length, text(row, column).size());
  for (const Row& row : rows_) {
    const QString candidate = text(row, column);
    if (candidate.size() + 2 >= length && found.size() < kMost) found << candidate;
  }
  return found;
}

QVariant AnalyseModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = rowAt(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::ToolTipRole:
      return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
      return QVariant::fromValue((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                                 Qt::AlignVCenter);
    case ShareRole:
      return isShare(index.column()) ? QVariant(share(row, index.column())) : QVariant();
    case CategoryRole:
      return index.column() == Type && row.layer ? QVariant(static_cast<int>(row.layer->category))
                                                 : QVariant();
    case TroubleRole:
      return row.error;
    default:
      return {};
  }
}

QVariant AnalyseModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  switch (role) {
    case Qt::DisplayRole: {
      if (section != sorted_) return title(section);
      // On the side where it does not move the word.
      const QString mark = sortMark(direction_);
      return isNumber(section) ? mark + title(section) : title(section) + mark;
    }
    case Qt::ToolTipRole:
      return tr("%1. Click to sort, again to turn round, a third time for the network's order.")
          .arg(longTitle(section));
    case Qt::TextAlignmentRole:
      return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                                 Qt::AlignVCenter);
    default:
      return {};
  }
}

QString AnalyseModel::csv() const {
  QString csv =
      QStringLiteral("name,type,output_shape,parameters,parameters_share,flops,flops_share\n");
  const auto add = [&](const Row& row) {
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column) cells << plain(row, column);
    csv += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
  };
  for (int i = 0; i < rowCount(); ++i) add(rowAt(i));
  Row last = total_;
  last.name = QStringLiteral("total");
  add(last);
  return csv;
}

QString AnalyseModel::markdown() const {
  QStringList titles, rules, totals;
  for (int column = 0; column < ColumnCount; ++column) {
    titles << longTitle(column);
    rules << (isNumber(column) ? QStringLiteral("---:") : QStringLiteral("---"));
    totals << total(column);
  }
  QString table = markdownLine(titles) + markdownLine(rules);
  for (int i = 0; i < rowCount(); ++i) {
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column) cells << text(rowAt(i), column);
    table += markdownLine(cells);
  }
  return table + markdownLine(totals);
}

}  // namespace loom::ui
