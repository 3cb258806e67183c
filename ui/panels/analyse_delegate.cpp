#include "ui/panels/analyse_delegate.h"

#include <QPainter>
#include <cmath>

#include "ui/panels/analyse_model.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kCellSide = kGrid;
constexpr int kDot = 8;
constexpr int kTypeLead = kDot + 7;  // the square and the room behind it
constexpr int kLeastBar = 24;        // beside the figures; with less it lies below them
constexpr int kMostBar = 120;

QFont cellFont(const QFont& base, int column) {
  return column == AnalyseModel::OutputShape ? monospaceFont(base) : base;
}

void drawBar(QPainter& painter, const QRect& cell, qreal figures, double share, const QColor& on) {
  const qreal beside = cell.width() - figures - kGrid;
  const bool below = beside < kLeastBar;
  const qreal room = below ? cell.width() : std::min<qreal>(beside, kMostBar);
  const qreal right = below ? cell.right() + 1 : cell.right() + 1 - figures - kGrid;
  const qreal height = below ? 2 : 6;
  const qreal top = below ? cell.bottom() - 3 : cell.center().y() - 2;
  QColor track = on;
  track.setAlphaF(0.16F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(track);
  painter.drawRoundedRect(QRectF(right - room, top, room, height), height / 2, height / 2);
  const qreal length = std::max(height, room * std::min(1.0, share));
  painter.setBrush(on);
  painter.drawRoundedRect(QRectF(right - room, top, length, height), height / 2, height / 2);
}

}  // namespace

int AnalyseDelegate::width(const QFont& font, int column, const QString& text) {
  const QFont used = cellFont(font, column);
  const qreal wide = AnalyseModel::isNumber(column) ? tabularWidth(used, text)
                                                    : QFontMetricsF(used).horizontalAdvance(text);
  const int lead = column == AnalyseModel::Type ? kTypeLead : 0;
  return static_cast<int>(std::ceil(wide)) + 2 * kCellSide + lead + 1;
}

void AnalyseDelegate::drawText(QPainter& painter, const QRect& rect, int column,
                               const QString& text) {
  QRect inner = rect.adjusted(kCellSide, 0, -kCellSide, 0);
  if (AnalyseModel::isNumber(column)) return drawTabular(painter, inner, Qt::AlignRight, text);
  if (column == AnalyseModel::Type) inner.setLeft(inner.left() + kTypeLead);
  painter.setFont(cellFont(painter.font(), column));
  painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

void AnalyseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  const Theme& theme = Theme::of(option.palette);
  const int column = index.column();
  const QString text = index.data().toString();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setFont(option.font);
  if (option.state & QStyle::State_Selected) {
    QColor fill = theme.accent;
    fill.setAlphaF(option.state & QStyle::State_Active ? 0.2F : 0.12F);
    painter->fillRect(option.rect, fill);
  }
  const QRect inner = option.rect.adjusted(kCellSide, 0, -kCellSide, 0);
  const QVariant share = index.data(AnalyseModel::ShareRole);
  if (share.toDouble() > 0) {
    const qreal figures = tabularWidth(option.font, percentText(1));
    drawBar(*painter, inner, figures, share.toDouble(), theme.accent);
  }
  if (column == AnalyseModel::Type) {
    const QVariant category = index.data(AnalyseModel::CategoryRole);
    painter->setPen(Qt::NoPen);
    painter->setBrush(category.isValid() ? theme.category(static_cast<Category>(category.toInt()))
                                         : theme.error);
    painter->drawRoundedRect(QRectF(inner.left(), inner.center().y() - kDot / 2 + 1, kDot, kDot), 2,
                             2);
  }
  const bool number = AnalyseModel::isNumber(column);
  const bool trouble = !number && index.data(AnalyseModel::TroubleRole).toBool();
  const bool quiet = column == AnalyseModel::OutputShape || AnalyseModel::isShare(column) ||
                     (number && text == QLatin1String("0"));
  painter->setPen(trouble ? theme.error : quiet ? theme.muted : theme.text);
  drawText(*painter, option.rect, column, text);
  painter->restore();
}

}  // namespace loom::ui
