#pragma once

// Notes on the canvas: adding, writing, moving, removing. A note is written where it stands: Esc
// takes nothing, Ctrl+Enter or a click elsewhere takes the text, and one without text goes. GUI
// thread.

#include <QAction>
#include <QObject>
#include <optional>

#include "engine/graph/graph.h"

class QPlainTextEdit;

namespace loom::ui {

class Canvas;

class NoteCommands : public QObject {
  Q_OBJECT

 public:
  explicit NoteCommands(Canvas& canvas);

  QAction* addNote;
  /// Where the text is written.
  QPlainTextEdit* field() const { return field_; }

  void write(std::size_t note);
  /// Replaces one note; none: removes it.
  void change(const QString& name, std::size_t note, std::optional<loom::Note> changed);
  void dismiss();
  void retranslate();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void runAdd();
  void open(const loom::Note& note);
  void commit();
  void findAgain();

  Canvas& canvas_;
  QPlainTextEdit* field_;
  std::optional<std::size_t> written_;  // none: a new one
  loom::Note draft_;
};

}  // namespace loom::ui
