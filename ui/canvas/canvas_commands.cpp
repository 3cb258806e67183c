#include "ui/canvas/canvas_commands.h"

#include <QApplication>
#include <QClipboard>

#include "engine/io/project_file.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/copying.h"
#include "ui/canvas/layer_search.h"
#include "ui/canvas/rename_field.h"
#include "ui/canvas/tidy/tidy_run.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr double kZoomStep = 1.25;
constexpr QPointF kGrab(60, 24);  // from a node's corner to where a pointer would hold it
}  // namespace

CanvasCommands::CanvasCommands(Canvas& canvas)
    : QObject(&canvas), canvas_(canvas), tidyRun_(new TidyRun(canvas)) {
  using C = CanvasCommands;
  cut = make({QKeySequence::Cut}, &C::runCut);
  copy = make({QKeySequence::Copy}, &C::runCopy);
  paste = make({QKeySequence::Paste}, &C::runPaste);
  duplicate = make({Qt::CTRL | Qt::Key_D}, &C::runDuplicate);
  remove = make({Qt::Key_Delete, Qt::Key_Backspace}, &C::runRemove);
  selectAll = make({QKeySequence::SelectAll}, &C::runSelectAll);
  rename = make({Qt::Key_F2}, &C::runRename);
  addLayer = make({}, &C::runAddLayer);
  tidy = make({Qt::CTRL | Qt::Key_L}, &C::runTidy);
  fit = make({Qt::Key_F}, &C::runFit);
  zoomToSelection = make({Qt::SHIFT | Qt::Key_F}, &C::runZoomToSelection);
  zoomIn = make({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal}, &C::runZoomIn);
  zoomOut = make({Qt::CTRL | Qt::Key_Minus}, &C::runZoomOut);
  actualSize = make({Qt::CTRL | Qt::Key_0}, &C::runActualSize);
  connect(&canvas_.board(), &Scene::selectionEdited, this, &C::updateEnabled);
  connect(&canvas_.document(), &Document::changed, this, &C::updateEnabled);
  retranslate();
  updateEnabled();
}

QAction* CanvasCommands::make(const QList<QKeySequence>& keys, void (CanvasCommands::*run)()) {
  auto* action = new QAction(this);
  action->setShortcuts(keys);
  connect(action, &QAction::triggered, this, run);
  canvas_.addAction(action);
  return action;
}

void CanvasCommands::retranslate() {
  cut->setText(tr("Cu&t"));
  copy->setText(tr("&Copy"));
  paste->setText(tr("&Paste"));
  duplicate->setText(tr("&Duplicate"));
  remove->setText(tr("D&elete"));
  selectAll->setText(tr("Select &All"));
  rename->setText(tr("&Rename…"));
  addLayer->setText(tr("&Add Layer…"));
  tidy->setText(tr("&Tidy Up"));
  tidy->setToolTip(tr("Lay out all layers afresh, or those that are selected"));
  fit->setText(tr("&Fit to Window"));
  zoomToSelection->setText(tr("Zoom to &Selection"));
  zoomIn->setText(tr("Zoom &In"));
  zoomOut->setText(tr("Zoom &Out"));
  actualSize->setText(tr("&Actual Size"));
  updateEnabled();
}

void CanvasCommands::updateEnabled() {
  const Scene& board = canvas_.board();
  const bool things = !board.selection().empty() || !board.chosen().notes.empty();
  const bool anything = things || board.selectedLink();
  for (QAction* action : {cut, copy, duplicate}) action->setEnabled(things);
  for (QAction* action : {remove, zoomToSelection}) action->setEnabled(anything);
  zoomToSelection->setToolTip(anything ? tr("Show what is selected as large as it fits")
                                       : tr("Select a layer, a block or a note first."));
  rename->setEnabled(board.selection().size() == 1 || !board.selectedBlock().empty());
  const loom::Graph& graph = canvas_.document().graph();
  tidy->setEnabled(!graph.nodes.empty());
  for (QAction* action : {selectAll, fit})
    action->setEnabled(!graph.nodes.empty() || !graph.notes.empty());
}

void CanvasCommands::add(const loom::LayerType& type, const Attachment& attachment,
                         std::optional<QPointF> centre) {
  Document& document = canvas_.document();
  const NodeRequest request{&type, attachment, centre, canvas_.shownArea().center()};
  NewNode added =
      newNode(document.graph(), request, canvas_.board().rects(), canvas_.board().fonts());
  document.edit(tr("Add %1").arg(QString::fromStdString(type.name)), std::move(added.edits));
  countUse(type);
  canvas_.board().select({added.id});
  canvas_.setFocus();
  if (const NodeItem* item = canvas_.board().shownFor(added.id))
    canvas_.ensureVisible(item->rect(), 16, 16);
}

Attachment CanvasCommands::selectedAttachment() const {
  const auto ids = canvas_.board().selectedIds();
  return ids.size() == 1 ? attachmentTo(canvas_.document().graph(), ids.front()) : Attachment{};
}

void CanvasCommands::addToSelection(const loom::LayerType& type) {
  Attachment attachment = selectedAttachment();
  const loom::Graph& graph = canvas_.document().graph();
  if (!whyNotAttach(graph, type, attachment).empty()) attachment.kind = Attachment::Kind::After;
  if (!whyNotAttach(graph, type, attachment).empty()) attachment = {};
  add(type, attachment, std::nullopt);
}

QString CanvasCommands::moveText(const Places& moved) {
  const std::size_t nodes = moved.nodes.size(), notes = moved.notes.size();
  if (notes == 1 && nodes == 0) return tr("Move a note");
  if (notes > 0) return tr("Move %1 things").arg(nodes + notes);
  if (nodes == 1) return tr("Move %1").arg(QString::fromStdString(moved.nodes.begin()->first));
  return tr("Move %1 layers").arg(nodes);
}

