#pragma once

// Charts beside and below one another, so that they fill the room and stay readable. GUI thread.

#include <QRect>
#include <QWidget>
#include <vector>

namespace loom::ui {

class ChartGrid : public QWidget {
  Q_OBJECT

 public:
  explicit ChartGrid(QWidget* parent = nullptr);

  /// Those of the children that are shown, in order; the others are hidden.
  void setShown(const QList<QWidget*>& charts);
  const QList<QWidget*>& shown() const { return shown_; }

  /// Where `count` charts lie: in as many rows as give them the best shape. A row that is not full
  /// has wider charts.
  static std::vector<QRect> cells(int count, const QSize& size);
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  QList<QWidget*> shown_;
};

}  // namespace loom::ui
