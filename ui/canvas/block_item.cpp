#include "ui/canvas/block_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme.h"

namespace loom::ui {

loom::Category colorCategory(const std::string& color) {
  using Named = std::pair<const char*, loom::Category>;
  static constexpr Named kNames[] = {
      {"blue", loom::Category::Convolution},  {"green", loom::Category::Data},
      {"orange", loom::Category::Activation}, {"violet", loom::Category::Pooling},
      {"red", loom::Category::Dense},         {"grey", loom::Category::Loss}};
  for (const auto& [name, category] : kNames) {
    if (color == name) return category;
  }
  return loom::Category::Convolution;
}

void BlockItem::show(const QString& name, loom::Category color, const QFont& font) {
  if (name == name_ && color == color_ && font == font_) return;
  name_ = name;
  color_ = color;
  font_ = font;
  update();
}

void BlockItem::setRect(const QRectF& rect) {
  if (rect == rect_) return;
  prepareGeometryChange();
  rect_ = rect;
}

QRectF BlockItem::header() const {
  return {rect_.topLeft(), QSizeF(rect_.width(), kHeader)};
}

QRectF BlockItem::foldMark() const {
  return {rect_.right() - 30, rect_.top() + 4, 22, kHeader - 8};
}

void BlockItem::setChosen(bool chosen) {
  if (chosen == chosen_) return;
  chosen_ = chosen;
  update();
}

QPainterPath BlockItem::shape() const {
  QPainterPath path;
  path.addRect(header());
  return path;
}

void BlockItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) {
  const Theme& theme = Theme::of(widget);
  const QColor color = theme.category(color_);
  QColor fill = color;
  fill.setAlphaF(theme.dark ? 0.12F : 0.07F);
  painter->setRenderHint(QPainter::Antialiasing);
  QColor edge = color;
  edge.setAlphaF(0.55F);
  painter->setPen(chosen_ ? QPen(theme.accent, 2) : QPen(edge, 1));
  painter->setBrush(fill);
  painter->drawRoundedRect(rect_.adjusted(0.5, 0.5, -0.5, -0.5), kRadius + 4, kRadius + 4);
  painter->setFont(font_);
  painter->setPen(theme.text);
  const QRectF text = header().adjusted(12, 0, -36, 0);
  painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetricsF(font_).elidedText(name_, Qt::ElideRight, text.width()));
  // A chevron that points up: what it does is close the frame.
  const QPointF middle = foldMark().center();
  painter->setPen(QPen(theme.muted, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->setBrush(Qt::NoBrush);
  const QPointF chevron[] = {middle + QPointF(-4, 2), middle + QPointF(0, -2),
                             middle + QPointF(4, 2)};
  painter->drawPolyline(chevron, 3);
}

}  // namespace loom::ui
