#include "ui/result_grid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kResultGap = 6;
constexpr int kLeastResult = 16;
constexpr int kWorthWords = 24;  // where words leave less of a picture, the tool tip has them
constexpr int kLargestResult = 112;
const QString kBetween = QStringLiteral("  ");

}  // namespace

ResultGrid::ResultGrid(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

void ResultGrid::setCells(std::vector<Cell> cells) {
  if (cells == cells_) return;
  cells_ = std::move(cells);
  const int last = static_cast<int>(cells_.size()) - 1;
  look(hovered_ > last ? -1 : hovered_, std::clamp(chosen_, 0, std::max(0, last)));
  update();
}

int ResultGrid::current() const {
  if (cells_.empty()) return -1;
  return hovered_ >= 0 ? hovered_ : chosen_;
}

QSize ResultGrid::sizeHint() const {
  return {8 * (56 + kResultGap), 3 * (56 + kResultGap)};
}

QSize ResultGrid::minimumSizeHint() const {
  return {6 * (kLeastResult + kResultGap), 4 * (kLeastResult + kResultGap)};
}

QFont ResultGrid::captionFont() const {
  QFont small = font();
  if (small.pointSizeF() > 0) small.setPointSizeF(small.pointSizeF() * 0.85);
  return small;
}

int ResultGrid::captionWidth(int lines) const {
  const QFont font = captionFont();
  qreal widest = 0;
  for (const Cell& cell : cells_) {
    if (lines == 1) widest = std::max(widest, tabularWidth(font, cell.caption.join(kBetween)));
    if (lines < 2) continue;
    for (const QString& part : cell.caption) widest = std::max(widest, tabularWidth(font, part));
  }
  return qCeil(widest);
}

/// The columns that leave the largest pictures.
ResultGrid::Layout ResultGrid::bestFor(int lines, int captionWidth) const {
  const int count = std::max(1, static_cast<int>(cells_.size()));
  const int below = lines * QFontMetrics(captionFont()).height();
  Layout best{.columns = count, .lines = lines};
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const int across = (width() + kResultGap) / columns - kResultGap;
    const int down = (height() + kResultGap) / rows - kResultGap - below;
    const int side = std::min({across, down, kLargestResult});
    if (side <= best.side || (lines > 0 && across < captionWidth)) continue;
    best = {columns, rows, lines, std::max(side, captionWidth), side};
  }
  return best;
}

ResultGrid::Layout ResultGrid::layoutOf() const {
  qsizetype parts = 0;
  for (const Cell& cell : cells_) parts = std::max(parts, cell.caption.size());
  if (parts == 0) return bestFor(0, 0);
  Layout best = bestFor(1, captionWidth(1));
  if (parts > 1) {
    const Layout stacked = bestFor(2, captionWidth(2));
    if (stacked.side > best.side) best = stacked;
  }
  return best.side >= kWorthWords ? best : bestFor(0, 0);
}

QRect ResultGrid::cellRect(int index) const {
  const Layout layout = layoutOf();
  const int high = layout.side + layout.lines * QFontMetrics(captionFont()).height();
  return {index % layout.columns * (layout.width + kResultGap),
          index / layout.columns * (high + kResultGap), layout.width, high};
}

int ResultGrid::cellAt(const QPoint& point) const {
  for (int i = 0; i < static_cast<int>(cells_.size()); ++i)
    if (cellRect(i).contains(point)) return i;
  return -1;
}

void ResultGrid::look(int hovered, int chosen) {
  const int before = current();
  hovered_ = hovered;
  chosen_ = chosen;
  if (current() == before) return;
  update();
  emit currentChanged(current());
}

void ResultGrid::paintCell(QPainter& painter, int index, const Layout& layout) const {
  const Theme& theme = Theme::of(this);
  const Cell& cell = cells_[static_cast<std::size_t>(index)];
  const QRect rect = cellRect(index);
  const QRect picture(rect.x() + (rect.width() - layout.side) / 2, rect.y(), layout.side,
                      layout.side);
  painter.drawImage(picture, cell.image);
  const bool marked = index == current() && (hovered_ >= 0 || hasFocus());
  painter.setPen(QPen(marked ? theme.accent : theme.line, marked ? 2 : 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(picture.adjusted(0, 0, -1, -1));
  painter.setPen(theme.muted);
  const int high = painter.fontMetrics().height();
  for (int line = 0; line < layout.lines; ++line) {
    const QString text = layout.lines == 1 ? cell.caption.join(kBetween) : cell.caption.value(line);
    drawTabular(painter, QRectF(rect.x(), picture.bottom() + 1 + line * high, rect.width(), high),
                Qt::AlignHCenter, text);
  }
}

void ResultGrid::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(captionFont());
  const Layout layout = layoutOf();
  for (int i = 0; i < static_cast<int>(cells_.size()); ++i) paintCell(painter, i, layout);
}

void ResultGrid::mouseMoveEvent(QMouseEvent* event) {
  look(cellAt(event->position().toPoint()), chosen_);
}

void ResultGrid::mousePressEvent(QMouseEvent* event) {
  const int cell = cellAt(event->position().toPoint());
  if (cell >= 0) look(cell, cell);
}

void ResultGrid::leaveEvent(QEvent*) {
  look(-1, chosen_);
}

void ResultGrid::keyPressEvent(QKeyEvent* event) {
  const int count = static_cast<int>(cells_.size()), columns = layoutOf().columns;
  const int now = current();
  int next = -1;
  if (event->key() == Qt::Key_Left) next = now - 1;
  if (event->key() == Qt::Key_Right) next = now + 1;
  if (event->key() == Qt::Key_Up) next = now - columns;
  if (event->key() == Qt::Key_Down) next = now + columns;
  if (event->key() == Qt::Key_Home) next = 0;
  if (event->key() == Qt::Key_End) next = count - 1;
  if (next < 0 || next >= count) return QWidget::keyPressEvent(event);
  look(-1, next);
}

bool ResultGrid::event(QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  auto* help = static_cast<QHelpEvent*>(event);
  const int cell = cellAt(help->pos());
  const QString text =
      cell < 0 ? QString() : cells_[static_cast<std::size_t>(cell)].caption.join(kBetween);
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

}  // namespace loom::ui
