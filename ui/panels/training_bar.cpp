#include "ui/panels/training_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "engine/data/dataset.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

/// A thin bar that repaints only when its end moves by a pixel.
class TrainingBar::Progress : public QWidget {
 public:
  explicit Progress(QWidget* parent) : QWidget(parent) { setFixedHeight(6); }

  void setShare(double share, const QColor& colour) {
    share = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0;
    const bool same = std::lround(share * width() * devicePixelRatioF()) ==
                      std::lround(share_ * width() * devicePixelRatioF());
    if (same && colour == colour_) return;
    share_ = share;
    colour_ = colour;
    update();
  }
  double share() const { return share_; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(this).chip);
    painter.drawRoundedRect(rect(), 3, 3);
    QPainterPath whole;
    whole.addRoundedRect(rect(), 3, 3);
    painter.setClipPath(whole);
    painter.setBrush(colour_);
    painter.drawRoundedRect(QRectF(0, 0, width() * share_, height()), 3, 3);
  }

 private:
  double share_ = 0;
  QColor colour_;
};

TrainingBar::TrainingBar(Session& session, QWidget* parent) : QWidget(parent), session_(session) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, kGrid, 2 * kGrid, kGrid);
  row->setSpacing(kGrid);
  makeButtons(row);
  makeProgress(row);
  row->addSpacing(kGrid);
  loss_ = makeFigure(row);
  accuracy_ = makeFigure(row);
  validation_ = makeFigure(row);
  loss_.value->reserve(QStringLiteral("00.0000"));
  accuracy_.value->reserve(percentText(1.0));
  validation_.value->reserve(percentText(1.0));
  connect(&session_.clock(), &FrameClock::frame, this, [this](const Frame& frame) {
    if (frame.statusIsNew) showStatus(frame.status);
  });
  connect(&session_, &Session::refused, this,
          [this](const QString&, const QString& sentence) { showRefusal(sentence); });
  retranslate();
  restyle();
  showStatus(session_.clock().last().status);
}

void TrainingBar::makeButtons(QHBoxLayout* row) {
  train_.setShortcut(Qt::Key_F5);
  stop_.setShortcut(Qt::SHIFT | Qt::Key_F5);
  step_.setShortcut(Qt::Key_F10);
  connect(&train_, &QAction::triggered, &session_, &Session::toggle);
  connect(&stop_, &QAction::triggered, &session_, &Session::stop);
  connect(&step_, &QAction::triggered, &session_, &Session::stepOnce);
  for (QAction* action : {&train_, &stop_, &step_}) {
    addAction(action);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(button);
    if (action == &train_) trainButton_ = button;
  }
  trainButton_->setProperty("accent", true);
}

void TrainingBar::makeProgress(QHBoxLayout* row) {
  auto* column = new QVBoxLayout;
  column->setSpacing(kGrid / 2);
  auto* texts = new QHBoxLayout;
  line_ = new NumberLabel(Qt::AlignLeft, this);
  line_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  times_ = new NumberLabel(Qt::AlignRight, this);
  times_->setTone(NumberLabel::Tone::Muted);
  progress_ = new Progress(this);
  texts->addWidget(line_, 1);
  texts->addWidget(times_);
  column->addStretch(1);
  column->addLayout(texts);
  column->addWidget(progress_);
  column->addStretch(1);
  row->addSpacing(kGrid);
  row->addLayout(column, 1);
}

TrainingBar::Figure TrainingBar::makeFigure(QHBoxLayout* row) {
  Figure figure;
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  figure.name = new QLabel(this);
  figure.name->setAlignment(Qt::AlignRight);
  figure.name->setProperty("role", "muted");
  figure.value = new NumberLabel(Qt::AlignRight, this);
  QFont font = figure.value->font();
  font.setWeight(QFont::Bold);
  font.setPointSizeF(font.pointSizeF() * 1.15);
  figure.value->setFont(font);
  column->addStretch(1);
  column->addWidget(figure.name);
  column->addWidget(figure.value);
  column->addStretch(1);
  row->addLayout(column);
  row->addSpacing(kGrid / 2);
  return figure;
}

void TrainingBar::showStatus(const TrainerStatus& status) {
  if (status.state != status_.state) refusal_.clear();
  status_ = status;
  showActions(status.state);
  const QString text = sentence(status);
  line_->setText(text);
  line_->setToolTip(text);
  const bool timed = status.step > 0;
  QString times;
  if (timed && status.active())
    times = tr("%1 elapsed · %2 left")
                .arg(durationText(status.elapsed), durationText(status.remaining));
  else if (timed)
    times = tr("%1 elapsed").arg(durationText(status.elapsed));
  times_->setText(times);
  showFigures(status);
}

void TrainingBar::showRefusal(const QString& sentence) {
  refusal_ = sentence;
  showStatus(status_);
}

