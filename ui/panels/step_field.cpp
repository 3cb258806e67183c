#include "ui/panels/step_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <cmath>

#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/tabular.h"

namespace loom::ui {
namespace {

/// The largest of 1, 2 or 5 times a power of ten that cuts the range into two hundred steps or
/// more.
double sliderStep(double range) {
  const double rough = range / 200;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  return (rough >= 5 * power ? 5 : rough >= 2 * power ? 2 : 1) * power;
}

double numberOf(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return 0;
}

}  // namespace

StepField::StepField(Field field, QWidget* parent) : QWidget(parent), field_(std::move(field)) {
  label_ = new QLabel(this);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  grid->addWidget(label_, 0, 0);
  grid->setColumnStretch(0, 1);
  const Field::Kind kind = field_.resolvedKind();
  const bool number = kind == Field::Kind::Real || kind == Field::Kind::Int;
  if (number && std::isfinite(field_.min) && std::isfinite(field_.max) && field_.max > field_.min)
    makeSlider();
  else if (kind == Field::Kind::Choice)
    makeChoice();
  else if (kind == Field::Kind::Bool)
    grid->addWidget(check_ = new QCheckBox(this), 0, 1);
  else
    makeText();
  if (check_) connect(check_, &QCheckBox::clicked, this, [this](bool on) { emit edited(on, 0); });
  setValue(nullptr);
  retranslate();
}

void StepField::makeSlider() {
  const bool whole = field_.resolvedKind() == Field::Kind::Int;
  const double range = field_.max - field_.min;
  step_ = whole ? std::max(1.0, std::ceil(range / 1000)) : sliderStep(range);
  number_ = new NumberLabel(Qt::AlignRight, this);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setRange(0, static_cast<int>(std::lround(range / step_)));
  slider_->setPageStep(std::max(1, slider_->maximum() / 10));
  auto* grid = static_cast<QGridLayout*>(layout());
  grid->addWidget(number_, 0, 1);
  grid->addWidget(slider_, 1, 0, 1, 2);
  slider_->installEventFilter(this);
  // A drag is one undo step; so are keys and clicks beside the handle, each.
  connect(slider_, &QSlider::sliderPressed, this,
          [this] { mergeKey_ = Document::freshMergeKey(); });
  connect(slider_, &QSlider::sliderReleased, this, [this] { mergeKey_ = 0; });
  connect(slider_, &QSlider::valueChanged, this, [this] {
    showNumber(sliderValue());
    emit edited(valueOf(sliderValue()), mergeKey_);
  });
}

bool StepField::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = event->type() == QEvent::KeyPress && mergeKey_ != 0;
  if (isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    const int key = mergeKey_;
    // The slider lets go of its handle, so that the pointer moves it no more.
    QMouseEvent release(QEvent::MouseButtonRelease, slider_->rect().center(),
                        slider_->mapToGlobal(slider_->rect().center()), Qt::LeftButton,
                        Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(slider_, &release);
    emit takenBack(key);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void StepField::makeChoice() {
  choice_ = new QComboBox(this);
  for (const std::string& name : field_.choices) choice_->addItem(QString::fromStdString(name));
  static_cast<QGridLayout*>(layout())->addWidget(choice_, 0, 1);
  connect(choice_, &QComboBox::activated, this,
          [this](int index) { emit edited(field_.choices[static_cast<std::size_t>(index)], 0); });
}

void StepField::makeText() {
  text_ = new QLineEdit(this);
  static_cast<QGridLayout*>(layout())->addWidget(text_, 0, 1);
  connect(text_, &QLineEdit::editingFinished, this, [this] {
    const FieldCheck check = parseValue(field_, text_->text().toStdString());
    text_->setProperty("invalid", !check.value);
    text_->setToolTip(check.value ? engineText(field_.help) : engineText(check.problem));
    text_->style()->polish(text_);
    if (check.value) emit edited(*check.value, 0);
  });
}

double StepField::sliderValue() const {
  return std::min(field_.max, field_.min + slider_->value() * step_);
}

Value StepField::valueOf(double number) const {
  if (field_.resolvedKind() == Field::Kind::Int)
    return static_cast<std::int64_t>(std::llround(number));
  // Rounded to the step, so that the file says 0.3 and not 0.30000000000000004.
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step_) - 1e-9)));
  return QString::number(number, 'f', decimals).toDouble();
}

void StepField::showNumber(double number) {
  number_->setText(QString::fromStdString(valueText(valueOf(number))));
}

void StepField::setValue(const Value* value) {
  const Value& shown = value ? *value : field_.initial;
  if (slider_ && !slider_->isSliderDown()) {
    const QSignalBlocker block(slider_);
    const double number = numberOf(shown);
    slider_->setValue(static_cast<int>(std::lround((number - field_.min) / step_)));
    number_->setText(QString::fromStdString(valueText(shown)));
  }
  if (check_) check_->setChecked(std::holds_alternative<bool>(shown) && std::get<bool>(shown));
  if (choice_) choice_->setCurrentText(QString::fromStdString(valueText(shown)));
  if (text_ && !text_->hasFocus()) text_->setText(QString::fromStdString(valueText(shown)));
}

void StepField::retranslate() {
  retranslate(engineText(field_.label), engineText(field_.help));
}

void StepField::retranslate(const QString& name, const QString& help) {
  label_->setText(name);
  setToolTip(help);
  for (QWidget* editor : {static_cast<QWidget*>(slider_), static_cast<QWidget*>(check_),
                          static_cast<QWidget*>(choice_), static_cast<QWidget*>(text_)})
    if (editor) editor->setAccessibleName(name);
}

}  // namespace loom::ui
