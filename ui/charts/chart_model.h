#pragma once

// What all charts of a panel have in common: the run under way and those behind it, the x axis,
// what of it is shown, the place that is read, smoothing and scale. GUI thread.

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "ui/charts/run_curves.h"

namespace loom::ui {

class ChartModel : public QObject {
  Q_OBJECT

 public:
  struct Shown {
    QString name;
    int style = 0;  // runStyle(style)
    std::shared_ptr<RunCurves> curves;
  };
  struct Range {
    double low = 0, high = 1;
    double width() const { return high - low; }
    bool operator==(const Range&) const = default;
  };

  explicit ChartModel(QObject* parent = nullptr);

  const RunCurves& run() const { return *run_; }
  /// The run so far, to keep; the charts begin another.
  std::shared_ptr<RunCurves> beginRun();
  void add(const std::vector<Point>& points);
  /// How long the run will be: the right end of the axis.
  void setPlan(double epochs, double steps);

  const std::vector<Shown>& compared() const { return compared_; }
  void setCompared(std::vector<Shown> compared);

  XAxis axis() const { return axis_; }
  /// What is zoomed into stays in sight.
  void setAxis(XAxis axis);
  /// 0 (none) to below 1, over a thousandth of the run.
  double smoothing() const { return keep_; }
  void setSmoothing(double keep);
  /// In epochs.
  double smoothingUnit() const;
  /// Curves are still being smoothed anew.
  bool isSmoothing() const { return timer_.isActive(); }
  bool isLogarithmic() const { return logarithmic_; }
  void setLogarithmic(bool on);

  Range whole() const;
  Range range() const { return zoom_ ? *zoom_ : whole(); }
  bool isZoomed() const { return zoom_.has_value(); }
  void zoomTo(double low, double high);
  /// `factor` below 1 shows less; `at` stays where it is.
  void zoomAround(double at, double factor);
  void pan(double by);
  void resetZoom();

  /// The place that is read in all charts; nothing: none.
  const std::optional<double>& place() const { return place_; }
  void setPlace(std::optional<double> place);
  /// The past epoch that the window shows, marked in all charts; nothing: now.
  const std::optional<double>& moment() const { return moment_; }
  void setMoment(std::optional<double> epoch);
  /// The nearest place at which something is known.
  std::optional<double> nearestPlace(double at) const;

 signals:
  void pointsAdded();
  /// Runs came or went: what was kept of their curves is void.
  void runsChanged();
  /// The axis, the zoom, the scale or the smoothing.
  void viewChanged();
  void placeChanged();
  void momentChanged();

 private:
  void smoothAgain();
  void smoothSome();
  const RunCurves* leader() const;

  std::shared_ptr<RunCurves> run_ = std::make_shared<RunCurves>();
  std::vector<Shown> compared_;
  double epochs_ = 0, steps_ = 0;
  XAxis axis_ = XAxis::Epoch;
  double keep_ = 0.9;
  double unit_ = 0.001;
  bool logarithmic_ = false;
  std::optional<Range> zoom_;
  std::optional<double> place_, moment_;
  QTimer timer_;  // while curves are smoothed anew, a little at a time
};

}  // namespace loom::ui
