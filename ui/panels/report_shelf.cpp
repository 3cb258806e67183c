#include "ui/panels/report_shelf.h"

#include <algorithm>

namespace loom::ui {

void ReportShelf::put(std::shared_ptr<const EvaluationReport> report, const WeightsMoment& moment) {
  kept_.remove_if([&](const Kept& kept) {
    return kept.report->setup.part == report->setup.part &&
           kept.moment.pastEpoch == moment.pastEpoch;
  });
  kept_.push_front({std::move(report), moment});
  std::int64_t samples = 0;
  for (auto at = kept_.begin(); at != kept_.end();) {
    const bool isPast = at->moment.pastEpoch >= 0;
    if (isPast) samples += static_cast<std::int64_t>(at->report->samples.size());
    const bool over = isPast && samples > kMostSamples && at != kept_.begin();
    at = over ? kept_.erase(at) : std::next(at);
  }
}

const ReportShelf::Kept* ReportShelf::find(DataPart part, int epoch) const {
  const auto found = std::ranges::find_if(kept_, [&](const Kept& kept) {
    return kept.report->setup.part == part && kept.moment.pastEpoch == epoch;
  });
  return found == kept_.end() ? nullptr : &*found;
}

bool ReportShelf::dropAllBut(const std::shared_ptr<const Dataset>& dataset,
                             const std::shared_ptr<const Dataset>& other) {
  return kept_.remove_if([&](const Kept& kept) {
    const auto& of = kept.report->setup.dataset;
    return of != dataset && of != other;
  }) > 0;
}

void ReportShelf::dropEpochsBut(int weightsNumber) {
  kept_.remove_if([&](const Kept& kept) {
    return kept.moment.pastEpoch >= 0 && kept.moment.number != weightsNumber;
  });
}

}  // namespace loom::ui
