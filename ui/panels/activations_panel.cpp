#include "ui/panels/activations_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/frame_clock.h"
#include "ui/maps_view.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

ActivationsPanel::ActivationsPanel(Session& session, QWidget* parent)
    : QWidget(parent), session_(session) {
  title_ = new NumberLabel(Qt::AlignLeft, this);
  title_->setTone(NumberLabel::Tone::Muted);
  title_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  maps_ = new MapsView(this);
  auto* row = new QHBoxLayout;
  row->addWidget(title_, 1);
  const auto button = [&](bool checkable) {
    auto* made = new QToolButton(this);
    made->setProperty("quiet", true);
    made->setCheckable(checkable);
    row->addWidget(made);
    return made;
  };
  previous_ = button(false);
  next_ = button(false);
  scale_ = button(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid);
  column->addLayout(row);
  column->addWidget(maps_, 1);
  connect(previous_, &QToolButton::clicked, this, [this] { stepSample(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { stepSample(1); });
  connect(scale_, &QToolButton::toggled, maps_, &MapsView::setOwnScales);
  connect(&session_, &Session::selectedNodeChanged, this, &ActivationsPanel::setNode);
  connect(&session_.clock(), &FrameClock::frame, this, &ActivationsPanel::setFrame);
  retranslate();
}

QString ActivationsPanel::title() const {
  return title_->text();
}

void ActivationsPanel::setFrame(const Frame& frame) {
  if (frame.snapshotIsNew && isVisible()) showSnapshot(frame.snapshot);
}

void ActivationsPanel::setNode(const QString& id) {
  node_ = id;
  if (isVisible()) showSnapshot(session_.clock().last().snapshot);
}

void ActivationsPanel::showSnapshot(const Snapshot* snapshot) {
  // The maps are of the drawing as long as there is one.
  const bool samples = !snapshot || !snapshot->mapsOfDrawing;
  previous_->setEnabled(samples);
  next_->setEnabled(samples);
  const std::string id = node_.toStdString();
  const NodeView* view = nullptr;
  if (snapshot && !node_.isEmpty()) {
    const auto found = std::ranges::find(snapshot->activations, id, &NodeView::node);
    if (found != snapshot->activations.end()) view = &*found;
  }
  if (view && !view->values.empty()) {
    title_->setText(titleOf(*view, *snapshot));
    return maps_->setView(*view);
  }
  title_->setText(node_);
  maps_->setMessage(
      node_.isEmpty()
          ? tr("Select a layer on the canvas to see what it makes of a sample.")
          : tr("Nothing to see of %1 yet. Train, or take one step, to fill it.").arg(node_));
}

QString ActivationsPanel::titleOf(const NodeView& view, const Snapshot& snapshot) const {
  const QString shape =
      view.shape.rank() == 3
          ? tr("%1 channels of %2×%3").arg(view.shape[0]).arg(view.shape[1]).arg(view.shape[2])
          : tr("%1 values").arg(groupedNumber(view.shape.elements()));
  const QString sample =
      snapshot.mapsOfDrawing   ? tr("your drawing")
      : session_.probeIsTest() ? tr("test sample %1").arg(groupedNumber(session_.probeSample()))
      : snapshot.probeLabel >= 0
          ? tr("sample %1, a “%2”")
                .arg(groupedNumber(session_.probeSample()), session_.className(snapshot.probeLabel))
          : tr("sample %1").arg(groupedNumber(session_.probeSample()));
  return QStringLiteral("%1 · %2 · %3").arg(node_, shape, sample);
}

void ActivationsPanel::stepSample(int by) {
  const int count = session_.probeCount();
  if (count > 0) session_.setProbeSample((session_.probeSample() + by + count) % count);
}

void ActivationsPanel::retranslate() {
  previous_->setText(tr("previous"));
  next_->setText(tr("next"));
  scale_->setText(tr("scale per channel"));
  previous_->setToolTip(tr("Look at the training sample before"));
  next_->setToolTip(tr("Look at the next training sample"));
  scale_->setToolTip(tr("Colour every channel by its own lowest and highest value"));
  maps_->setAccessibleName(tr("Activations of the selected layer"));
  showSnapshot(session_.clock().last().snapshot);
}

void ActivationsPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ActivationsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showSnapshot(session_.clock().last().snapshot);
}

}  // namespace loom::ui
