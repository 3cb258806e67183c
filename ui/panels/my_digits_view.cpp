#include "ui/panels/my_digits_view.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/frame_clock.h"
#include "ui/my_digits.h"
#include "ui/panels/my_digits_model.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

MyDigitsView::MyDigitsView(MyDigits& digits, QWidget* parent)
    : QWidget(parent, Qt::Window),
      digits_(digits),
      model_(new MyDigitsModel(digits, this)),
      list_(new QListView(this)),
      filter_(new QComboBox(this)),
      label_(new QToolButton(this)),
      remove_(makeButton(&MyDigitsView::removeChosen)),
      export_(makeButton(&MyDigitsView::askFolder)),
      undo_(makeButton(&MyDigitsView::undo)),
      tune_(new QPushButton(this)),
      empty_(new QLabel(this)),
      message_(new QLabel(this)) {
  setObjectName(QStringLiteral("myDigitsView"));
  // Before and after the model's own reset, which forgets what is chosen.
  connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, &MyDigitsView::keepChoice);
  tune_->setProperty("accent", true);
  list_->setObjectName(QStringLiteral("keptDigits"));
  list_->setModel(model_);
  list_->setItemDelegate(new MyDigitsDelegate(list_));
  list_->setViewMode(QListView::IconMode);
  list_->setMovement(QListView::Static);
  list_->setResizeMode(QListView::Adjust);
  list_->setLayoutMode(QListView::Batched);
  list_->setUniformItemSizes(true);
  list_->setSpacing(kGrid / 2);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setFrameShape(QFrame::NoFrame);
  list_->installEventFilter(this);
  connect(model_, &QAbstractItemModel::modelReset, this, &MyDigitsView::restoreChoice);
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &MyDigitsView::showChoice);
  connect(filter_, &QComboBox::activated, this, [this](int index) { model_->setClass(index - 1); });
  connect(tune_, &QPushButton::clicked, this, &MyDigitsView::tuneWanted);
  auto* menu = new QMenu(label_);
  for (int label = 0; label < kMyDigitsClasses; ++label) {
    QAction* action = menu->addAction(QString::number(label));
    connect(action, &QAction::triggered, this, [this, label] { relabel(label); });
  }
  label_->setMenu(menu);
  label_->setPopupMode(QToolButton::InstantPopup);
  makeUndo();
  makeLayout();
  connect(&digits_, &MyDigits::changed, this, &MyDigitsView::refresh);
  connect(&digits_, &MyDigits::exported, this, [this](const QString& folder, int count) {
    say(tr("%1 drawings stand in %2 as IDX files; the data source IDX reads them.")
            .arg(groupedNumber(count), QDir::toNativeSeparators(folder)),
        false);
  });
  connect(&digits_, &MyDigits::failed, this, [this](const QString& text) { say(text, true); });
  resize(grown(620, this), grown(480, this));
  retranslate();
}

QToolButton* MyDigitsView::makeButton(void (MyDigitsView::*slot)()) {
  auto* button = new QToolButton(this);
  connect(button, &QToolButton::clicked, this, slot);
  return button;
}

