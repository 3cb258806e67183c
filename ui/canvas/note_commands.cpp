#include "ui/canvas/note_commands.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <algorithm>

#include "ui/canvas/canvas.h"
#include "ui/document.h"

namespace loom::ui {

namespace {
constexpr int kLeastNoteHeight = 72;
constexpr int kLongestNote = 10'000;
}  // namespace

NoteCommands::NoteCommands(Canvas& canvas)
    : QObject(&canvas),
      addNote(new QAction(this)),
      canvas_(canvas),
      field_(new QPlainTextEdit(&canvas)) {
  addNote->setShortcut(Qt::CTRL | Qt::Key_M);
  connect(addNote, &QAction::triggered, this, &NoteCommands::runAdd);
  canvas_.addAction(addNote);
  field_->setObjectName(QStringLiteral("noteField"));
  field_->setTabChangesFocus(true);
  field_->installEventFilter(this);
  field_->hide();
  connect(&canvas_, &Canvas::viewMoved, this, &NoteCommands::commit);
  connect(&canvas_.document(), &Document::replaced, this, &NoteCommands::dismiss);
  connect(&canvas_.document(), &Document::changed, this, &NoteCommands::findAgain);
  retranslate();
}

void NoteCommands::retranslate() {
  addNote->setText(tr("Add a &Note"));
  field_->setAccessibleName(tr("Text of the note"));
  field_->setPlaceholderText(tr("Write a note; Ctrl+Enter when done"));
}

void NoteCommands::runAdd() {
  const QPointF place = snapped(canvas_.mapToScene(canvas_.focusPoint()));
  written_.reset();
  open({{}, {place.x(), place.y()}});
}

void NoteCommands::write(std::size_t note) {
  const auto& notes = canvas_.document().graph().notes;
  if (note >= notes.size()) return;
  written_ = note;
  open(notes[note]);
}

void NoteCommands::open(const loom::Note& note) {
  draft_ = note;
  field_->setPlainText(QString::fromStdString(note.text));
  const QPoint corner = canvas_.viewport()->mapTo(
      &canvas_, canvas_.mapFromScene(QPointF(note.position.x, note.position.y)));
  const NoteItem* item = written_ ? canvas_.board().note(*written_) : nullptr;
  const int height = item ? static_cast<int>(item->rect().height()) + 8 : 0;
  field_->setGeometry(corner.x(), corner.y(), static_cast<int>(note.width) + 8,
                      std::max(kLeastNoteHeight, height));
  field_->show();
  field_->raise();
  field_->selectAll();
  field_->setFocus(Qt::OtherFocusReason);
}

/// Notes are known by their place in the list. If what is being written is not there any more, it
/// becomes a new one: what was typed is not lost.
void NoteCommands::findAgain() {
  if (field_->isHidden() || !written_) return;
  const auto& notes = canvas_.document().graph().notes;
  if (*written_ < notes.size() && notes[*written_] == draft_) return;
  const auto found = std::find(notes.begin(), notes.end(), draft_);
  written_.reset();
  if (found != notes.end()) written_ = static_cast<std::size_t>(found - notes.begin());
}

void NoteCommands::dismiss() {
  if (field_->isHidden()) return;
  const bool focused = field_->hasFocus();
  field_->hide();
  if (focused) canvas_.setFocus();
}

void NoteCommands::commit() {
  if (field_->isHidden()) return;
  const QString text = field_->toPlainText().trimmed().left(kLongestNote);
  dismiss();
  loom::Note note = draft_;
  note.text = text.toStdString();
  Document& document = canvas_.document();
  if (written_) {
    if (note == draft_) return;
    return change(tr("Write a note"), *written_,
                  text.isEmpty() ? std::nullopt : std::optional(note));
  }
  if (text.isEmpty()) return;
  auto notes = document.graph().notes;
  notes.push_back(note);
  document.edit(tr("Add a note"), {loom::ReplaceNotes{std::move(notes)}});
  canvas_.board().selectNote(document.graph().notes.size() - 1);
}

void NoteCommands::change(const QString& name, std::size_t note,
                          std::optional<loom::Note> changed) {
  Document& document = canvas_.document();
  auto notes = document.graph().notes;
  if (note >= notes.size() || (changed && *changed == notes[note])) return;
  if (changed)
    notes[note] = std::move(*changed);
  else
    notes.erase(notes.begin() + static_cast<std::ptrdiff_t>(note));
  document.edit(name, {loom::ReplaceNotes{std::move(notes)}});
}

bool NoteCommands::eventFilter(QObject* watched, QEvent* event) {
  if (watched == field_ && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() == Qt::Key_Escape) {
      dismiss();
      return true;
    }
    if (enter && key->modifiers() & Qt::ControlModifier) {
      commit();
      return true;
    }
  }
  if (watched == field_ && event->type() == QEvent::FocusOut) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) commit();
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace loom::ui
