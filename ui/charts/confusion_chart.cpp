#include "ui/charts/confusion_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr QSize kLargestMatrixCell(46, 30);
constexpr int kLeastMatrixCell = 9, kSmallestMatrixCell = 2, kZoomedMatrixCell = 46;
constexpr int kWidestName = 72;
constexpr int kGapFrom = 12;       // smaller cells touch each other
constexpr int kDotFrom = 12;       // and leave out the dot for none
constexpr double kSoftest = 0.02;  // a share that is red even where no other is larger

QColor blend(const QColor& over, const QColor& under, double alpha) {
  const auto mix = [alpha](int a, int b) { return qRound(a * alpha + b * (1 - alpha)); };
  return {mix(over.red(), under.red()), mix(over.green(), under.green()),
          mix(over.blue(), under.blue())};
}

/// Relative luminance and contrast as WCAG 2 has them.
double luminance(const QColor& colour) {
  const auto linear = [](double c) {
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

/// Black or white, whichever is read better.
QColor inkOn(const QColor& ground) {
  const double light = luminance(ground);
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? QColor(0x10, 0x14, 0x1e) : Qt::white;
}

}  // namespace

ConfusionChart::ConfusionChart(QWidget* parent)
    : QAbstractScrollArea(parent), least_(kLeastMatrixCell) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setMouseTracking(true);
  viewport()->setAutoFillBackground(false);
}

void ConfusionChart::setMatrix(const loom::ConfusionMatrix& counts, const QStringList& names) {
  const bool otherClasses = counts.size() != counts_.size();
  counts_ = counts;
  names_ = names;
  rows_.clear();
  mostError_ = 0;
  for (const auto& row : counts_) {
    std::int64_t sum = 0;
    for (const std::int64_t count : row) sum += count;
    rows_.push_back(sum);
  }
  for (int t = 0; t < classes(); ++t)
    for (int p = 0; p < classes(); ++p)
      if (t != p) mostError_ = std::max(mostError_, shareOf({t, p}));
  if (otherClasses) {
    current_.reset();
    hovered_.reset();
    least_ = kLeastMatrixCell;
  }
  if (current_) setAccessibleDescription(reading(*current_));
  measure();
}

void ConfusionChart::setShares(bool on) {
  shares_ = on;
  viewport()->update();
}

double ConfusionChart::shareOf(Cell cell) const {
  const auto t = static_cast<std::size_t>(cell.truth), p = static_cast<std::size_t>(cell.predicted);
  return rows_[t] > 0 ? static_cast<double>(counts_[t][p]) / static_cast<double>(rows_[t]) : 0;
}

QString ConfusionChart::figure(Cell cell) const {
  const auto count =
      counts_[static_cast<std::size_t>(cell.truth)][static_cast<std::size_t>(cell.predicted)];
  if (!shares_) return QString::number(count);
  const double share = shareOf(cell);
  return percentText(share, share < 0.0995 ? 1 : 0).remove(QLatin1Char('%')).trimmed();
}

QString ConfusionChart::reading(Cell cell) const {
  const auto t = static_cast<std::size_t>(cell.truth), p = static_cast<std::size_t>(cell.predicted);
  const QString of = tr("%1 of %2 (%3)")
                         .arg(groupedNumber(counts_[t][p]), groupedNumber(rows_[t]),
                              rows_[t] > 0 ? percentText(shareOf(cell)) : percentText(NAN));
  return t == p ? tr("%1 recognised: %2").arg(names_.value(cell.truth), of)
                : tr("%1 taken for %2: %3")
                      .arg(names_.value(cell.truth), names_.value(cell.predicted), of);
}

