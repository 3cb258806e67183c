#include "ui/panels/augmentation_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/augment/augmentation.h"
#include "ui/colour_map.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/panels/augmentation_card.h"
#include "ui/sample_grid.h"
#include "ui/session.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kCardWidth = 240;
constexpr int kAugmentedPixels = 56;

/// The shape of what the network is given, if it is known.
Shape inputShape(const Document& document) {
  const Analysis& analysis = document.analysis();
  if (analysis.inputNodes.empty()) return {};
  const NodeInfo* info = analysis.find(analysis.inputNodes.front());
  return info && info->output ? *info->output : Shape();
}

}  // namespace

AugmentationPanel::AugmentationPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  samplesTitle_ = new QLabel(this);
  samplesTitle_->setProperty("role", "muted");
  samplesTitle_->setWordWrap(true);
  samples_ = new SampleGrid(kAugmentedPixels, this);
  auto* right = new QVBoxLayout;
  right->addWidget(samplesTitle_);
  right->addWidget(samples_, 1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid);
  row->setSpacing(3 * kGrid);
  row->addWidget(makeCardColumn());
  row->addLayout(right, 1);
  connect(&document_, &Document::changed, this, &AugmentationPanel::showDocument);
  connect(&session_.clock(), &FrameClock::frame, this, &AugmentationPanel::setFrame);
  retranslate();
  showDocument();
}

QWidget* AugmentationPanel::makeCardColumn() {
  auto* content = new QWidget;
  cardColumn_ = new QVBoxLayout(content);
  cardColumn_->setContentsMargins(0, 0, kGrid, 0);
  empty_ = new QLabel(content);
  empty_->setWordWrap(true);
  empty_->setProperty("role", "muted");
  add_ = new QToolButton(content);
  add_->setPopupMode(QToolButton::InstantPopup);
  add_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  add_->setMenu(new QMenu(add_));
  cardColumn_->addWidget(empty_);
  cardColumn_->addWidget(add_, 0, Qt::AlignLeft);
  cardColumn_->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFixedWidth(grown(kCardWidth, this) + 2 * kGrid);
  scroll->setWidget(content);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return scroll;
}

void AugmentationPanel::showDocument() {
  const auto& steps = document_.project().augmentation;
  const bool same =
      std::ranges::equal(steps, cards_, [](const AugmentationStep& step, AugmentationCard* card) {
        return step.type == card->step().type;
      });
  if (same)
    for (std::size_t i = 0; i < steps.size(); ++i) cards_[i]->setStep(steps[i]);
  else
    rebuild();
  empty_->setVisible(steps.empty());
  showSamples(session_.clock().last().snapshot);
}

void AugmentationPanel::rebuild() {
  for (AugmentationCard* card : cards_) {
    card->hide();
    card->deleteLater();  // it may be the one whose button was pressed
  }
  cards_.clear();
  const auto& steps = document_.project().augmentation;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto* card = new AugmentationCard(steps[i]);
    card->setPlace(i == 0, i + 1 == steps.size());
    cards_.push_back(card);
    cardColumn_->insertWidget(static_cast<int>(i), card);
    connect(card, &AugmentationCard::edited, this,
            [this, card](const AugmentationStep& step, const QString& label, int mergeKey) {
              auto changed = document_.project().augmentation;
              changed[indexOf(card)] = step;
              change(QStringLiteral("%1: %2").arg(QString::fromStdString(step.type), label),
                     changed, mergeKey);
            });
    connect(card, &AugmentationCard::takenBack, &document_, &Document::takeBack);
    connect(card, &AugmentationCard::moveRequested, this, [this, card](int by) { move(card, by); });
    connect(card, &AugmentationCard::removeRequested, this, [this, card] { remove(card); });
  }
}

std::size_t AugmentationPanel::indexOf(const AugmentationCard* card) const {
  return static_cast<std::size_t>(std::ranges::find(cards_, card) - cards_.begin());
}

void AugmentationPanel::change(const QString& name, std::vector<AugmentationStep> steps,
                               int mergeKey) {
  ReplaceSettings settings = settingsOf(document_.project());
  settings.augmentation = std::move(steps);
  document_.edit(name, {settings}, mergeKey);
}

void AugmentationPanel::addStep(const std::string& type) {
  auto steps = document_.project().augmentation;
  steps.push_back({type, {}, 1.0});
  change(tr("Add %1").arg(QString::fromStdString(type)), steps);
}

void AugmentationPanel::move(AugmentationCard* card, int by) {
  auto steps = document_.project().augmentation;
  const auto from = static_cast<std::ptrdiff_t>(indexOf(card));
  const std::ptrdiff_t to = from + by;
  if (to < 0 || to >= static_cast<std::ptrdiff_t>(steps.size())) return;
  std::swap(steps[static_cast<std::size_t>(from)], steps[static_cast<std::size_t>(to)]);
  change(tr("Move %1").arg(QString::fromStdString(card->step().type)), steps);
}

void AugmentationPanel::remove(AugmentationCard* card) {
  auto steps = document_.project().augmentation;
  steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(indexOf(card)));
  change(tr("Remove %1").arg(QString::fromStdString(card->step().type)), steps);
}

void AugmentationPanel::setFrame(const Frame& frame) {
  if (frame.snapshotIsNew && isVisible()) showSamples(frame.snapshot);
}

void AugmentationPanel::showSamples(const Snapshot* snapshot) {
  std::vector<QImage> images;
  const Shape shape = inputShape(document_);
  if (snapshot)
    for (const std::vector<float>& sample : snapshot->augmented) {
      QImage image = sampleImage(sample, shape, Theme::of(this));
      if (!image.isNull()) images.push_back(std::move(image));
    }
  samplesTitle_->setText(
      images.empty() ? tr("While the network trains, training samples stand here as it gets them.")
                     : tr("Training samples as the network gets them"));
  samples_->setImages(std::move(images));
}

void AugmentationPanel::fillAddMenu() {
  QMenu* menu = add_->menu();
  menu->clear();
  menu->setToolTipsVisible(true);
  for (const AugmentationType& type : augmentationTypes()) {
    QAction* action = menu->addAction(QString::fromStdString(type.name));
    action->setToolTip(engineText(type.summary));
    connect(action, &QAction::triggered, this, [this, name = type.name] { addStep(name); });
  }
}

void AugmentationPanel::retranslate() {
  add_->setText(tr("Add transform"));
  add_->setIcon(themedIcon(QStringLiteral("plus"), palette()));
  add_->setToolTip(
      tr("Change training images a little each time, so that the network learns what matters"));
  empty_->setText(tr(
      "Every image is used as it is. A transform turns or shifts it a little each time the network "
      "sees it, which makes more of few samples."));
  samples_->setAccessibleName(tr("Training samples after augmentation"));
  fillAddMenu();
  showSamples(session_.clock().last().snapshot);
}

void AugmentationPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && add_)
    add_->setIcon(themedIcon(QStringLiteral("plus"), palette()));
}

void AugmentationPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showSamples(session_.clock().last().snapshot);
}

}  // namespace loom::ui
