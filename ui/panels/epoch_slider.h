#pragma once

// A line on which the kept epochs are marked, with now at its right end: the thumb goes from one to
// the next. GUI thread.

#include <QAbstractSlider>
#include <vector>

namespace loom::ui {

class EpochSlider : public QAbstractSlider {
  Q_OBJECT

 public:
  explicit EpochSlider(QWidget* parent = nullptr);

  /// Rising. The epoch that is shown stays the same where it is among them. `best`: one of them, or
  /// -1.
  void setEpochs(const std::vector<int>& epochs, int best);
  /// That the thumb is at; -1: now.
  int epoch() const { return epochAt(value()); }
  /// The nearest to it; -1: now. Tells nobody.
  void setEpoch(int epoch);
  /// Where its mark is, in the widget.
  QPoint positionOf(int epoch) const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// Somebody moved the thumb; -1: to now.
  void epochChosen(int epoch);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  int count() const { return static_cast<int>(epochs_.size()); }
  int epochAt(int place) const;
  int placeOf(int epoch) const;
  int placeAt(qreal x) const;
  qreal xOf(int place) const;
  void paintMarks(QPainter& painter, qreal y) const;
  void describe();

  std::vector<int> epochs_;
  int best_ = -1;
};

}  // namespace loom::ui
