#include "ui/canvas/block_commands.h"

#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <cmath>

#include "engine/graph/blocks.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/copying.h"
#include "ui/canvas/folding.h"
#include "ui/canvas/rename_field.h"
#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

BlockCommands::BlockCommands(Canvas& canvas)
    : QObject(&canvas),
      canvas_(canvas),
      colors_(std::make_unique<QMenu>()),
      colorGroup_(new QActionGroup(this)) {
  group = make(Qt::CTRL | Qt::Key_G, &BlockCommands::runGroup);
  dissolve = make(Qt::CTRL | Qt::SHIFT | Qt::Key_G, &BlockCommands::runDissolve);
  fold = make(Qt::CTRL | Qt::Key_E, &BlockCommands::runFold);
  takeOut = make({}, &BlockCommands::runTakeOut);
  keep = make({}, &BlockCommands::runKeep);
  for (const char* color : loom::kBlockColors) {
    QAction* action = colors_->addAction(QString());
    action->setCheckable(true);
    action->setData(QString::fromLatin1(color));
    colorGroup_->addAction(action);
  }
  connect(colorGroup_, &QActionGroup::triggered, this, &BlockCommands::setColor);
  connect(colors_.get(), &QMenu::aboutToShow, this, &BlockCommands::paintSwatches);
  connect(&canvas_.board(), &Scene::selectionEdited, this, &BlockCommands::updateEnabled);
  connect(&canvas_.document(), &Document::changed, this, &BlockCommands::updateEnabled);
  retranslate();
  updateEnabled();
}

BlockCommands::~BlockCommands() = default;

QAction* BlockCommands::make(const QKeySequence& key, void (BlockCommands::*run)()) {
  auto* action = new QAction(this);
  action->setShortcut(key);
  connect(action, &QAction::triggered, this, run);
  canvas_.addAction(action);
  return action;
}

void BlockCommands::retranslate() {
  group->setText(tr("&Group into a Block"));
  dissolve->setText(tr("&Ungroup"));
  takeOut->setText(tr("Take &Out of the Block"));
  keep->setText(tr("&Keep in the Palette"));
  colors_->setTitle(tr("Block &Colour"));
  const QString names[] = {tr("Blue"),   tr("Green"), tr("Orange"),
                           tr("Violet"), tr("Red"),   tr("Grey")};
  for (int i = 0; i < colorGroup_->actions().size(); ++i)
    colorGroup_->actions().at(i)->setText(names[i]);
  updateEnabled();
}

void BlockCommands::updateEnabled() {
  const Scene& board = canvas_.board();
  const loom::Graph& graph = canvas_.document().graph();
  const loom::Block* block = loom::findBlock(graph, board.selectedBlock());
  group->setEnabled(!board.selection().empty());
  dissolve->setEnabled(block);
  fold->setEnabled(block);
  keep->setEnabled(block);
  fold->setText(block && block->folded ? tr("&Open the Block") : tr("&Fold the Block"));
  takeOut->setEnabled(!aroundSelection().empty());
  colors_->setEnabled(block);
  for (QAction* action : colorGroup_->actions()) {
    const std::string color = action->data().toString().toStdString();
    action->setChecked(block && block->color == color);
  }
}

/// When they are about to be seen, in the theme of that moment.
void BlockCommands::paintSwatches() {
  for (QAction* action : colorGroup_->actions()) {
    const std::string color = action->data().toString().toStdString();
    QPixmap swatch(14, 14);
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(&canvas_).category(colorCategory(color)));
    painter.drawRoundedRect(QRectF(1, 1, 12, 12), 3, 3);
    action->setIcon(swatch);
  }
}

std::string BlockCommands::aroundSelection() const {
  const loom::Graph& graph = canvas_.document().graph();
  const Scene& board = canvas_.board();
  if (const loom::Block* block = loom::findBlock(graph, board.selectedBlock())) return block->block;
  const loom::Node* node =
      board.selection().empty() ? nullptr : graph.find(*board.selection().begin());
  return node ? node->block : std::string();
}

void BlockCommands::change(const QString& name, const loom::Block& changed) {
  canvas_.document().edit(name, loom::changeBlock(canvas_.document().graph(), changed));
}

