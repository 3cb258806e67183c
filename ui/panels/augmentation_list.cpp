#include "ui/panels/augmentation_list.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/augment/presets.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/panels/augmentation_card.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kCardWidth = 240;
constexpr int kDropLine = 2;

}  // namespace

AugmentationList::AugmentationList(Document& document, QWidget* parent)
    : QScrollArea(parent), document_(document), content_(new QWidget) {
  column_ = new QVBoxLayout(content_);
  column_->setContentsMargins(0, 0, kGrid, 0);
  add_ = new QToolButton(content_);
  add_->setPopupMode(QToolButton::InstantPopup);
  add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  add_->setFocusPolicy(Qt::StrongFocus);
  add_->setMenu(new QMenu(add_));
  column_->addWidget(add_, 0, Qt::AlignLeft);
  column_->addStretch(1);
  dropLine_ = new QWidget(content_);
  dropLine_->setObjectName(QStringLiteral("dropLine"));
  dropLine_->setAttribute(Qt::WA_StyledBackground);
  dropLine_->setAttribute(Qt::WA_TransparentForMouseEvents);
  dropLine_->hide();
  setWidgetResizable(true);
  setFocusPolicy(Qt::NoFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFixedWidth(grown(kCardWidth, this) + 2 * kGrid);
  setWidget(content_);
  viewport()->setAutoFillBackground(false);
  content_->setAutoFillBackground(false);
  connect(&document_, &Document::changed, this, &AugmentationList::showDocument);
  retranslate();
  showDocument();
}

/// Cards stay with their steps, so that what has the focus keeps it wherever its card goes.
void AugmentationList::showDocument() {
  const Steps& steps = document_.project().augmentation;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto rest = cards_.begin() + static_cast<std::ptrdiff_t>(std::min(i, cards_.size()));
    const auto sameType = [&](AugmentationCard* card) {
      return card->step().type == steps[i].type;
    };
    auto found = rest;
    if (rest == cards_.end() || !sameType(*rest)) {
      found = std::find_if(rest, cards_.end(),
                           [&](AugmentationCard* card) { return card->step() == steps[i]; });
      if (found == cards_.end()) found = std::find_if(rest, cards_.end(), sameType);
    }
    if (found == cards_.end()) found = cards_.insert(cards_.end(), makeCard(steps[i]));
    place(static_cast<std::size_t>(found - cards_.begin()), i);
    cards_[i]->setStep(steps[i]);
    cards_[i]->setCaution(engineText(cautionOf(steps[i], classes_)));
  }
  while (cards_.size() > steps.size()) dropLast();
}

void AugmentationList::place(std::size_t from, std::size_t to) {
  if (column_->indexOf(cards_[from]) == static_cast<int>(to) && from == to) return;
  AugmentationCard* card = cards_[from];
  cards_.erase(cards_.begin() + static_cast<std::ptrdiff_t>(from));
  cards_.insert(cards_.begin() + static_cast<std::ptrdiff_t>(to), card);
  column_->removeWidget(card);
  column_->insertWidget(static_cast<int>(to), card);
}

/// It may be the one whose button was pressed. The keyboard goes on to what stands in its place.
void AugmentationList::dropLast() {
  AugmentationCard* card = cards_.back();
  cards_.pop_back();
  endDrag(card);
  const bool focused = card->isAncestorOf(QApplication::focusWidget());
  column_->removeWidget(card);
  card->hide();
  card->deleteLater();
  if (focused) (cards_.empty() ? add_ : cards_.back()->grip())->setFocus();
}

AugmentationCard* AugmentationList::makeCard(const AugmentationStep& step) {
  auto* card = new AugmentationCard(step, content_);
  connect(card, &AugmentationCard::edited, this,
          [this, card](const AugmentationStep& edited, const QString& label, int mergeKey) {
            Steps steps = document_.project().augmentation;
            steps[static_cast<std::size_t>(indexOf(card))] = edited;
            change(QStringLiteral("%1: %2").arg(QString::fromStdString(edited.type), label), steps,
                   mergeKey);
          });
  connect(card, &AugmentationCard::takenBack, &document_, &Document::takeBack);
  connect(card, &AugmentationCard::moveRequested, this, [this, card](int by) {
    move(card, indexOf(card) + by);
    column_->activate();
    ensureWidgetVisible(card);
  });
  connect(card, &AugmentationCard::removeRequested, this, [this, card] { remove(card); });
  joinDrag(card);
  return card;
}

void AugmentationList::joinDrag(AugmentationCard* card) {
  connect(card, &AugmentationCard::dragged, this,
          [this, card](const QPoint& global) { showDrop(card, global); });
  connect(card, &AugmentationCard::dropped, this, [this, card](const QPoint& global) {
    endDrag(card);
    move(card, dropIndex(card, global));
  });
  connect(card, &AugmentationCard::dragCancelled, this, [this, card] { endDrag(card); });
}

