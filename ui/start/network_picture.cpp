#include "ui/start/network_picture.h"

#include <QPainter>
#include <algorithm>
#include <map>

#include "ui/canvas/link_path.h"
#include "ui/canvas/node_layout.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr qreal kLargestScale = 0.4;
constexpr qreal kBoxRadius = 10;  // in the scene
}  // namespace

NetworkPicture pictureOf(const loom::Graph& graph, const loom::Analysis& analysis,
                         const QFont& font) {
  NetworkPicture picture;
  const GraphFacts facts(graph, analysis);
  const NodeFonts fonts(font);
  std::map<std::string, std::pair<QPointF, NodeLayout>> placed;
  for (const loom::Node& node : graph.nodes) {
    const NodeFace face = nodeFace(facts, node);
    const QPointF at(node.position.x, node.position.y);
    const NodeLayout layout = nodeLayout(face, fonts);
    picture.boxes.push_back({QRectF(at, layout.size), face.category});
    picture.bounds |= picture.boxes.back().place;
    placed[node.id] = {at, layout};
  }
  for (const loom::Link& link : graph.links) {
    const auto from = placed.find(link.from), to = placed.find(link.to);
    if (from == placed.end() || to == placed.end()) continue;
    const auto& [start, source] = from->second;
    const auto& [end, target] = to->second;
    const auto port = static_cast<std::size_t>(std::max(link.port, 0));
    if (port >= target.inputs.size()) continue;
    picture.wires.addPath(linkPath(start + source.output, end + target.inputs[port],
                                   QRectF(start, source.size), QRectF(end, target.size)));
  }
  picture.bounds |= picture.wires.boundingRect();
  return picture;
}

void paintNetwork(QPainter& painter, const QRectF& room, const NetworkPicture& picture,
                  const Theme& theme) {
  if (picture.bounds.isEmpty()) return;
  const qreal scale = std::min({room.width() / picture.bounds.width(),
                                room.height() / picture.bounds.height(), kLargestScale});
  painter.save();
  painter.translate(room.center());
  painter.scale(scale, scale);
  painter.translate(-picture.bounds.center());
  QPen wire(theme.wire, 1.25);
  wire.setCosmetic(true);
  painter.setPen(wire);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(picture.wires);
  painter.setPen(Qt::NoPen);
  for (const NetworkPicture::Box& box : picture.boxes) {
    painter.setBrush(theme.category(box.category));
    painter.drawRoundedRect(box.place, kBoxRadius, kBoxRadius);
  }
  painter.restore();
}

}  // namespace loom::ui