void BlockCommands::runGroup() {
  Document& document = canvas_.document();
  const auto ids = canvas_.board().selectedIds();
  int number = 1;
  const auto isTaken = [&](const QString& name) {
    const auto& blocks = document.graph().blocks;
    return std::any_of(blocks.begin(), blocks.end(), [&](const loom::Block& block) {
      return QString::fromStdString(block.name) == name;
    });
  };
  while (isTaken(tr("Block %1").arg(number))) ++number;
  loom::NewBlock made =
      loom::groupNodes(document.graph(), ids, tr("Block %1").arg(number).toStdString());
  document.edit(tr("Group %1 layers").arg(ids.size()), std::move(made.edits));
  // The next thing a person wants to do is to name it.
  if (loom::findBlock(document.graph(), made.id)) canvas_.renameField().openBlock(made.id);
}

void BlockCommands::runDissolve() {
  Document& document = canvas_.document();
  document.edit(tr("Ungroup"),
                loom::dissolveBlock(document.graph(), canvas_.board().selectedBlock()));
}

void BlockCommands::runFold() {
  const std::string id = canvas_.board().selectedBlock();
  if (const loom::Block* block = loom::findBlock(canvas_.document().graph(), id))
    setFolded(id, !block->folded);
}

void BlockCommands::runTakeOut() {
  Document& document = canvas_.document();
  const loom::Graph& graph = document.graph();
  const loom::Block* around = loom::findBlock(graph, aroundSelection());
  if (!around) return;
  document.edit(tr("Take out of the block"),
                loom::moveIntoBlock(graph, canvas_.board().selectedIds(), around->block));
}

void BlockCommands::runKeep() {
  const loom::Graph& graph = canvas_.document().graph();
  const std::string id = canvas_.board().selectedBlock();
  const loom::Block* block = loom::findBlock(graph, id);
  if (!block) return;
  loom::Graph kept = part(graph, canvas_.board().selectedIds());
  // Blocks with the same nodes around it stay behind, so that it is the outermost.
  const auto around = loom::BlockTree(graph).aroundBlock(id);
  std::erase_if(kept.blocks, [&](const loom::Block& other) {
    return std::find(around.begin(), around.end(), other.id) != around.end();
  });
  for (loom::Block& one : kept.blocks) {
    if (one.id != id) continue;
    one.block.clear();
    one.folded = true;
    if (one.name.empty()) one.name = id;
  }
  const QString name = QString::fromStdString(block->name.empty() ? id : block->name);
  emit keepWanted(name, kept);
  emit canvas_.message(tr("%1 is in the palette now, below \"Own blocks\".").arg(name));
}

void BlockCommands::setFolded(const std::string& id, bool folded) {
  Document& document = canvas_.document();
  const loom::Block* block = loom::findBlock(document.graph(), id);
  if (!block || block->folded == folded) return;
  loom::Block changed = *block;
  changed.folded = folded;
  const QString name = QString::fromStdString(block->name.empty() ? block->id : block->name);
  loom::Edits edits = loom::changeBlock(document.graph(), changed);
  const loom::Edits room = roomFor(document, canvas_.board(), changed);
  edits.insert(edits.end(), room.begin(), room.end());
  document.edit(folded ? tr("Fold %1").arg(name) : tr("Open %1").arg(name), std::move(edits));
  canvas_.board().select(canvas_.board().membersOf(id));
}

void BlockCommands::rename(const std::string& id, const QString& name) {
  const loom::Block* block = loom::findBlock(canvas_.document().graph(), id);
  if (!block || name.trimmed().isEmpty()) return;
  loom::Block changed = *block;
  changed.name = name.trimmed().toStdString();
  if (changed == *block) return;
  change(tr("Rename a block"), changed);
}

void BlockCommands::setColor(const QAction* action) {
  const loom::Block* block =
      loom::findBlock(canvas_.document().graph(), canvas_.board().selectedBlock());
  if (!block) return;
  loom::Block changed = *block;
  changed.color = action->data().toString().toStdString();
  change(tr("Colour a block"), changed);
}

}  // namespace loom::ui
