#pragma once

// What of a curve is drawn: where points are denser than pixels, the first, lowest, highest and
// last of every pixel column, so that nothing that stands out is lost at any zoom. Asked again with
// more points, it looks only at what is new. No widgets; one thread.

#include <QPointF>
#include <vector>

#include "ui/charts/run_curves.h"

namespace loom::ui {

class Reduction {
 public:
  struct View {
    XAxis axis = XAxis::Epoch;
    double low = 0, high = 1;
    int columns = 1;
    bool positiveOnly = false;  // a logarithmic axis has no place for others
    bool operator==(const View&) const = default;
  };

  /// Brings points() up to date. `edition`: Series::edition of a smoothed line, else 0. The
  /// neighbours just outside of the view are among them, so that the line runs on to its edges.
  void update(const Track& track, const Line& line, int edition, const View& view);
  /// From left to right, in the curve's own units; a point that is not finite is a gap. In a column
  /// with many points the lowest and the highest stand in its middle.
  const std::vector<QPointF>& points() const { return points_; }
  /// Whether there were more points than columns.
  bool isDense() const { return dense_; }
  /// Of all values in the view; empty if there are none.
  const Extent& extent() const { return extent_; }
  /// Forgets everything.
  void clear() { *this = {}; }

 private:
  bool goesOn(const Track& track, const Line& line, int edition, const View& view) const;
  void addExact(const Track& track, const Line& line, std::size_t from, std::size_t to);
  void addColumns(const Track& track, const Line& line);
  void addColumn(const Track& track, const Line& line, std::size_t from, std::size_t to);
  void append(QPointF point);
  bool isShown(float value) const;

  View view_;
  int edition_ = -1;
  const Line* line_ = nullptr;
  std::vector<QPointF> points_;
  Extent extent_;
  bool dense_ = false;
  std::size_t first_ = 0;  // in the view
  std::size_t count_ = 0;  // of the line when it was last looked at
  bool complete_ = false;  // points lie behind the view: nothing can be new
  // Where the newest column begins, to be done again with what comes.
  int column_ = 0;
  std::size_t columnFrom_ = 0, columnPoints_ = 0;
};

}  // namespace loom::ui
