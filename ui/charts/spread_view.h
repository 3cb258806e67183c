#pragma once

// How numbers are spread, as bars; and beside them, where there is room, how that changed over the
// run: a strip whose columns are moments and whose rows are values, the darker the more numbers.
// GUI thread.

#include <QImage>
#include <QWidget>

#include "engine/train/snapshot.h"

namespace loom::ui {

class SpreadView : public QWidget {
  Q_OBJECT

 public:
  enum class Form { Bars, OverTime };

  explicit SpreadView(Form form, QWidget* parent = nullptr);

  /// `name`: "Weights". Nothing happens where nothing is new.
  void setHistory(const QString& name, const SpreadHistory& history, const QColor& colour);
  /// A sentence instead.
  void setMissing(const QString& name, const QString& why);
  /// "Weights, 2 400 from −0.31 to 0.29".
  QString reading() const;
  QSize sizeHint() const override { return {160, 72}; }
  QSize minimumSizeHint() const override { return {80, 32}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void makeStrip();
  void paintBars(QPainter& painter, const QRectF& place) const;
  void paintStrip(QPainter& painter, const QRectF& place) const;

  Form form_;
  QString name_, why_;
  SpreadHistory history_;
  QColor colour_;
  QImage strip_;
  float low_ = 0, high_ = 0;  // of the strip
};

}  // namespace loom::ui
