#include "ui/canvas/node_item.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <algorithm>

#include "ui/health_mark.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kShadow = 6;
constexpr qreal kLight = 12;
constexpr qreal kBypassedOpacity = 0.35;
constexpr qreal kSoftFrom = 0.8;   // below this zoom, a shadow is less than a pixel of grey
constexpr qreal kTextFrom = 0.35;  // below this zoom, text would be dust

/// Text cut to the width of its place, and where its first letter stands.
ShownText shownText(const QFont& font, const QRectF& place, const QString& text) {
  const QFontMetricsF metrics(font);
  const qreal baseline = place.top() + (place.height() - metrics.height()) / 2 + metrics.ascent();
  return {metrics.elidedText(text, Qt::ElideRight, place.width()), {place.left(), baseline}};
}

}  // namespace

NodeItem::NodeItem(std::string id) : id_(std::move(id)) {
  setZValue(1);
}

bool NodeItem::show(NodeFace face, const std::shared_ptr<const NodeFonts>& fonts) {
  // While a shape is unknown the node keeps the size of the last one: a slip upstream must not move
  // the rest.
  if (face.mapShape.empty()) face.mapShape = face_.mapShape;
  if (fonts == fonts_ && face == face_) return false;
  const NodeLayout layout = nodeLayout(face, *fonts);
  const bool moved = layout.size != layout_.size || layout.inputs != layout_.inputs;
  if (moved) prepareGeometryChange();
  if (face.mapShape != face_.mapShape || !face.showsMaps) maps_ = {};
  face_ = std::move(face);
  layout_ = layout;
  fonts_ = fonts;
  layTexts();
  update();
  return moved;
}

void NodeItem::setMaps(QImage maps) {
  if (layout_.maps.isEmpty() || (maps.isNull() && maps_.isNull())) return;
  const bool sameSize = maps.size() == maps_.size();
  maps_ = std::move(maps);
  update(sameSize ? mapsTarget() : layout_.maps);
}

void NodeItem::setLight(std::optional<NodeHealth::Verdict> light, const QString& text) {
  lightText_ = text;
  if (light == light_) return;
  light_ = light;
  update(lightRect().adjusted(-2, -2, 2, 2));
}

/// On the upper right corner, where nothing else stands.
QRectF NodeItem::lightRect() const {
  return {layout_.size.width() - kLight + 3, -3, kLight, kLight};
}

void NodeItem::setChosen(bool chosen) {
  if (chosen == chosen_) return;
  chosen_ = chosen;
  update();
}

void NodeItem::lightPort(int port) {
  if (port == lit_) return;
  lit_ = port;
  update();
}

QPointF NodeItem::inputPoint(int port) const {
  const auto index = static_cast<std::size_t>(std::max(0, port));
  if (index < layout_.inputs.size()) return pos() + layout_.inputs[index];
  return pos() + QPointF(0, layout_.size.height() / 2);
}

QPointF NodeItem::outputPoint() const {
  return pos() + layout_.output;
}

QString NodeItem::toolTipText() const {
  QString text = face_.isBlock ? face_.title
                               : QString::fromStdString(id_) + QStringLiteral(" · ") + face_.title;
  if (!face_.caption.isEmpty()) text += QLatin1Char('\n') + face_.caption;
  if (!face_.trouble.isEmpty()) text += QLatin1Char('\n') + face_.trouble;
  if (light_) text += QLatin1Char('\n') + lightText_;
  return text;
}

QRectF NodeItem::boundingRect() const {
  const qreal margin = kPortRadius + kShadow;
  return QRectF(QPointF(), layout_.size).adjusted(-margin, -margin, margin, margin);
}

QPainterPath NodeItem::shape() const {
  QPainterPath path;
  path.addRect(QRectF(QPointF(), layout_.size));
  return path;
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
  const Theme& theme = Theme::of(widget);
  const qreal zoom = option->levelOfDetailFromTransform(painter->worldTransform());
  if (zoom < kTextFrom) return paintFar(*painter, theme, zoom);
  painter->setRenderHint(QPainter::Antialiasing);
  if (showsOnlyMaps(*painter)) {
    painter->fillRect(plain_, theme.nodeFill);
    // With one rectangle for a clip Qt scales pixels in one go.
    painter->setClipRect(mapsTarget(), Qt::IntersectClip);
    return paintMaps(*painter, theme);
  }
  if (face_.isBlock) paintCardBehind(*painter, theme);
  paintBody(*painter, theme);
  painter->setOpacity(face_.bypassed ? kBypassedOpacity : 1);
  paintMaps(*painter, theme);
  paintTexts(*painter, theme);
  painter->setOpacity(1);
  if (face_.bypassed) paintBypass(*painter, theme);
  paintMark(*painter, theme);
  paintPorts(*painter, theme);
  if (light_) paintHealth(*painter, lightRect(), *light_, theme);
}

