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

void BeforeAfter::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  const int line = fontMetrics().height();
  const int across = (width() - kBigGap) / 2;
  const int side = std::clamp(height() - line - 2, 0, std::min(across, kMostBig));
  int left = 0;
  for (const Side* shown : {&before_, &after_}) {
    const QRect picture(left, 0, side, side);
    if (!shown->image.isNull()) painter.drawImage(picture, shown->image);
    painter.setPen(theme.line);
    painter.drawRect(picture.adjusted(0, 0, -1, -1));
    painter.setPen(theme.muted);
    const int room = shown == &before_ ? side + kBigGap / 2 : width() - left;
    painter.drawText(QRect(left, side + 2, room, line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(shown->caption, Qt::ElideRight, room));
    left += side + kBigGap;
  }
}

}  // namespace loom::ui
