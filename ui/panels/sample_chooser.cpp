#include "ui/panels/sample_chooser.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>

#include "ui/session.h"
#include "ui/theme.h"

namespace loom::ui {

SampleChooser::SampleChooser(Session& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kGrid / 2);
  const auto button = [&] {
    auto* made = new QToolButton(this);
    made->setProperty("quiet", true);
    return made;
  };
  previous_ = button();
  previous_->setArrowType(Qt::LeftArrow);
  number_ = new QSpinBox(this);
  number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  number_->setAlignment(Qt::AlignRight);
  number_->setKeyboardTracking(false);
  number_->setMaximum(0);
  next_ = button();
  next_->setArrowType(Qt::RightArrow);
  drawing_ = button();
  drawing_->setCheckable(true);
  for (QWidget* part : {static_cast<QWidget*>(previous_), static_cast<QWidget*>(number_),
                        static_cast<QWidget*>(next_), static_cast<QWidget*>(drawing_)})
    row->addWidget(part);
  connect(previous_, &QToolButton::clicked, this, [this] { step(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { step(1); });
  connect(number_, &QSpinBox::valueChanged, this, [this](int sample) {
    session_.showDrawing(false);
    session_.setProbeSample(sample);
  });
  connect(drawing_, &QToolButton::toggled, &session_, &Session::showDrawing);
  retranslate();
}

void SampleChooser::step(int by) {
  const int all = session_.probeCount();
  if (all == 0) return;
  session_.showDrawing(false);
  session_.setProbeSample((session_.probeSample() + by + all) % all);
  refresh(false);
}

void SampleChooser::refresh(bool showsDrawing) {
  const int all = session_.probeCount();
  const bool drawn = session_.hasDrawing();
  const QSignalBlocker still(number_), quiet(drawing_);
  // To set a maximum lays the whole row out anew.
  if (const int most = std::max(0, all - 1); most != number_->maximum()) number_->setMaximum(most);
  // While somebody types, the number is theirs.
  if (!number_->hasFocus() || number_->value() > all - 1) number_->setValue(session_.probeSample());
  for (QWidget* part : {static_cast<QWidget*>(previous_), static_cast<QWidget*>(number_),
                        static_cast<QWidget*>(next_)})
    part->setEnabled(all > 0);
  drawing_->setEnabled(drawn);
  drawing_->setChecked(drawn && showsDrawing);
  drawing_->setToolTip(drawn ? tr("Look at what you drew instead of the sample")
                             : tr("Draw on the pad to look at your drawing"));
}

void SampleChooser::retranslate() {
  previous_->setToolTip(tr("Look at the training sample before"));
  previous_->setAccessibleName(tr("Previous sample"));
  next_->setToolTip(tr("Look at the next training sample"));
  next_->setAccessibleName(tr("Next sample"));
  number_->setToolTip(tr("Number of the training sample, from 0"));
  number_->setAccessibleName(tr("Sample"));
  drawing_->setText(tr("drawing"));
  drawing_->setAccessibleName(tr("Your drawing"));
}

void SampleChooser::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace loom::ui
