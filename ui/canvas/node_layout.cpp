#include "ui/canvas/node_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/colour_map.h"
#include "ui/engine_text.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kMostPorts = 64;
constexpr qreal kSide = 10;  // from the edge to the text
constexpr qreal kTitleHeight = 28;
constexpr qreal kLine = 20;
constexpr qreal kMinWidth = 96;
constexpr qreal kMapWidth = 120;   // of a node that shows maps
constexpr qreal kMaxWidth = 208;   // longer text is elided
constexpr qreal kSampleSide = 56;  // an input's picture
constexpr qreal kStrip = 16;       // a vector's cells
constexpr qreal kWidthStep = 8;
constexpr qreal kHeightStep = 16;  // half of it is on the grid, so ports line up

/// Activations and changes of shape stay small: their maps say little beyond their neighbours'.
bool showsMaps(loom::Category category) {
  switch (category) {
    case loom::Category::Activation:
    case loom::Category::Shape:
    case loom::Category::Loss:
      return false;
    default:
      return true;
  }
}

void addTrouble(NodeFace& face, const GraphFacts& facts, const std::string& id) {
  const auto found = facts.problems.find(id);
  if (found == facts.problems.end()) return;
  for (const loom::Problem* problem : found->second) {
    const bool isError = problem->severity == loom::Problem::Severity::Error;
    (isError ? face.error : face.warning) = true;
    if (!face.trouble.isEmpty()) face.trouble += QLatin1Char('\n');
    face.trouble += engineText(problem->text);
  }
}

/// Height of the maps in a box `width` wide; 0 where there is nothing to show.
qreal mapsHeight(const NodeFace& face, qreal width) {
  if (!face.showsMaps) return 0;
  if (face.isInput) return kSampleSide;
  if (!face.hasImages()) return kStrip;
  const auto channels = static_cast<int>(std::min<std::int64_t>(face.mapShape[0], kNodeChannels));
  const int columns = std::max(1, gridColumns(channels));
  const int rows = (channels + columns - 1) / columns;
  const qreal cell = std::min(width / columns, kSampleSide);
  const qreal aspect =
      std::clamp(static_cast<double>(face.mapShape[1]) /
                     static_cast<double>(std::max<std::int64_t>(1, face.mapShape[2])),
                 0.25, 1.0);
  return std::ceil(rows * cell * aspect);
}

}  // namespace

GraphFacts::GraphFacts(const loom::Graph& graph, const loom::Analysis& found) : analysis(found) {
  for (const loom::Link& link : graph.links) {
    int& wired = wiredPorts[link.to];
    wired = std::max(wired, std::clamp(link.port, -1, kMostPorts) + 1);
  }
  for (const loom::Problem& problem : analysis.problems) problems[problem.node].push_back(&problem);
}

int inputPortCount(int wired, const loom::LayerType* type) {
  if (!type) return std::max(1, std::min(wired, kMostPorts));
  const int wanted = wired < type->maxInputs ? std::max(type->minInputs, wired + 1) : wired;
  // A port that should not be there still shows its wire, so that it can be taken away.
  return std::min(std::max(std::min(wanted, type->maxInputs), wired), kMostPorts);
}

NodeFace nodeFace(const GraphFacts& facts, const loom::Node& node) {
  NodeFace face;
  face.title = QString::fromStdString(node.type);
  face.frozen = node.frozen;
  face.bypassed = node.bypassed;
  addTrouble(face, facts, node.id);
  const loom::NodeInfo* info = facts.analysis.find(node.id);
  const loom::LayerType* type = info ? info->type : nullptr;
  const auto wired = facts.wiredPorts.find(node.id);
  face.inputPorts = inputPortCount(wired == facts.wiredPorts.end() ? 0 : wired->second, type);
  face.known = type != nullptr;
  face.shape = QStringLiteral("–");
  if (!info) return face;
  face.caption = engineText(info->caption);
  if (info->parameterCount > 0) face.count = groupedNumber(info->parameterCount);
  if (info->output) {
    face.shape = QString::fromStdString(info->output->text());
    face.mapShape = info->output->sizes();
    face.hasShape = true;
  }
  if (!type) return face;
  face.category = type->category;
  face.captionRoom = type->caption != nullptr;
  face.hasOutput = !type->isLoss;
  face.isInput = type->maxInputs == 0;
  face.showsMaps = showsMaps(type->category) && !(info->output && info->output->rank() == 0);
  return face;
}

