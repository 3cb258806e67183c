#include "ui/panels/training_panel.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <cmath>

#include "ui/charts/chart_export.h"
#include "ui/charts/line_chart.h"
#include "ui/frame_clock.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kSmoothings[] = {0, 0.6, 0.9, 0.97, 0.99};

QToolButton* menuButton(QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setProperty("quiet", true);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setMenu(new QMenu(button));
  return button;
}

/// The triangle says that a menu hangs below.
QString withTriangle(const QString& text) {
  return text + QStringLiteral(" ▾");
}

QLabel* titleLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("role", "title");
  return label;
}

}  // namespace

TrainingPanel::TrainingPanel(FrameClock& clock, QWidget* parent) : QWidget(parent) {
  lossTitle_ = titleLabel(this);
  accuracyTitle_ = titleLabel(this);
  loss_ = new LineChart(LineChart::Scale::FromZero, LineChart::Best::Lowest, this);
  accuracy_ = new LineChart(LineChart::Scale::Share, LineChart::Best::Highest, this);
  empty_ = new QLabel(this);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  grid->setHorizontalSpacing(3 * kGrid);
  grid->setVerticalSpacing(0);
  auto* left = new QHBoxLayout;
  left->addWidget(lossTitle_);
  left->addSpacing(2 * kGrid);
  left->addWidget(empty_, 1);
  grid->addLayout(left, 1, 0);
  grid->addWidget(accuracyTitle_, 1, 1);
  grid->addWidget(loss_, 2, 0);
  grid->addWidget(accuracy_, 2, 1);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  grid->setRowStretch(2, 1);
  makeTools();
  takeTools();
  connect(&clock, &FrameClock::frame, this, &TrainingPanel::setFrame);
  connect(&clock, &FrameClock::runStarted, this, &TrainingPanel::clear);
  setSmoothing(keep_);
  retranslate();
}

void TrainingPanel::makeTools() {
  tools_ = new QWidget(this);
  auto* row = new QHBoxLayout(tools_);
  row->setContentsMargins(0, 0, 2 * kGrid, 0);
  row->setSpacing(kGrid / 2);
  legend_ = new QLabel(tools_);
  legend_->setTextFormat(Qt::RichText);
  smoothing_ = menuButton(tools_);
  smoothing_->setObjectName(QStringLiteral("smoothing"));
  scale_ = menuButton(tools_);
  export_ = menuButton(tools_);
  row->addWidget(legend_);
  row->addSpacing(kGrid / 2);
  for (QToolButton* button : {smoothing_, scale_, export_}) row->addWidget(button);
}

void TrainingPanel::takeTools() {
  static_cast<QGridLayout*>(layout())->addWidget(tools_, 0, 0, 1, 2, Qt::AlignRight);
  tools_->show();
}

void TrainingPanel::fillMenus() {
  QMenu* menu = smoothing_->menu();
  menu->clear();
  for (const double keep : kSmoothings)
    connect(menu->addAction(keep > 0 ? tr("smoothing %1").arg(keep) : tr("no smoothing")),
            &QAction::triggered, this, [this, keep] { setSmoothing(keep); });
  menu = scale_->menu();
  menu->clear();
  connect(menu->addAction(tr("linear")), &QAction::triggered, this,
          [this] { setLogarithmic(false); });
  connect(menu->addAction(tr("logarithmic")), &QAction::triggered, this,
          [this] { setLogarithmic(true); });
  menu = export_->menu();
  menu->clear();
  for (LineChart* chart : {loss_, accuracy_}) {
    if (chart->isHidden()) continue;
    connect(menu->addAction(tr("%1 as PNG, SVG or CSV...").arg(chart->name())), &QAction::triggered,
            this, [this, chart] { askAndWriteChart(*chart, this); });
  }
}

void TrainingPanel::setFrame(const Frame& frame) {
  const double epochs = frame.status.epochs;
  loss_->setEpochs(epochs);
  accuracy_->setEpochs(epochs);
  for (const Point& point : frame.newPoints) {
    if (point.split == Point::Split::Train) {
      showAccuracy(std::isfinite(point.accuracy));
      loss_->addTrain(point.epoch, static_cast<double>(point.loss));
      accuracy_->addTrain(point.epoch, static_cast<double>(point.accuracy));
    } else {
      loss_->addValidation(point.epoch, static_cast<double>(point.loss));
      accuracy_->addValidation(point.epoch, static_cast<double>(point.accuracy));
    }
  }
  if (!frame.newPoints.empty() && !empty_->isHidden()) empty_->hide();
}

void TrainingPanel::clear() {
  loss_->clear();
  accuracy_->clear();
}

void TrainingPanel::setSmoothing(double keep) {
  keep_ = keep;
  loss_->setSmoothing(keep);
  accuracy_->setSmoothing(keep);
  smoothing_->setText(withTriangle(keep > 0 ? tr("smoothing %1").arg(keep) : tr("no smoothing")));
}

void TrainingPanel::setLogarithmic(bool on) {
  loss_->setLogarithmic(on);
  scale_->setText(withTriangle(on ? tr("logarithmic") : tr("linear")));
}

void TrainingPanel::showAccuracy(bool shown) {
  if (shown != accuracy_->isHidden()) return;
  accuracy_->setVisible(shown);
  accuracyTitle_->setVisible(shown);
  static_cast<QGridLayout*>(layout())->setColumnStretch(1, shown ? 1 : 0);
  fillMenus();
}

void TrainingPanel::showLegend() {
  const Theme& theme = Theme::of(this);
  // The dash carries the colour; the words stay in the colour of text.
  legend_->setText(
      QStringLiteral(
          "<span style='color:%1'>—</span> %2 &nbsp; <span style='color:%3'>—•—</span> %4")
          .arg(theme.trainCurve.name(), tr("train").toHtmlEscaped(), theme.validationCurve.name(),
               tr("validation").toHtmlEscaped()));
}

void TrainingPanel::retranslate() {
  lossTitle_->setText(tr("Loss"));
  accuracyTitle_->setText(tr("Accuracy"));
  loss_->setName(tr("Loss"));
  accuracy_->setName(tr("Accuracy"));
  empty_->setText(tr("Press Train: the curves grow here while the network learns."));
  export_->setText(withTriangle(tr("export")));
  smoothing_->setToolTip(tr("How much of the noise between batches the strong curve leaves out"));
  scale_->setToolTip(tr("The scale of the loss"));
  export_->setToolTip(tr("Save a chart as a picture or its figures as a table"));
  smoothing_->setAccessibleName(tr("Smoothing"));
  scale_->setAccessibleName(tr("Scale of the loss"));
  export_->setAccessibleName(tr("Export charts"));
  setSmoothing(keep_);
  setLogarithmic(loss_->isLogarithmic());
  fillMenus();
  showLegend();
}

void TrainingPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange && legend_) showLegend();
}

}  // namespace loom::ui
