#include "ui/canvas/link_item.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/link_path.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr qreal kReach = 12;         // width of what can be clicked
constexpr qreal kSmoothFrom = 0.35;  // at a zoom below, a wire is a hairline

WireEnds translated(const WireEnds& ends, QPointF by) {
  return {ends.start + by, ends.end + by, ends.source.translated(by), ends.target.translated(by)};
}

bool areSame(const WireEnds& a, const WireEnds& b) {
  return a.start == b.start && a.end == b.end && a.source == b.source && a.target == b.target;
}

}  // namespace

void LinkItem::setEnds(const WireEnds& ends) {
  if (areSame(ends, ends_) && !path_.isEmpty()) return;
  prepareGeometryChange();
  const QPointF shift = ends.start - ends_.start;
  if (!path_.isEmpty() && areSame(ends, translated(ends_, shift))) {  // thousands may move at once
    path_.translate(shift);
    around_.translate(shift);
  } else {
    path_ = linkPath(ends.start, ends.end, ends.source, ends.target);
    around_ = path_.boundingRect();
  }
  ends_ = ends;
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
  return around_.adjusted(-kReach / 2, -kReach / 2, kReach / 2, kReach / 2);
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
