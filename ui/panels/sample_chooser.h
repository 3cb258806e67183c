#pragma once

// Which sample is looked at: the one before or behind, one by its number, or what is drawn on the
// pad. GUI thread.

#include <QWidget>

class QSpinBox;
class QToolButton;

namespace loom::ui {

class Session;

class SampleChooser : public QWidget {
  Q_OBJECT

 public:
  explicit SampleChooser(Session& session, QWidget* parent = nullptr);

  /// What is shown now; the number's bounds come from the data.
  void refresh(bool showsDrawing);
  QSpinBox* number() const { return number_; }
  QToolButton* drawing() const { return drawing_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void step(int by);
  void retranslate();

  Session& session_;
  QToolButton* previous_;
  QSpinBox* number_;
  QToolButton* next_;
  QToolButton* drawing_;
};

}  // namespace loom::ui
