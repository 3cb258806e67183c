#include "ui/panels/class_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/panels/sample_browser.h"
#include "ui/tabular.h"

namespace loom::ui {
namespace {

QString tableLine(const QStringList& cells) {
  QStringList safe;
  for (QString cell : cells) safe << cell.replace(QLatin1Char('|'), QLatin1String("\\|"));
  return QStringLiteral("| %1 |\n").arg(safe.join(QStringLiteral(" | ")));
}

QString csvCell(const QString& text) {
  if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) &&
      !text.contains(QLatin1Char('\n')))
    return text;
  QString quoted = text;
  return QLatin1Char('"') + quoted.replace(QLatin1Char('"'), QLatin1String("\"\"")) +
         QLatin1Char('"');
}

QString plainNumber(double value) {
  return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

}  // namespace

void ClassModel::show(std::shared_ptr<const loom::EvaluationReport> report) {
  beginResetModel();
  report_ = std::move(report);
  order_.resize(report_ ? report_->tally.classFigures().size() : 0);
  confused_.assign(order_.size(), -1);
  for (std::size_t t = 0; report_ && t < report_->tally.confusion().size(); ++t) {
    std::int64_t most = 0;
    const auto& row = report_->tally.confusion()[t];
    for (std::size_t p = 0; p < row.size(); ++p) {
      if (p == t || row[p] <= most) continue;
      most = row[p];
      confused_[t] = static_cast<int>(p);
    }
  }
  arrange();
  endResetModel();
}

int ClassModel::confusedWith(int index) const {
  return confused_[static_cast<std::size_t>(index)];
}

double ClassModel::value(int index, int column) const {
  const loom::ClassFigures& figures =
      report_->tally.classFigures()[static_cast<std::size_t>(index)];
  switch (column) {
    case Samples:
      return static_cast<double>(figures.samples);
    case Predicted:
      return static_cast<double>(figures.predicted);
    case Precision:
      return figures.precision();
    case Recall:
      return figures.recall();
    case F1:
      return figures.f1();
    default:
      return index;
  }
}

QString ClassModel::text(int index, int column) const {
  const loom::Dataset& data = *report_->setup.dataset;
  switch (column) {
    case Name:
      return classNameOf(data, index);
    case Confused: {
      const int other = confusedWith(index);
      if (other < 0) return QStringLiteral("–");
      const auto count =
          report_->tally
              .confusion()[static_cast<std::size_t>(index)][static_cast<std::size_t>(other)];
      return QStringLiteral("%1 (%2)").arg(classNameOf(data, other), groupedNumber(count));
    }
    case Samples:
    case Predicted:
      return groupedNumber(static_cast<qint64>(value(index, column)));
    case F1:
      return std::isfinite(value(index, F1)) ? QString::number(value(index, F1), 'f', 3)
                                             : QStringLiteral("–");
    default:
      return percentText(value(index, column));
  }
}

/// What is not a number stands last.
void ClassModel::arrange() {
  std::iota(order_.begin(), order_.end(), 0);
  if (sorted_ < 0) return;
  const bool rising = direction_ == Qt::AscendingOrder;
  if (sorted_ == Name || sorted_ == Confused) {
    std::ranges::stable_sort(order_, [&](int a, int b) {
      const int order = QString::localeAwareCompare(text(a, sorted_), text(b, sorted_));
      return rising ? order < 0 : order > 0;
    });
    return;
  }
  std::ranges::stable_sort(order_, [&](int a, int b) {
    const double x = value(a, sorted_), y = value(b, sorted_);
    if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
    return rising ? x < y : x > y;
  });
}

void ClassModel::sort(int column, Qt::SortOrder order) {
  emit layoutAboutToBeChanged();
  sorted_ = column;
  direction_ = order;
  arrange();
  emit layoutChanged();
  emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int ClassModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int ClassModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClassModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::DisplayRole) return text(classAt(index.row()), index.column());
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) |
                               Qt::AlignVCenter);
  return {};
}

QString ClassModel::title(int column) const {
  switch (column) {
    case Name:
      return tr("Class");
    case Samples:
      return tr("Samples");
    case Predicted:
      return tr("Said");
    case Precision:
      return tr("Precision");
    case Recall:
      return tr("Recall");
    case F1:
      return tr("F1");
    default:
      return tr("Most often taken for");
  }
}

QVariant ClassModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  if (role == Qt::DisplayRole) {
    if (section != sorted_) return title(section);
    const QString mark =
        direction_ == Qt::AscendingOrder ? QStringLiteral("↑") : QStringLiteral("↓");
    return isNumber(section) ? mark + QLatin1Char(' ') + title(section)
                             : title(section) + QLatin1Char(' ') + mark;
  }
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) |
                               Qt::AlignVCenter);
  if (role != Qt::ToolTipRole) return {};
  switch (section) {
    case Samples:
      return tr("How many samples are of this class");
    case Predicted:
      return tr("How many samples the network said to be of this class");
    case Precision:
      return tr("Of the samples said to be of this class, the share that is");
    case Recall:
      return tr("Of the samples of this class, the share that was recognised");
    case F1:
      return tr("The harmonic mean of precision and recall");
    default:
      return title(section);
  }
}

QString ClassModel::csv() const {
  QString lines =
      QStringLiteral("class,samples,predicted,precision,recall,f1,most_often_taken_for\n");
  for (const int index : order_) {
    QStringList cells{csvCell(text(index, Name))};
    for (int column = Samples; column <= F1; ++column) cells << plainNumber(value(index, column));
    const int other = confusedWith(index);
    cells << (other < 0 ? QString() : csvCell(classNameOf(*report_->setup.dataset, other)));
    lines += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
  }
  return lines;
}

QString ClassModel::markdown() const {
  QStringList titles, rules;
  for (int column = 0; column < ColumnCount; ++column) {
    titles << title(column);
    rules << (isNumber(column) ? QStringLiteral("---:") : QStringLiteral("---"));
  }
  QString lines = tableLine(titles) + tableLine(rules);
  for (const int index : order_) {
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column) cells << text(index, column);
    lines += tableLine(cells);
  }
  return lines;
}

}  // namespace loom::ui
