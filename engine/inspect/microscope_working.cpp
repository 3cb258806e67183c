// How the microscope says where a number comes from: a layer tells it for its own output
// (working.h), and what flows back follows by the chain rule.

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/inspect/microscope.h"

namespace loom {

namespace {

std::string termText(const WorkTerm& term) {
  std::string out;
  for (int i = 0; i < term.count; ++i) {
    const double value = term.factors[static_cast<std::size_t>(i)].value;
    out += (i > 0 ? " · " : "") + workFactor(value);
  }
  return out;
}

/// Adds up terms, and keeps those that a person is shown.
class TermSum {
 public:
  void add(const WorkTerm& term) {
    const double value = term.value();
    sum_ += value;
    ++count_;
    kept_.push_back({count_, value, term});
    if (kept_.size() > 8 * Working::kMostTerms) shorten();
  }

  void writeTo(Working& working) {
    shorten();
    std::ranges::sort(kept_, {}, &Kept::number);
    for (const Kept& kept : kept_) working.terms.push_back(termText(kept.term));
    working.more = count_ - static_cast<std::int64_t>(kept_.size());
    working.value = sum_;
  }

 private:
  struct Kept {
    std::int64_t number;
    double value;
    WorkTerm term;
  };
  void shorten() {
    if (kept_.size() <= Working::kMostTerms) return;
    std::ranges::stable_sort(kept_, std::ranges::greater{},
                             [](const Kept& kept) { return std::abs(kept.value); });
    kept_.resize(Working::kMostTerms);
  }

  std::vector<Kept> kept_;
  std::int64_t count_ = 0;
  double sum_ = 0;
};

void writeWork(const Work& work, Working& working) {
  if (!work.expression().empty()) {
    working.terms = {work.expression()};
    working.value = work.value();
    return;
  }
  TermSum sum;
  for (const WorkTerm& term : work.terms()) sum.add(term);
  sum.writeTo(working);
}

}  // namespace

WorkSite Microscope::siteOf(const std::string& node, int sample) const {
  const NodeInfo& info = *network().analysis.find(node);
  const Node& drawn = *network().graph.find(node);
  WorkSite site{*info.type,  Reader(info.type->fields, drawn.params),
                info.inputs, *info.output,
                {},          {},
                {},          {},
                {},          setup_.training,
                drawn.frozen};
  const auto rowOf = [sample](std::span<const float> all, std::int64_t size) {
    return all.subspan(static_cast<std::size_t>(sample * size), static_cast<std::size_t>(size));
  };
  for (std::size_t port = 0; port < info.sources.size(); ++port)
    site.values.push_back(
        rowOf(record_->node(info.sources[port])->output, info.inputs[port].elements()));
  for (const ParameterSpec& spec : info.parameters)
    site.parameters.emplace_back(record_->parameter(node + "." + spec.name)->values);
  if (const NodePass* pass = record_->node(node)) {
    site.result = rowOf(pass->output, info.output->elements());
    return site;
  }
  const Batch& batch = setup_.batch;
  const auto answers = [&](std::size_t all) { return static_cast<std::int64_t>(all) / batch.size; };
  if (setup_.rebuilt) {
    site.targets = rowOf(batch.inputs, answers(batch.inputs.size()));
  } else if (!batch.classes.empty()) {
    const std::int64_t each = answers(batch.classes.size());
    site.classes =
        std::span(batch.classes)
            .subspan(static_cast<std::size_t>(sample * each), static_cast<std::size_t>(each));
  } else {
    site.targets = rowOf(batch.values, answers(batch.values.size()));
  }
  return site;
}

/// Of the loss with respect to an element of the node's output.
double Microscope::gradientOf(const std::string& node, int sample, std::int64_t element) const {
  const NodePass* pass = record_->node(node);
  if (!pass) return 1.0 / setup_.batch.size;  // the loss is the mean of the samples'
  const auto at = sample * pass->shape.elements() + element;
  return static_cast<double>(pass->gradient[static_cast<std::size_t>(at)]);
}

Working Microscope::working(const MicroscopeStep& step, const MicroscopeTensor& tensor, int sample,
                            std::int64_t element) const {
  Working working;
  const NodeInfo& info = *network().analysis.find(step.node);
  const bool given = tensor.role == MicroscopeTensor::Role::Output;
  if (info.type->work && step.kind == MicroscopeStep::Kind::Loss && given) {
    working = lossWorking(step.node);
  } else if (info.type->work && step.kind == MicroscopeStep::Kind::Forward && given) {
    working = forwardWorking(step, sample, element);
  } else if (info.type->work && step.kind == MicroscopeStep::Kind::Backward && !given) {
    working = backwardWorking(step, tensor, sample, element);
  }
  working.name =
      (tensor.isGradient ? "∂L/∂" : "") + tensor.name + elementText(tensor.shape, element);
  return working;
}

Working Microscope::lossWorking(const std::string& node) const {
  const LayerType& type = *network().analysis.find(node)->type;
  Working working;
  TermSum sum;
  for (int sample = 0; sample < setup_.batch.size; ++sample) {
    Work work;
    type.work(siteOf(node, sample), 0, work);
    if (work.isEmpty()) return {};
    if (setup_.batch.size == 1) {
      writeWork(work, working);
      return working;
    }
    sum.add({{numberOperand(1.0 / setup_.batch.size), numberOperand(work.value())}, 2});
  }
  sum.writeTo(working);
  return working;
}

Working Microscope::forwardWorking(const MicroscopeStep& step, int sample,
                                   std::int64_t element) const {
  Work work;
  network().analysis.find(step.node)->type->work(siteOf(step.node, sample), element, work);
  Working working;
  if (!work.isEmpty()) writeWork(work, working);
  return working;
}

/// ∂L/∂p = Σ ∂L/∂y · ∂y/∂p over all of the output that p has a part in.
Working Microscope::backwardWorking(const MicroscopeStep& step, const MicroscopeTensor& tensor,
                                    int sample, std::int64_t element) const {
  const NodeInfo& info = *network().analysis.find(step.node);
  const bool parameter = tensor.role == MicroscopeTensor::Role::Parameter;
  const int first = parameter ? 0 : sample, end = parameter ? setup_.batch.size : sample + 1;
  const std::int64_t outputs = info.output->elements();
  if ((info.flops / 2 + outputs) * (end - first) > kMostProducts) return {};
  const Operand by{parameter ? Operand::Of::Parameter : Operand::Of::Input, tensor.port, element,
                   0};
  TermSum sum;
  bool known = false;
  for (int s = first; s < end; ++s) {
    const WorkSite site = siteOf(step.node, s);
    for (std::int64_t output = 0; output < outputs; ++output) {
      Work work;
      info.type->work(site, output, work);
      known = known || !work.isEmpty();
      work.forEachSlope(by, [&](const WorkTerm& rest) {
        WorkTerm term = rest;
        for (int i = term.count; i > 0; --i)
          term.factors[static_cast<std::size_t>(i)] = term.factors[static_cast<std::size_t>(i - 1)];
        term.factors[0] = numberOperand(gradientOf(step.node, s, output));
        ++term.count;
        sum.add(term);
      });
    }
  }
  Working working;
  if (!known) return working;
  const std::string y = record_->node(step.node) ? "y" : "L";
  working.symbols = "Σ ∂L/∂" + y + " · ∂" + y + "/∂" + tensor.name;
  sum.writeTo(working);
  if (working.terms.empty()) working.terms = {"0"};
  return working;
}

}  // namespace loom
