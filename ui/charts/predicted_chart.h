#pragma once

// Numbers that the network gave against those it should have given, reduced to pixels: the more of
// them at a place, the stronger its colour. On the line both are the same. GUI thread.

#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/inspect/evaluation.h"

namespace loom::ui {

class PredictedChart : public QWidget {
  Q_OBJECT

 public:
  explicit PredictedChart(QWidget* parent = nullptr);

  void setPairs(const std::vector<loom::EvaluationReport::Pair>& pairs);
  /// How many lie within three pixels: what hovering says of a place.
  QString readingAt(QPoint position) const;
  /// Where a pair lies.
  QPointF placeOf(float target, float answer) const;

  QSize sizeHint() const override { return {300, 240}; }
  QSize minimumSizeHint() const override { return {120, 60}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRect plot() const;
  void reduce();

  std::vector<loom::EvaluationReport::Pair> pairs_;  // finite ones
  double low_ = 0, high_ = 1;                        // of both axes
  std::vector<std::int32_t> counts_;                 // (height, width) of the plot
  QImage image_;
};

}  // namespace loom::ui
