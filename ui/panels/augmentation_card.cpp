#include "ui/panels/augmentation_card.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QShortcut>
#include <QStyle>
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
  column->setContentsMargins(6, 6, 10, 10);
  column->setSpacing(6);
  makeHead();
  caution_ = new QLabel(this);
  caution_->setProperty("role", "caution");
  caution_->setWordWrap(true);
  caution_->hide();
  column->addWidget(caution_);
  makeFields();
  addKeys();
  retranslate();
  setStep(step);
}

void AugmentationCard::makeHead() {
  const auto quiet = [this] {
    auto* button = new QToolButton(this);
    button->setProperty("quiet", true);
    button->setIconSize(QSize(1, 1) * grown(12, this));
    return button;
  };
  grip_ = quiet();
  grip_->setFocusPolicy(Qt::StrongFocus);
  grip_->setCursor(Qt::OpenHandCursor);
  grip_->installEventFilter(this);
  name_ = new QLabel(QString::fromStdString(step_.type), this);
  name_->setProperty("role", "title");
  remove_ = quiet();
  switch_ = new Switch(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  row->addWidget(grip_);
  row->addWidget(name_, 1);
  row->addWidget(remove_);
  row->addSpacing(4);
  row->addWidget(switch_);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(remove_, &QToolButton::clicked, this, &AugmentationCard::removeRequested);
  connect(switch_, &Switch::clicked, this, [this](bool on) {
    step_.enabled = on;
    emit edited(step_, on ? tr("On") : tr("Off"), 0);
  });
}

void AugmentationCard::makeFields() {
  const AugmentationType* type = findAugmentationType(step_.type);
  const Fields own = type ? type->fields : Fields();
  const auto add = [this](const Field& field, auto set) {
    auto* row = new StepField(field, this);
    row->setContentsMargins(4, 0, 0, 0);
    fields_.push_back(row);
    layout()->addWidget(row);
    connect(row, &StepField::takenBack, this, &AugmentationCard::takenBack);
    connect(row, &StepField::edited, this, [this, row, set](const Value& value, int mergeKey) {
      set(value);
      emit edited(step_, engineText(row->field().label), mergeKey);
    });
  };
  for (const Field& field : own)
    add(field, [this, key = field.key](const Value& value) { step_.params.set(key, value); });
  add(probabilityField(type),
      [this](const Value& value) { step_.probability = std::get<double>(value); });
}

void AugmentationCard::addKeys() {
  for (const int by : {-1, 1}) {
    auto* key = new QShortcut(QKeySequence(Qt::ALT | (by < 0 ? Qt::Key_Up : Qt::Key_Down)), this);
    key->setContext(Qt::WidgetWithChildrenShortcut);
    connect(key, &QShortcut::activated, this, [this, by] { emit moveRequested(by); });
  }
}

void AugmentationCard::setStep(const AugmentationStep& step) {
  step_ = step;
  switch_->setChecked(step.enabled);
  const Value probability = step.probability;
  for (StepField* row : fields_)
    row->setValue(row == this->probability() ? &probability : step.params.find(row->field().key));
}

void AugmentationCard::setCaution(const QString& sentence) {
  if (caution_->text() == sentence && caution_->isHidden() == sentence.isEmpty()) return;
  caution_->setText(sentence);
  caution_->setVisible(!sentence.isEmpty());
}

QString AugmentationCard::caution() const {
  return caution_->text();
}

void AugmentationCard::setLifted(bool lifted) {
  if (property("lifted").toBool() == lifted) return;
  setProperty("lifted", lifted);
  style()->unpolish(this);
  style()->polish(this);
}

bool AugmentationCard::eventFilter(QObject* watched, QEvent* event) {
  if (watched == grip_ && gripEvent(event)) return true;
  return QFrame::eventFilter(watched, event);
}

bool AugmentationCard::gripEvent(QEvent* event) {
  const auto* mouse = dynamic_cast<QMouseEvent*>(event);
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      if (mouse->button() != Qt::LeftButton) return false;
      pressed_ = true;
      dragging_ = false;
      pressedAt_ = mouse->globalPosition().toPoint();
      grip_->setFocus(Qt::MouseFocusReason);
      return true;
    case QEvent::MouseMove: {
      if (!pressed_) return false;
      const QPoint at = mouse->globalPosition().toPoint();
      dragging_ |= (at - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
      if (dragging_) emit dragged(at);
      return true;
    }
    case QEvent::MouseButtonRelease:
      if (!pressed_ || mouse->button() != Qt::LeftButton) return false;
      pressed_ = false;
      if (std::exchange(dragging_, false)) emit dropped(mouse->globalPosition().toPoint());
      return true;
    case QEvent::KeyPress:
      return gripKey(static_cast<QKeyEvent*>(event)->key());
    default:
      return false;
  }
}

bool AugmentationCard::gripKey(int key) {
  if (key == Qt::Key_Escape && pressed_) {
    pressed_ = dragging_ = false;
    emit dragCancelled();
    return true;
  }
  if (key == Qt::Key_Delete && !pressed_) {
    emit removeRequested();
    return true;
  }
  return false;
}

void AugmentationCard::retranslate() {
  const AugmentationType* type = findAugmentationType(step_.type);
  name_->setToolTip(type ? engineText(type->summary) : QString());
  const auto label = [](QWidget* widget, const QString& help) {
    widget->setToolTip(help);
    widget->setAccessibleName(help);
  };
  label(grip_, tr("Drag to another place; or press Alt and an arrow key"));
  label(remove_, tr("Remove this transform"));
  label(switch_, tr("Apply this transform"));
  restyle();
}

void AugmentationCard::restyle() {
  const QColor colour = Theme::of(this).muted;
  grip_->setIcon(themedIcon(QStringLiteral("grip"), colour));
  remove_->setIcon(themedIcon(QStringLiteral("clear"), colour));
}

void AugmentationCard::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && remove_) restyle();
}

}  // namespace loom::ui
