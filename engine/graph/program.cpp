#include "engine/graph/program.h"

#include <algorithm>
#include <limits>

#include "engine/base/memory.h"
#include "engine/base/rng.h"
#include "engine/graph/plan.h"
#include "engine/graph/sharing.h"

namespace loom {

namespace {

const std::string& largestNode(const Plan& plan) {
  const auto largest =
      std::max_element(plan.slots.begin(), plan.slots.end(),
                       [](const auto& a, const auto& b) { return a.elements < b.elements; });
  return plan.nodes[static_cast<std::size_t>(largest->node)].id;
}

/// `slots`: samples of the largest batch, in full blocks.
Result<void> checkMemory(const Plan& plan, std::int64_t slots, std::size_t valueSize) {
  constexpr std::int64_t kMostValues = std::numeric_limits<int>::max();
  for (const PlannedSlot& slot : plan.slots) {
    if (slot.elements <= kMostValues / slots) continue;
    return failed({LOOM_TEXT("In a batch, %1 gives more than %2 values; make the batch or %1 "
                             "smaller."),
                   {plan.nodes[static_cast<std::size_t>(slot.node)].id, grouped(kMostValues)}});
  }
  // Each buffer is at most that large, so that only absurdly many of them could overflow.
  std::int64_t bytes = 0;
  if (__builtin_mul_overflow(plan.elementsPerSample(), slots * static_cast<std::int64_t>(valueSize),
                             &bytes)) {
    bytes = std::numeric_limits<std::int64_t>::max();
  }
  const std::int64_t free = availableMemory();
  if (bytes <= free / 10 * 9) return {};
  return failed({LOOM_TEXT("A batch of this network needs %1 MB of memory, but the machine has %2 "
                           "MB free; make the batch or %3, its largest layer, smaller."),
                 {grouped(bytes / 1'000'000), grouped(free / 1'000'000), largestNode(plan)}});
}

template <class T>
const Kernels<T>& kernelsFor(const ProgramOptions& options) {
  return oneAtATime(options) ? singleKernels<T>() : kernels<T>();
}

template <class T>
class PlannedProgram final : public Program<T> {
 public:
  PlannedProgram(std::shared_ptr<const Network> network, std::shared_ptr<Parameters<T>> parameters,
                 Workers& workers, const ProgramOptions& options, Plan plan)
      : network_(std::move(network)),
        parameters_(std::move(parameters)),
        workers_(workers),
        kernels_(kernelsFor<T>(options)),
        options_(options),
        plan_(std::move(plan)) {
    const std::size_t perBuffer =
        static_cast<std::size_t>(blocksFor(options.maxBatch) * kernels_.lanes);
    for (const std::int64_t elements : plan_.buffers) {
      buffers_.emplace_back(static_cast<std::size_t>(elements) * perBuffer);
    }
    for (const PlannedStep& planned : plan_.steps) addStep(planned);
    groupForward();
    groupBackward();
  }

  const Network& network() const override { return *network_; }
  int maxBatch() const override { return options_.maxBatch; }
  T* input(int index) override { return value(plan_.inputSlots[static_cast<std::size_t>(index)]); }

  T forward(int batch, const Targets<T>& targets, bool training, RandomKey random) override {
    batch_ = batch;
    targeted_ = targets.classes || targets.values;
    for (Step& step : steps_) {
      step.pass.batch = batch;
      step.pass.targets = targets;
      step.pass.training = training;
      step.pass.random = random;
    }
    for (const Group& group : forwardGroups_) runForward(group);
    return targeted_ && plan_.lossSlot >= 0 ? value(plan_.lossSlot)[0] : T(0);
  }

  void backward() override {
    for (const Group& group : backwardGroups_) runBackward(group);
  }

  const T* output() const override { return value(plan_.outputSlot); }

  void copySampleLosses(std::vector<T>& out) const override {
    out.assign(static_cast<std::size_t>(batch_), T(0));
    for (const Step& step : steps_) {
      if (step.isLoss && targeted_) step.layer->sampleLosses(step.pass, out.data());
    }
  }

