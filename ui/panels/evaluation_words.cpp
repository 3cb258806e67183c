// What the Evaluation tab says about its figures.

#include <QLabel>
#include <cmath>

#include "engine/train/working_model.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/written_view.h"
#include "ui/session.h"
#include "ui/tabular.h"

namespace loom::ui {

using loom::DataPart;
using loom::WeightsKept;

QString EvaluationPanel::partName(DataPart part) const {
  return part == DataPart::Train        ? tr("training set")
         : part == DataPart::Validation ? tr("validation set")
                                        : tr("test set");
}

QString EvaluationPanel::busyText() const {
  const loom::TrainerStatus& status = session_.clock().last().status;
  if (!running_ && status.preparing < 1 && status.preparing > 0)
    return tr("getting the data ready: %1").arg(percentText(status.preparing, 0));
  const QString name = partName(running_ ? news_.request.part : part_);
  if (!running_ || news_.share <= 0) return tr("evaluating the %1").arg(name);
  return tr("evaluating the %1: %2 · %3 left")
      .arg(name, percentText(news_.share, 0), durationText(std::ceil(news_.remaining)));
}

QString EvaluationPanel::headOf(const Kept& kept) const {
  const QString when = momentText(kept.moment);
  return tr("evaluated %1 · %2 · %3 samples · %4 s")
      .arg(when, partName(kept.report->setup.part), groupedNumber(kept.report->tally.samples()),
           QString::number(kept.report->seconds, 'f', 2));
}

QString EvaluationPanel::whyOutdated(const Kept& kept) const {
  const loom::TrainerStatus& status = session_.clock().last().status;
  const loom::EvaluationSetup& setup = kept.report->setup;
  if (!loom::isSameNetwork(setup.network->graph, document_.graph()))
    return tr("the network was changed since");
  if (!(setup.data == document_.project().data)) return tr("other data were chosen since");
  if (kept.moment.number != status.weightsNumber) return tr("the weights are others now");
  if (kept.moment.pastEpoch >= 0 || kept.moment.step == wantedStep(status)) return {};
  return weights_ == WeightsKept::Present ? tr("it has learned more since")
                                          : tr("of other weights than those chosen");
}

void EvaluationPanel::showEmpty() {
  if (session_.epoch() >= 0) {
    empty_->setText(tr("How well the network did after epoch %1 will stand here in a moment.")
                        .arg(session_.epoch()));
    return;
  }
  empty_->setText(
      tr("How well the network does will stand here: accuracy, which classes it takes for which, "
         "its worst and least certain samples, and whether it is as often right as it is sure. "
         "Choose a set of samples and press Evaluate, before, during or after training."));
}

}  // namespace loom::ui
