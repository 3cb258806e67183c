#include "engine/layers/working.h"

#include <cmath>
#include <cstdio>

namespace loom {

namespace {

bool isWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string wordValue(const WorkSite& site, const std::string& word, double x) {
  if (word == "x") return workFactor(x);
  const Field* field = findField(site.type.fields, word);
  return field && field->resolvedKind() == Field::Kind::Real ? workNumber(site.params.real(word))
                                                             : word;
}

}  // namespace

double WorkTerm::value() const {
  return without(-1);
}

double WorkTerm::without(int factor) const {
  double product = 1;
  for (int i = 0; i < count; ++i) {
    if (i != factor) product *= factors[static_cast<std::size_t>(i)].value;
  }
  return product;
}

Operand WorkSite::x(int port, std::int64_t element) const {
  const auto value = values[static_cast<std::size_t>(port)][static_cast<std::size_t>(element)];
  return {Operand::Of::Input, port, element, static_cast<double>(value)};
}

Operand WorkSite::w(int parameter, std::int64_t element) const {
  const auto value =
      parameters[static_cast<std::size_t>(parameter)][static_cast<std::size_t>(element)];
  return {Operand::Of::Parameter, parameter, element, static_cast<double>(value)};
}

void Work::add(std::initializer_list<Operand> factors) {
  WorkTerm term;
  for (const Operand& factor : factors)
    term.factors[static_cast<std::size_t>(term.count++)] = factor;
  terms_.push_back(term);
}

void Work::say(std::string expression, double value) {
  expression_ = std::move(expression);
  said_ = value;
}

void Work::slope(const Operand& by, double slope) {
  slopes_.push_back({by, slope});
}

double Work::value() const {
  if (!expression_.empty()) return said_;
  double sum = 0;
  for (const WorkTerm& term : terms_) sum += term.value();
  return sum;
}

std::string workNumber(double value) {
  if (std::isnan(value)) return "nan";
  if (value == 0) return "0";
  char text[32];
  const double size = std::abs(value);
  const bool plain = size >= 1e-3 && size < 1e5;
  std::snprintf(text, sizeof text, plain ? "%.3g" : "%.2e", value);
  if (plain && size >= 1000) std::snprintf(text, sizeof text, "%.0f", value);
  std::string out;
  for (const char* c = text; *c; ++c) out += *c == '-' ? std::string("−") : std::string(1, *c);
  return out;
}

std::string workFactor(double value) {
  return value < 0 ? "(" + workNumber(value) + ")" : workNumber(value);
}

std::string filledFormula(const WorkSite& site, double x) {
  const std::string& formula = site.type.formula;
  const std::size_t equals = formula.find("= ");
  std::string out, word;
  for (std::size_t i = equals == std::string::npos ? 0 : equals + 2; i <= formula.size(); ++i) {
    if (i < formula.size() && isWordPart(formula[i])) {
      word += formula[i];
      continue;
    }
    if (!word.empty()) out += wordValue(site, word, x);
    word.clear();
    if (i < formula.size()) out += formula[i];
  }
  return out;
}

void passedOnWork(const WorkSite& site, std::int64_t element, Work& work) {
  work.add({site.x(0, element)});
}

void passedOnWhenStill(const WorkSite& site, std::int64_t element, Work& work) {
  if (!site.training) passedOnWork(site, element, work);
}

}  // namespace loom
