#include "ui/sample_grid.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {
namespace {
constexpr int kSampleGap = 4;
}  // namespace

SampleGrid::SampleGrid(int cell, QWidget* parent) : QWidget(parent), cell_(cell) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void SampleGrid::setImages(std::vector<QImage> images) {
  if (images == images_) return;
  const bool otherSize = images.size() != images_.size();
  images_ = std::move(images);
  if (otherSize) updateGeometry();
  update();
}

int SampleGrid::columns(int width) const {
  return std::max(1, (width + kSampleGap) / (cell_ + kSampleGap));
}

int SampleGrid::heightForWidth(int width) const {
  const int across = columns(width);
  const int rows = std::max(1, (static_cast<int>(images_.size()) + across - 1) / across);
  return rows * (cell_ + kSampleGap) - kSampleGap;
}

QSize SampleGrid::sizeHint() const {
  return {6 * (cell_ + kSampleGap) - kSampleGap, cell_};
}

void SampleGrid::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int across = columns(width());
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const int at = static_cast<int>(i);
    const QRect cell(at % across * (cell_ + kSampleGap), at / across * (cell_ + kSampleGap), cell_,
                     cell_);
    if (cell.bottom() >= height()) break;
    painter.drawImage(cell, images_[i]);
  }
}

}  // namespace loom::ui
