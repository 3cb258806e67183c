#include "ui/canvas/minimap.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/canvas/canvas.h"
#include "ui/canvas/gestures/steer_gesture.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr qreal kEdge = 8;
constexpr qreal kRoundFrom = 6;  // below this width nobody sees round corners
}  // namespace

Minimap::Minimap(Canvas& canvas) : QWidget(&canvas), canvas_(canvas) {
  setObjectName(QStringLiteral("minimap"));
  setCursor(Qt::PointingHandCursor);
  connect(&canvas_.board(), &Scene::arranged, this, [this] {
    stale_ = true;
    update();
  });
  connect(&canvas_, &Canvas::viewMoved, this, qOverload<>(&Minimap::update));
  retranslate();
}

void Minimap::retranslate() {
  setToolTip(tr("The whole network. Click to go there."));
  setAccessibleName(tr("Overview of the network"));
}

void Minimap::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void Minimap::gather() {
  if (!std::exchange(stale_, false)) return;
  const Scene& board = canvas_.board();
  content_ = board.contentRect();
  spots_.clear();
  for (const NodeItem* item : board.shownItems())
    spots_.push_back({item->rect(), item->face().category, item->face().error});
}

QTransform Minimap::transform() {
  gather();
  const QRectF shown = canvas_.shownArea();
  QRectF all = content_ | shown;
  if (all.isEmpty()) all = {0, 0, 1, 1};
  const QRectF room = QRectF(rect()).adjusted(kEdge, kEdge, -kEdge, -kEdge);
  const qreal scale = std::min(room.width() / all.width(), room.height() / all.height());
  QTransform transform;
  transform.translate(room.center().x(), room.center().y());
  transform.scale(scale, scale);
  transform.translate(-all.center().x(), -all.center().y());
  return transform;
}

void Minimap::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  const QTransform map = transform();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
  painter.setPen(Qt::NoPen);
  for (const Spot& node : spots_) {
    const QColor colour = node.error ? theme.error : theme.category(node.category);
    QRectF spot = map.mapRect(node.place);
    if (spot.height() < 3) spot.setHeight(3);
    if (spot.width() < 3) spot.setWidth(3);
    if (spot.width() < kRoundFrom) {  // there may be thousands
      painter.fillRect(QRect(spot.topLeft().toPoint(), spot.size().toSize()), colour);
      continue;
    }
    painter.setBrush(colour);
    painter.drawRoundedRect(spot, 2, 2);
  }
  painter.setPen(QPen(theme.accent, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(map.mapRect(canvas_.shownArea()), 3, 3);
}

void Minimap::goTo(QPointF at) {
  canvas_.moveGesture({transform().inverted().map(at), {}, {}});
}

void Minimap::mousePressEvent(QMouseEvent* event) {
  canvas_.cancelGesture();
  if (event->button() != Qt::LeftButton) return;
  canvas_.begin(std::make_unique<SteerGesture>(canvas_));
  goTo(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) goTo(event->position());
}

void Minimap::mouseReleaseEvent(QMouseEvent* event) {
  canvas_.finishGesture({transform().inverted().map(event->position()), {}, {}});
}

}  // namespace loom::ui
