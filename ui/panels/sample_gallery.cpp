#include "ui/panels/sample_gallery.h"

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
constexpr int kGalleryPicture = 48;
constexpr int kGalleryGap = 8;
constexpr int kGalleryRing = 2;
}  // namespace

SampleGallery::SampleGallery(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

QSize SampleGallery::cell() const {
  const int side = grown(kGalleryPicture, this);
  return {side + kGalleryGap, side + fontMetrics().height() + kGalleryGap};
}

QSize SampleGallery::minimumSizeHint() const {
  return cell();
}

int SampleGallery::columns() const {
  return std::max(1, (width() + kGalleryGap - 2 * kGalleryRing) / cell().width());
}

int SampleGallery::rows() const {
  return std::max(1, (height() + kGalleryGap - 2 * kGalleryRing) / cell().height());
}

QRect SampleGallery::itemRect(int index) const {
  const QSize size = cell();
  const QPoint from(kGalleryRing + index % columns() * size.width(),
                    kGalleryRing + index / columns() * size.height());
  return {from, size - QSize(kGalleryGap, kGalleryGap)};
}

int SampleGallery::at(QPoint position) const {
  for (int i = 0; i < static_cast<int>(items_.size()); ++i)
    if (itemRect(i).contains(position)) return i;
  return -1;
}

void SampleGallery::setItems(std::vector<Item> items) {
  if (items == items_) return;
  items_ = std::move(items);
  setCurrent(std::clamp(current_, 0, std::max(0, static_cast<int>(items_.size()) - 1)));
  update();
}

void SampleGallery::setChosen(int index) {
  if (index == chosen_) return;
  chosen_ = index;
  update();
}

void SampleGallery::setCurrent(int index) {
  current_ = index;
  const bool any = index < static_cast<int>(items_.size());
  setAccessibleDescription(any ? items_[static_cast<std::size_t>(index)].sentence : QString());
  update();
}

void SampleGallery::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int shown = std::min(static_cast<int>(items_.size()), capacity());
  for (int i = 0; i < shown; ++i) {
    const Item& item = items_[static_cast<std::size_t>(i)];
    const QRect rect = itemRect(i);
    const QRect picture(rect.topLeft(), QSize(rect.width(), rect.width()));
    if (item.image.isNull()) {
      painter.fillRect(picture, theme.chip);
      painter.setPen(theme.muted);
      painter.drawText(picture, Qt::AlignCenter, item.mark);
    } else {
      const QSize fitted = item.image.size().scaled(picture.size(), Qt::KeepAspectRatio);
      QRect inner(QPoint(), fitted);
      inner.moveCenter(picture.center());
      painter.drawImage(inner, item.image);
    }
    painter.setPen(item.wrong ? theme.error : theme.muted);
    const QRect line(rect.left() - kGalleryGap / 2, picture.bottom() + 1,
                     rect.width() + kGalleryGap, rect.bottom() - picture.bottom());
    const QFontMetrics metrics(font());
    drawTabular(painter, line, Qt::AlignHCenter,
                metrics.elidedText(item.caption, Qt::ElideRight, line.width()));
    const bool marked = i == chosen_ || (hasFocus() && i == current_);
    painter.setPen(marked ? QPen(i == chosen_ ? theme.accent : theme.text, kGalleryRing)
                          : QPen(theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(picture).adjusted(-0.5, -0.5, 0.5, 0.5));
  }
}

void SampleGallery::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  emit capacityChanged();
}

void SampleGallery::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) {
    updateGeometry();
    emit capacityChanged();
  }
}

void SampleGallery::keyPressEvent(QKeyEvent* event) {
  const int count = static_cast<int>(items_.size());
  int next = current_;
  switch (event->key()) {
    case Qt::Key_Left:
      --next;
      break;
    case Qt::Key_Right:
      ++next;
      break;
    case Qt::Key_Up:
      next -= columns();
      break;
    case Qt::Key_Down:
      next += columns();
      break;
    case Qt::Key_PageUp:
      emit pageWanted(-1);
      return;
    case Qt::Key_PageDown:
      emit pageWanted(1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (current_ < count) emit chosen(current_);
      return;
    default:
      return QWidget::keyPressEvent(event);
  }
  if (count > 0 && next >= 0 && next < count) setCurrent(next);
}

void SampleGallery::mousePressEvent(QMouseEvent* event) {
  const int index = at(event->position().toPoint());
  if (event->button() != Qt::LeftButton || index < 0) return event->ignore();
  setCurrent(index);
  emit chosen(index);
}

void SampleGallery::mouseMoveEvent(QMouseEvent* event) {
  setCursor(at(event->position().toPoint()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SampleGallery::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void SampleGallery::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool SampleGallery::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int index = at(help->pos());
  QToolTip::showText(help->globalPos(),
                     index < 0 ? QString() : items_[static_cast<std::size_t>(index)].sentence,
                     this);
  return true;
}

}  // namespace loom::ui