std::ptrdiff_t AugmentationList::indexOf(const AugmentationCard* card) const {
  return std::ranges::find(cards_, card) - cards_.begin();
}

/// How many of the others stand above the pointer.
std::ptrdiff_t AugmentationList::dropIndex(const AugmentationCard* card,
                                           const QPoint& global) const {
  const int y = content_->mapFromGlobal(global).y();
  return std::ranges::count_if(cards_, [card, y](const AugmentationCard* other) {
    return other != card && other->geometry().center().y() < y;
  });
}

void AugmentationList::showDrop(AugmentationCard* card, const QPoint& global) {
  card->setLifted(true);
  const QPoint at = content_->mapFromGlobal(global);
  ensureVisible(0, at.y(), 0, 3 * kGrid);
  const auto index = static_cast<std::size_t>(dropIndex(card, global));
  std::vector<AugmentationCard*> others = cards_;
  std::erase(others, card);
  const int half = column_->spacing() / 2;
  const int y = index == 0 ? std::max(0, content_->rect().top() + half - kDropLine)
                           : others[index - 1]->geometry().bottom() + half;
  dropLine_->setGeometry(card->x(), y, card->width(), kDropLine);
  dropLine_->raise();
  dropLine_->show();
}

void AugmentationList::endDrag(AugmentationCard* card) {
  card->setLifted(false);
  dropLine_->hide();
}

void AugmentationList::change(const QString& name, Steps steps, int mergeKey) {
  ReplaceSettings settings = settingsOf(document_.project());
  settings.augmentation = std::move(steps);
  document_.edit(name, {settings}, mergeKey);
}

void AugmentationList::add(const QString& name, Steps added) {
  Steps steps = document_.project().augmentation;
  steps.insert(steps.end(), added.begin(), added.end());
  change(tr("Add %1").arg(name), std::move(steps));
}

void AugmentationList::move(AugmentationCard* card, std::ptrdiff_t to) {
  const std::ptrdiff_t from = indexOf(card);
  if (to == from || to < 0 || to >= std::ssize(cards_)) return;
  Steps steps = document_.project().augmentation;
  const AugmentationStep moved = steps[static_cast<std::size_t>(from)];
  steps.erase(steps.begin() + from);
  steps.insert(steps.begin() + to, moved);
  place(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
  change(tr("Move %1").arg(QString::fromStdString(moved.type)), std::move(steps));
}

/// The card goes to the end first, where showDocument() lets it go: the others stay as they are.
void AugmentationList::remove(AugmentationCard* card) {
  const std::ptrdiff_t index = indexOf(card);
  Steps steps = document_.project().augmentation;
  steps.erase(steps.begin() + index);
  const bool focused = card->isAncestorOf(QApplication::focusWidget());
  place(static_cast<std::size_t>(index), cards_.size() - 1);
  change(tr("Remove %1").arg(QString::fromStdString(card->step().type)), std::move(steps));
  if (focused && index < std::ssize(cards_))
    cards_[static_cast<std::size_t>(index)]->grip()->setFocus();
}

void AugmentationList::setClasses(std::vector<std::string> names) {
  if (names == classes_) return;
  classes_ = std::move(names);
  showDocument();
}

void AugmentationList::fillMenu() {
  QMenu* menu = add_->menu();
  menu->clear();
  menu->setToolTipsVisible(true);
  for (const AugmentationPreset& preset : augmentationPresets()) {
    const QString name = engineText(preset.name);
    connect(menu->addAction(name), &QAction::triggered, this,
            [this, name, steps = preset.steps] { add(name, steps); });
  }
  menu->addSeparator();
  for (const AugmentationType& type : augmentationTypes()) {
    const QString name = QString::fromStdString(type.name);
    QAction* action = menu->addAction(name);
    action->setToolTip(engineText(type.summary));
    connect(action, &QAction::triggered, this, [this, name] {
      add(name, {{name.toStdString(), {}}});
    });
  }
}

void AugmentationList::retranslate() {
  add_->setText(tr("Add transform"));
  add_->setIcon(themedIcon(QStringLiteral("plus"), palette()));
  add_->setToolTip(
      tr("Change training images a little each time, so that the network learns what matters"));
  fillMenu();
  if (!cards_.empty()) showDocument();
}

void AugmentationList::changeEvent(QEvent* event) {
  QScrollArea::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && add_)
    add_->setIcon(themedIcon(QStringLiteral("plus"), palette()));
}

}  // namespace loom::ui
