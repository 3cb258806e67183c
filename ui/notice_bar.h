#pragma once

// One sentence about something that did not work, over the canvas, until it is closed. It never
// stops anyone from working on. GUI thread.

#include <QFrame>

class QLabel;
class QToolButton;

namespace loom::ui {

class NoticeBar : public QFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);
  void showError(const QString& sentence);
  QString sentence() const;

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();

  QLabel* text_;
  QToolButton* close_;
};

}  // namespace loom::ui