void CanvasCommands::nudge(int columns, int rows, int mergeKey) {
  Places places = canvas_.board().selectedPlaces();
  const QPointF way(columns * kGrid, rows * kGrid);
  for (auto& [id, at] : places.nodes) at = snapped(at + way);
  for (auto& [note, at] : places.notes) at = snapped(at + way);
  Document& document = canvas_.document();
  document.edit(moveText(places), movePlaces(document.graph(), places), mergeKey);
}

loom::Graph CanvasCommands::selectedPart() const {
  const Scene& board = canvas_.board();
  return part(canvas_.document().graph(), board.selectedIds(), board.chosen().notes);
}

void CanvasCommands::runCopy() {
  const loom::Graph copied = selectedPart();
  if (copied.nodes.empty() && copied.notes.empty()) return;
  QApplication::clipboard()->setText(QString::fromStdString(loom::graphText(copied)));
}

void CanvasCommands::runCut() {
  runCopy();
  removeSelection(tr("Cut"));
}

void CanvasCommands::runRemove() {
  removeSelection(tr("Delete"));
}

void CanvasCommands::removeSelection(const QString& name) {
  Document& document = canvas_.document();
  if (const auto link = canvas_.board().selectedLink()) {
    document.edit(tr("Remove a wire"), {loom::EraseLink{*link}});
    return;
  }
  const Chosen chosen = canvas_.board().chosen();
  loom::Edits edits = loom::removeNodes(document.graph(), canvas_.board().selectedIds(), true);
  const loom::Edits notes = removeNotes(document.graph(), chosen.notes);
  edits.insert(edits.end(), notes.begin(), notes.end());
  document.edit(canvas_.board().selectedNote() ? tr("Remove a note") : name, std::move(edits));
}

void CanvasCommands::addBlock(const loom::Graph& block, const QString& name,
                              std::optional<QPointF> centre,
                              const std::optional<loom::Link>& into) {
  if (block.nodes.empty()) return;
  QPointF corner(block.nodes.front().position.x, block.nodes.front().position.y);
  for (const loom::Node& node : block.nodes)
    corner = {std::min(corner.x(), node.position.x), std::min(corner.y(), node.position.y)};
  const QPointF place = centre.value_or(canvas_.shownArea().center());
  insert(block, tr("Add %1").arg(name), place - corner - kGrab, into);
}

void CanvasCommands::insert(const loom::Graph& fragment, const QString& name, QPointF offset,
                            const std::optional<loom::Link>& into) {
  if (fragment.nodes.empty() && fragment.notes.empty()) return;
  Document& document = canvas_.document();
  Pasted pasted = loom::ui::paste(document.graph(), fragment, offset, canvas_.board().rects(),
                                  canvas_.board().fonts());
  if (const Ends ends = into ? endsOf(fragment) : Ends{}; ends.in && !ends.out.empty()) {
    const auto idOf = [&](const std::string& id) {
      return pasted.ids[static_cast<std::size_t>(fragment.indexOf(id))];
    };
    pasted.edits.push_back(loom::EraseLink{*into});
    pasted.edits.push_back(
        loom::InsertLink{{into->from, idOf(ends.in->first), ends.in->second}, -1});
    pasted.edits.push_back(loom::InsertLink{{idOf(ends.out), into->to, into->port}, -1});
  }
  document.edit(name, std::move(pasted.edits));
  canvas_.board().choose({{pasted.ids.begin(), pasted.ids.end()}, pasted.notes, {}});
  canvas_.setFocus();
  canvas_.ensureVisible(canvas_.board().selectedRect(), 16, 16);
}

void CanvasCommands::runPaste() {
  const std::string text = QApplication::clipboard()->text().toStdString();
  const auto fragment = loom::parseGraph(text);
  if (!fragment || (fragment->nodes.empty() && fragment->notes.empty())) {
    emit canvas_.message(tr("The clipboard holds no layers."));
    return;
  }
  insert(*fragment, tr("Paste"));
}

void CanvasCommands::runDuplicate() {
  insert(selectedPart(), tr("Duplicate"));
}

void CanvasCommands::runSelectAll() {
  const loom::Graph& graph = canvas_.document().graph();
  Chosen all;
  for (const loom::Node& node : graph.nodes) all.nodes.insert(node.id);
  for (std::size_t i = 0; i < graph.notes.size(); ++i) all.notes.insert(i);
  canvas_.board().choose(std::move(all));
}

void CanvasCommands::runRename() {
  const std::string block = canvas_.board().selectedBlock();
  const auto ids = canvas_.board().selectedIds();
  if (!block.empty())
    canvas_.renameField().openBlock(block);
  else if (ids.size() == 1)
    canvas_.renameField().open(ids.front());
}

void CanvasCommands::runAddLayer() {
  canvas_.openSearch(canvas_.focusPoint(), selectedAttachment());
}

void CanvasCommands::runTidy() {
  tidyRun_->start();
}

void CanvasCommands::runFit() {
  canvas_.fit();
}
void CanvasCommands::runZoomToSelection() {
  canvas_.zoomToSelection();
}
void CanvasCommands::runZoomIn() {
  canvas_.zoomTo(canvas_.zoom() * kZoomStep);
}
void CanvasCommands::runZoomOut() {
  canvas_.zoomTo(canvas_.zoom() / kZoomStep);
}
void CanvasCommands::runActualSize() {
  canvas_.zoomTo(1);
}

}  // namespace loom::ui
