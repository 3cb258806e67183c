#include "ui/panels/step_field.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/panels/field_editor.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kNumberWidth = 68;
constexpr int kSliderSteps = 200;  // or a few more
/// A default that would stand further left than this stands here, so that one can aim beside it.
constexpr double kLeastShare = 0.12;
constexpr double kDefaultShare = 0.35;

/// The largest of 1, 2 or 5 times a power of ten that is no larger.
double roundStep(double rough) {
  const double power = std::pow(10, std::floor(std::log10(rough)));
  return (rough >= 5 * power ? 5 : rough >= 2 * power ? 2 : 1) * power;
}

/// With as many decimals as the step has, so that the file says 0.3 and not 0.30000000000000004.
double withDecimalsOf(double step, double number) {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  return QString::number(number, 'f', decimals).toDouble();
}

double numberOf(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  return 0;
}

}  // namespace

StepField::StepField(Field field, QWidget* parent) : QWidget(parent), field_(std::move(field)) {
  label_ = new QLabel(this);
  editor_ = new FieldEditor(field_, this);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  grid->addWidget(label_, 0, 0);
  grid->addWidget(editor_, 0, 1);
  grid->addWidget(editor_->note(), 2, 0, 1, 2);
  grid->setColumnStretch(0, 1);
  const Field::Kind kind = field_.resolvedKind();
  if (auto* line = qobject_cast<QLineEdit*>(editor_->control())) {
    line->setAlignment(Qt::AlignRight);
    if (kind == Field::Kind::Real || kind == Field::Kind::Int)
      editor_->setFixedWidth(grown(kNumberWidth, this));
    const bool bounded =
        std::isfinite(field_.min) && std::isfinite(field_.max) && field_.max > field_.min;
    if (bounded && (kind == Field::Kind::Real || kind == Field::Kind::Int)) makeSlider();
  }
  connect(editor_, &FieldEditor::edited, this,
          [this](const std::string&, const Value& value, int mergeKey) {
            emit edited(value, mergeKey);
          });
  connect(editor_, &FieldEditor::takenBack, this, &StepField::takenBack);
  setValue(nullptr);
  retranslate();
}

void StepField::makeSlider() {
  const double range = field_.max - field_.min;
  const double share = (numberOf(field_.initial) - field_.min) / range;
  const bool whole = field_.resolvedKind() == Field::Kind::Int;
  if (!whole && share > 0 && share < kLeastShare) bend_ = std::log(share) / std::log(kDefaultShare);
  step_ = whole ? std::max(1.0, std::ceil(range / 1000)) : roundStep(range / kSliderSteps);
  slider_ = new QSlider(Qt::Horizontal, this);
  slider_->setRange(0, bend_ == 1 ? static_cast<int>(std::lround(range / step_)) : kSliderSteps);
  slider_->setPageStep(std::max(1, slider_->maximum() / 10));
  static_cast<QGridLayout*>(layout())->addWidget(slider_, 1, 0, 1, 2);
  slider_->installEventFilter(this);
  // A drag is one undo step; so are keys and clicks beside the handle, each.
  connect(slider_, &QSlider::sliderPressed, this,
          [this] { mergeKey_ = Document::freshMergeKey(); });
  connect(slider_, &QSlider::sliderReleased, this, [this] { mergeKey_ = 0; });
  connect(slider_, &QSlider::valueChanged, this, [this] {
    editor_->setValue(sliderValue());
    emit edited(sliderValue(), mergeKey_);
  });
}

Value StepField::sliderValue() const {
  const int position = slider_->value();
  const double straight = field_.min + position * step_;
  if (field_.resolvedKind() == Field::Kind::Int)
    return static_cast<std::int64_t>(std::llround(std::min(straight, field_.max)));
  if (position == slider_->maximum()) return field_.max;
  if (position == 0) return field_.min;
  if (bend_ == 1) return std::min(withDecimalsOf(step_, straight), field_.max);
  // As fine as the way to the next position is there.
  const double share = static_cast<double>(position) / slider_->maximum();
  const double above = (field_.max - field_.min) * std::pow(share, bend_);
  const double step = roundStep(bend_ * above / position / 2);
  const double number = withDecimalsOf(step, std::round((field_.min + above) / step) * step);
  return std::clamp(number, field_.min, field_.max);
}

int StepField::positionOf(double number) const {
  const double above = std::clamp(number, field_.min, field_.max) - field_.min;
  if (bend_ == 1) return static_cast<int>(std::lround(above / step_));
  const double share = above / (field_.max - field_.min);
  return static_cast<int>(std::lround(std::pow(share, 1 / bend_) * slider_->maximum()));
}

bool StepField::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = event->type() == QEvent::KeyPress && mergeKey_ != 0;
  if (isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    cancelDrag();
    return true;
  }
  // A wheel that merely passes by must not change anything.
  if (event->type() == QEvent::Wheel && !slider_->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void StepField::cancelDrag() {
  const int key = mergeKey_;
  // The slider lets go of its handle, so that the pointer moves it no more.
  QMouseEvent release(QEvent::MouseButtonRelease, slider_->rect().center(),
                      slider_->mapToGlobal(slider_->rect().center()), Qt::LeftButton, Qt::NoButton,
                      Qt::NoModifier);
  QCoreApplication::sendEvent(slider_, &release);
  emit takenBack(key);
}

void StepField::setValue(const Value* value) {
  const Value& shown = value ? *value : field_.initial;
  editor_->setValue(shown);
  if (!slider_ || slider_->isSliderDown()) return;
  const QSignalBlocker block(slider_);
  slider_->setValue(positionOf(numberOf(shown)));
}

void StepField::retranslate() {
  label_->setText(engineText(field_.label));
  setToolTip(engineText(field_.help));
  if (slider_) slider_->setAccessibleName(engineText(field_.label));
}

void StepField::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
