#pragma once

// A button whose words may be longer than its place: then they stand in lines, and it is as high as
// they need. GUI thread.

#include <QPushButton>

namespace loom::ui {

class FixButton : public QPushButton {
  Q_OBJECT

 public:
  FixButton(const QString& label, QWidget* parent);

  QSize minimumSizeHint() const override;
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QSize around() const;
  QSize wordsIn(int width) const;
};

}  // namespace loom::ui
