#pragma once

// Weights, biases, activations and gradients of one node as spreads: a column of bars, or, with the
// run behind them, a grid. GUI thread.

#include <QWidget>
#include <vector>

#include "ui/charts/spread_view.h"

namespace loom {
struct CloseView;
}

namespace loom::ui {

class SpreadsView : public QWidget {
  Q_OBJECT

 public:
  /// `wanted`: which of them, in this order.
  SpreadsView(SpreadView::Form form, std::vector<SpreadHistory::Of> wanted,
              QWidget* parent = nullptr);

  void setView(const CloseView& view);
  SpreadView* view(SpreadHistory::Of of) const;

 private:
  QString nameOf(SpreadHistory::Of of) const;
  QString missing(SpreadHistory::Of of, const CloseView& view) const;
  QColor colourOf(SpreadHistory::Of of) const;

  std::vector<SpreadHistory::Of> wanted_;
  std::vector<SpreadView*> views_;
};

}  // namespace loom::ui
