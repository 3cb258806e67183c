#include "engine/inspect/health.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>

namespace loom {

namespace {

using Verdict = NodeHealth::Verdict;

/// ‖g‖ / ‖w‖; not a number where there is none to compare.
double relativeGradient(const NodeFigures& node) {
  const bool learns = node.weights > 0 && !node.frozen && node.weightNorm > 0;
  return learns ? node.gradientNorm / node.weightNorm : std::numeric_limits<double>::quiet_NaN();
}

/// Of all but number `index`; not a number with fewer than two others.
double medianOfOthers(const std::vector<double>& ratios, std::size_t index) {
  std::vector<double> others;
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    if (i != index && std::isfinite(ratios[i])) others.push_back(ratios[i]);
  }
  if (others.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const std::size_t middle = others.size() / 2;
  std::nth_element(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(middle),
                   others.end());
  return others[middle];
}

/// One node beside the others.
struct Patient {
  const NodeFigures& figures;
  double share;     // of dead units
  double update;    // ‖Δw‖ / ‖w‖
  double gradient;  // in shares of the others'
};

using Finding = std::optional<NodeHealth>;

Finding finding(const Patient& patient, Verdict verdict, Text figure, Text advice) {
  return NodeHealth{patient.figures.node, verdict, std::move(figure), std::move(advice)};
}

Text updateFigure(double ratio) {
  return {LOOM_TEXT("update / weight = %1"), {powerText(ratio)}};
}
Text gradientFigure(double share) {
  return {LOOM_TEXT("gradient = %1 × that of other layers"), {powerText(share)}};
}

Finding broken(const Patient& patient, const HealthLimits&) {
  const NodeFigures& node = patient.figures;
  if (std::isfinite(node.weightNorm + node.gradientNorm + node.updateNorm)) return {};
  return finding(
      patient, Verdict::Bad, LOOM_TEXT("not a number"),
      LOOM_TEXT("Its weights or gradients are no longer numbers: lower the learning rate, "
                "or limit the gradient."));
}

Finding deadUnits(const Patient& patient, const HealthLimits& limits) {
  if (!(patient.share >= limits.someDead)) return {};
  const std::string share = shareText(patient.share);
  return finding(patient, patient.share >= limits.mostDead ? Verdict::Bad : Verdict::Warning,
                 {LOOM_TEXT("%1 never active"), {share}},
                 {LOOM_TEXT("%1 of its units are never active: lower the learning rate, or use "
                            "LeakyReLU."),
                  {share}});
}

Finding exploding(const Patient& patient, const HealthLimits& limits) {
  if (!(patient.gradient > limits.strong)) return {};
  return finding(patient, patient.gradient > limits.exploding ? Verdict::Bad : Verdict::Warning,
                 gradientFigure(patient.gradient),
                 {LOOM_TEXT("Its gradient explodes: it is %1 times that of other layers; limit the "
                            "gradient, or put a normalisation before it."),
                  {powerText(patient.gradient)}});
}

Finding jumping(const Patient& patient, const HealthLimits& limits) {
  if (!(patient.update >= limits.fast)) return {};
  return finding(patient, patient.update >= limits.tooFast ? Verdict::Bad : Verdict::Warning,
                 updateFigure(patient.update),
                 {LOOM_TEXT("A step changes its weights by %1, so that it forgets what it learned: "
                            "lower the learning rate."),
                  {shareText(patient.update)}});
}

Finding unreached(const Patient& patient, const HealthLimits&) {
  if (patient.figures.weights == 0 || patient.figures.gradientNorm != 0) return {};
  return finding(patient, Verdict::Bad, LOOM_TEXT("no gradient"),
                 LOOM_TEXT("No gradient reaches its weights: see whether the units behind it are "
                           "active, and whether it leads to the loss."));
}

Finding vanishing(const Patient& patient, const HealthLimits& limits) {
  if (!(patient.gradient < limits.faint)) return {};
  return finding(patient, patient.gradient < limits.vanishing ? Verdict::Bad : Verdict::Warning,
                 gradientFigure(patient.gradient),
                 {LOOM_TEXT("Its gradient vanishes: it is %1 of that of other layers; use ReLU, a "
                            "normalisation or a way around the layers behind it."),
                  {powerText(patient.gradient)}});
}

Finding still(const Patient& patient, const HealthLimits& limits) {
  if (!(patient.update < limits.slow)) return {};
  const bool stands = patient.figures.updateNorm == 0;
  return finding(patient, stands ? Verdict::Bad : Verdict::Warning, updateFigure(patient.update),
                 LOOM_TEXT("Its weights hardly move: raise the learning rate."));
}

NodeHealth fine(const Patient& patient) {
  const NodeFigures& node = patient.figures;
  if (node.weights > 0 && node.frozen) {
    return *finding(patient, Verdict::Good, LOOM_TEXT("frozen"),
                    LOOM_TEXT("It is frozen: its weights stay as they are."));
  }
  if (node.weights > 0) {
    return *finding(patient, Verdict::Good, updateFigure(patient.update),
                    LOOM_TEXT("It learns well."));
  }
  return *finding(patient, Verdict::Good,
                  {LOOM_TEXT("%1 never active"), {shareText(node.units > 0 ? patient.share : 0)}},
                  node.deadUnits > 0 ? LOOM_TEXT("Most of its units are active.")
                                     : LOOM_TEXT("Its units are active."));
}

NodeHealth examine(const Patient& patient, const HealthLimits& limits) {
  // Causes stand before what follows from them: dead units let no gradient through.
  constexpr std::array kChecks = {broken,    deadUnits, exploding, jumping,
                                  unreached, vanishing, still};
  Finding worst;
  for (const auto check : kChecks) {
    Finding found = check(patient, limits);
    if (found && (!worst || found->verdict > worst->verdict)) worst = std::move(found);
  }
  return worst ? *worst : fine(patient);
}

}  // namespace

double updateRatio(const NodeFigures& figures) {
  return figures.weights > 0 && figures.weightNorm > 0 ? figures.updateNorm / figures.weightNorm
                                                       : std::numeric_limits<double>::quiet_NaN();
}

std::vector<NodeHealth> judge(std::span<const NodeFigures> nodes, const HealthLimits& limits) {
  std::vector<double> ratios;
  for (const NodeFigures& node : nodes) ratios.push_back(relativeGradient(node));
  std::vector<NodeHealth> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeFigures& node = nodes[i];
    const double share = static_cast<double>(node.deadUnits) / std::max(node.units, 1);
    const double median = medianOfOthers(ratios, i);
    const Patient patient{
        node, share, updateRatio(node),
        median > 0 ? ratios[i] / median : std::numeric_limits<double>::quiet_NaN()};
    out.push_back(node.frozen ? fine(patient) : examine(patient, limits));
  }
  return out;
}

std::string powerText(double value) {
  if (!std::isfinite(value)) return "–";
  char text[48];
  const double size = std::abs(value);
  if (size == 0) return "0";
  if (size >= 0.01 && size < 10'000) {
    const int decimals = std::max(0, 1 - static_cast<int>(std::floor(std::log10(size))));
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
  }
  std::snprintf(text, sizeof text, "%.1e", value);
  const std::string written(text);
  const std::size_t mark = written.find('e');
  static constexpr std::array<const char*, 10> kRaised = {"⁰", "¹", "²", "³", "⁴",
                                                          "⁵", "⁶", "⁷", "⁸", "⁹"};
  const int power = std::atoi(written.c_str() + mark + 1);
  std::string out = written.substr(0, mark) + " × 10" + (power < 0 ? "⁻" : "");
  for (const char digit : std::to_string(std::abs(power)))
    out += kRaised[static_cast<std::size_t>(digit - '0')];
  return out;
}

std::string shareText(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f\u202F%%", share * 100);
  return text;
}

}  // namespace loom
