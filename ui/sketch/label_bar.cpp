#include "ui/sketch/label_bar.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/frame_clock.h"
#include "ui/my_digits.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kDigitGap = 2;

/// The digit that a key stands for; -1: none.
int digitOf(const QKeyEvent& key) {
  const auto held = key.modifiers() & ~Qt::KeypadModifier;
  if (held || key.key() < Qt::Key_0 || key.key() > Qt::Key_9) return -1;
  return key.key() - Qt::Key_0;
}

}  // namespace

LabelBar::LabelBar(QWidget& pad, QWidget* parent)
    : QWidget(parent),
      text_(new QLabel(this)),
      undo_(new QToolButton(this)),
      list_(new QToolButton(this)),
      tune_(new QToolButton(this)),
      grid_(new QGridLayout) {
  text_->setProperty("role", "muted");
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  undo_->setProperty("quiet", true);
  for (int label = 0; label < kMyDigitsClasses; ++label) {
    auto* button = new QToolButton(this);
    button->setCheckable(true);
    button->setProperty("label", true);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    names_ << QString::number(label);
    labels_ << button;
    connect(button, &QToolButton::clicked, this, [this, label] { choose(label); });
  }
  auto* head = new QHBoxLayout;
  head->addWidget(text_, 1);
  head->addWidget(undo_);
  grid_->setSpacing(kDigitGap);
  auto* foot = new QHBoxLayout;
  for (QToolButton* button : {list_, tune_}) {
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    foot->addWidget(button, 1);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  column->addLayout(head);
  column->addLayout(grid_);
  column->addLayout(foot);
  connect(undo_, &QToolButton::clicked, this, &LabelBar::takeBack);
  connect(list_, &QToolButton::clicked, this, &LabelBar::listWanted);
  connect(tune_, &QToolButton::clicked, this, &LabelBar::tuneWanted);
  pad.installEventFilter(this);
  retranslate();
}

void LabelBar::setStore(MyDigits& digits) {
  digits_ = &digits;
  connect(digits_, &MyDigits::changed, this, &LabelBar::showState);
  showState();
}

void LabelBar::setDrawing(const std::vector<float>& drawing) {
  if (drawing == drawing_) return;
  drawing_ = drawing;
  kept_ = 0;
  showState();
}

void LabelBar::setClasses(const QStringList& names) {
  if (names == names_) return;
  names_ = names;
  retranslate();
}

void LabelBar::setFrame(const Frame& frame) {
  const bool learned = frame.status.hasLearned, active = frame.status.active();
  if (learned == learned_ && active == active_) return;
  learned_ = learned;
  active_ = active;
  showState();
}

QString LabelBar::sentence() const {
  return text_->text();
}

QString LabelBar::nameOf(int label) const {
  return names_.value(label, QString::number(label));
}

/// All in a row, or in more where names or letters are large.
void LabelBar::placeLabels() {
  int widest = 0;
  for (int label = 0; label < kMyDigitsClasses; ++label) {
    const bool isThere = label < names_.size();
    labels_[label]->setVisible(isThere);
    if (isThere) widest = std::max(widest, labels_[label]->sizeHint().width());
  }
  const auto fits = [&](int columns) {
    return columns * (widest + kDigitGap) - kDigitGap <= width();
  };
  const int all = std::clamp(static_cast<int>(names_.size()), 2, kMyDigitsClasses);
  const int columns = fits(all) ? all : fits((all + 1) / 2) ? (all + 1) / 2 : 2;
  if (columns == columns_) return;
  columns_ = columns;
  for (int label = 0; label < kMyDigitsClasses; ++label)
    grid_->addWidget(labels_[label], label / columns, label % columns);
  for (int column = 0; column < kMyDigitsClasses; ++column)
    grid_->setColumnStretch(column, column < columns ? 1 : 0);
}

void LabelBar::choose(int label) {
  if (!digits_ || drawing_.empty() || label >= names_.size()) return;
  if (kept_ != 0)
    digits_->relabel({kept_}, label);
  else
    kept_ = digits_->keep(drawing_, label);
  showState();
}

void LabelBar::takeBack() {
  const qint64 kept = kept_;
  kept_ = 0;
  digits_->remove({kept});
  showState();
}

void LabelBar::showState() {
  setVisible(digits_ && names_.size() >= 2 && names_.size() <= kMyDigitsClasses);
  if (!digits_) return;
  const loom::KeptDigit* kept = kept_ != 0 ? digits_->find(kept_) : nullptr;
  if (!kept) kept_ = 0;
  text_->setText(kept ? tr("Kept as %1 in My digits").arg(nameOf(kept->label))
                      : tr("Wrong? It is a:"));
  undo_->setVisible(kept != nullptr);
  for (int label = 0; label < kMyDigitsClasses; ++label) {
    labels_[label]->setEnabled(!drawing_.empty());
    labels_[label]->setChecked(kept && kept->label == label);
  }
  const int count = digits_->size();
  list_->setVisible(count > 0);
  tune_->setVisible(count > 0);
  list_->setText(tr("My digits (%1)").arg(groupedNumber(count)));
  tune_->setEnabled(learned_ && !active_);
  tune_->setToolTip(active_    ? tr("It trains; wait until that has ended, or stop it.")
                    : learned_ ? tr("Teach the network these drawings, a few epochs of them among "
                                    "samples of the data that it learned")
                               : tr("Train the network first; then it can learn these drawings."));
}

void LabelBar::retranslate() {
  undo_->setText(tr("Undo"));
  undo_->setToolTip(tr("Do not keep the drawing"));
  tune_->setText(tr("Fine-tune"));
  list_->setToolTip(tr("See, relabel, delete and export the drawings that you kept"));
  for (int label = 0; label < kMyDigitsClasses; ++label) {
    labels_[label]->setText(nameOf(label));
    labels_[label]->setAccessibleName(tr("It is a %1").arg(nameOf(label)));
    labels_[label]->setToolTip(tr("Keep the drawing as %1 in My digits (key %2 on the pad)")
                                   .arg(nameOf(label))
                                   .arg(label));
  }
  placeLabels();
  showState();
}

bool LabelBar::eventFilter(QObject* watched, QEvent* event) {
  const auto type = event->type();
  if (type != QEvent::KeyPress && type != QEvent::ShortcutOverride)
    return QWidget::eventFilter(watched, event);
  const int label = digitOf(*static_cast<QKeyEvent*>(event));
  if (label < 0 || isHidden() || drawing_.empty()) return QWidget::eventFilter(watched, event);
  event->accept();
  if (type == QEvent::KeyPress) choose(label);
  return true;
}

void LabelBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  placeLabels();
}

void LabelBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) placeLabels();
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
