#pragma once

// What to do first, in the middle of an empty canvas. Only its button takes the mouse, so the
// canvas below is as usable as ever. GUI thread.

#include <QLabel>

class QPushButton;

namespace loom::ui {

class Document;

class EmptyHint : public QLabel {
  Q_OBJECT

 public:
  /// Lies over `canvas`, below `above`.
  EmptyHint(Document& document, QWidget* canvas, QWidget* above);

  QPushButton* button() const { return button_; }

 signals:
  void templatesWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void place();
  void retranslate();

  Document& document_;
  QPushButton* button_;
};

}  // namespace loom::ui
