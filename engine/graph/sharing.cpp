#include "engine/graph/sharing.h"

#include <algorithm>
#include <limits>
#include <map>

namespace loom {

namespace {

constexpr int kEver = std::numeric_limits<int>::max();

/// When an array is used: forward step i is at time i, its backward at 2n - 1 - i.
struct Span {
  int first = kEver;
  int last = -1;
  void use(int time) {
    first = std::min(first, time);
    last = std::max(last, time);
  }
};

class Sharing {
 public:
  explicit Sharing(Plan& plan) : plan_(plan), spans_(plan.buffers.size()) {
    for (int i = 0; i < static_cast<int>(plan.buffers.size()); ++i) kept_.push_back(i);
  }

  void run() {
    countReaders();
    workInPlace();
    markForward();
    markBackward();
    markKept();
    assign();
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  const LayerType* typeOf(const PlannedStep& step) const {
    return step.kind == PlannedStep::Kind::Layer ? plan_.nodes[at(step.node)].info->type : nullptr;
  }
  PlannedSlot& slot(int index) { return plan_.slots[at(index)]; }
  int backwardTime(std::size_t step) const {
    return static_cast<int>(2 * plan_.steps.size() - 1 - step);
  }

  void countReaders() {
    readers_.assign(plan_.slots.size(), 0);
    owners_.assign(plan_.buffers.size(), 0);
    makers_.assign(plan_.slots.size(), nullptr);
    for (const PlannedStep& step : plan_.steps) {
      for (const int input : step.inputs) ++readers_[at(input)];
      makers_[at(step.output)] = &step;
    }
    for (const PlannedSlot& one : plan_.slots) ++owners_[at(one.valueBuffer)];
  }

  /// Where only this layer reads its input, and the layer before has no more need of it.
  void workInPlace() {
    for (PlannedStep& step : plan_.steps) {
      const LayerType* type = typeOf(step);
      if (!type || !type->inPlace || step.inputs.size() != 1) continue;
      const int input = step.inputs[0];
      const PlannedStep* maker = makers_[at(input)];
      const LayerType* before = typeOf(*maker);
      const bool free = readers_[at(input)] == 1 && owners_[at(slot(input).valueBuffer)] == 1 &&
                        owners_[at(slot(step.output).valueBuffer)] == 1 && !maker->inputs.empty() &&
                        (!before || !maker->backward || !before->readsOutput);
      if (free) join(slot(step.output).valueBuffer, slot(input).valueBuffer);
      if (step.inputGradients[0] >= 0 && slot(step.output).gradientBuffer >= 0)
        join(step.inputGradients[0], slot(step.output).gradientBuffer);
    }
  }
  void join(int buffer, int into) {
    if (plan_.buffers[at(buffer)] == plan_.buffers[at(into)]) kept_[at(buffer)] = root(into);
  }
  int root(int buffer) const {
    while (kept_[at(buffer)] != buffer) buffer = kept_[at(buffer)];
    return buffer;
  }
  void use(int buffer, int time) {
    if (buffer >= 0) spans_[at(root(buffer))].use(time);
  }

  void markForward() {
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      const int time = static_cast<int>(i);
      use(slot(plan_.steps[i].output).valueBuffer, time);
      for (const int input : plan_.steps[i].inputs) use(slot(input).valueBuffer, time);
    }
  }
  void markBackward() {
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      const PlannedStep& step = plan_.steps[i];
      if (!step.backward) continue;
      const int time = backwardTime(i);
      const LayerType* type = typeOf(step);
      const PlannedSlot& output = slot(step.output);
      if (type && type->readsOutput) use(output.valueBuffer, time);
      for (const int input : step.inputs) {
        if (type && type->readsInput) use(slot(input).valueBuffer, time);
      }
      use(output.gradientBuffer, time);
      for (const int summand : output.summands) use(summand, time);
      for (const int gradient : step.inputGradients) use(gradient, time);
    }
  }
  void markKept() {
    const auto always = [&](int buffer) {
      use(buffer, -1);
      use(buffer, kEver);
    };
    for (const int input : plan_.inputSlots) {
      always(slot(input).valueBuffer);
      use(slot(input).gradientBuffer, kEver);
    }
    for (const int last : {plan_.outputSlot, plan_.lossSlot}) {
      if (last >= 0) always(slot(last).valueBuffer);
    }
  }

  void assign() {
    std::vector<int> order;
    for (int i = 0; i < static_cast<int>(kept_.size()); ++i) {
      if (root(i) == i) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return spans_[at(a)].first < spans_[at(b)].first; });
    struct Place {
      int number, until;
    };
    std::map<std::int64_t, std::vector<Place>> places;  // by elements
    std::vector<std::int64_t> sizes;
    std::vector<int> number(kept_.size());
    for (const int buffer : order) {
      const std::int64_t elements = plan_.buffers[at(buffer)];
      auto& same = places[elements];
      auto place = std::find_if(same.begin(), same.end(),
                                [&](const Place& p) { return p.until < spans_[at(buffer)].first; });
      if (place == same.end()) {
        place = same.insert(same.end(), {static_cast<int>(sizes.size()), 0});
        sizes.push_back(elements);
      }
      place->until = spans_[at(buffer)].last;
      number[at(buffer)] = place->number;
    }
    renumber([&](int& buffer) {
      if (buffer >= 0) buffer = number[at(root(buffer))];
    });
    plan_.buffers = std::move(sizes);
  }
  template <class Fn>
  void renumber(Fn&& fn) {
    for (PlannedSlot& one : plan_.slots) {
      fn(one.valueBuffer);
      fn(one.gradientBuffer);
      for (int& summand : one.summands) fn(summand);
    }
    for (PlannedStep& step : plan_.steps) {
      for (int& gradient : step.inputGradients) fn(gradient);
    }
  }

  Plan& plan_;
  std::vector<Span> spans_;                 // of each buffer that is its own root
  std::vector<int> kept_;                   // the buffer that a buffer became a part of
  std::vector<int> readers_;                // steps that read a slot
  std::vector<int> owners_;                 // slots whose values lie in a buffer
  std::vector<const PlannedStep*> makers_;  // of a slot
};

}  // namespace

void shareBuffers(Plan& plan) {
  Sharing(plan).run();
}

}  // namespace loom
