#include "ui/canvas/wire_commands.h"

#include <algorithm>

#include "ui/canvas/canvas.h"
#include "ui/canvas/node_edits.h"
#include "ui/document.h"
#include "ui/engine_text.h"

namespace loom::ui {

WireCommands::WireCommands(Canvas& canvas)
    : QObject(&canvas), connectSelected(new QAction(this)), canvas_(canvas) {
  connectSelected->setShortcut(Qt::Key_W);
  canvas.addAction(connectSelected);
  connect(connectSelected, &QAction::triggered, this, &WireCommands::run);
  connect(&canvas.board(), &Scene::selectionEdited, this, &WireCommands::updateEnabled);
  connect(&canvas.document(), &Document::changed, this, &WireCommands::updateEnabled);
  retranslate();
  updateEnabled();
}

std::optional<loom::Link> WireCommands::between(const std::string& a, const std::string& b) const {
  for (const loom::Link& link : canvas_.document().graph().links) {
    if ((link.from == a && link.to == b) || (link.from == b && link.to == a)) return link;
  }
  return std::nullopt;
}

/// From the one further left, as networks are read; the other way if that may not be.
void WireCommands::run() {
  Document& document = canvas_.document();
  const loom::Graph& graph = document.graph();
  auto ids = canvas_.board().selectedIds();
  if (ids.size() != 2) return;
  if (const auto old = between(ids[0], ids[1]))
    return document.edit(Canvas::tr("Remove a wire"), {loom::EraseLink{*old}});
  const auto left = [&](const std::string& id) { return graph.find(id)->position.x; };
  if (left(ids[1]) < left(ids[0])) std::swap(ids[0], ids[1]);
  loom::Link link{ids[0], ids[1], loom::freePort(graph, ids[1])};
  const loom::Text refusal = whyNotWire(graph, link);
  if (!refusal.empty()) {
    link = {ids[1], ids[0], loom::freePort(graph, ids[0])};
    if (!whyNotWire(graph, link).empty()) return emit canvas_.message(engineText(refusal));
  }
  document.edit(Canvas::tr("Wire %1 to %2")
                    .arg(QString::fromStdString(link.from), QString::fromStdString(link.to)),
                wire(graph, link));
}

void WireCommands::updateEnabled() {
  const auto ids = canvas_.board().selectedIds();
  connectSelected->setEnabled(ids.size() == 2);
}

void WireCommands::retranslate() {
  connectSelected->setText(tr("&Wire or Unwire"));
  connectSelected->setToolTip(
      tr("Wire two selected layers to each other, or take their wire away"));
}

}  // namespace loom::ui
