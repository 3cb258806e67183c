#pragma once

// Above the canvas while it shows a past epoch: which one, and the way back to now. GUI thread.

#include <QAbstractButton>

namespace loom::ui {

class MomentChip : public QAbstractButton {
  Q_OBJECT

 public:
  explicit MomentChip(QWidget* parent);
  /// -1: now, and there is nothing to say.
  void setEpoch(int epoch);
  QSize sizeHint() const override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void place();

  int epoch_ = -1;
};

}  // namespace loom::ui
