#include "ui/before_after.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kBigGap = 12;
constexpr int kLeastBig = 48;
constexpr int kMostBig = 196;

}  // namespace

BeforeAfter::BeforeAfter(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void BeforeAfter::set(Side& side, const QImage& image, const QString& caption) {
  if (side.image == image && side.caption == caption) return;
  side = {image, caption};
  update();
}

void BeforeAfter::setBefore(const QImage& image, const QString& caption) {
  set(before_, image, caption);
}

void BeforeAfter::setAfter(const QImage& image, const QString& caption) {
  set(after_, image, caption);
}

QSize BeforeAfter::sizeHint() const {
  return {2 * 112 + kBigGap, 112 + fontMetrics().height()};
}

QSize BeforeAfter::minimumSizeHint() const {
  return {2 * kLeastBig + kBigGap, kLeastBig + fontMetrics().height()};
}

/// Beside or above each other: whichever leaves the larger pictures.
void BeforeAfter::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int line = fontMetrics().height() + 2;
  const int beside = std::min((width() - kBigGap) / 2, height() - line);
  const int above = std::min(width(), (height() - kBigGap) / 2 - line);
  const int side = std::clamp(std::max(beside, above), 0, kMostBig);
  QPoint at;
  for (const Side* shown : {&before_, &after_}) {
    const bool hasNeighbour = beside >= above && shown == &before_;
    paintSide(painter, *shown, QRect(at, QSize(side, side)),
              hasNeighbour ? side + kBigGap / 2 : width() - at.x());
    at += beside >= above ? QPoint(side + kBigGap, 0) : QPoint(0, side + line + kBigGap);
  }
}

void BeforeAfter::paintSide(QPainter& painter, const Side& side, const QRect& picture,
                            int room) const {
  const Theme& theme = Theme::of(this);
  if (!side.image.isNull()) painter.drawImage(picture, side.image);
  painter.setPen(theme.line);
  painter.drawRect(picture.adjusted(0, 0, -1, -1));
  painter.setPen(theme.muted);
  painter.drawText(QRect(picture.left(), picture.bottom() + 3, room, fontMetrics().height()),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(side.caption, Qt::ElideRight, room));
}

}  // namespace loom::ui
