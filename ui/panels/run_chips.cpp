#include "ui/panels/run_chips.h"

#include <QEvent>
#include <QPainter>
#include <QPixmap>
#include <QTimer>
#include <QToolButton>
#include <utility>

#include "ui/charts/run_style.h"
#include "ui/panels/flow_layout.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

QIcon sampleIcon(const QWidget* widget, int style) {
  const QSize size(28, 12);
  const qreal ratio = widget->devicePixelRatioF();
  QPixmap picture(size * ratio);
  picture.setDevicePixelRatio(ratio);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(runPen(Theme::of(widget), style, 2));
  painter.drawLine(QPointF(0, size.height() / 2.0), QPointF(size.width(), size.height() / 2.0));
  return QIcon(picture);
}

}  // namespace

RunChips::RunChips(CompareRuns& runs, QWidget* parent) : QWidget(parent), runs_(runs) {
  auto* layout = new FlowLayout(kGrid / 2, this);
  layout->setContentsMargins(0, 0, 0, kGrid / 2);
  connect(&runs, &CompareRuns::changed, this, &RunChips::fill);
  hide();
}

void RunChips::fill() {
  QStringList wanted;
  for (const CompareRuns::Item& item : runs_.items())
    if (item.chosen) wanted << item.id + QLatin1Char('\n') + CompareRuns::title(item);
  if (wanted == shown_) return;
  shown_ = wanted;
  for (QToolButton* chip : std::exchange(chips_, {})) {
    layout()->removeWidget(chip);
    chip->hide();
    chip->deleteLater();  // it may be the one that was clicked
  }
  for (const CompareRuns::Item& item : runs_.items()) {
    if (!item.chosen) continue;
    auto* chip = new QToolButton(this);
    chip->setProperty("quiet", true);
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setIcon(sampleIcon(this, item.style));
    chip->setIconSize(QSize(28, 12));
    chip->setText(CompareRuns::title(item) + QStringLiteral("  ×"));
    chip->setToolTip(item.result.isEmpty() ? tr("Click to compare with it no longer")
                                           : item.result + QLatin1Char('\n') +
                                                 tr("Click to compare with it no longer"));
    chip->setAccessibleName(tr("No longer compare with %1").arg(CompareRuns::title(item)));
    connect(chip, &QToolButton::clicked, &runs_,
            [this, id = item.id] { runs_.setChosen(id, false); });
    layout()->addWidget(chip);
    chips_ << chip;
    chip->show();
  }
  setVisible(!shown_.isEmpty());
  updateGeometry();
}

void RunChips::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::LanguageChange) return;
  // The colours or the words are others; chips are not exchanged while they are told so too.
  QTimer::singleShot(0, this, [this] {
    shown_ = {QString()};
    fill();
  });
}

}  // namespace loom::ui