  void copyActivation(const std::string& node, std::vector<T>& out) const override {
    out.clear();
    const PlannedNode* found = find(node);
    if (!found) return;
    if (found->slot == plan_.lossSlot) {
      out.assign(1, value(found->slot)[0]);
      return;
    }
    copyRows(found->slot, value(found->slot), 0, batch_, out);
  }
  void copyActivation(const std::string& node, int sample, std::vector<T>& out) const override {
    out.clear();
    const PlannedNode* found = find(node);
    if (found && found->slot != plan_.lossSlot)
      copyRows(found->slot, value(found->slot), sample, 1, out);
  }
  void copyGradient(const std::string& node, std::vector<T>& out) const override {
    out.clear();
    const PlannedNode* found = find(node);
    if (!found) return;
    const int buffer = plan_.slots[static_cast<std::size_t>(found->slot)].gradientBuffer;
    if (buffer >= 0)
      copyRows(found->slot, buffers_[static_cast<std::size_t>(buffer)].data(), 0, batch_, out);
  }
  void copyInner(const std::string& node, int sample, Inner<T>& out) const override {
    out.clear();
    for (const Step& step : steps_) {
      if (!step.layer || plan_.nodes[static_cast<std::size_t>(step.planned->node)].id != node)
        continue;
      step.layer->copyInner(step.pass, sample, out);
    }
  }

 private:
  struct Step {
    const PlannedStep* planned = nullptr;
    std::unique_ptr<Layer<T>> layer;  // null: a conversion, an Input or a view
    std::vector<const T*> inputs;
    std::vector<T*> inputGradients;
    std::vector<const T*> summands;
    T* outputGradient = nullptr;
    std::int64_t elements = 0;  // of the output, per sample
    bool isLoss = false;
    Pass<T> pass;
  };
  /// Steps that run one after the other on a block before the next block is touched, or one step
  /// with its own tasks.
  struct Group {
    std::vector<Step*> steps;
    bool perBlock = true;
    std::int64_t work = 0;  // per sample
  };

  int blocksFor(int batch) const { return (batch + kernels_.lanes - 1) / kernels_.lanes; }
  T* buffer(int index) {
    return index < 0 ? nullptr : buffers_[static_cast<std::size_t>(index)].data();
  }
  T* value(int slot) { return buffer(plan_.slots[static_cast<std::size_t>(slot)].valueBuffer); }
  const T* value(int slot) const {
    const int index = plan_.slots[static_cast<std::size_t>(slot)].valueBuffer;
    return buffers_[static_cast<std::size_t>(index)].data();
  }

  const PlannedNode* find(const std::string& id) const {
    const auto found = std::find_if(plan_.nodes.begin(), plan_.nodes.end(),
                                    [&](const PlannedNode& node) { return node.id == id; });
    return found == plan_.nodes.end() ? nullptr : &*found;
  }

  void addStep(const PlannedStep& planned) {
    Step step;
    step.planned = &planned;
    const PlannedSlot& output = plan_.slots[static_cast<std::size_t>(planned.output)];
    for (const int slot : planned.inputs) step.inputs.push_back(value(slot));
    for (const int index : planned.inputGradients) step.inputGradients.push_back(buffer(index));
    for (const int index : output.summands) step.summands.push_back(buffer(index));
    step.outputGradient = buffer(output.gradientBuffer);
    step.elements = output.elements;
    if (planned.kind == PlannedStep::Kind::Layer) {
      step.layer = makeLayer(plan_.nodes[static_cast<std::size_t>(planned.node)]);
      step.isLoss = planned.output == plan_.lossSlot;
    }
    steps_.push_back(std::move(step));
    Step& kept = steps_.back();
    kept.pass.lanes = kernels_.lanes;
    kept.pass.inputs = kept.inputs;
    kept.pass.inputGradients = kept.inputGradients;
    kept.pass.output = value(planned.output);
    kept.pass.outputGradient = kept.outputGradient;
    kept.pass.parameterGradients = planned.parameterGradients;
    kept.pass.batch = options_.maxBatch;
  }

