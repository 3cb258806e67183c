#include "ui/charts/plot.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr qreal kNearPixels = 0.35;  // closer than this to the point before is not to be seen
constexpr qreal kEpochPixels = 14;   // between two lines of epochs
constexpr qreal kDotPixels = 9;      // between two dots
constexpr qreal kLabelGap = 8;       // between the plot and the figures beside it
constexpr qreal kBestRing = 5.5;

bool isGap(const QPointF& point) {
  return !std::isfinite(point.y());
}

}  // namespace

qreal Plot::xOf(double place) const {
  return inner.left() + (place - x.low) / x.width() * inner.width();
}

double Plot::placeAt(qreal at) const {
  return x.low + (at - inner.left()) / inner.width() * x.width();
}

qreal Plot::yOf(double value) const {
  const double share =
      logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
  // Far outside is as good as just outside, and painters do not like large numbers.
  return inner.bottom() - std::clamp(share, -10.0, 10.0) * inner.height();
}

PlotPainter::PlotPainter(QPainter& painter, const Theme& theme, const Plot& plot, qreal fine)
    : painter_(painter), theme_(theme), plot_(plot), fine_(fine) {}

void PlotPainter::clip(bool on) {
  if (on)
    painter_.setClipRect(plot_.rect.adjusted(0, -1, 0, 1));
  else
    painter_.setClipping(false);
}

void PlotPainter::grid(const std::vector<Mark>& values, const std::vector<Mark>& places) {
  const QFontMetricsF metrics(painter_.font());
  const qreal height = metrics.height();
  painter_.setRenderHint(QPainter::Antialiasing, false);
  const qreal left = plot_.rect.left();
  for (const Mark& mark : values) {
    const qreal y = plot_.yOf(mark.at);
    painter_.setPen(QPen(theme_.line, 1));
    painter_.drawLine(QPointF(left, y), QPointF(plot_.rect.right(), y));
    painter_.setPen(theme_.muted);
    drawTabular(painter_, QRectF(0, y - height / 2, left - kLabelGap, height), Qt::AlignRight,
                mark.text);
  }
  for (const Mark& mark : places) {
    const qreal x = plot_.xOf(mark.at);
    painter_.setPen(QPen(theme_.line, 1));
    painter_.drawLine(QPointF(x, plot_.rect.bottom()), QPointF(x, plot_.rect.bottom() + 4));
    painter_.setPen(theme_.muted);
    drawTabular(painter_, QRectF(x - 60, plot_.rect.bottom() + 5, 120, height), Qt::AlignHCenter,
                mark.text);
  }
}

void PlotPainter::epochs(const RunCurves& run, XAxis axis) {
  const double rows = static_cast<double>(run.train().size());
  if (axis != XAxis::Epoch && rows == 0) return;
  // Which epochs are in sight: for another axis, by the rows there.
  double from = plot_.x.low, to = plot_.x.high;
  if (axis != XAxis::Epoch) {
    const Track& train = run.train();
    const auto epochOf = [&](double place) {
      return train.x(XAxis::Epoch)[*train.nearest(axis, place)];
    };
    from = epochOf(plot_.x.low);
    to = epochOf(plot_.x.high);
  }
  if (!(to > from)) return;
  const qreal span = axis == XAxis::Epoch
                         ? plot_.inner.width()
                         : plot_.xOf(run.epochAt(axis, to).value_or(plot_.x.high)) -
                               plot_.xOf(run.epochAt(axis, from).value_or(plot_.x.low));
  double every = 1;
  for (const double factor : {2.0, 2.5, 2.0})  // 1, 2, 5, 10, ...
    if (span * every / (to - from) < kEpochPixels) every *= factor;
  while (span * every / (to - from) < kEpochPixels) every *= 10;
  painter_.setRenderHint(QPainter::Antialiasing, false);
  painter_.setPen(QPen(theme_.line, 1, Qt::DashLine));
  for (double epoch = std::ceil(from / every - 1e-9) * every; epoch <= to + 1e-9; epoch += every) {
    const auto place = run.epochAt(axis, epoch);
    if (epoch <= 0 || !place) continue;
    const qreal x = plot_.xOf(*place);
    painter_.drawLine(QPointF(x, plot_.rect.top()), QPointF(x, plot_.rect.bottom()));
  }
}

void PlotPainter::polyline(const QPolygonF& line) {
  if (line.size() > 1) painter_.drawPolyline(line);
  if (line.size() != 1) return;
  const qreal radius = std::max(1.0, painter_.pen().widthF() * 0.75);
  painter_.save();
  painter_.setBrush(painter_.pen().color());
  painter_.setPen(Qt::NoPen);
  painter_.drawEllipse(line.front(), radius, radius);
  painter_.restore();
}

