#include "ui/panels/health_line.h"

#include <QEvent>
#include <QPainter>

#include "ui/engine_text.h"
#include "ui/health_mark.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kAdviceLines = 4;
}

HealthLine::HealthLine(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  describe();
}

void HealthLine::setHealth(const NodeHealth* health, bool past) {
  if (past == past_ && (health ? health_ == *health : !health_)) return;
  const int before = lines();
  past_ = past;
  health_ = health ? std::optional(*health) : std::nullopt;
  if (lines() != before) updateGeometry();
  describe();
  update();
}

void HealthLine::describe() {
  setAccessibleName(tr("How well it learns"));
  setAccessibleDescription(text());
  setToolTip(text());
}

QString HealthLine::text() const {
  if (past_ && !health_) return tr("How well it learned in a past epoch is not kept.");
  return health_ ? healthText(*health_)
                 : tr("Train, or take one step, to see how well this layer learns.");
}

/// Where all is well, there is nothing to do.
int HealthLine::lines() const {
  return !health_ ? 3 : health_->verdict == NodeHealth::Verdict::Good ? 2 : 2 + kAdviceLines;
}

QSize HealthLine::sizeHint() const {
  return {160, lines() * fontMetrics().lineSpacing() + 4};
}

void HealthLine::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  const int line = fontMetrics().lineSpacing();
  painter.setPen(theme.muted);
  if (!health_) {
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text());
    return;
  }
  const int side = std::min(line - 3, grown(12, this));
  paintHealth(painter, QRectF(1, (line - side) / 2.0, side, side), health_->verdict, theme);
  painter.setPen(theme.text);
  painter.drawText(
      QRect(side + 6, 0, width() - side - 6, line), Qt::AlignVCenter,
      fontMetrics().elidedText(verdictText(health_->verdict), Qt::ElideRight, width() - side - 6));
  painter.setPen(theme.muted);
  painter.drawText(QRect(0, line, width(), line), Qt::AlignVCenter,
                   fontMetrics().elidedText(engineText(health_->figure), Qt::ElideRight, width()));
  if (lines() <= 2) return;
  painter.drawText(QRect(0, 2 * line, width(), height() - 2 * line),
                   Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, engineText(health_->advice));
}

void HealthLine::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  if (event->type() == QEvent::FontChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace loom::ui
