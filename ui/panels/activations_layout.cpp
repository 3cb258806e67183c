// How the Activations tab is laid out and joined together; what it shows is in
// activations_panel.cpp.

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/frame_clock.h"
#include "ui/maps_view.h"
#include "ui/panels/activations_panel.h"
#include "ui/panels/health_line.h"
#include "ui/panels/sample_chooser.h"
#include "ui/panels/spreads_view.h"
#include "ui/panels/top_samples_view.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kSideWidth = 208;

NumberLabel* mutedLine(QWidget* parent) {
  auto* line = new NumberLabel(Qt::AlignLeft, parent);
  line->setTone(NumberLabel::Tone::Muted);
  line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  return line;
}

}  // namespace

ActivationsPanel::ActivationsPanel(Session& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  title_ = mutedLine(this);
  reading_ = mutedLine(this);
  auto* above = new QHBoxLayout;
  above->addWidget(title_, 1);
  looks_ = new QComboBox(this);
  colours_ = new QComboBox(this);
  for (QComboBox* field : {looks_, colours_}) {
    field->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    above->addWidget(field);
  }
  scale_ = new QToolButton(this);
  scale_->setProperty("quiet", true);
  scale_->setCheckable(true);
  above->addWidget(scale_);
  makeBody();
  auto* body = new QHBoxLayout;
  body->setSpacing(3 * kGrid);
  body->addWidget(stack_, 1);
  body->addWidget(side_);
  samples_ = new SampleChooser(session_, this);
  auto* below = new QHBoxLayout;
  below->addWidget(reading_, 1);
  below->addWidget(samples_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addLayout(above);
  column->addLayout(body, 1);
  column->addLayout(below);
  join();
  retranslate();
}

void ActivationsPanel::makeBody() {
  using Of = SpreadHistory::Of;
  maps_ = new MapsView(this);
  spreads_ = new SpreadsView(SpreadView::Form::OverTime,
                             {Of::Weights, Of::Gradients, Of::Activations, Of::Biases}, this);
  top_ = new TopSamplesView(this);
  stack_ = new QStackedWidget(this);
  for (QWidget* view :
       {static_cast<QWidget*>(maps_), static_cast<QWidget*>(spreads_), static_cast<QWidget*>(top_)})
    stack_->addWidget(view);
  side_ = new QWidget(this);
  bars_ = new SpreadsView(SpreadView::Form::Bars, {Of::Weights, Of::Gradients}, side_);
  health_ = new HealthLine(side_);
  auto* column = new QVBoxLayout(side_);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(bars_, 1);
  column->addWidget(health_);
  // A low window keeps its canvas: what is beside and behind does not ask for height.
  stack_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  stack_->setMinimumHeight(80);
  side_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
}

void ActivationsPanel::join() {
  connect(looks_, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (index >= 0 && index < static_cast<int>(available_.size()))
      setLook(available_[static_cast<std::size_t>(index)]);
  });
  connect(colours_, &QComboBox::currentIndexChanged, this,
          [this](int index) { maps_->setColours(static_cast<ColourMap>(std::max(index, 0))); });
  connect(scale_, &QToolButton::toggled, maps_, &MapsView::setOwnScales);
  connect(maps_, &MapsView::chosenChanged, this, [this](int index) {
    if (look_ == Look::Maps) takeChannel(index);
    showReading();
  });
  connect(maps_, &MapsView::hoveredChanged, this, &ActivationsPanel::showReading);
  connect(top_, &TopSamplesView::stepped, this, [this](int by) {
    const int last = static_cast<int>(close_.channels.size()) - 1;
    takeChannel(std::clamp(channel_ + by, 0, std::max(last, 0)));
    refresh();
  });
  connect(top_, &TopSamplesView::sampleChosen, this, [this](int sample) {
    session_.showDrawing(false);
    session_.setProbe(sample, false);
    setLook(Look::Maps);
  });
  connect(&session_, &Session::selectedNodeChanged, this, &ActivationsPanel::setNode);
  connect(&session_.clock(), &FrameClock::frame, this, &ActivationsPanel::setFrame);
}

void ActivationsPanel::retranslate() {
  looks_->clear();  // filled anew with the next refresh
  available_.clear();
  looks_->setAccessibleName(tr("What is shown of the layer"));
  looks_->setToolTip(tr("What is shown of the layer"));
  const int chosen = std::max(0, colours_->currentIndex());
  colours_->clear();
  colours_->addItems({tr("viridis"), tr("grey"), tr("blue to red")});
  colours_->setCurrentIndex(chosen);
  colours_->setAccessibleName(tr("Colours"));
  colours_->setToolTip(tr("Colours of the maps; blue to red has zero in its middle"));
  scale_->setText(tr("scale per channel"));
  scale_->setToolTip(tr("Colour every channel by its own lowest and highest value"));
  maps_->setAccessibleName(tr("Activations of the selected layer"));
  top_->setAccessibleName(tr("Samples that excite the channel most"));
  refresh();
}

void ActivationsPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!side_) return;
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
    side_->setFixedWidth(grown(kSideWidth, this));
  if (event->type() == QEvent::PaletteChange && isVisible()) refresh();
}

void ActivationsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  side_->setFixedWidth(grown(kSideWidth, this));
  session_.setClosely(true);
  askForChannel();
  refresh();
}

void ActivationsPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  session_.setClosely(false);
  session_.setChannel(-1);
}

void ActivationsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (isVisible()) refresh();
}

}  // namespace loom::ui