/// While it learns, nothing but the maps changes, many times a second and in every node: then the
/// rest is not drawn anew.
bool NodeItem::showsOnlyMaps(const QPainter& painter) const {
  if (maps_.isNull() || face_.bypassed) return false;
  const QRegion exposed = painter.paintEngine()->systemClip();  // in pixels; empty: all
  const QTransform toPixels = painter.deviceTransform();
  const QRect touched = (exposed & toPixels.mapRect(boundingRect()).toAlignedRect()).boundingRect();
  return !touched.isEmpty() && toPixels.mapRect(plain_).contains(QRectF(touched));
}

/// What can still be seen from far away, without soft or round edges: there may be thousands.
void NodeItem::paintFar(QPainter& painter, const Theme& theme, qreal zoom) const {
  const bool wrong = face_.error || !face_.known;
  const QColor edge = chosen_ ? theme.accent : wrong ? theme.error : theme.line;
  const qreal inset = (chosen_ || wrong ? 2 : 1) / zoom;
  const QRectF body(QPointF(), layout_.size);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.fillRect(body, edge);
  painter.fillRect(body.adjusted(inset, inset, -inset, -inset), theme.nodeFill);
  painter.setOpacity(face_.bypassed ? kBypassedOpacity : 1);
  painter.fillRect(layout_.dot, face_.known ? theme.category(face_.category) : theme.error);
  paintMaps(painter, theme);
  painter.setOpacity(1);
  if (face_.bypassed) paintBypass(painter, theme);
  paintMark(painter, theme);
  if (light_ && *light_ != NodeHealth::Verdict::Good)
    painter.fillRect(lightRect(),
                     *light_ == NodeHealth::Verdict::Bad ? theme.error : theme.warning);
}

