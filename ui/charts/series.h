#pragma once

// The points of one curve, and what of them is drawn. Every point is kept; smoothing comes first,
// then reduction to the lowest and highest point of each pixel column, so nothing that stands out
// is lost. Adding points and asking again costs only what is new. No widgets; one thread.

#include <QList>
#include <QPointF>
#include <vector>

namespace loom::ui {

/// A time-weighted exponential moving average without the bias of its start: the weight of what was
/// falls by `keep` with every `unit` of x, however densely the points lie. A constant stays exactly
/// flat. keep = 0 changes nothing.
class Smoother {
 public:
  void reset(double keep, double unit);
  double next(QPointF point);

 private:
  double keep_ = 0;
  double unit_ = 1;
  double lastX_ = 0;
  double mean_ = 0;
  double weight_ = 0;  // of all points so far, of 1
};

/// The lowest and highest point of every pixel column of a view, in the order in which they came.
/// The neighbours just outside the view are kept, so that the line runs on to its edges, and so is
/// the newest point.
class Reducer {
 public:
  struct View {
    double low = 0;
    double high = 1;
    int columns = 0;
    bool operator==(const View&) const = default;
  };

  void setView(const View& view);
  const View& view() const { return view_; }
  void clear();
  /// REQUIRES: x never falls.
  void add(QPointF point);
  /// At most two points a column, and one before, one behind and the newest.
  const QList<QPointF>& points();

 private:
  struct Column {
    int index = -1;
    QPointF lowest, highest;
    bool highestFirst = false;
  };
  void close();

  View view_;
  QList<QPointF> closed_;  // all columns but the one that still fills
  QList<QPointF> points_;
  Column column_;
  QPointF before_, newest_, behind_;
  bool hasBefore_ = false, hasNewest_ = false, hasBehind_ = false;
};

class Series {
 public:
  /// Values that are not finite are left out. x never falls; one that would is moved up.
  void add(double x, double y);
  void clear();
  /// `keep` 0..1 per `unit` of x.
  void setSmoothing(double keep, double unit);
  void setView(const Reducer::View& view);
  /// Points with y <= 0 have no place on a logarithmic axis and are not drawn.
  void setPositiveOnly(bool on);

  const std::vector<QPointF>& raw() const { return raw_; }
  const std::vector<QPointF>& smoothed() const { return smoothed_; }
  const QList<QPointF>& rawInView() { return rawReducer_.points(); }
  const QList<QPointF>& smoothedInView() { return smoothReducer_.points(); }

  /// The index of the point nearest to x, or -1.
  int nearest(double x) const;

 private:
  void reduceAll();
  void reduce(Reducer& reducer, QPointF point) const;

  std::vector<QPointF> raw_;
  std::vector<QPointF> smoothed_;
  Smoother smoother_;
  double keep_ = 0, unit_ = 1;
  bool positiveOnly_ = false;
  Reducer rawReducer_, smoothReducer_;
};

/// Where a y axis ends and how far its ticks are apart, in figures that are easy to read.
struct NiceAxis {
  double low = 0;
  double high = 1;
  double step = 0.25;
  bool operator==(const NiceAxis&) const = default;
};
/// About `intervals` steps of 1, 1.5, 2, 2.5, 3, 5, 6 or 8 times a power of ten around [low, high].
NiceAxis niceAxis(double low, double high, int intervals = 4);

}  // namespace loom::ui
