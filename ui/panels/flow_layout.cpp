#include "ui/panels/flow_layout.h"

#include <algorithm>
#include <utility>

namespace loom::ui {

FlowLayout::FlowLayout(int spacing, QWidget* parent) : QLayout(parent) {
  setSpacing(spacing);
  setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
  for (QLayoutItem* item : items_) delete item;
}

void FlowLayout::addItem(QLayoutItem* item) {
  items_.push_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  QLayoutItem* item = itemAt(index);
  if (item) items_.erase(items_.begin() + index);
  return item;
}

int FlowLayout::heightForWidth(int width) const {
  return arrange({0, 0, width, 0}, false);
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  arrange(rect, true);
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : items_) size = size.expandedTo(item->minimumSize());
  return size;
}

int FlowLayout::evenWidth(int room) const {
  int widest = 1;
  for (const QLayoutItem* item : items_) widest = std::max(widest, item->sizeHint().width());
  const int columns = std::max(1, (room + spacing()) / (widest + spacing()));
  return (room + spacing()) / columns - spacing();
}

int FlowLayout::arrange(const QRect& rect, bool apply) const {
  int x = rect.x(), y = rect.y(), height = 0;
  std::vector<std::pair<QLayoutItem*, QRect>> line;
  const auto endLine = [&] {
    for (const auto& [item, place] : line) {
      const int lower = (height - place.height()) / 2;
      if (apply) item->setGeometry(place.translated(0, lower));
    }
    line.clear();
  };
  for (QLayoutItem* item : items_) {
    if (item->isEmpty()) continue;
    QSize size = item->sizeHint().boundedTo({std::max(1, rect.width()), 1 << 20});
    if (even_) size.setWidth(evenWidth(rect.width()));
    if (item->hasHeightForWidth()) size.setHeight(item->heightForWidth(size.width()));
    if (x > rect.x() && x + size.width() > rect.x() + rect.width()) {
      endLine();
      x = rect.x();
      y += height + spacing();
      height = 0;
    }
    line.emplace_back(item, QRect(QPoint(x, y), size));
    x += size.width() + spacing();
    height = std::max(height, size.height());
  }
  endLine();
  return y + height - rect.y();
}

}  // namespace loom::ui
