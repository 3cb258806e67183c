#pragma once

// A line around a widget that has no ring of its own, while it has the focus and the keyboard was
// last used. It lies above the widget and takes no events. GUI thread.

#include <QWidget>

namespace loom::ui {

class FocusRing : public QWidget {
  Q_OBJECT

 public:
  /// Belongs to `target`.
  explicit FocusRing(QWidget* target);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void place();
};

}  // namespace loom::ui
