#include "engine/inspect/inspection.h"

#include <algorithm>
#include <cmath>

namespace loom {

namespace {

constexpr int kProbed = 16;  // samples of a slice: a block of lanes, which cost as much as one
constexpr auto kRenewGap = std::chrono::milliseconds(250);

/// Tensors of a node of which `wanted(entry)` holds, as `values(entry)` gives them.
template <class Wanted, class Of>
std::vector<std::span<const float>> partsOf(const Parameters<float>& parameters,
                                            const std::string& node, Wanted wanted, Of values) {
  std::vector<std::span<const float>> parts;
  for (const auto& entry : parameters.entries()) {
    if (entry.node == node && !entry.buffer && wanted(entry))
      parts.emplace_back(values(entry), entry.size);
  }
  return parts;
}

}  // namespace

Inspection::Inspection(std::shared_ptr<const Network> network,
                       std::shared_ptr<Parameters<float>> parameters,
                       std::shared_ptr<Records> records, std::unique_ptr<Observer> observer,
                       Workers& workers)
    : network_(std::move(network)),
      parameters_(std::move(parameters)),
      records_(std::move(records)),
      observer_(std::move(observer)),
      workers_(workers),
      activity_(*network_) {}

Result<std::unique_ptr<Inspection>> Inspection::create(
    std::shared_ptr<const Network> network, std::shared_ptr<Parameters<float>> parameters,
    std::shared_ptr<Records> records, Workers& workers) {
  auto observer = Observer::create(network, parameters, workers);
  if (!observer) return observer.error();
  return std::unique_ptr<Inspection>(new Inspection(std::move(network), std::move(parameters),
                                                    std::move(records), std::move(*observer),
                                                    workers));
}

void Inspection::look(const ViewRequest& request, const Dataset* dataset, std::int64_t step,
                      bool learning, Snapshot& out) {
  observer_->look(request, dataset, out);
  if (!out.close.node.empty()) fillClose(out.close, step, learning);
  const auto now = Clock::now();
  if (request.health && records_->isNews && (!learning || now - judgedAt_ >= kRenewGap)) {
    judgedAt_ = now;
    judgeAll();
  }
  out.health = records_->health;
  out.flow = request.wire.empty() || flow_.node != request.wire ? Flow() : flow_;
  const bool asked = request.channel >= 0 && top_.found().node == request.closely &&
                     top_.found().channel == request.channel;
  out.top = asked ? top_.found() : TopSamples();
  out.top.ofValidation = ofValidation_;
  out.heat = request.occlusion ? occlusion_.found() : HeatMap();
}

void Inspection::fillClose(CloseView& close, std::int64_t step, bool learning) {
  const auto now = Clock::now();
  if (!learning || close.node != spreadNode_ || now - spreadAt_ >= kRenewGap) {
    spreadAt_ = now;
    spreadNode_ = close.node;
    measureSpreads(close.node, step);
  }
  close.spreads.clear();
  const auto& kept = records_->spreads[close.node];
  for (std::size_t i = 0; i < kept.size(); ++i) {
    SpreadHistory history{static_cast<SpreadHistory::Of>(i), kept[i].columns()};
    if (!history.columns.empty()) close.spreads.push_back(std::move(history));
  }
  const UnitActivity* activity = records_->units.find(activity_.of(close.node));
  if (!activity || activity->idle.size() != close.channels.size()) return;
  for (std::size_t i = 0; i < activity->idle.size(); ++i)
    close.channels[i].idle = activity->idle[i];
}

void Inspection::add(const std::string& node, SpreadHistory::Of of,
                     std::span<const std::span<const float>> parts, std::int64_t step) {
  auto& all = records_->spreads;
  if (!all.count(node) && all.size() >= Records::kMostNodes) all.erase(all.begin());
  if (const auto spread = spreadOf(parts, step))
    all[node][static_cast<std::size_t>(of)].add(*spread);
}

void Inspection::measureSpreads(const std::string& node, std::int64_t step) {
  const auto value = [this](const auto& entry) {
    return static_cast<const Parameters<float>&>(*parameters_).value(entry);
  };
  add(node, SpreadHistory::Of::Weights,
      partsOf(
          *parameters_, node, [](const auto& e) { return e.isWeight; }, value),
      step);
  add(node, SpreadHistory::Of::Biases,
      partsOf(
          *parameters_, node, [](const auto& e) { return !e.isWeight; }, value),
      step);
  const std::span<const float> shown[] = {observer_->shown(node)};
  add(node, SpreadHistory::Of::Activations, shown, step);
}

void Inspection::afterStep(const ViewRequest& request, std::int64_t step) {
  records_->figures = vitals_.after(*parameters_);
  records_->isNews = true;
  top_.changed();
  if (request.closely.empty()) return;
  const auto gradient = [this](const auto& entry) {
    return static_cast<const Parameters<float>&>(*parameters_).gradient(entry);
  };
  const auto learns = [](const auto& entry) { return !entry.frozen; };
  add(request.closely, SpreadHistory::Of::Gradients,
      partsOf(*parameters_, request.closely, learns, gradient), step);
}

void Inspection::weightsChanged() {
  top_.changed();
  occlusion_.changed();
  flowStep_ = -1;
}

void Inspection::forget() {
  *records_ = {};
  top_ = {};
  occlusion_ = {};
  flow_ = {};
  flowStep_ = watchedStep_ = -1;
}

Program<float>* Inspection::prober() {
  if (prober_ || proberFailed_) return prober_.get();
  ProgramOptions options;
  options.maxBatch = kProbed;
  options.inputGradients = true;
  auto made = Program<float>::create(network_, parameters_, workers_, options);
  if (made)
    prober_ = std::move(*made);
  else
    proberFailed_ = true;  // no memory for it: all else goes on
  return prober_.get();
}

/// In turns, so that neither waits for the other while it learns.
bool Inspection::probe(const ViewRequest& request, const ProbeSource& source) {
  drawingsTurn_ = !drawingsTurn_;
  if (drawingsTurn_) return occlude(request, source) || probeSamples(request, source);
  return probeSamples(request, source) || occlude(request, source);
}

bool Inspection::occlude(const ViewRequest& request, const ProbeSource& source) {
  if (!request.occlusion || !observer_->classifies(source.dataset)) return false;
  if (!occlusion_.ask(request.drawing, request.drawingId, observer_->inputShape(), source.step))
    return false;
  Program<float>* program = prober();
  return program && occlusion_.slice(*program);
}

bool Inspection::probeSamples(const ViewRequest& request, const ProbeSource& source) {
  if (!source.dataset || source.dataset->shape != observer_->inputShape()) return false;
  ofValidation_ = source.ofValidation;
  const auto search = [&] {
    if (request.closely.empty() || request.channel < 0) return false;
    top_.ask(request.closely, request.channel);
    Program<float>* program = prober();
    return program && top_.slice(*program, *source.dataset, source.candidates);
  };
  topsTurn_ = !topsTurn_;
  if (topsTurn_) return search() || watch(request, source);
  return watch(request, source) || search();
}

const Batch* Inspection::firstSamples(const Dataset& dataset) {
  const int count = std::min(kProbed, dataset.train.size());
  if (count <= 0) return nullptr;
  resizeBatch(first_, dataset.train, dataset.shape, count);
  for (int i = 0; i < count; ++i) readSample(first_, i, dataset.train, dataset.shape, i);
  return &first_;
}

void Inspection::run(Program<float>& program, const Batch& batch, const Dataset& dataset) {
  const int samples = std::min(batch.size, program.maxBatch());
  const auto values = static_cast<std::ptrdiff_t>(dataset.shape.elements()) * samples;
  std::copy_n(batch.inputs.begin(), values, program.input());
  const bool rebuilt = taskOf(network_->analysis, dataset.info()).rebuilt;
  program.forward(samples, batch.targets(rebuilt));
}

/// One forward pass, and back where somebody asks what flows back.
bool Inspection::watch(const ViewRequest& request, const ProbeSource& source) {
  const bool counts = wantsStep(request) && source.batch && source.step != watchedStep_;
  const bool flows =
      !request.wire.empty() && (request.wire != flow_.node || source.step != flowStep_);
  if (!counts && !flows) return false;
  const Batch* batch = source.batch ? source.batch : firstSamples(*source.dataset);
  Program<float>* program = prober();
  if (!batch || !program) return false;
  const int samples = std::min(batch->size, program->maxBatch());
  run(*program, *batch, *source.dataset);
  if (counts) {
    watchedStep_ = source.step;
    for (const std::string& node : activity_.activations())
      records_->units.add(*program, node, samples);
    const NodeInfo* close = network_->analysis.find(request.closely);
    const std::string teller = close ? activity_.of(request.closely) : std::string();
    if (close && !activity_.isActivation(teller) && close->output)
      records_->units.add(*program, teller, samples);
    records_->isNews = true;
  }
  if (flows) {
    program->backward();
    flowStep_ = source.step;
    measureFlow(*program, request.wire, samples);
  }
  return true;
}

void Inspection::measureFlow(const Program<float>& program, const std::string& node, int samples) {
  flow_ = {};
  flow_.node = node;
  program.copyActivation(node, values_);
  if (values_.empty()) return;
  const ChannelFigures figures = figuresOf(values_);
  flow_.samples = samples;
  flow_.low = figures.low;
  flow_.high = figures.high;
  flow_.mean = figures.mean;
  program.copyGradient(node, values_);
  if (values_.empty()) return;
  double squares = 0;
  for (const float value : values_)
    squares += static_cast<double>(value) * static_cast<double>(value);
  flow_.gradientNorm = std::sqrt(squares);
}

void Inspection::judgeAll() {
  records_->isNews = false;
  std::vector<NodeFigures> nodes;
  for (const std::string& id : network_->analysis.order) {
    NodeFigures figures;
    figures.node = id;
    const auto measured = std::ranges::find(records_->figures, id, &NodeFigures::node);
    if (measured != records_->figures.end()) figures = *measured;
    const std::string& teller = activity_.of(id);
    const bool counted = activity_.isActivation(teller) && (teller == id || figures.weights > 0);
    if (counted) records_->units.fill(teller, figures);
    if (figures.weights > 0 || figures.units > 0) nodes.push_back(std::move(figures));
  }
  if (nodes.empty()) return;
  auto found = judge(nodes);
  if (!records_->health || *records_->health != found)
    records_->health = std::make_shared<const std::vector<NodeHealth>>(std::move(found));
}

}  // namespace loom
