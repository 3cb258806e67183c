#include "ui/panels/epoch_slider.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/focus_ring.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr qreal kThumb = 6;       // radius, on the outside of the line
constexpr qreal kTrack = 4;       // height
constexpr qreal kLeastApart = 4;  // between two marks, else some are left out
constexpr qreal kNowApart = 14;   // from the newest epoch at least
constexpr int kPages = 10;        // of the whole line

}  // namespace

EpochSlider::EpochSlider(QWidget* parent) : QAbstractSlider(parent) {
  setOrientation(Qt::Horizontal);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setRange(0, 0);
  setEnabled(false);
  setAttribute(Qt::WA_Hover);
  new FocusRing(this);
  connect(this, &QAbstractSlider::valueChanged, this, [this] {
    describe();
    emit epochChosen(epoch());
  });
  describe();
}

QSize EpochSlider::sizeHint() const {
  return {grown(240, this), grown(20, this)};
}

QSize EpochSlider::minimumSizeHint() const {
  return {grown(56, this), grown(20, this)};
}

void EpochSlider::setEpochs(const std::vector<int>& epochs, int best) {
  const int shown = epoch();
  const QSignalBlocker still(this);
  epochs_ = epochs;
  best_ = best;
  setRange(0, count());
  setPageStep(std::max(1, count() / kPages));
  setEnabled(!epochs_.empty());
  setEpoch(shown);
  update();
}

void EpochSlider::setEpoch(int epoch) {
  const QSignalBlocker still(this);
  setValue(placeOf(epoch));
  describe();
  update();
}

int EpochSlider::epochAt(int place) const {
  return place >= 0 && place < count() ? epochs_[static_cast<std::size_t>(place)] : -1;
}

int EpochSlider::placeOf(int epoch) const {
  if (epoch < 0 || epochs_.empty()) return count();
  const auto nearest =
      std::ranges::min_element(epochs_, {}, [epoch](int kept) { return std::abs(kept - epoch); });
  return static_cast<int>(nearest - epochs_.begin());
}

/// Epochs lie in proportion; now has a place of its own behind them.
qreal EpochSlider::xOf(int place) const {
  const qreal left = kThumb + 1, right = width() - kThumb - 1;
  if (place >= count()) return right;
  const int first = epochs_.front(), newest = epochs_.back();
  if (newest == first) return left;
  const qreal span = right - left;
  const qreal apart = std::min(std::max(span / (newest - first + 1), kNowApart), span / 2);
  const qreal share = static_cast<qreal>(epochAt(place) - first) / (newest - first);
  return left + share * (span - apart);
}

QPoint EpochSlider::positionOf(int epoch) const {
  return {static_cast<int>(std::lround(xOf(placeOf(epoch)))), height() / 2};
}

int EpochSlider::placeAt(qreal x) const {
  int nearest = count();
  for (int place = 0; place < count(); ++place) {
    if (std::abs(xOf(place) - x) < std::abs(xOf(nearest) - x)) nearest = place;
  }
  return nearest;
}

void EpochSlider::describe() {
  setAccessibleDescription(epoch() < 0 ? tr("now") : tr("epoch %1").arg(epoch()));
}

bool EpochSlider::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && isEnabled()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int under = epochAt(placeAt(help->pos().x()));
    const QString name = under < 0 ? tr("now") : tr("epoch %1").arg(under);
    const bool isBest = under >= 0 && under == best_;
    QToolTip::showText(help->globalPos(), isBest ? tr("%1 · the best so far").arg(name) : name,
                       this);
    return true;
  }
  return QAbstractSlider::event(event);
}

void EpochSlider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return event->ignore();
  setSliderDown(true);
  setSliderPosition(placeAt(event->position().x()));
}

void EpochSlider::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) setSliderPosition(placeAt(event->position().x()));
}

void EpochSlider::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) setSliderDown(false);
}

void EpochSlider::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape) return QAbstractSlider::keyPressEvent(event);
  if (epoch() < 0) return event->ignore();
  setSliderDown(false);
  setValue(count());
}

void EpochSlider::changeEvent(QEvent* event) {
  QAbstractSlider::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) describe();
  if (event->type() == QEvent::FontChange) updateGeometry();
  if (event->type() == QEvent::EnabledChange) update();
}

void EpochSlider::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal y = height() / 2.0;
  const QRectF line(kThumb + 1, y - kTrack / 2, width() - 2 * kThumb - 2, kTrack);
  painter.setPen(Qt::NoPen);
  QColor groove = theme.wire;
  groove.setAlphaF(0.35F);
  painter.setBrush(groove);
  painter.drawRoundedRect(line, kTrack / 2, kTrack / 2);
  if (!isEnabled()) return;
  const qreal x = xOf(value());
  painter.setBrush(theme.accent);
  painter.drawRoundedRect(QRectF(line.topLeft(), QPointF(x, line.bottom())), kTrack / 2,
                          kTrack / 2);
  paintMarks(painter, y);
  painter.setPen(QPen(theme.accent, 2));
  painter.setBrush(underMouse() || isSliderDown() || hasFocus() ? theme.accent : theme.panel);
  painter.drawEllipse(QPointF(x, y), kThumb, kThumb);
}

void EpochSlider::paintMarks(QPainter& painter, qreal y) const {
  const Theme& theme = Theme::of(this);
  const qreal reach = kThumb - 1;
  qreal before = -kLeastApart;
  for (int place = 0; place <= count(); ++place) {
    const qreal x = xOf(place);
    const bool isBest = place < count() && epochAt(place) == best_;
    if (x - before < kLeastApart && !isBest && place < count()) continue;
    before = x;
    painter.setPen(QPen(isBest ? theme.validationCurve : theme.wire, isBest ? 2 : 1));
    painter.drawLine(QPointF(x, y - reach), QPointF(x, y + reach));
    if (!isBest) continue;
    painter.setBrush(theme.panel);
    painter.drawEllipse(QPointF(x, y), 3, 3);
  }
}

}  // namespace loom::ui
