#include "engine/layers/segment_norm.h"

namespace loom {

Field normEpsilon() {
  return {.key = "eps",
          .label = LOOM_TEXT("Epsilon"),
          .help = LOOM_TEXT("Added to the variance, so that nothing is divided by zero."),
          .initial = 1e-5,
          .min = 0.0,
          .max = 1.0,
          .minExclusive = true};
}

std::vector<ParameterSpec> normParameters(std::int64_t count) {
  return {{"weight", Shape{count}, {Init::Kind::Constant, 1}},
          {"bias", Shape{count}, {Init::Kind::Constant, 0}}};
}

void normalisedWork(const WorkSite& site, std::int64_t element, std::int64_t weight,
                    const NormMeasure& measure, Work& work) {
  const double eps = site.params.real("eps");
  const double off = site.x(0, element).value - measure.mean;
  const double normal = off / std::sqrt(measure.variance + eps);
  std::string text = "(" + workNumber(site.x(0, element).value) + " − " + workFactor(measure.mean) +
                     ") / √(" + workNumber(measure.variance) + " + " + workNumber(eps) + ")";
  if (weight < 0) return work.say(std::move(text), normal);
  const Operand scale = site.w(0, weight), shift = site.w(1, weight);
  text += " · " + workFactor(scale.value) + " + " + workFactor(shift.value);
  work.say(std::move(text), normal * scale.value + shift.value);
  work.slope(scale, normal);
  work.slope(shift, 1);
}

void segmentNormWork(const WorkSite& site, std::int64_t element, const NormCut& cut, Work& work) {
  const std::int64_t stretch = element / cut.length(), first = stretch * cut.length();
  const auto weightOf = [&](std::int64_t at) {
    return (stretch * cut.weightsPerStretch + (at - first) / cut.valuesPerWeight) % cut.weights;
  };
  const auto count = static_cast<double>(cut.length());
  NormMeasure measure;
  for (std::int64_t i = first; i < first + cut.length(); ++i)
    measure.mean += site.x(0, i).value / count;
  for (std::int64_t i = first; i < first + cut.length(); ++i) {
    const double off = site.x(0, i).value - measure.mean;
    measure.variance += off * off / count;
  }
  normalisedWork(site, element, weightOf(element), measure, work);
  const double rate = 1 / std::sqrt(measure.variance + site.params.real("eps"));
  const double own = (site.x(0, element).value - measure.mean) * rate;
  const double weight = site.w(0, weightOf(element)).value;
  for (std::int64_t i = first; i < first + cut.length(); ++i) {
    const Operand x = site.x(0, i);
    const double share =
        (i == element ? 1 : 0) - (1 + own * (x.value - measure.mean) * rate) / count;
    work.slope(x, weight * rate * share);
  }
}

}  // namespace loom
