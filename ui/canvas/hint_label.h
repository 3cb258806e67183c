#pragma once

// A short sentence beside the pointer: why a wire may not land, what flows through it. GUI thread.

#include <QLabel>

namespace loom::ui {

class HintLabel : public QLabel {
  Q_OBJECT

 public:
  enum class Kind { Note, Warning, Refusal };

  explicit HintLabel(QWidget* parent);
  /// Beside `at`, inside the parent; an empty text hides it.
  void showAt(QPoint at, const QString& text, Kind kind);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Kind kind_ = Kind::Note;
};

}  // namespace loom::ui
