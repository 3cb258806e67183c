#include "ui/sketch/model_columns.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kMostBars = 12;
constexpr int kBarStep = 8, kBar = 4;
constexpr int kColumnGap = 12;  // columns

}  // namespace

int ModelColumns::Column::best() const {
  if (probabilities.empty()) return -1;
  return static_cast<int>(std::ranges::max_element(probabilities) - probabilities.begin());
}

ModelColumns::ModelColumns(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setVisible(false);
}

void ModelColumns::setColumns(std::vector<Column> columns, const QStringList& classes) {
  if (columns == columns_ && classes == classes_) return;
  columns_ = std::move(columns);
  classes_ = classes;
  QStringList spoken;
  for (const Column& column : columns_) spoken << reading(column);
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  setVisible(!columns_.empty());
  updateGeometry();
  update();
}

QString ModelColumns::className(int index) const {
  return index < classes_.size() ? classes_[index] : QString::number(index);
}

QString ModelColumns::reading(const Column& column) const {
  if (!column.problem.isEmpty()) return QStringLiteral("%1: %2").arg(column.name, column.problem);
  const int best = column.best();
  if (best < 0) return column.name;
  const auto share = static_cast<double>(column.probabilities[static_cast<std::size_t>(best)]);
  return tr("%1: %2, %3").arg(column.name, className(best), percentText(share));
}

/// Of many classes there is no room for all: the answer alone stands there then.
int ModelColumns::bars() const {
  std::size_t most = 0;
  for (const Column& column : columns_) most = std::max(most, column.probabilities.size());
  if (most == 0) most = static_cast<std::size_t>(classes_.size());
  return most > kMostBars ? 0 : static_cast<int>(most);
}

QSize ModelColumns::sizeHint() const {
  return {200, 2 * fontMetrics().height() + 6 + bars() * kBarStep + 4};
}

QRectF ModelColumns::boxOf(std::size_t column) const {
  const double count = static_cast<double>(columns_.size());
  const double width = (this->width() - (count - 1) * kColumnGap) / count;
  return {static_cast<double>(column) * (width + kColumnGap), 0, width,
          static_cast<double>(height())};
}

void ModelColumns::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t i = 0; i < columns_.size(); ++i) paintColumn(painter, columns_[i], boxOf(i));
}

void ModelColumns::paintColumn(QPainter& painter, const Column& column, const QRectF& box) const {
  const Theme& theme = Theme::of(this);
  const QFontMetricsF metrics(font());
  QRectF line(box.left(), box.top(), box.width(), metrics.height());
  painter.setFont(font());
  painter.setPen(theme.muted);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(column.name, Qt::ElideRight, box.width()));
  line.translate(0, metrics.height());
  if (!column.problem.isEmpty()) {
    painter.setPen(theme.error);
    painter.drawText(QRectF(line.topLeft(), box.bottomRight()), Qt::TextWordWrap, column.problem);
    return;
  }
  const int best = column.best();
  if (best >= 0) {
    const auto share = static_cast<double>(column.probabilities[static_cast<std::size_t>(best)]);
    const double shareWidth = tabularWidth(painter.font(), percentText(1));
    QFont bold = font();
    bold.setWeight(QFont::Bold);
    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(bold).elidedText(className(best), Qt::ElideRight,
                                                    box.width() - shareWidth - 4));
    painter.setFont(font());
    painter.setPen(theme.muted);
    drawTabular(painter, {line.right() - shareWidth, line.top(), shareWidth, line.height()},
                Qt::AlignRight, percentText(share));
  }
  painter.setPen(Qt::NoPen);
  for (int i = 0; i < bars(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double share = at < column.probabilities.size()
                             ? std::clamp(static_cast<double>(column.probabilities[at]), 0.0, 1.0)
                             : 0.0;
    const QRectF bar(box.left(), line.bottom() + 6 + i * kBarStep, box.width(), kBar);
    painter.setBrush(theme.chip);
    painter.drawRoundedRect(bar, kBar / 2.0, kBar / 2.0);
    if (share <= 0.0005) continue;
    painter.setBrush(i == best ? theme.accent : theme.wire);
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(2.0, share * bar.width()), kBar)),
                            kBar / 2.0, kBar / 2.0);
  }
}

bool ModelColumns::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (boxOf(i).contains(help->pos()))
      QToolTip::showText(help->globalPos(), reading(columns_[i]), this);
  return true;
}

}  // namespace loom::ui
