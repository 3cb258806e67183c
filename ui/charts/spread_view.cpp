#include "ui/charts/spread_view.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/planes.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kStripRows = 64;
constexpr qreal kBarsShare = 0.4;  // of the width, beside a strip

bool areSameSpreads(const Spread& a, const Spread& b) {
  return a.step == b.step && a.low == b.low && a.high == b.high && a.counts == b.counts;
}

}  // namespace

SpreadView::SpreadView(Form form, QWidget* parent) : QWidget(parent), form_(form) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SpreadView::setHistory(const QString& name, const SpreadHistory& history,
                            const QColor& colour) {
  if (history.columns.empty()) return setMissing(name, {});
  const bool same = name == name_ && colour == colour_ && history.shown == history_.shown &&
                    history.columns.size() == history_.columns.size() &&
                    areSameSpreads(history.columns.back(), history_.columns.back()) &&
                    areSameSpreads(history.current(), history_.current());
  if (same) return;
  name_ = name;
  why_.clear();
  history_ = history;
  colour_ = colour;
  if (form_ == Form::OverTime) makeStrip();
  setToolTip(reading());
  setAccessibleName(reading());
  update();
}

void SpreadView::setMissing(const QString& name, const QString& why) {
  if (name == name_ && why == why_ && history_.columns.empty()) return;
  name_ = name;
  why_ = why;
  history_ = {};
  strip_ = {};
  setToolTip({});
  setAccessibleName(why.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, why));
  update();
}

QString SpreadView::reading() const {
  if (history_.columns.empty()) return {};
  const Spread& now = history_.current();
  const auto count = std::accumulate(now.counts.begin(), now.counts.end(), std::int64_t{0});
  return tr("%1: %2 from %3 to %4")
      .arg(name_, groupedNumber(count), figureOf(now.low), figureOf(now.high));
}

void SpreadView::makeStrip() {
  low_ = high_ = 0;
  for (const Spread& column : history_.columns) {
    low_ = std::min(low_, column.low);
    high_ = std::max(high_, column.high);
  }
  strip_ = QImage(static_cast<int>(history_.columns.size()), kStripRows, QImage::Format_ARGB32);
  strip_.fill(Qt::transparent);
  const double all = static_cast<double>(high_) - static_cast<double>(low_);
  for (int x = 0; x < strip_.width(); ++x) {
    const Spread& column = history_.columns[static_cast<std::size_t>(x)];
    const double own = static_cast<double>(column.high) - static_cast<double>(column.low);
    const double most = std::max(1, *std::ranges::max_element(column.counts));
    for (int y = 0; y < kStripRows; ++y) {
      const double value = static_cast<double>(high_) - (y + 0.5) / kStripRows * all;
      const double offset = value - static_cast<double>(column.low);
      // A single value stands in the row that it belongs to.
      const double slack = all / kStripRows / 2;
      if (offset < -slack || offset > own + slack) continue;
      const int bin = own > 0 ? static_cast<int>(offset / own * kSpreadBins) : 0;
      const int count =
          column.counts[static_cast<std::size_t>(std::clamp(bin, 0, kSpreadBins - 1))];
      QColor shade = colour_;
      shade.setAlphaF(static_cast<float>(std::sqrt(count / most)));
      strip_.setPixelColor(x, y, shade);
    }
  }
}

void SpreadView::paintBars(QPainter& painter, const QRectF& place) const {
  const auto& counts = history_.current().counts;
  const int most = std::max(1, *std::ranges::max_element(counts));
  QColor colour = colour_;
  colour.setAlphaF(0.8F);
  const qreal step = place.width() / kSpreadBins;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const qreal high = std::max(1.0, place.height() * counts[i] / most);
    painter.fillRect(QRectF(place.left() + static_cast<qreal>(i) * step, place.bottom() - high,
                            std::max(1.0, step - 1), high),
                     colour);
  }
}

void SpreadView::paintStrip(QPainter& painter, const QRectF& place) const {
  const Theme& theme = Theme::of(this);
  painter.fillRect(place, theme.field);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(place, strip_);
  if (history_.shown >= 0) {
    const qreal x = place.left() + (history_.shown + 0.5) * place.width() / strip_.width();
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()));
  }
  if (low_ >= 0 || high_ <= 0) return;
  const qreal zero = place.top() + place.height() * static_cast<qreal>(high_ / (high_ - low_));
  painter.setPen(QPen(theme.line, 1));
  painter.drawLine(QPointF(place.left(), zero), QPointF(place.right(), zero));
}

void SpreadView::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  const qreal line = fontMetrics().height();
  const QRectF title(0, 0, width(), line);
  painter.setPen(theme.muted);
  painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter, name_);
  const QRectF body(0, line + 2, width(), std::max(0.0, height() - line - 3));
  if (history_.columns.empty()) {
    painter.drawText(body, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, why_);
    return;
  }
  const Spread& now = history_.current();
  const QString range = QStringLiteral("%1 … %2").arg(figureOf(now.low), figureOf(now.high));
  const qreal named = fontMetrics().horizontalAdvance(name_) + kGrid;
  if (named + fontMetrics().horizontalAdvance(range) <= width())
    drawTabular(painter, title, Qt::AlignRight, range);
  if (form_ == Form::Bars || strip_.isNull()) return paintBars(painter, body);
  const qreal bars = body.width() * kBarsShare;
  paintBars(painter, QRectF(body.left(), body.top(), bars - kGrid, body.height()));
  paintStrip(painter, body.adjusted(bars, 0, 0, 0));
}

}  // namespace loom::ui
