#pragma once

// The buttons above the pad: pen, eraser, undo, redo, clear, and pictures. GUI thread.

#include <QWidget>

class QAction;
class QActionGroup;
class QToolButton;

namespace loom::ui {

class SketchPad;

class PadTools : public QWidget {
  Q_OBJECT

 public:
  explicit PadTools(SketchPad& pad, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void makePens();
  void makePictures();
  void follow();
  void chooseFile();
  void retranslate();
  void restyle();

  SketchPad& pad_;
  QToolButton *pen_, *eraser_, *undo_, *redo_, *clear_, *pictures_;
  QActionGroup* pens_;
  QAction *paste_, *open_, *copy_;
};

}  // namespace loom::ui
