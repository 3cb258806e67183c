#include "ui/charts/chart_reading.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/tabular.h"

namespace loom::ui {
namespace {
constexpr qreal kPad = 6;
constexpr qreal kAway = 8;  // from the line to its box
}  // namespace

ChartReading::ChartReading(QGraphicsItem* chart) : QGraphicsItem(chart) {
  setZValue(100);
  setAcceptedMouseButtons(Qt::NoButton);
  setVisible(false);
}

void ChartReading::showAt(qreal x, const QRectF& plot, const QStringList& lines) {
  const QFontMetricsF metrics(font_);
  qreal width = 0;
  for (const QString& line : lines) width = std::max(width, tabularWidth(metrics, line));
  const QSizeF size(width + 2 * kPad,
                    metrics.height() * static_cast<qreal>(lines.size()) + 2 * kPad);
  const bool fitsRight = x + kAway + size.width() <= plot.right();
  const qreal left = fitsRight ? x + kAway : std::max(plot.left(), x - kAway - size.width());
  prepareGeometryChange();
  x_ = x;
  plot_ = plot;
  lines_ = lines;
  box_ = QRectF(QPointF(left, plot.top() + 4), size);
  bounds_ = box_.united(QRectF(x - 1, plot.top(), 2, plot.height())).adjusted(-1, -1, 1, 1);
  setVisible(true);
  update();
}

void ChartReading::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setPen(QPen(theme_->muted, 1));
  painter->drawLine(QPointF(x_, plot_.top()), QPointF(x_, plot_.bottom()));
  painter->setPen(QPen(theme_->line, 1));
  painter->setBrush(theme_->nodeFill);
  painter->drawRoundedRect(box_, 4, 4);
  painter->setFont(font_);
  painter->setPen(theme_->text);
  const qreal height = QFontMetricsF(font_).height();
  for (qsizetype i = 0; i < lines_.size(); ++i)
    drawTabular(*painter,
                QRectF(box_.left() + kPad, box_.top() + kPad + height * static_cast<qreal>(i),
                       box_.width() - 2 * kPad, height),
                Qt::AlignLeft, lines_[i]);
}

}  // namespace loom::ui
