#include "engine/train/working_model.h"

#include <algorithm>

#include "engine/data/batch.h"

namespace loom {

namespace {

/// Whether both nodes ask for the same start of their weights.
bool sameStart(const Node& a, const Node& b) {
  const Value* x = a.learning.find("init");
  const Value* y = b.learning.find("init");
  return x && y ? *x == *y : x == y;
}

/// REQUIRES: isSameNetwork(a, b).
bool sameStarts(const Graph& a, const Graph& b) {
  return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), sameStart);
}

}  // namespace

bool isSameNetwork(const Graph& a, const Graph& b) {
  if (a.links != b.links || a.nodes.size() != b.nodes.size()) return false;
  return std::equal(
      a.nodes.begin(), a.nodes.end(), b.nodes.begin(), [](const Node& x, const Node& y) {
        return x.id == y.id && x.type == y.type && x.params == y.params && x.bypassed == y.bypassed;
      });
}

bool WorkingModel::Data::isThere(const Data& wanted) const {
  return dataset && isSameData(settings, wanted.settings) && version == wanted.version;
}

Result<void> WorkingModel::loadData(const DataSettings& settings, const LoadContext& context) {
  Data wanted{.settings = settings, .version = dataVersion(settings)}, other;
  if (data_.isThere(wanted)) return {};
  if (other_.isThere(wanted)) {
    wanted.dataset = other_.dataset;
  } else {
    LoadContext mixing = context;
    mixing.other = [&](const DataSettings& named) -> Result<std::shared_ptr<const Dataset>> {
      other = {.settings = named, .version = dataVersion(named)};
      for (const Data* have : {&data_, &other_})
        if (have->isThere(other)) return other.dataset = have->dataset;
      auto loaded = loadDataset(named, context);
      if (loaded) other.dataset = *loaded;
      return loaded;
    };
    auto loaded = loadDataset(settings, mixing);
    if (!loaded) return loaded.error();
    wanted.dataset = std::move(*loaded);
  }
  const std::lock_guard lock(datasetMutex_);
  data_ = std::move(wanted);
  other_ = std::move(other);
  return {};
}

void WorkingModel::forgetData() {
  const std::lock_guard lock(datasetMutex_);
  data_ = {};
  other_ = {};
}

std::shared_ptr<const Dataset> WorkingModel::dataset() const {
  const std::lock_guard lock(datasetMutex_);
  return data_.dataset;
}

std::shared_ptr<const Dataset> WorkingModel::dataset(const DataSettings& settings) const {
  const std::lock_guard lock(datasetMutex_);
  for (const Data* have : {&data_, &other_})
    if (have->dataset && isSameData(have->settings, settings)) return have->dataset;
  return nullptr;
}

bool WorkingModel::hasLearned(const Graph& graph) const {
  return worthKeeping_ && parameters_ && network_ && isSameNetwork(network_->graph, graph);
}

Result<void> WorkingModel::build(const Project& project, bool keep) {
  std::optional<DataInfo> info;
  if (data_.dataset) info = data_.dataset->info();
  auto network = compile(project.graph, info ? &*info : nullptr);
  if (!network) return network.error();
  // Weights that nothing was learned in are made anew, to show how the next run would start.
  const bool same = keep && parameters_ && network_ &&
                    isSameNetwork(network_->graph, project.graph) &&
                    (worthKeeping_ || sameStarts(network_->graph, project.graph));
  if (!same) {
    auto parameters =
        Parameters<float>::create((*network)->graph, (*network)->analysis, project.training.seed);
    if (!parameters) return parameters.error();
    parameters_ = std::move(*parameters);
    records_ = std::make_shared<Records>();
    worthKeeping_ = false;
    ++weightsNumber_;
    forgetPast();
  }
  network_ = std::move(*network);
  auto inspection = Inspection::create(network_, parameters_, records_, workers_);
  if (!inspection) return inspection.error();
  inspection_ = std::move(*inspection);
  validationFraction_ = project.data.validationFraction;
  splitSeed_ = project.data.splitSeed;
  candidates_.clear();
  return {};
}

bool WorkingModel::answer(const ViewRequest& request, std::vector<float>& probabilities) {
  if (PastView* view = past(request))
    return view->answer(request.drawing, data_.dataset.get(), probabilities);
  return inspection_->answer(request.drawing, data_.dataset.get(), probabilities);
}

void WorkingModel::look(const ViewRequest& request, std::int64_t step, bool learning,
                        Snapshot& out) {
  if (PastView* view = past(request))
    return view->look(request, data_.dataset.get(), *records_, out);
  inspection_->look(request, data_.dataset.get(), step, learning, out);
  out.step = step;
  out.epoch = -1;
}

void WorkingModel::forgetPast() {
  kept_.clear();
  past_.forget();
}

PastView* WorkingModel::past(const ViewRequest& request) {
  kept_.pin(request.epoch);
  const KeptWeights::Moment* moment = request.epoch < 0 ? nullptr : kept_.find(request.epoch);
  if (!moment) {
    past_.forget();
    return nullptr;
  }
  if (const auto ready = past_.turnTo(network_, *parameters_, *moment); !ready) {
    kept_.say(ready.error().text);
    return nullptr;
  }
  return &past_;
}

bool WorkingModel::probe(const ViewRequest& request, const Batch* batch, std::int64_t step) {
  if (request.channel >= 0 && candidates_.empty() && data_.dataset) {
    Split split = splitSamples(data_.dataset->train, validationFraction_, splitSeed_);
    ofValidation_ = !split.validation.empty();
    candidates_ = std::move(ofValidation_ ? split.validation : split.train);
  }
  const ProbeSource source{data_.dataset.get(), batch, step, candidates_, ofValidation_};
  if (PastView* view = past(request)) return view->probe(request, source);
  return inspection_->probe(request, source);
}

}  // namespace loom
