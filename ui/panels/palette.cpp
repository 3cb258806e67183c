#include "ui/panels/palette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/canvas/layer_search.h"
#include "ui/engine_text.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/palette_chip.h"
#include "ui/theme.h"

namespace loom::ui {

Palette::Palette(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      search_(new QLineEdit(this)),
      nothing_(new QLabel(this)) {
  setObjectName(QStringLiteral("palette"));
  title_->setProperty("role", "title");
  nothing_->setProperty("role", "muted");
  nothing_->setWordWrap(true);
  nothing_->hide();
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* content = new QWidget(scroll);
  auto* rows = new QVBoxLayout(content);
  rows->setContentsMargins(12, 0, 12, kGrid);
  rows->setSpacing(4);
  for (std::size_t i = 0; i < std::size(loom::kCategories); ++i)
    addGroup(content, static_cast<int>(i));
  ownLabel_ = addHeading(content);
  ownBox_ = new QWidget(content);
  new FlowLayout(5, ownBox_);
  rows->addWidget(ownLabel_);
  rows->addWidget(ownBox_);
  showOwnBlocks();
  rows->addWidget(nothing_);
  rows->addStretch();
  scroll->setWidget(content);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 12, 0, 0);
  layout->setSpacing(kGrid);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(12, 0, 12, 0);
  head->addWidget(title_);
  head->addWidget(search_);
  layout->addLayout(head);
  layout->addWidget(scroll);
  search_->installEventFilter(this);
  connect(search_, &QLineEdit::textChanged, this, &Palette::filter);
  retranslate();
}

void Palette::addGroup(QWidget* content, int category) {
  const loom::Category kind = loom::kCategories[category];
  Group group{loom::categoryName(kind), nullptr, nullptr, {}};
  for (const loom::LayerType& type : loom::layerTypes()) {
    if (type.category != kind) continue;
    if (!group.box) {
      group.label = addHeading(content);
      group.box = new QWidget(content);
      new FlowLayout(5, group.box);
    }
    auto* chip = new LayerChip(type, group.box);
    group.box->layout()->addWidget(chip);
    group.chips.push_back(chip);
    connect(chip, &PaletteChip::chosen, this, &Palette::chosen);
    connect(chip, &PaletteChip::dragStarted, this, &Palette::dragStarted);
    joinDrag(chip);
  }
  if (!group.box) return;  // a category without layers has no heading
  content->layout()->addWidget(group.label);
  content->layout()->addWidget(group.box);
  static_cast<QVBoxLayout*>(content->layout())->addSpacing(6);
  groups_.push_back(std::move(group));
}

QLabel* Palette::addHeading(QWidget* content) const {
  auto* label = new QLabel(content);
  label->setWordWrap(true);
  label->setProperty("role", "muted");
  QFont font = label->font();
  font.setPointSizeF(font.pointSizeF() * 0.85);
  font.setBold(true);
  font.setCapitalization(QFont::AllUppercase);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
  label->setFont(font);
  return label;
}

void Palette::joinDrag(PaletteChip* chip) {
  connect(chip, &PaletteChip::dragMoved, this, &Palette::dragMoved);
  connect(chip, &PaletteChip::dragDropped, this, &Palette::dragDropped);
  connect(chip, &PaletteChip::dragCancelled, this, &Palette::dragCancelled);
}

LayerChip* Palette::chip(const QString& type) const {
  for (const Group& group : groups_) {
    for (LayerChip* chip : group.chips) {
      if (chip->text() == type) return chip;
    }
  }
  return nullptr;
}

void Palette::filter(const QString& words) {
  bool any = false;
  for (const Group& group : groups_) {
    bool shown = false;
    for (LayerChip* chip : group.chips) {
      const bool fits = searchMatch(chip->layerType(), words).rank > 0;
      chip->setVisible(fits);
      shown |= fits;
    }
    group.label->setVisible(shown);
    group.box->setVisible(shown);
    any |= shown;
  }
  any |= filterOwn(words);
  nothing_->setVisible(!any);
}

LayerChip* Palette::best() const {
  LayerChip* best = nullptr;
  int bestRank = 0;
  for (const Group& group : groups_) {
    for (LayerChip* chip : group.chips) {
      const int rank = searchMatch(chip->layerType(), search_->text()).rank;
      if (rank <= bestRank) continue;
      best = chip;
      bestRank = rank;
    }
  }
  return best;
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == search_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
      search_->clear();
      return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !search_->text().isEmpty()) {
      if (LayerChip* found = best()) emit chosen(found->text());
      return true;
    }
    if (key == Qt::Key_Down) {
      if (LayerChip* found = best()) found->setFocus(Qt::TabFocusReason);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void Palette::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void Palette::retranslate() {
  title_->setText(tr("Layers"));
  search_->setPlaceholderText(tr("Search layers…  Ctrl+K"));
  search_->setAccessibleName(tr("Search layers"));
  search_->setToolTip(tr("Type a part of a name; Enter adds the first one found."));
  nothing_->setText(tr("No layer of that name."));
  for (const Group& group : groups_) group.label->setText(engineText(group.name));
  ownLabel_->setText(tr("Own blocks"));
}

}  // namespace loom::ui