  std::unique_ptr<Layer<T>> makeLayer(const PlannedNode& node) {
    const LayerType& type = *node.info->type;
    auto* make = [&] {
      if constexpr (std::is_same_v<T, float>)
        return type.makeFloat;
      else
        return type.makeDouble;
    }();
    if (!make) return nullptr;
    LayerSite<T> site{node.id, Reader(type.fields, network_->graph.find(node.id)->params)};
    site.inputs = node.info->inputs;
    site.output = *node.info->output;
    site.layout = node.layout;
    site.maxBatch = options_.maxBatch;
    site.lanes = kernels_.lanes;
    site.workers = workers_.mostThreads();
    site.learns = options_.backward;
    site.frozen = network_->graph.find(node.id)->frozen;
    site.kernels = &kernels_;
    site.key = hashOf(node.id);
    for (const ParameterSpec& spec : node.info->parameters) {
      const auto* entry = parameters_->find(node.id + "." + spec.name);
      site.parameters.push_back({parameters_->value(*entry), parameters_->gradient(*entry),
                                 static_cast<std::int64_t>(entry->size)});
    }
    try {
      return make(site);
    } catch (NotEnoughMemory& shortage) {
      shortage.node = node.id;
      throw;
    }
  }

  static bool computes(const Step& step) {
    return step.layer || step.planned->kind != PlannedStep::Kind::Layer;
  }

  static void append(std::vector<Group>& groups, Step& step, bool perBlock) {
    if (groups.empty() || !perBlock || !groups.back().perBlock) groups.push_back({{}, perBlock, 0});
    groups.back().steps.push_back(&step);
    groups.back().work += step.planned->work;
  }

  void groupForward() {
    for (Step& step : steps_) {
      if (!computes(step)) continue;
      append(forwardGroups_, step,
             !step.layer || step.layer->forwardTasks(step.pass) == Layer<T>::kPerBlock);
    }
  }

  void groupBackward() {
    if (!options_.backward) return;
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
      if (!step->planned->backward) continue;
      const bool whole =
          step->layer && step->layer->backwardTasks(step->pass) != Layer<T>::kPerBlock;
      // Adding up the readers' gradients goes block by block even where the layer itself does not.
      if (whole && step->summands.size() > 1) {
        sums_.push_back(&*step);
        append(backwardGroups_, *step, true);
      }
      if (whole || computes(*step) || step->summands.size() > 1)
        append(backwardGroups_, *step, !whole);
    }
  }

  /// Work of a group on one block, shared out if it is worth it.
  template <class Fn>
  void overBlocks(const Group& group, Fn&& fn) {
    const int blocks = blocksFor(batch_);
    if (static_cast<double>(group.work) * batch_ < static_cast<double>(options_.worthThreads)) {
      const FlushDenormals flush;
      for (int block = 0; block < blocks; ++block) fn(block, 0);
    } else {
      workers_.forEach(blocks, fn);
    }
  }

  bool skipped(const Step& step) const { return step.isLoss && !targeted_; }

  void runForward(const Group& group) {
    if (!group.perBlock) {
      Step& step = *group.steps[0];
      workers_.forEach(step.layer->forwardTasks(step.pass),
                       [&](int task, int worker) { step.layer->forward(step.pass, task, worker); });
    } else {
      overBlocks(group, [&](int block, int worker) {
        for (Step* step : group.steps) {
          if (!skipped(*step)) forwardBlock(*step, block, worker);
        }
      });
    }
    for (Step* step : group.steps) {
      if (step->layer && !skipped(*step)) step->layer->finishForward(step->pass);
    }
  }

  void forwardBlock(Step& step, int block, int worker) {
    if (step.layer) {
      step.layer->forward(step.pass, block, worker);
    } else {
      convert(step, step.planned->kind == PlannedStep::Kind::ToLanes, step.inputs[0],
              step.pass.output, block);
    }
  }

  void runBackward(const Group& group) {
    if (!group.perBlock) {
      Step& step = *group.steps[0];
      workers_.forEach(step.layer->backwardTasks(step.pass), [&](int task, int worker) {
        step.layer->backward(step.pass, task, worker);
      });
      workers_.forEach(step.layer->gradientTasks(step.pass), [&](int task, int worker) {
        step.layer->parameterGradients(step.pass, task, worker);
      });
      step.layer->finishBackward(step.pass);
      return;
    }
    overBlocks(group, [&](int block, int worker) {
      for (Step* step : group.steps) backwardBlock(*step, block, worker);
    });
    for (Step* step : group.steps) {
      if (step->layer && !isWhole(*step)) step->layer->finishBackward(step->pass);
    }
  }

  bool isWhole(const Step& step) const {
    return std::find(sums_.begin(), sums_.end(), &step) != sums_.end();
  }

