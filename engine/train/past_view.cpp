#include "engine/train/past_view.h"

#include <algorithm>
#include <new>

#include "engine/base/memory.h"

namespace loom {

Result<void> PastView::turnTo(const std::shared_ptr<const Network>& network,
                              const Parameters<float>& present, const KeptWeights::Moment& moment) {
  if (network == network_ && moment.epoch == epoch_) return {};
  if (network != network_) {
    forget();
    if (auto prepared = prepare(network, present); !prepared) {
      forget();
      return prepared;
    }
  }
  parameters_->assign(moment.values);
  inspection_->forget();
  epoch_ = moment.epoch;
  step_ = moment.step;
  return {};
}

Result<void> PastView::prepare(const std::shared_ptr<const Network>& network,
                               const Parameters<float>& present) {
  try {
    requireMemory(2 * present.values().size(), sizeof(float));
    parameters_ = std::make_shared<Parameters<float>>(present);
    auto inspection =
        Inspection::create(network, parameters_, std::make_shared<Records>(), workers_);
    if (!inspection) return inspection.error();
    inspection_ = std::move(*inspection);
    network_ = network;
  } catch (const std::bad_alloc&) {
    return failed(
        {LOOM_TEXT("The machine has not enough free memory to look at a past epoch; close other "
                   "programs or make the network smaller.")});
  }
  return {};
}

void PastView::forget() {
  inspection_ = nullptr;
  parameters_ = nullptr;
  network_ = nullptr;
  epoch_ = -1;
}

void PastView::look(const ViewRequest& request, const Dataset* dataset, const Records& run,
                    Snapshot& out) {
  inspection_->look(request, dataset, step_, false, out);
  if (!out.close.node.empty()) addSpreads(run, out.close);
  out.step = step_;
  out.epoch = epoch_;
}

/// Where this moment's spreads stand among those that were measured while the run went on.
void PastView::addSpreads(const Records& run, CloseView& close) const {
  const auto measured = run.spreads.find(close.node);
  for (SpreadHistory& history : close.spreads) {
    const Spread own = history.columns.back();
    if (measured != run.spreads.end())
      history.columns = measured->second[static_cast<std::size_t>(history.of)].columns();
    auto place = std::ranges::lower_bound(history.columns, own.step, {}, &Spread::step);
    const bool taken = place != history.columns.end() && place->step == own.step;
    if (!taken) place = history.columns.insert(place, own);
    *place = own;
    history.shown = static_cast<int>(place - history.columns.begin());
  }
}

bool PastView::probe(const ViewRequest& request, ProbeSource source) {
  source.batch = nullptr;
  source.step = step_;
  return inspection_->probe(request, source);
}

}  // namespace loom
