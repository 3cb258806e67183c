#include "ui/canvas/status_chip.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/document.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

/// Three figures, no exponent: 0.83, 8.3, 83, 830.
QString figures(double value) {
  const int decimals = value < 1 ? 2 : value < 10 ? 1 : 0;
  return QString::number(value, 'f', decimals);
}

}  // namespace

QString bytesText(double bytes) {
  const char* const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  int unit = 0;
  for (; bytes >= 1024 && unit < 4; ++unit) bytes /= 1024;
  return (unit == 0 ? QString::number(bytes, 'f', 0) : figures(bytes)) + QChar(0xa0) +
         QLatin1String(units[unit]);
}

QString flopsText(double flops) {
  // From 100 000 on in millions, as papers write them.
  if (flops >= 1e8) return figures(flops / 1e9) + QStringLiteral(" GFLOP");
  if (flops >= 1e5) return figures(flops / 1e6) + QStringLiteral(" MFLOP");
  if (flops >= 1e3) return figures(flops / 1e3) + QStringLiteral(" kFLOP");
  return figures(flops) + QStringLiteral(" FLOP");
}

StatusChip::StatusChip(Document& document, QWidget* parent)
    : QAbstractButton(parent), document_(document) {
  setObjectName(QStringLiteral("statusChip"));
  setCursor(Qt::PointingHandCursor);
  connect(&document_, &Document::changed, this, &StatusChip::refresh);
  refresh();
}

void StatusChip::refresh() {
  const loom::Analysis& analysis = document_.analysis();
  const auto problems = static_cast<int>(analysis.problems.size());
  QStringList parts;
  if (!document_.graph().nodes.empty()) {  // else the canvas itself says what to do
    parts << tr("%1 parameters").arg(groupedNumber(analysis.parameterCount))
          << bytesText(4.0 * static_cast<double>(analysis.parameterCount))
          << (document_.readsImages() ? tr("%1 per image") : tr("%1 per sample"))
                 .arg(flopsText(static_cast<double>(analysis.flops)))
          << (problems == 0   ? tr("no problems")
              : problems == 1 ? tr("1 problem")
                              : tr("%1 problems").arg(problems));
  }
  trouble_ = analysis.hasErrors() && !document_.graph().nodes.empty();
  setText(parts.join(QStringLiteral(" · ")));
  setAccessibleName(text());
  setToolTip(tr("Click for the list of problems."));
  resize(sizeHint());
  update();
}

void StatusChip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) refresh();
  QAbstractButton::changeEvent(event);
}

QSize StatusChip::sizeHint() const {
  const QFontMetrics metrics(font());
  return {metrics.horizontalAdvance(text()) + 24, metrics.height() + 12};
}

void StatusChip::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(hasFocus() ? theme.accent : trouble_ ? theme.error : theme.line, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  painter.setPen(trouble_ ? theme.error : theme.muted);
  painter.drawText(rect().adjusted(8, 0, -8, 0), Qt::AlignCenter,
                   fontMetrics().elidedText(text(), Qt::ElideRight, width() - 16));
}

}  // namespace loom::ui
