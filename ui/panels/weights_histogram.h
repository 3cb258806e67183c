#pragma once

// How a layer's weights are spread, from the newest snapshot. GUI thread.

#include <QWidget>

#include "engine/train/trainer.h"

namespace loom::ui {

class WeightsHistogram : public QWidget {
  Q_OBJECT

 public:
  explicit WeightsHistogram(QWidget* parent = nullptr);
  void setHistogram(const loom::Histogram& histogram);
  QSize sizeHint() const override { return {120, 44}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  loom::Histogram histogram_;
};

}  // namespace loom::ui