QPoint ConfusionChart::scrolled() const {
  return {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

/// How large cells are, and how far there is to scroll.
void ConfusionChart::measure() {
  const int count = std::max(1, classes());
  const QFontMetrics metrics(font());
  int names = 0;
  for (const QString& name : names_)
    names = std::max(names, std::min(grown(kWidestName, this), metrics.horizontalAdvance(name)));
  origin_ = {names + 6, metrics.height() + 2};
  const QSize room = viewport()->size() - QSize(origin_.x(), origin_.y());
  const QSize largest = kLargestMatrixCell * textScale(font());
  const auto side = [&](int pixels, int most) {
    return std::max(least_, std::min(std::max(pixels / count, 1), std::max(most, least_)));
  };
  cell_ = {side(room.width(), largest.width()), side(room.height(), largest.height())};
  const QSize whole = cell_ * count;
  horizontalScrollBar()->setRange(0, std::max(0, whole.width() - room.width()));
  horizontalScrollBar()->setPageStep(std::max(1, room.width()));
  horizontalScrollBar()->setSingleStep(cell_.width());
  verticalScrollBar()->setRange(0, std::max(0, whole.height() - room.height()));
  verticalScrollBar()->setPageStep(std::max(1, room.height()));
  verticalScrollBar()->setSingleStep(cell_.height());
  viewport()->update();
}

QRect ConfusionChart::cellRect(Cell cell) const {
  const int gap = std::min(cell_.width(), cell_.height()) >= kGapFrom ? 2 : 0;
  const QPoint at(cell.predicted * cell_.width(), cell.truth * cell_.height());
  return {origin_ + at - scrolled(), cell_ - QSize(gap, gap)};
}

std::optional<ConfusionChart::Cell> ConfusionChart::cellAt(QPoint position) const {
  if (position.x() < origin_.x() || position.y() < origin_.y()) return std::nullopt;
  const QPoint at = position - origin_ + scrolled();
  const Cell cell{at.y() / cell_.height(), at.x() / cell_.width()};
  if (cell.truth >= classes() || cell.predicted >= classes()) return std::nullopt;
  return cell;
}

QFont ConfusionChart::figureFont() const {
  QFont small = font();
  small.setPixelSize(std::clamp(cell_.height() * 5 / 8, 6, QFontInfo(font()).pixelSize()));
  return small;
}

QColor ConfusionChart::fill(Cell cell) const {
  const Theme& theme = Theme::of(this);
  const double share = shareOf(cell);
  if (cell.truth == cell.predicted) return blend(theme.accent, theme.panel, 0.25 + 0.75 * share);
  if (share == 0) return {};
  const double part = std::sqrt(share / std::max(mostError_, kSoftest));
  return blend(theme.error, theme.panel, 0.10 + 0.65 * std::min(1.0, part));
}

void ConfusionChart::paintCell(QPainter& painter, Cell cell, const QRect& rect) const {
  const bool empty =
      counts_[static_cast<std::size_t>(cell.truth)][static_cast<std::size_t>(cell.predicted)] == 0;
  const QColor ground = empty ? QColor() : fill(cell);
  if (ground.isValid()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    const qreal round = std::min({3.0, rect.width() / 5.0, rect.height() / 5.0});
    if (round < 2)
      painter.fillRect(rect, ground);
    else
      painter.drawRoundedRect(rect, round, round);
  }
  if (std::min(rect.width(), rect.height()) < kDotFrom - 2) return;
  const QString text = empty ? QStringLiteral("·") : figure(cell);
  if (tabularWidth(painter.font(), text) > rect.width() - 2) return;
  painter.setPen(ground.isValid() ? inkOn(ground) : Theme::of(this).muted);
  drawTabular(painter, rect, Qt::AlignHCenter, text);
}

/// Every so many, so that none hides another.
void ConfusionChart::paintNames(QPainter& painter) const {
  const Theme& theme = Theme::of(this);
  const QFontMetrics metrics(font());
  painter.setFont(font());
  const auto strideOf = [](int needed, int side) {
    return std::max(1, (needed + side - 1) / side);
  };
  int wide = 0;
  for (const QString& name : names_)
    wide = std::max(wide, std::min(grown(kWidestName, this), metrics.horizontalAdvance(name)));
  const int across = strideOf(wide + 4, cell_.width());
  const int down = strideOf(metrics.height() - 3, cell_.height());
  const auto colour = [&](bool marked) { return marked ? theme.text : theme.muted; };
  painter.setClipRect(QRect(origin_.x(), 0, viewport()->width(), origin_.y()));
  for (int p = 0; p < classes(); p += across) {
    const QRect cell = cellRect({0, p});
    const int middle = cell.center().x(), half = across * cell_.width() / 2;
    painter.setPen(colour(current_ && hasFocus() && current_->predicted == p));
    painter.drawText(QRect(middle - half, 0, 2 * half, origin_.y() - 2),
                     Qt::AlignHCenter | Qt::AlignVCenter,
                     metrics.elidedText(names_.value(p), Qt::ElideRight, 2 * half - 2));
  }
  painter.setClipRect(QRect(0, origin_.y(), origin_.x(), viewport()->height()));
  for (int t = 0; t < classes(); t += down) {
    const int middle = cellRect({t, 0}).center().y();
    painter.setPen(colour(current_ && hasFocus() && current_->truth == t));
    painter.drawText(QRect(0, middle - metrics.height() / 2, origin_.x() - 6, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(names_.value(t), Qt::ElideRight, origin_.x() - 6));
  }
  painter.setClipping(false);
}

void ConfusionChart::paintMark(QPainter& painter, Cell cell, const QColor& colour,
                               int width) const {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, width));
  painter.drawRoundedRect(QRectF(cellRect(cell)).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

void ConfusionChart::paintEvent(QPaintEvent*) {
  if (classes() == 0) return;
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  paintNames(painter);
  painter.setClipRect(QRect(origin_, viewport()->rect().bottomRight()));
  painter.setFont(figureFont());
  const QPoint from = scrolled();
  const QSize room = viewport()->size() - QSize(origin_.x(), origin_.y());
  const auto last = [&](int at, int length, int side) {
    return std::min(classes() - 1, (at + length) / side);
  };
  const int lastRow = last(from.y(), room.height(), cell_.height());
  const int lastColumn = last(from.x(), room.width(), cell_.width());
  for (int t = from.y() / cell_.height(); t <= lastRow; ++t)
    for (int p = from.x() / cell_.width(); p <= lastColumn; ++p)
      paintCell(painter, {t, p}, cellRect({t, p}));
  const Theme& theme = Theme::of(this);
  if (hovered_) paintMark(painter, *hovered_, theme.muted, 1);
  if (current_) paintMark(painter, *current_, hasFocus() ? theme.text : theme.muted, 2);
}

void ConfusionChart::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  measure();
}

void ConfusionChart::scrollContentsBy(int, int) {
  viewport()->update();
}

void ConfusionChart::setCurrent(Cell cell, bool choose) {
  current_ = cell;
  const QString text = reading(cell);
  setAccessibleDescription(text);
  emit read(text);
  const QRect rect = cellRect(cell);
  const QRect seen(origin_, viewport()->rect().bottomRight());
  const auto bring = [](QScrollBar* bar, int low, int high, int from, int to) {
    if (low < from) bar->setValue(bar->value() + low - from);
    if (high > to) bar->setValue(bar->value() + high - to);
  };
  bring(horizontalScrollBar(), rect.left(), rect.right(), seen.left(), seen.right());
  bring(verticalScrollBar(), rect.top(), rect.bottom(), seen.top(), seen.bottom());
  viewport()->update();
  if (choose) emit cellChosen(cell.truth, cell.predicted);
}

void ConfusionChart::mark(Cell cell) {
  const QSignalBlocker quiet(this);
  setCurrent(cell, false);
}

void ConfusionChart::setHovered(std::optional<Cell> cell) {
  if (cell == hovered_) return;
  hovered_ = cell;
  viewport()->setCursor(cell ? Qt::PointingHandCursor : Qt::ArrowCursor);
  const bool keyed = !cell && current_ && hasFocus();
  emit read(cell ? reading(*cell) : keyed ? reading(*current_) : QString());
  viewport()->update();
}

void ConfusionChart::zoom(int steps) {
  const int now = std::min(cell_.width(), cell_.height());
  least_ = std::clamp(now + steps * std::max(1, now / 4), kSmallestMatrixCell, kZoomedMatrixCell);
  measure();
  if (current_) setCurrent(*current_, false);
}

void ConfusionChart::keyPressEvent(QKeyEvent* event) {
  if (classes() == 0) return QAbstractScrollArea::keyPressEvent(event);
  const int last = classes() - 1;
  Cell cell = current_.value_or(Cell{0, 0});
  const bool fresh = !current_;
  switch (event->key()) {
    case Qt::Key_Left:
      cell.predicted -= !fresh;
      break;
    case Qt::Key_Right:
      cell.predicted += !fresh;
      break;
    case Qt::Key_Up:
      cell.truth -= !fresh;
      break;
    case Qt::Key_Down:
      cell.truth += !fresh;
      break;
    case Qt::Key_Home:
      cell.predicted = 0;
      break;
    case Qt::Key_End:
      cell.predicted = last;
      break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(1);
    case Qt::Key_Minus:
      return zoom(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      return setCurrent(cell, true);
    default:
      return QAbstractScrollArea::keyPressEvent(event);
  }
  setCurrent({std::clamp(cell.truth, 0, last), std::clamp(cell.predicted, 0, last)}, false);
}

void ConfusionChart::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
  zoom(event->angleDelta().y() > 0 ? 1 : -1);
  event->accept();
}

void ConfusionChart::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  if (!current_ && classes() > 0 && event->reason() != Qt::MouseFocusReason)
    setCurrent({0, 0}, false);
  viewport()->update();
}

void ConfusionChart::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  if (!hovered_) emit read({});
  viewport()->update();
}

void ConfusionChart::changeEvent(QEvent* event) {
  QAbstractScrollArea::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) measure();
}

bool ConfusionChart::viewportEvent(QEvent* event) {
  switch (event->type()) {
    case QEvent::ToolTip: {
      const auto* help = static_cast<QHelpEvent*>(event);
      const auto cell = cellAt(help->pos());
      QToolTip::showText(help->globalPos(), cell ? reading(*cell) : QString(), this);
      return true;
    }
    case QEvent::MouseMove:
      setHovered(cellAt(static_cast<QMouseEvent*>(event)->position().toPoint()));
      return true;
    case QEvent::Leave:
      setHovered(std::nullopt);
      break;
    case QEvent::MouseButtonRelease: {
      const auto* mouse = static_cast<QMouseEvent*>(event);
      const auto cell = cellAt(mouse->position().toPoint());
      if (mouse->button() == Qt::LeftButton && cell) setCurrent(*cell, true);
      return true;
    }
    default:
      break;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace loom::ui
