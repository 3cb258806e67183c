#include "ui/panels/augmentation_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/engine_text.h"
#include "ui/panels/step_field.h"
#include "ui/switch.h"
#include "ui/theme.h"

namespace loom::ui {

AugmentationCard::AugmentationCard(const AugmentationStep& step, QWidget* parent)
    : QFrame(parent), step_(step) {
  setProperty("role", "card");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 10);
  column->setSpacing(6);
  makeHead();
  probability_ =
      new StepField(Field{.key = "probability", .initial = 1.0, .min = 0, .max = 1}, this);
  const AugmentationType* type = findAugmentationType(step.type);
  for (const Field& field : type ? type->fields : Fields()) {
    auto* row = new StepField(field, this);
    fields_.push_back(row);
    column->addWidget(row);
    connect(row, &StepField::takenBack, this, &AugmentationCard::takenBack);
    connect(row, &StepField::edited, this, [this, row](const Value& value, int mergeKey) {
      step_.params.set(row->field().key, value);
      emit edited(step_, engineText(row->field().label), mergeKey);
    });
  }
  column->addWidget(probability_);
  connect(probability_, &StepField::takenBack, this, &AugmentationCard::takenBack);
  connect(probability_, &StepField::edited, this, [this](const Value& value, int mergeKey) {
    step_.probability = std::get<double>(value);
    emit edited(step_, tr("Probability"), mergeKey);
  });
  connect(switch_, &Switch::clicked, this, &AugmentationCard::toggle);
  retranslate();
  setStep(step);
}

void AugmentationCard::makeHead() {
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  name_ = new QLabel(QString::fromStdString(step_.type), this);
  name_->setProperty("role", "title");
  row->addWidget(name_, 1);
  for (QToolButton** button : {&up_, &down_, &remove_}) {
    *button = new QToolButton(this);
    (*button)->setProperty("quiet", true);
    (*button)->setIconSize(QSize(1, 1) * grown(12, this));
    row->addWidget(*button);
  }
  switch_ = new Switch(this);
  row->addSpacing(4);
  row->addWidget(switch_);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(up_, &QToolButton::clicked, this, [this] { emit moveRequested(-1); });
  connect(down_, &QToolButton::clicked, this, [this] { emit moveRequested(1); });
  connect(remove_, &QToolButton::clicked, this, &AugmentationCard::removeRequested);
}

void AugmentationCard::setStep(const AugmentationStep& step) {
  step_ = step;
  if (step.probability > 0) lastProbability_ = step.probability;
  switch_->setChecked(step.probability > 0);
  const Value probability = step.probability;
  probability_->setValue(&probability);
  for (StepField* row : fields_) row->setValue(step.params.find(row->field().key));
}

void AugmentationCard::setPlace(bool first, bool last) {
  up_->setEnabled(!first);
  down_->setEnabled(!last);
}

void AugmentationCard::toggle(bool on) {
  step_.probability = on ? lastProbability_ : 0;
  emit edited(step_, on ? tr("On") : tr("Off"), 0);
}

void AugmentationCard::retranslate() {
  const AugmentationType* type = findAugmentationType(step_.type);
  name_->setToolTip(type ? engineText(type->summary) : QString());
  const auto label = [](QWidget* widget, const QString& help) {
    widget->setToolTip(help);
    widget->setAccessibleName(help);
  };
  label(up_, tr("Apply earlier"));
  label(down_, tr("Apply later"));
  label(remove_, tr("Remove this transform"));
  label(switch_, tr("Apply this transform"));
  for (StepField* row : fields_) row->retranslate();
  probability_->retranslate(tr("Probability"), tr("The share of images that it changes"));
  restyle();
}

void AugmentationCard::restyle() {
  const QColor colour = Theme::of(this).muted;
  up_->setIcon(themedIcon(QStringLiteral("chevron_up"), colour));
  down_->setIcon(themedIcon(QStringLiteral("chevron"), colour));
  remove_->setIcon(themedIcon(QStringLiteral("clear"), colour));
}

void AugmentationCard::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && remove_) restyle();
}

}  // namespace loom::ui