void TrainingBar::showActions(State state) {
  const bool running = state == State::Running || state == State::Preparing;
  const bool active = running || state == State::Paused;
  train_.setText(running ? tr("Pause") : state == State::Paused ? tr("Resume") : tr("Train"));
  train_.setToolTip(running                  ? tr("Pause training (F5)")
                    : state == State::Paused ? tr("Go on training (F5)")
                                             : tr("Train the network from fresh weights (F5)"));
  // While data is prepared there is nothing to pause yet; it can be stopped.
  train_.setEnabled(state != State::Stopping && state != State::Preparing);
  stop_.setEnabled(active);
  step_.setEnabled(!running && state != State::Stopping);
  const Theme& theme = Theme::of(this);
  const QString icon = running ? QStringLiteral("pause") : QStringLiteral("play");
  if (icon == trainIcon_) return;
  trainIcon_ = icon;
  train_.setIcon(themedIcon(icon, theme.accentText));
}

QString TrainingBar::sourceTitle() const {
  const std::string& name = session_.document().project().data.source;
  const SourceType* type = findSourceType(name);
  return QString::fromStdString(type ? type->title : name);
}

QString TrainingBar::sentence(const TrainerStatus& status) const {
  const QString message = engineText(status.message);
  const QString batch = tr("Epoch %1 of %2 · batch %3 / %4")
                            .arg(std::min(status.epoch + 1, std::max(status.epochs, 1)))
                            .arg(status.epochs)
                            .arg(groupedNumber(status.stepsPerEpoch > 0 && status.step > 0
                                                   ? (status.step - 1) % status.stepsPerEpoch + 1
                                                   : 0),
                                 groupedNumber(status.stepsPerEpoch));
  if (!refusal_.isEmpty()) return refusal_;
  switch (status.state) {
    case State::Idle:
      return tr("Ready");
    case State::Preparing:
      return tr("Preparing %1 · %2").arg(sourceTitle(), percentText(status.preparing, 0));
    case State::Running:
      return status.samplesPerSecond > 0
                 ? (session_.document().readsImages() ? tr("%1 · %2 images/s")
                                                      : tr("%1 · %2 samples/s"))
                       .arg(batch, groupedNumber(std::llround(status.samplesPerSecond)))
                 : batch;
    case State::Paused:
      return tr("Paused · %1").arg(batch);
    case State::Stopping:
      return tr("Stopping...");
    case State::Finished:
      return message.isEmpty() ? tr("Finished · epoch %1 of %1").arg(status.epochs) : message;
    case State::Stopped:
      return message.isEmpty() ? tr("Stopped · %1").arg(batch) : message;
    case State::Failed:
      return message.isEmpty() ? tr("Training failed") : message;
  }
  return {};
}

void TrainingBar::showFigures(const TrainerStatus& status) {
  const Theme& theme = Theme::of(this);
  const bool wrong = status.state == State::Failed || !refusal_.isEmpty();
  line_->setTone(wrong ? NumberLabel::Tone::Error : NumberLabel::Tone::Muted);
  double share = status.state == State::Preparing ? status.preparing
                 : status.totalSteps > 0
                     ? static_cast<double>(status.step) / static_cast<double>(status.totalSteps)
                     : 0;
  if (status.state == State::Finished) share = 1;
  const bool moving = status.state == State::Running || status.state == State::Preparing;
  progress_->setShare(share, wrong ? theme.error : moving ? theme.accent : theme.muted);
  const QString none(QChar(0x2013));
  const bool known = status.step > 0;
  loss_.value->setText(known && std::isfinite(status.loss)
                           ? QString::number(static_cast<double>(status.loss), 'f', 4)
                           : none);
  accuracy_.value->setText(known ? percentText(static_cast<double>(status.accuracy)) : none);
  validation_.value->setText(
      status.hasValidation ? percentText(static_cast<double>(status.validationAccuracy)) : none);
}

QString TrainingBar::statusText() const {
  return line_->text();
}
QString TrainingBar::timeText() const {
  return times_->text();
}

void TrainingBar::retranslate() {
  stop_.setText(tr("Stop"));
  stop_.setToolTip(tr("End this run; its curves and weights stay (Shift+F5)"));
  step_.setText(tr("Step"));
  step_.setToolTip(tr("Train a single batch (F10)"));
  loss_.name->setText(tr("Loss"));
  accuracy_.name->setText(tr("Accuracy"));
  validation_.name->setText(tr("Validation"));
  loss_.value->setAccessibleName(tr("Loss"));
  accuracy_.value->setAccessibleName(tr("Accuracy"));
  validation_.value->setAccessibleName(tr("Validation accuracy"));
  line_->setAccessibleName(tr("Training"));
  times_->setAccessibleName(tr("Time"));
  showStatus(status_);
}

void TrainingBar::restyle() {
  const Theme& theme = Theme::of(this);
  trainIcon_.clear();
  stop_.setIcon(themedIcon(QStringLiteral("stop"), palette()));
  step_.setIcon(themedIcon(QStringLiteral("step"), palette()));
  validation_.name->setStyleSheet(QStringLiteral("color: %1").arg(theme.validationCurve.name()));
  showStatus(status_);
}

void TrainingBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && validation_.name) restyle();
}

}  // namespace loom::ui
