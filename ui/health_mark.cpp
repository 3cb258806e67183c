#include "ui/health_mark.h"

#include <QCoreApplication>
#include <QPainter>

#include "ui/engine_text.h"

namespace loom::ui {

void paintHealth(QPainter& painter, const QRectF& place, NodeHealth::Verdict verdict,
                 const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(place.topLeft());
  painter.scale(place.width() / 12, place.height() / 12);
  painter.setPen(QPen(theme.nodeFill, 1));
  const QPen stroke(theme.nodeFill, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  switch (verdict) {
    case NodeHealth::Verdict::Good: {
      const QPointF tick[] = {{3.4, 6.3}, {5.3, 8.2}, {8.8, 4.2}};
      painter.setBrush(theme.good);
      painter.drawEllipse(QRectF(0, 0, 12, 12));
      painter.setPen(stroke);
      painter.drawPolyline(tick, 3);
      break;
    }
    case NodeHealth::Verdict::Warning: {
      const QPointF triangle[] = {{6, 0}, {12.6, 11.6}, {-0.6, 11.6}};
      painter.setBrush(theme.warning);
      painter.drawPolygon(triangle, 3);
      painter.setPen(stroke);
      painter.drawLine(QPointF(6, 4.4), QPointF(6, 7.2));
      painter.drawPoint(QPointF(6, 9.7));
      break;
    }
    case NodeHealth::Verdict::Bad:
      painter.setBrush(theme.error);
      painter.drawRoundedRect(QRectF(0, 0, 12, 12), 2, 2);
      painter.setPen(stroke);
      painter.drawLine(QPointF(3.7, 3.7), QPointF(8.3, 8.3));
      painter.drawLine(QPointF(8.3, 3.7), QPointF(3.7, 8.3));
      break;
  }
  painter.restore();
}

QString verdictText(NodeHealth::Verdict verdict) {
  const char* const texts[] = {QT_TRANSLATE_NOOP("loom::ui::Health", "learning well"),
                               QT_TRANSLATE_NOOP("loom::ui::Health", "worth a look"),
                               QT_TRANSLATE_NOOP("loom::ui::Health", "in trouble")};
  return QCoreApplication::translate("loom::ui::Health", texts[static_cast<int>(verdict)]);
}

QString healthText(const NodeHealth& health) {
  return QStringLiteral("%1 · %2\n%3")
      .arg(verdictText(health.verdict), engineText(health.figure), engineText(health.advice));
}

}  // namespace loom::ui
