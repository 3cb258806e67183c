#include "ui/panels/epoch_scrubber.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <algorithm>
#include <array>

#include "engine/train/trainer.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/panels/epoch_slider.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr std::array kBounds = {0, 50, 200, 1000};  // megabytes
constexpr int kFirstBound = 200;
constexpr std::int64_t kMegabyte = 1'000'000;
constexpr int kWidestStride = 512;
constexpr int kEmptyWidth = 120;  // of the line while a sentence beside it says what it is for

QString boundKey() {
  return QStringLiteral("training/keptMegabytes");
}

QString megabytesText(std::int64_t bytes) {
  const double megabytes = static_cast<double>(bytes) / static_cast<double>(kMegabyte);
  return megabytes < 10 ? QString::number(megabytes, 'f', 1)
                        : groupedNumber(static_cast<qint64>(megabytes));
}

}  // namespace

EpochScrubber::EpochScrubber(Session& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  setObjectName(QStringLiteral("epochScrubber"));
  makeRow();
  makeMenu();
  connect(slider_, &EpochSlider::epochChosen, &session_, &Session::setEpoch);
  connect(&session_, &Session::epochChanged, this, [this](int epoch) {
    slider_->setEpoch(epoch);
    refresh();
  });
  connect(now_, &QToolButton::clicked, this, [this] {
    slider_->setFocus();  // the button goes away
    session_.setEpoch(-1);
  });
  connect(&session_.document(), &Document::replaced, this, [this] { replaced_ = true; });
  connect(&session_.clock(), &FrameClock::frame, this, &EpochScrubber::setFrame);
  retranslate();
}

EpochScrubber::~EpochScrubber() = default;

void EpochScrubber::makeRow() {
  label_ = new NumberLabel(Qt::AlignLeft, this);
  slider_ = new EpochSlider(this);
  end_ = new QStackedWidget(this);
  nowLabel_ = new NumberLabel(Qt::AlignLeft, end_);
  nowLabel_->setTone(NumberLabel::Tone::Muted);
  now_ = new QToolButton(end_);
  now_->setProperty("accent", true);
  end_->addWidget(nowLabel_);
  end_->addWidget(now_);
  end_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  hint_ = new NumberLabel(Qt::AlignLeft, this);
  hint_->setTone(NumberLabel::Tone::Muted);
  hint_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  bound_ = new QToolButton(this);
  bound_->setProperty("quiet", true);
  bound_->setPopupMode(QToolButton::InstantPopup);
  bound_->setMenu(&menu_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2 * kGrid, kGrid / 4, kGrid, kGrid / 4);
  row->setSpacing(kGrid);
  row->addWidget(label_);
  row->addWidget(slider_, 2);
  row->addWidget(end_);
  row->addWidget(hint_, 3);
  row->addWidget(bound_);
}

void EpochScrubber::makeMenu() {
  bounds_ = new QActionGroup(this);
  int saved = QSettings().value(boundKey(), kFirstBound).toInt();
  if (std::ranges::find(kBounds, saved) == kBounds.end()) saved = kFirstBound;
  for (const int megabytes : kBounds) {
    QAction* action = menu_.addAction(QString());
    action->setCheckable(true);
    action->setChecked(megabytes == saved);
    action->setData(megabytes);
    bounds_->addAction(action);
  }
  session_.setKeptBytes(saved * kMegabyte);
  connect(bounds_, &QActionGroup::triggered, this,
          [this](const QAction* action) { chooseBound(action->data().toInt()); });
}

void EpochScrubber::chooseBound(int megabytes) {
  QSettings().setValue(boundKey(), megabytes);
  session_.setKeptBytes(megabytes * kMegabyte);
}

QString EpochScrubber::label() const {
  return label_->text();
}

QString EpochScrubber::hint() const {
  return hint_->isHidden() ? QString() : hint_->text();
}

void EpochScrubber::setFrame(const Frame& frame) {
  if (frame.statusIsNew) takeStatus(frame.status);
}