void PlotPainter::curve(const std::vector<QPointF>& points, const QPen& pen) {
  painter_.setRenderHint(QPainter::Antialiasing, true);
  painter_.setPen(pen);
  painter_.setBrush(Qt::NoBrush);
  QPolygonF line;
  line.reserve(static_cast<qsizetype>(points.size()));
  for (const QPointF& point : points) {
    if (isGap(point)) {
      polyline(line);
      line.clear();
      continue;
    }
    const QPointF here = plot_.at(point);
    const bool near = !line.isEmpty() && &point != &points.back() &&
                      std::abs(here.x() - line.back().x()) < 2 * kNearPixels &&
                      std::abs(here.y() - line.back().y()) < kNearPixels;
    if (!near) line.push_back(here);
  }
  polyline(line);
}

void PlotPainter::cover(const std::vector<QPointF>& points, const QColor& colour) {
  if (fine_ <= 0) return curve(points, QPen(colour, 0.7));
  // One bar a column of pixels, from the lowest to the highest of the line that passes through it.
  const int columns = static_cast<int>(std::ceil(plot_.rect.width() / fine_)) + 1;
  std::vector<QRectF> bars;
  bars.reserve(static_cast<std::size_t>(columns));
  qreal top = 0, bottom = 0;
  int column = -1;
  const auto close = [&] {
    if (column >= 0)
      bars.emplace_back(plot_.rect.left() + column * fine_, top, fine_,
                        std::max(bottom - top, fine_));
  };
  QPointF before;
  bool joined = false;
  for (const QPointF& point : points) {
    if (isGap(point)) {
      joined = false;
      continue;
    }
    const QPointF here = plot_.at(point);
    const int wanted = std::clamp(
        static_cast<int>(std::floor((here.x() - plot_.rect.left()) / fine_)), 0, columns - 1);
    if (wanted != column) {
      close();
      // Columns that the line only passes through.
      for (int between = column + 1; joined && between < wanted; ++between) {
        const qreal part = (between - column) / static_cast<qreal>(wanted - column);
        const qreal y = before.y() + (here.y() - before.y()) * part;
        bars.emplace_back(plot_.rect.left() + between * fine_, y, fine_, fine_);
      }
      column = wanted;
      top = joined ? std::min(here.y(), before.y()) : here.y();
      bottom = joined ? std::max(here.y(), before.y()) : here.y();
    }
    top = std::min(top, here.y());
    bottom = std::max(bottom, here.y());
    before = here;
    joined = true;
  }
  close();
  painter_.setRenderHint(QPainter::Antialiasing, false);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(colour);
  painter_.drawRects(bars.data(), static_cast<int>(bars.size()));
}

void PlotPainter::dots(const std::vector<QPointF>& points, const QColor& colour, qreal radius) {
  const auto known = static_cast<qreal>(
      std::ranges::count_if(points, [](const QPointF& point) { return !isGap(point); }));
  if (known > 1 && plot_.inner.width() / known < kDotPixels) return;
  painter_.setRenderHint(QPainter::Antialiasing, true);
  painter_.setPen(QPen(theme_.panel, 1));
  painter_.setBrush(colour);
  for (const QPointF& point : points)
    if (!isGap(point)) painter_.drawEllipse(plot_.at(point), radius, radius);
}

void PlotPainter::best(QPointF point, const QString& text, const QColor& colour, bool textAbove) {
  const QPointF at = plot_.at(point);
  painter_.setRenderHint(QPainter::Antialiasing, true);
  painter_.setPen(QPen(colour, 2));
  painter_.setBrush(Qt::NoBrush);
  painter_.drawEllipse(at, kBestRing, kBestRing);
  const QFont font = painter_.font();
  const QSizeF size(tabularWidth(font, text) + 6, QFontMetricsF(font).height());
  const qreal left = std::clamp(at.x() - size.width() / 2, plot_.rect.left() + 2,
                                std::max(plot_.rect.left() + 2, plot_.rect.right() - size.width()));
  const qreal away = kBestRing + 4;
  const bool above = textAbove ? at.y() - away - size.height() >= plot_.rect.top()
                               : at.y() + away + size.height() > plot_.rect.bottom();
  const QRectF box(QPointF(left, above ? at.y() - away - size.height() : at.y() + away), size);
  QColor behind = theme_.panel;
  behind.setAlphaF(0.85F);
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(behind);
  painter_.drawRoundedRect(box, 3, 3);
  painter_.setPen(theme_.text);
  drawTabular(painter_, box, Qt::AlignHCenter, text);
}

}  // namespace loom::ui