void MyDigitsView::makeUndo() {
  undoAction_ = new QAction(this);
  redoAction_ = new QAction(this);
  undoAction_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
  redoAction_->setShortcuts(
      {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
  addActions({undoAction_, redoAction_});
  connect(undoAction_, &QAction::triggered, this, &MyDigitsView::undo);
  connect(redoAction_, &QAction::triggered, &digits_.undoStack(), &QUndoStack::redo);
  connect(&digits_.undoStack(), &QUndoStack::indexChanged, this, &MyDigitsView::showChoice);
}

void MyDigitsView::makeLayout() {
  auto* head = new QHBoxLayout;
  filter_->setSizeAdjustPolicy(QComboBox::AdjustToContents);  // its counts grow
  head->addWidget(filter_);
  head->addStretch(1);
  for (QToolButton* button : {label_, remove_, undo_, export_}) head->addWidget(button);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setTextFormat(Qt::PlainText);
  message_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* foot = new QHBoxLayout;
  foot->addWidget(message_, 1);
  foot->addWidget(tune_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  column->setSpacing(kGrid);
  column->addLayout(head);
  column->addWidget(list_, 1);
  column->addWidget(empty_, 1);
  column->addLayout(foot);
}

void MyDigitsView::setFrame(const Frame& frame) {
  const bool learned = frame.status.hasLearned, active = frame.status.active();
  if (learned == learned_ && active == active_) return;
  learned_ = learned;
  active_ = active;
  showTuning();
}

QString MyDigitsView::emptyText() const {
  return empty_->isHidden() ? QString() : empty_->text();
}

QString MyDigitsView::message() const {
  return message_->text();
}

QList<qint64> MyDigitsView::chosen() const {
  QList<qint64> ids;
  for (const QModelIndex& index : list_->selectionModel()->selectedIndexes())
    ids << index.data(MyDigitsModel::kIdRole).toLongLong();
  return ids;
}

void MyDigitsView::keepChoice() {
  kept_ = chosen();
  current_ = list_->currentIndex().row();
}

void MyDigitsView::restoreChoice() {
  const int last = model_->rowCount() - 1;
  if (current_ >= 0 && last >= 0)
    list_->selectionModel()->setCurrentIndex(model_->index(std::min(current_, last)),
                                             QItemSelectionModel::NoUpdate);
  for (const qint64 id : kept_) {
    const int row = model_->rowOf(id);
    if (row >= 0) list_->selectionModel()->select(model_->index(row), QItemSelectionModel::Select);
  }
  refresh();
}

void MyDigitsView::refresh() {
  fillFilter();
  const bool none = model_->rowCount() == 0;
  list_->setVisible(!none);
  empty_->setVisible(none);
  empty_->setText(
      digits_.size() == 0
          ? tr("Nothing is kept yet. Draw a digit on the pad and say below it which one it is: "
               "then it stands here, and the network can learn it.")
          : tr("None of the drawings is a %1.").arg(model_->shownClass()));
  showChoice();
}

void MyDigitsView::fillFilter() {
  QList<int> counts(kMyDigitsClasses, 0);
  for (const loom::KeptDigit& digit : digits_.all()) ++counts[digit.label];
  QStringList texts{tr("All (%1)").arg(groupedNumber(digits_.size()))};
  for (int label = 0; label < kMyDigitsClasses; ++label)
    texts << tr("%1 (%2)").arg(label).arg(groupedNumber(counts[label]));
  for (int i = 0; i < texts.size(); ++i) {
    if (i < filter_->count())
      filter_->setItemText(i, texts[i]);
    else
      filter_->addItem(texts[i]);
  }
  filter_->setCurrentIndex(model_->shownClass() + 1);
}

void MyDigitsView::showChoice() {
  const bool any = list_->selectionModel()->hasSelection();
  label_->setEnabled(any);
  remove_->setEnabled(any);
  QUndoStack& stack = digits_.undoStack();
  undo_->setEnabled(stack.canUndo());
  undo_->setToolTip(stack.canUndo() ? tr("Undo: %1 (Ctrl+Z)").arg(stack.undoText())
                                    : tr("There is nothing to take back."));
  export_->setEnabled(digits_.size() > 0);
  showTuning();
}

void MyDigitsView::showTuning() {
  const bool any = digits_.size() > 0;
  tune_->setEnabled(any && learned_ && !active_);
  tune_->setToolTip(active_    ? tr("It trains; wait until that has ended, or stop it.")
                    : learned_ ? tr("Teach the network these drawings, a few epochs of them among "
                                    "samples of the data that it learned")
                               : tr("Train the network first; then it can learn these drawings."));
}

void MyDigitsView::say(const QString& sentence, bool wrong) {
  message_->setText(sentence);
  message_->setProperty("role", wrong ? "error" : "muted");
  message_->style()->unpolish(message_);  // the property chooses another colour
  message_->style()->polish(message_);
}

void MyDigitsView::relabel(int label) {
  digits_.relabel(chosen(), label);
}

void MyDigitsView::removeChosen() {
  digits_.remove(chosen());
}

void MyDigitsView::undo() {
  digits_.undoStack().undo();
}

void MyDigitsView::askFolder() {
  auto* dialog = new QFileDialog(this, tr("Folder for the four IDX files"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  dialog->setModal(false);
  connect(dialog, &QFileDialog::fileSelected, this, &MyDigitsView::exportTo);
  dialog->show();
}

void MyDigitsView::exportTo(const QString& folder) {
  say({}, false);
  digits_.exportTo(folder);
}

bool MyDigitsView::eventFilter(QObject* watched, QEvent* event) {
  if (watched != list_ || event->type() != QEvent::KeyPress)
    return QWidget::eventFilter(watched, event);
  const auto& key = *static_cast<QKeyEvent*>(event);
  const bool plain = !(key.modifiers() & ~Qt::KeypadModifier);
  if (plain && key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9) {
    relabel(key.key() - Qt::Key_0);
    return true;
  }
  if (plain && (key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace)) {
    removeChosen();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void MyDigitsView::retranslate() {
  setWindowTitle(tr("My Digits — Layerloom"));
  filter_->setAccessibleName(tr("Which drawings are shown"));
  list_->setAccessibleName(tr("Drawings that you kept"));
  label_->setText(tr("Label as") + QStringLiteral(" ▾"));
  label_->setToolTip(tr("Give the chosen drawings another label (keys 0 to 9)"));
  remove_->setText(tr("Delete"));
  remove_->setToolTip(tr("Delete the chosen drawings (Del)"));
  undo_->setText(tr("Undo"));
  export_->setText(tr("Export..."));
  export_->setToolTip(tr("Write all drawings as the four IDX files of a data set"));
  tune_->setText(tr("Fine-tune"));
  refresh();
}

void MyDigitsView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