void EpochScrubber::takeStatus(const TrainerStatus& status) {
  if (status.epochs != epochs_) {
    epochs_ = status.epochs;
    restyle();
  }
  if (!status.kept || status.kept == kept_) return;
  const bool had = !kept_->epochs.empty(), has = !status.kept->epochs.empty();
  if (has) replaced_ = false;
  gone_ = !has && !replaced_ && status.kept->bound > 0 && (gone_ || (had && !status.active()));
  kept_ = status.kept;
  slider_->setEpochs(kept_->epochs, kept_->best);
  refresh();
}

void EpochScrubber::refresh() {
  const int epoch = session_.epoch();
  label_->setText(epoch < 0     ? tr("Epoch")
                  : epochs_ > 0 ? tr("Epoch %1 of %2").arg(epoch).arg(epochs_)
                                : tr("Epoch %1").arg(epoch));
  label_->setTone(epoch < 0 ? NumberLabel::Tone::Muted : NumberLabel::Tone::Text);
  end_->setCurrentWidget(epoch < 0 ? static_cast<QWidget*>(nowLabel_) : now_);
  hint_->setText(hintText());
  hint_->setToolTip(hint_->text());
  hint_->setVisible(!hint_->text().isEmpty());
  slider_->setMaximumWidth(kept_->epochs.empty() ? grown(kEmptyWidth, this) : QWIDGETSIZE_MAX);
  bound_->setText(boundText() + QStringLiteral(" ▾"));
  update();
}

QString EpochScrubber::hintText() const {
  if (!kept_->message.empty()) return engineText(kept_->message);
  if (!kept_->epochs.empty()) return {};
  if (kept_->bound <= 0 && bounds_->checkedAction()->data().toInt() == 0)
    return tr("No epochs are kept; choose how much memory they may take, then train.");
  if (gone_) return tr("The network was changed: the epochs kept before do not fit it.");
  return tr("Train, then drag here: every view shows that epoch.");
}

QString EpochScrubber::boundText(int stride, std::int64_t bytes) const {
  const QString size = megabytesText(bytes);
  return stride <= 1 ? tr("all kept · %1 MB").arg(size)
                     : tr("1 in %1 kept · %2 MB").arg(stride).arg(size);
}

QString EpochScrubber::boundText() const {
  return kept_->epochs.empty() ? tr("kept epochs") : boundText(kept_->stride, kept_->bytes);
}

void EpochScrubber::retranslate() {
  menu_.setTitle(tr("&Kept Epochs"));
  const QList<QAction*> actions = bounds_->actions();
  for (QAction* action : actions) {
    const int megabytes = action->data().toInt();
    action->setText(megabytes == 0 ? tr("Keep None")
                                   : tr("Up to %1 MB").arg(groupedNumber(megabytes)));
  }
  slider_->setAccessibleName(tr("Epoch that is shown"));
  slider_->setStatusTip(
      tr("Drag to see the network as it was: arrow keys step, Esc goes back to "
         "now"));
  nowLabel_->setText(tr("now"));
  now_->setText(tr("Back to now"));
  now_->setToolTip(tr("Show the network as it is now (Esc)"));
  hint_->setAccessibleName(tr("Kept epochs"));
  label_->setAccessibleName(tr("Epoch that is shown"));
  bound_->setAccessibleName(tr("Kept epochs"));
  bound_->setToolTip(
      tr("How much memory the kept epochs may take. When it is full, every other one goes; the "
         "first, the best and the newest stay."));
  restyle();
}

/// Nothing jumps when the texts change.
void EpochScrubber::restyle() {
  label_->reserve(tr("Epoch %1 of %2").arg(epochs_).arg(epochs_));
  nowLabel_->setFixedHeight(now_->sizeHint().height());
  bound_->setMinimumWidth(0);
  bound_->setText(boundText(kWidestStride, kFirstBound * kMegabyte) + QStringLiteral(" ▾"));
  bound_->setMinimumWidth(bound_->sizeHint().width());
  refresh();
}

void EpochScrubber::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!bounds_) return;
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) restyle();
}

/// That the past is shown is to be seen whatever panel is open.
void EpochScrubber::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  if (session_.epoch() < 0) return;
  QColor tint = theme.accent;
  tint.setAlphaF(0.12F);
  painter.fillRect(rect(), tint);
}

}  // namespace loom::ui