NodeFonts::NodeFonts(const QFont& base)
    : title(base), caption(base), shape(monospaceFont(base)), count(base) {
  title.setPixelSize(13);
  title.setWeight(QFont::DemiBold);
  caption.setPixelSize(12);
  shape.setPixelSize(11);
  count.setPixelSize(11);
}

QPointF snapped(QPointF position) {
  return {std::round(position.x() / kGrid) * kGrid, std::round(position.y() / kGrid) * kGrid};
}

namespace {

bool hasMark(const NodeFace& face) {
  return face.error || face.warning || face.frozen || face.isBlock;
}

qreal wantedWidth(const NodeFace& face, const NodeFonts& fonts) {
  const qreal badge = hasMark(face) ? 20 : 0;
  const qreal title = 18 + QFontMetricsF(fonts.title).horizontalAdvance(face.title) + badge;
  const qreal caption = QFontMetricsF(fonts.caption).horizontalAdvance(face.caption);
  qreal bottom = QFontMetricsF(fonts.shape).horizontalAdvance(face.shape);
  if (!face.count.isEmpty()) bottom += 12 + tabularWidth(fonts.count, face.count);
  const qreal least = face.showsMaps ? kMapWidth : kMinWidth;
  const qreal content = 2 * kSide + std::ceil(std::max({title, caption, bottom}));
  return std::clamp(std::ceil(content / kWidthStep) * kWidthStep, least, kMaxWidth);
}

void placePorts(NodeLayout& layout, const NodeFace& face) {
  const qreal middle = layout.size.height() / 2;
  const qreal gap = std::min(24.0, (layout.size.height() - 8) / std::max(1, face.inputPorts));
  for (int port = 0; port < face.inputPorts; ++port) {
    layout.inputs.emplace_back(0, middle + (port - (face.inputPorts - 1) / 2.0) * gap);
  }
  layout.output = {layout.size.width(), middle};
}

}  // namespace

NodeLayout nodeLayout(const NodeFace& face, const NodeFonts& fonts) {
  NodeLayout layout;
  const qreal width = wantedWidth(face, fonts);
  const qreal inner = width - 2 * kSide;
  const qreal badge = hasMark(face) ? 20 : 0;
  layout.dot = {kSide, kTitleHeight / 2 - 4, 8, 8};
  layout.title = {kSide + 18, 0, inner - 18 - badge, kTitleHeight};
  layout.badge = {width - kSide - 14, kTitleHeight / 2 - 7, 14, 14};
  layout.divider = kTitleHeight;

  qreal y = kTitleHeight;
  if (face.captionRoom || !face.caption.isEmpty()) {
    layout.caption = {kSide, y + 2, inner, kLine};
    y += kLine + 2;
  }
  const qreal maps = mapsHeight(face, inner);
  // What rounding adds goes to the maps' surroundings, never to the text.
  const qreal content = y + (maps > 0 ? maps + 4 : 0) + kLine;
  const qreal height = std::ceil(content / kHeightStep) * kHeightStep;
  if (maps > 0) layout.maps = {kSide, y + (height - content) / 2, inner, maps + 2};
  layout.shape = {kSide, height - kLine - (maps > 0 ? 2 : (height - content) / 2), inner, kLine};
  layout.count = layout.shape;
  layout.size = {width, height};
  placePorts(layout, face);
  return layout;
}

}  // namespace loom::ui
