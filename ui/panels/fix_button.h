#pragma once

// A button whose words may be longer than its place: it shrinks and cuts them off with an ellipsis,
// and its tooltip has them whole. GUI thread.

#include <QPushButton>

namespace loom::ui {

class FixButton : public QPushButton {
  Q_OBJECT

 public:
  FixButton(const QString& label, QWidget* parent);

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace loom::ui
