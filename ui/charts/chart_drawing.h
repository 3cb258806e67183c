#pragma once

// One chart as a drawing: axes, curves and what marks them, in any size, for the screen or for an
// export. It keeps what it worked out and brings only that up to date which changed. GUI thread.

#include <QFont>
#include <QSize>
#include <map>

#include "ui/charts/chart_axis.h"
#include "ui/charts/plot.h"
#include "ui/charts/reduction.h"

namespace loom::ui {

struct Theme;

class ChartDrawing {
 public:
  ChartDrawing(ChartMetric metric, const ChartModel& model) : metric_(metric), model_(model) {}

  /// `fine`: size of a pixel of the device; 0 where it has none.
  void setPaper(const QSize& size, qreal fine, const QFont& font, const Theme& theme);
  /// The runs are others: what was worked out of their curves is void.
  void forget();
  /// Works out what is new; true if what lies behind the curves changed.
  bool update();

  const Plot& plot() const { return plot_; }
  /// Low and high of the y axis, where its marks end.
  const NiceAxis& valueAxis() const { return valueAxis_; }
  QFont smallFont() const;

  /// Title, grid, figures and the runs that lie behind: what seldom changes.
  void paintBack(QPainter& painter) const;
  /// The run under way.
  void paintFront(QPainter& painter) const;

 private:
  struct Curves {
    Reduction raw, smoothed, validation;
  };

  bool isJudged() const { return metric_ == ChartMetric::Loss || metric_ == ChartMetric::Accuracy; }
  bool isLogarithmic() const { return model_.isLogarithmic() && metric_ != ChartMetric::Accuracy; }
  bool showsRaw() const { return model_.smoothing() > 0 && metric_ != ChartMetric::LearningRate; }
  void arrange();
  void reduce(const RunCurves& run, Curves& curves) const;
  void fitValues();
  NiceAxis wantedValues(const Extent& extent, int intervals) const;
  Extent extent() const;
  bool isEmpty() const;
  const RunCurves& epochRun() const;
  void paintLegend(QPainter& painter, qreal left) const;
  void paintCompared(PlotPainter& plot) const;
  void paintBest(PlotPainter& plot) const;
  void paintEmpty(QPainter& painter) const;

  ChartMetric metric_;
  const ChartModel& model_;
  QSize size_;
  qreal fine_ = 1;
  QFont font_;
  const Theme* theme_ = nullptr;

  Curves run_;
  std::map<const RunCurves*, Curves> compared_;
  Plot plot_;
  NiceAxis valueAxis_;
  std::vector<Mark> values_, places_;
  std::size_t epochsKnown_ = 0;  // lines that could be drawn
  double figures_ = 0;           // room for the figures of the y axis
};

}  // namespace loom::ui
