// The palette's last group: the blocks that a person keeps.

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include "ui/canvas/block_item.h"
#include "ui/own_blocks.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"

namespace loom::ui {

void Palette::setOwnBlocks(OwnBlocks& own) {
  own_ = &own;
  connect(own_, &OwnBlocks::changed, this, &Palette::showOwnBlocks);
  showOwnBlocks();
}

void Palette::showOwnBlocks() {
  for (BlockChip* chip : ownChips_) {
    chip->hide();
    ownBox_->layout()->removeWidget(chip);
    chip->deleteLater();  // it may be the one that asked
  }
  ownChips_.clear();
  if (own_) {
    for (const auto& [name, graph] : own_->all()) {
      auto* chip = new BlockChip(name, colorCategory(graph.blocks.front().color),
                                 static_cast<int>(graph.nodes.size()), ownBox_);
      connect(chip, &PaletteChip::chosen, this, &Palette::blockChosen);
      connect(chip, &PaletteChip::dragStarted, this, &Palette::blockDragStarted);
      connect(chip, &BlockChip::removeWanted, this, &Palette::askToRemove);
      joinDrag(chip);
      ownBox_->layout()->addWidget(chip);
      chip->show();
      ownChips_.push_back(chip);
    }
  }
  filterOwn(search_->text());
}

bool Palette::filterOwn(const QString& words) {
  bool shown = false;
  for (BlockChip* chip : ownChips_) {
    const bool fits = chip->text().contains(words.trimmed(), Qt::CaseInsensitive);
    chip->setVisible(fits);
    shown |= fits;
  }
  ownLabel_->setVisible(shown);
  ownBox_->setVisible(shown);
  return shown;
}

BlockChip* Palette::blockChip(const QString& name) const {
  for (BlockChip* chip : ownChips_) {
    if (chip->text() == name) return chip;
  }
  return nullptr;
}

/// It is on the disk and cannot be undone, so it is asked about.
void Palette::askToRemove(const QString& name) {
  auto* box = new QMessageBox(
      QMessageBox::Question, tr("Remove a block"),
      tr("Remove %1 from the palette? Projects that use it keep their copies.").arg(name),
      QMessageBox::Cancel, this);
  box->setObjectName(QStringLiteral("removeBlockQuestion"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  auto* remove = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
  box->setDefaultButton(QMessageBox::Cancel);
  connect(remove, &QAbstractButton::clicked, this, [this, name] { own_->remove(name); });
  box->open();
}

}  // namespace loom::ui
