#pragma once

// Whether the network is right as often as it is sure: a bar for each range of probability, as high
// as the share of right answers, and the gap to the line where both would be equal. Hover and the
// arrow keys read a bar. GUI thread.

#include <QWidget>

#include "engine/inspect/calibration.h"

namespace loom::ui {

class ReliabilityChart : public QWidget {
  Q_OBJECT

 public:
  explicit ReliabilityChart(QWidget* parent = nullptr);

  void setCalibration(const loom::Calibration& calibration);
  const loom::Calibration& calibration() const { return calibration_; }
  /// "of 312 answers given 80 % to 87 %, 79.2 % are right"
  QString reading(int bin) const;
  /// The sentence above the chart while no bar is read.
  QString verdict() const;

  QSize sizeHint() const override { return {300, 160}; }
  QSize minimumSizeHint() const override { return {140, 60}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QRectF plot() const;
  void setBin(int bin);
  void paintAxes(QPainter& painter, const QRectF& plot) const;
  void paintBins(QPainter& painter, const QRectF& plot) const;

  loom::Calibration calibration_;
  int bin_ = -1;  // that is read
};

}  // namespace loom::ui