  void backwardBlock(Step& step, int block, int worker) {
    sumGradients(step, block);
    if (step.layer) {
      if (!isWhole(step)) step.layer->backward(step.pass, block, worker);
    } else if (step.planned->kind != PlannedStep::Kind::Layer && step.inputGradients[0]) {
      convert(step, step.planned->kind == PlannedStep::Kind::ToRows, step.outputGradient,
              step.inputGradients[0], block);
    }
  }

  void sumGradients(Step& step, int block) {
    if (step.summands.size() < 2) return;
    const auto size = static_cast<std::size_t>(step.elements * kernels_.lanes);
    const std::size_t at = static_cast<std::size_t>(block) * size;
    kernels_.add(size, step.summands[0] + at, step.summands[1] + at, step.outputGradient + at);
    for (std::size_t i = 2; i < step.summands.size(); ++i) {
      kernels_.add(size, step.outputGradient + at, step.summands[i] + at, step.outputGradient + at);
    }
  }

  void convert(const Step& step, bool toLanes, const T* from, T* to, int block) const {
    const auto elements = static_cast<std::size_t>(step.elements);
    const std::size_t at = static_cast<std::size_t>(block * kernels_.lanes) * elements;
    const int count = std::min(kernels_.lanes, batch_ - block * kernels_.lanes);
    (toLanes ? kernels_.rowsToLanes : kernels_.lanesToRows)(count, elements, from + at, to + at);
  }

  /// Samples [first, first + count) of a buffer as rows.
  void copyRows(int slotIndex, const T* from, int first, int count, std::vector<T>& out) const {
    const PlannedSlot& slot = plan_.slots[static_cast<std::size_t>(slotIndex)];
    const auto elements = static_cast<std::size_t>(slot.elements);
    out.resize(elements * static_cast<std::size_t>(count));
    const auto lanes = static_cast<std::size_t>(kernels_.lanes);
    for (std::size_t row = 0; row < static_cast<std::size_t>(count); ++row) {
      const std::size_t sample = static_cast<std::size_t>(first) + row;
      if (slot.layout == Layout::Rows) {
        std::copy_n(from + sample * elements, elements, out.data() + row * elements);
        continue;
      }
      const T* block = from + sample / lanes * lanes * elements + sample % lanes;
      for (std::size_t e = 0; e < elements; ++e) out[row * elements + e] = block[e * lanes];
    }
  }

  std::shared_ptr<const Network> network_;
  std::shared_ptr<Parameters<T>> parameters_;
  Workers& workers_;
  const Kernels<T>& kernels_;
  ProgramOptions options_;
  Plan plan_;
  std::vector<Array<T>> buffers_;
  std::vector<Step> steps_;
  std::vector<Group> forwardGroups_;
  std::vector<Group> backwardGroups_;
  std::vector<const Step*>
      sums_;  // steps whose gradients are summed block by block ahead of their own tasks
  int batch_ = 0;
  bool targeted_ = false;
};

}  // namespace

template <class T>
Result<std::unique_ptr<Program<T>>> Program<T>::create(std::shared_ptr<const Network> network,
                                                       std::shared_ptr<Parameters<T>> parameters,
                                                       Workers& workers,
                                                       const ProgramOptions& options) {
  Plan plan = makePlan(*network, options);
  if (options.share) shareBuffers(plan);
  const int lanes = kernelsFor<T>(options).lanes;
  const std::int64_t slots = (std::int64_t{options.maxBatch} + lanes - 1) / lanes * lanes;
  if (auto fits = checkMemory(plan, slots, sizeof(T)); !fits) return fits.error();
  try {
    return std::unique_ptr<Program<T>>(
        new PlannedProgram<T>(std::move(network), std::move(parameters), workers, options, plan));
  } catch (const NotEnoughMemory& shortage) {
    return failed({LOOM_TEXT("To work on a batch, %1 needs %2 MB more, but the machine has %3 MB "
                             "free; make the batch or %1 smaller."),
                   {shortage.node.empty() ? largestNode(plan) : shortage.node,
                    grouped(static_cast<long long>(shortage.bytes / 1'000'000)),
                    grouped(availableMemory() / 1'000'000)}});
  } catch (const std::bad_alloc&) {
    return failed({LOOM_TEXT(
        "The machine has not enough free memory for this network; close other programs or make the "
        "batch smaller.")});
  }
}

template class Program<float>;
template class Program<double>;

}  // namespace loom
