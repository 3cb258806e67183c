#include "ui/charts/reduction.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loom::ui {

bool Reduction::goesOn(const Track& track, const Line& line, int edition, const View& view) const {
  return line_ == &line && edition == edition_ && view == view_ && count_ <= track.size();
}

bool Reduction::isShown(float value) const {
  return std::isfinite(value) && (value > 0 || !view_.positiveOnly);
}

void Reduction::update(const Track& track, const Line& line, int edition, const View& view) {
  const bool goesOn = this->goesOn(track, line, edition, view);
  if (goesOn && (complete_ || count_ == track.size())) return;
  if (!goesOn) {
    clear();
    view_ = view;
    edition_ = edition;
    line_ = &line;
  }
  first_ = track.firstFrom(view.axis, view.low, first_);
  // One behind everything at the view's end, where there may be several.
  const std::size_t end =
      track.firstFrom(view.axis, std::nextafter(view.high, view.high + 1), first_);
  const bool wasDense = dense_;
  dense_ = end - first_ > 2 * static_cast<std::size_t>(view.columns);
  complete_ = end < track.size();
  count_ = track.size();
  if (!dense_) {
    points_.clear();
    extent_ = {};
    addExact(track, line, first_ > 0 ? first_ - 1 : 0, std::min(end + 1, count_));
    extent_ = line.pyramid.over(line.values, first_, end);
    return;
  }
  if (!wasDense) {
    points_.clear();
    if (first_ > 0) addExact(track, line, first_ - 1, first_);
    column_ = 0;
    columnFrom_ = first_;
    columnPoints_ = points_.size();
  }
  points_.resize(columnPoints_);
  addColumns(track, line);
  if (complete_) addExact(track, line, end, end + 1);
  extent_ = line.pyramid.over(line.values, first_, end);
}

void Reduction::addExact(const Track& track, const Line& line, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const float value = line.values[i];
    append({track.x(view_.axis)[i], isShown(value) ? static_cast<double>(value)
                                                   : std::numeric_limits<double>::quiet_NaN()});
  }
}

void Reduction::addColumns(const Track& track, const Line& line) {
  const double width = (view_.high - view_.low) / view_.columns;
  std::size_t from = columnFrom_;
  for (int column = column_; column < view_.columns; ++column) {
    const bool last = column + 1 == view_.columns;
    const double border =
        last ? std::nextafter(view_.high, view_.high + 1) : view_.low + width * (column + 1);
    const std::size_t to = track.firstFrom(view_.axis, border, from);
    if (from < to) {
      column_ = column;
      columnFrom_ = from;
      columnPoints_ = points_.size();
      addColumn(track, line, from, to);
    }
    from = to;
    if (to == track.size()) return;
  }
}

void Reduction::addColumn(const Track& track, const Line& line, std::size_t from, std::size_t to) {
  const Chunked<double>& x = track.x(view_.axis);
  if (to - from <= 4) return addExact(track, line, from, to);
  const Extent extent = line.pyramid.over(line.values, from, to);
  const float low = view_.positiveOnly ? extent.lowPositive : extent.low;
  if (!(low <= extent.high)) return append({x[from], std::numeric_limits<double>::quiet_NaN()});
  const double middle = (x[from] + x[to - 1]) / 2;
  const float first = line.values[from], last = line.values[to - 1];
  if (isShown(first)) append({x[from], static_cast<double>(first)});
  // The way that a rising or a falling curve takes.
  const bool rises = !(last < first);
  append({middle, static_cast<double>(rises ? low : extent.high)});
  append({middle, static_cast<double>(rises ? extent.high : low)});
  if (isShown(last)) append({x[to - 1], static_cast<double>(last)});
}

void Reduction::append(QPointF point) {
  // Not QPointF's comparison, to which points that are near are the same.
  if (!points_.empty() && points_.back().x() == point.x() && points_.back().y() == point.y())
    return;
  points_.push_back(point);
}

}  // namespace loom::ui
