#include "ui/canvas/link_item.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr qreal kReach = 12;         // width of what can be clicked
constexpr qreal kSmoothFrom = 0.35;  // at a zoom below, a wire is a hairline
}  // namespace

void LinkItem::setPath(const QPainterPath& path) {
  if (path == path_) return;
  prepareGeometryChange();
  path_ = path;
}

void LinkItem::assign(bool& flag, bool value) {
  if (flag == value) return;
  flag = value;
  update();
}

void LinkItem::setFailing(bool failing) {
  assign(failing_, failing);
}
void LinkItem::setChosen(bool chosen) {
  assign(chosen_, chosen);
}
void LinkItem::setLit(bool lit) {
  assign(lit_, lit);
}

QRectF LinkItem::boundingRect() const {
  return path_.controlPointRect().adjusted(-kReach / 2, -kReach / 2, kReach / 2, kReach / 2);
}

QPainterPath LinkItem::shape() const {
  QPainterPathStroker stroker;
  stroker.setWidth(kReach);
  return stroker.createStroke(path_);
}

void LinkItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
  const Theme& theme = Theme::of(widget);
  QPen pen(theme.wire, 2);
  if (failing_) {
    pen.setColor(theme.error);
    pen.setDashPattern({3, 2});
  }
  if (lit_ || chosen_) {
    pen.setColor(theme.accent);
    pen.setWidthF(3);
  }
  const qreal zoom = option->levelOfDetailFromTransform(painter->worldTransform());
  painter->setRenderHint(QPainter::Antialiasing, zoom >= kSmoothFrom);
  painter->setPen(pen);
  painter->setBrush(Qt::NoBrush);
  painter->drawPath(path_);
}

}  // namespace loom::ui
