#include "ui/panels/spreads_view.h"

#include <QGridLayout>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

SpreadsView::SpreadsView(SpreadView::Form form, std::vector<SpreadHistory::Of> wanted,
                         QWidget* parent)
    : QWidget(parent), wanted_(std::move(wanted)) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(form == SpreadView::Form::OverTime ? 2 * kGrid : kGrid / 2);
  const int columns = form == SpreadView::Form::OverTime ? 2 : 1;
  for (int i = 0; i < static_cast<int>(wanted_.size()); ++i) {
    views_.push_back(new SpreadView(form, this));
    grid->addWidget(views_.back(), i / columns, i % columns);
  }
}

QString SpreadsView::nameOf(SpreadHistory::Of of) const {
  switch (of) {
    case SpreadHistory::Of::Weights:
      return tr("Weights");
    case SpreadHistory::Of::Biases:
      return tr("Biases");
    case SpreadHistory::Of::Activations:
      return tr("Activations");
    case SpreadHistory::Of::Gradients:
      return tr("Gradients");
  }
  return {};
}

QString SpreadsView::missing(SpreadHistory::Of of, const CloseView& view) const {
  const bool weights = std::ranges::any_of(view.spreads, [](const SpreadHistory& history) {
    return history.of == SpreadHistory::Of::Weights || history.of == SpreadHistory::Of::Biases;
  });
  const bool past = std::ranges::any_of(
      view.spreads, [](const SpreadHistory& history) { return history.shown >= 0; });
  if (of == SpreadHistory::Of::Gradients && weights && past)
    return tr("Gradients of past epochs are not kept.");
  if (of == SpreadHistory::Of::Gradients && weights)
    return tr("Train, or take one step, to see them.");
  return tr("This layer has none.");
}

/// Two colours of the charts: what is, and what pulls at it.
QColor SpreadsView::colourOf(SpreadHistory::Of of) const {
  const Theme& theme = Theme::of(this);
  return of == SpreadHistory::Of::Gradients     ? theme.validationCurve
         : of == SpreadHistory::Of::Activations ? theme.good
                                                : theme.trainCurve;
}

void SpreadsView::setView(const CloseView& view) {
  for (std::size_t i = 0; i < views_.size(); ++i) {
    const auto found = std::ranges::find(view.spreads, wanted_[i], &SpreadHistory::of);
    if (found == view.spreads.end())
      views_[i]->setMissing(nameOf(wanted_[i]), missing(wanted_[i], view));
    else
      views_[i]->setHistory(nameOf(wanted_[i]), *found, colourOf(wanted_[i]));
  }
}

SpreadView* SpreadsView::view(SpreadHistory::Of of) const {
  const auto found = std::ranges::find(wanted_, of);
  return found == wanted_.end() ? nullptr
                                : views_[static_cast<std::size_t>(found - wanted_.begin())];
}

}  // namespace loom::ui
