#include "ui/status_line.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>

#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/tabular.h"

namespace loom::ui {

StatusLine::StatusLine(Document& document, QWidget* parent)
    : QStatusBar(parent),
      document_(document),
      what_(new QLabel(this)),
      machine_(new QLabel(this)),
      seed_(new QLabel(this)),
      saved_(new QLabel(this)),
      zoom_(new NumberLabel(Qt::AlignRight, this)) {
  setSizeGripEnabled(false);
  for (QLabel* label : {what_, machine_, seed_}) {
    label->setContentsMargins(8, 0, 8, 0);
    addWidget(label);
  }
  saved_->setContentsMargins(8, 0, 8, 0);
  addPermanentWidget(saved_);
  addPermanentWidget(zoom_);
  auto* edge = new QWidget(this);
  edge->setFixedWidth(6);
  addPermanentWidget(edge);
  zoom_->reserve(QStringLiteral("400 %"));
  tick_.setInterval(1000);
  connect(&tick_, &QTimer::timeout, this, &StatusLine::showSaved);
  connect(&document_, &Document::saved, this, [this] {
    savedAt_ = QDateTime::currentDateTime();
    tick_.start();
    showSaved();
  });
  connect(&document_, &Document::replaced, this, [this] {
    savedAt_ = {};
    tick_.stop();
    showSaved();
  });
  connect(&document_, &Document::modifiedChanged, this, &StatusLine::showSaved);
  connect(&document_, &Document::changed, this, &StatusLine::showState);
  retranslate();
}

void StatusLine::setFrame(const Frame& frame) {
  const loom::TrainerStatus& status = frame.status;
  if (status.state == state_ && status.threads == threads_ && status.isa == isa_) return;
  state_ = status.state;
  threads_ = status.threads;
  isa_ = status.isa;
  showState();
}

void StatusLine::setZoom(double zoom) {
  scale_ = zoom;
  zoom_->setText(tr("%1 %").arg(qRound(zoom * 100)));
}

void StatusLine::showState() {
  using Phase = loom::TrainerStatus::State;
  const QString name = [this] {
    switch (state_) {
      case Phase::Idle:
        return tr("Ready");
      case Phase::Preparing:
        return tr("Preparing");
      case Phase::Running:
        return tr("Training");
      case Phase::Paused:
        return tr("Paused");
      case Phase::Stopping:
        return tr("Stopping");
      case Phase::Finished:
        return tr("Finished");
      case Phase::Stopped:
        return tr("Stopped");
      case Phase::Failed:
        return tr("Failed");
    }
    return QString();
  }();
  what_->setText(QStringLiteral("● ") + name);
  QStringList machine;
  if (threads_ > 0) machine << (threads_ == 1 ? tr("1 thread") : tr("%1 threads").arg(threads_));
  if (!isa_.empty()) machine << QString::fromStdString(isa_);
  machine_->setText(machine.join(QStringLiteral(" · ")));
  machine_->setVisible(!machine.isEmpty());
  seed_->setText(tr("seed %1").arg(document_.project().training.seed));
}

void StatusLine::showSaved() {
  QString text;
  if (document_.isModified()) {
    text = tr("not saved");
  } else if (savedAt_.isValid()) {
    const qint64 seconds = savedAt_.secsTo(QDateTime::currentDateTime());
    if (seconds < 60) {
      text = tr("saved %1 s ago").arg(seconds);
    } else if (seconds < 3600) {
      text = tr("saved %1 min ago").arg(seconds / 60);
    } else {
      text = tr("saved at %1").arg(QLocale().toString(savedAt_.time(), QLocale::ShortFormat));
    }
  }
  if (saved_->text() != text) saved_->setText(text);
}

void StatusLine::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QStatusBar::changeEvent(event);
}

void StatusLine::retranslate() {
  what_->setToolTip(tr("What the trainer does"));
  machine_->setToolTip(tr("Worker threads and instruction set"));
  seed_->setToolTip(tr("The same seed gives the same run."));
  zoom_->setToolTip(tr("Zoom of the canvas"));
  showState();
  showSaved();
  setZoom(scale_);
}

}  // namespace loom::ui