void NodeItem::paintBody(QPainter& painter, const Theme& theme) const {
  const QRectF body(QPointF(), layout_.size);
  painter.setPen(Qt::NoPen);
  QColor shade = theme.shadow;
  shade.setAlphaF(shade.alphaF() / 5);
  painter.setBrush(shade);
  if (painter.worldTransform().m11() >= kSoftFrom) {
    // A soft edge in three steps, below more than above.
    for (const qreal spread : {0.0, 1.5, 3.0}) {
      painter.drawRoundedRect(body.translated(0, 2).adjusted(-spread, -spread, spread, spread),
                              kRadius + spread, kRadius + spread);
    }
  }
  QPen edge(theme.line, 1);
  if (face_.error || !face_.known) edge = QPen(theme.error, 2);
  if (chosen_) edge = QPen(theme.accent, 2);
  painter.setPen(edge);
  painter.setBrush(theme.nodeFill);
  const qreal inset = edge.widthF() == 1 ? 0.5 : 0;
  painter.drawRoundedRect(body.adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
  painter.setPen(QPen(theme.line, 1));
  painter.drawLine(QPointF(1.5, layout_.divider + 0.5),
                   QPointF(body.width() - 1.5, layout_.divider + 0.5));
  painter.setPen(Qt::NoPen);
  painter.setBrush(face_.known ? theme.category(face_.category) : theme.error);
  painter.drawRoundedRect(layout_.dot, 2, 2);
}

/// A second card that looks out below: there is more inside.
void NodeItem::paintCardBehind(QPainter& painter, const Theme& theme) const {
  painter.setPen(QPen(chosen_ ? theme.accent : theme.line, 1));
  painter.setBrush(theme.nodeFill);
  painter.drawRoundedRect(QRectF(QPointF(), layout_.size).adjusted(6.5, 6.5, -6.5, 3.5), kRadius,
                          kRadius);
}

/// The wire runs through it.
void NodeItem::paintBypass(QPainter& painter, const Theme& theme) const {
  const QPointF in = layout_.inputs.empty() ? QPointF(0, layout_.output.y()) : layout_.inputs[0];
  painter.setPen(QPen(theme.wire, 2, Qt::DashLine));
  painter.drawLine(in, layout_.output);
}

/// Once for each face: to cut texts costs more than to draw them.
void NodeItem::layTexts() {
  title_ = shownText(fonts_->title, layout_.title, face_.title);
  caption_ = shownText(fonts_->caption, layout_.caption, face_.caption);
  QRectF left = layout_.shape;
  if (!face_.count.isEmpty())
    left.setRight(left.right() - tabularWidth(fonts_->count, face_.count) - 8);
  shape_ = shownText(fonts_->shape, left, face_.shape);
  layPlain();
}

/// Between the texts above the maps and those below, and not on the edge.
void NodeItem::layPlain() {
  const auto reach = [](const QFont& font, const ShownText& shown) {
    return QFontMetricsF(font).tightBoundingRect(shown.text).translated(shown.start);
  };
  qreal top = layout_.divider + 1;
  if (!layout_.caption.isEmpty()) top = std::max(top, reach(fonts_->caption, caption_).bottom());
  qreal bottom = reach(fonts_->shape, shape_).top();
  if (!face_.count.isEmpty()) {
    const qreal ascent = QFontMetricsF(fonts_->count).capHeight();
    bottom = std::min(bottom, layout_.count.center().y() - ascent);
  }
  plain_ = QRectF(2, top, layout_.size.width() - 4, bottom - top);
}

void NodeItem::paintTexts(QPainter& painter, const Theme& theme) const {
  const auto line = [&](const QFont& font, const QColor& colour, const ShownText& shown) {
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(shown.start, shown.text);
  };
  line(fonts_->title, theme.text, title_);
  if (!layout_.caption.isEmpty()) line(fonts_->caption, theme.muted, caption_);
  if (!face_.count.isEmpty()) {
    painter.setFont(fonts_->count);
    painter.setPen(theme.muted);
    drawTabular(painter, layout_.count, Qt::AlignRight, face_.count);
  }
  line(fonts_->shape, theme.muted, shape_);
}

void NodeItem::paintMaps(QPainter& painter, const Theme& theme) const {
  if (layout_.maps.isEmpty()) return;
  if (maps_.isNull()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.field);
    painter.drawRoundedRect(layout_.maps, 3, 3);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(mapsTarget(), maps_);
}

/// A vector's cells fill the strip; an image keeps its proportions.
QRectF NodeItem::mapsTarget() const {
  const QRectF box = layout_.maps;
  if (!face_.hasImages()) return box;
  const QSizeF size = QSizeF(maps_.size()).scaled(box.size(), Qt::KeepAspectRatio);
  QRectF target(box.topLeft() + QPointF(0, (box.height() - size.height()) / 2), size);
  if (face_.isInput) target.moveLeft(box.center().x() - size.width() / 2);
  return target;
}

void NodeItem::paintMark(QPainter& painter, const Theme& theme) const {
  const bool trouble = face_.error || face_.warning;
  if (face_.isBlock && !trouble) {  // it opens
    const QPointF middle = layout_.badge.center();
    const QPointF chevron[] = {middle + QPointF(-4, -2), middle + QPointF(0, 2),
                               middle + QPointF(4, -2)};
    painter.setPen(QPen(theme.muted, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(chevron, 3);
    return;
  }
  if (!trouble && !face_.frozen) return;
  QFont font = fonts_->count;
  font.setBold(true);
  painter.setFont(font);
  if (trouble) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(face_.error ? theme.error : theme.warning);
    painter.drawEllipse(layout_.badge);
    painter.setPen(theme.nodeFill);
    painter.drawText(layout_.badge, Qt::AlignCenter, QStringLiteral("!"));
    return;
  }
  themedIcon(QStringLiteral("lock"), theme.muted)
      .paint(&painter, layout_.badge.toAlignedRect(), Qt::AlignCenter);
}

void NodeItem::paintPorts(QPainter& painter, const Theme& theme) const {
  const auto port = [&](QPointF at, bool lit) {
    painter.setPen(QPen(lit ? theme.accent : theme.wire, 2));
    painter.setBrush(lit ? theme.accent : theme.nodeFill);
    const qreal radius = kPortRadius - 1 + (lit ? 1 : 0);
    painter.drawEllipse(at, radius, radius);
  };
  for (std::size_t i = 0; i < layout_.inputs.size(); ++i) {
    port(layout_.inputs[i], lit_ == static_cast<int>(i));
  }
  if (face_.hasOutput) port(layout_.output, lit_ == -1);
}

}  // namespace loom::ui
