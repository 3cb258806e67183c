#include "engine/train/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace loom {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kNone;
}

}  // namespace

double ClassFigures::recall() const {
  return share(correct, samples);
}
double ClassFigures::precision() const {
  return share(correct, predicted);
}
// The harmonic mean of the two.
double ClassFigures::f1() const {
  return share(2 * correct, samples + predicted);
}

Tally::Tally(const Network& network, const DataInfo& data, bool detailed) : detailed_(detailed) {
  const Analysis& analysis = network.analysis;
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  rebuilt_ = taskOf(analysis, data).rebuilt;
  logits_ = analysis.find(analysis.lossNode)->type->takesLogits;
  if (data.classes > 0 && !rebuilt_) {
    width_ = static_cast<int>(output[output.rank() - 1]);
    answersEach_ = output.elements() / width_;
    tokens_ = data.target.rank() > 0 && !analysis.find(analysis.lossNode)->type->takesNumbers;
  } else {
    answersEach_ = output.elements();
  }
  clear();
}

void Tally::clear() {
  samples_ = correct_ = inTop_ = 0;
  lossSum_ = absoluteErrors_ = 0;
  const auto classes = static_cast<std::size_t>(detailed_ ? width_ : 0);
  perClass_.assign(classes, {});
  const bool matrix = classes <= static_cast<std::size_t>(kLargestMatrix);
  confusion_.assign(matrix ? classes : 0, std::vector<std::int64_t>(classes));
  const auto numbers = static_cast<std::size_t>(ofClasses() ? 0 : answersEach_);
  for (std::vector<double>* sums : {&mean_, &spread_, &squaredErrors_}) sums->assign(numbers, 0);
}

std::int64_t Tally::correctIn(const float* output, const Targets<float>& targets, int batch) const {
  if (!ofClasses()) return 0;
  std::int64_t correct = 0;
  const std::int64_t rows = batch * answersEach_;
  const std::int32_t* classes = targets.mainClasses();
  for (std::int64_t i = 0; i < rows; ++i) {
    const float* row = output + i * width_;
    correct += std::max_element(row, row + width_) - row == classes[i];
  }
  return correct;
}

double Tally::shareOf(std::int64_t correct, std::int64_t samples) const {
  return ofClasses() ? share(correct, samples * answersEach_) : kNone;
}

void Tally::add(const float* output, const Targets<float>& targets, int batch, double loss) {
  lossSum_ += loss * batch;
  if (ofClasses()) {
    addClasses(output, targets.classes, batch * answersEach_);
    samples_ += batch;
  } else {
    addNumbers(output, targets.values, batch);
  }
}

void Tally::addClasses(const float* output, const std::int32_t* classes, std::int64_t rows) {
  for (std::int64_t i = 0; i < rows; ++i) {
    const float* scores = output + i * width_;
    const float* end = scores + width_;
    const auto label = static_cast<std::size_t>(classes[i]);
    const auto predicted = static_cast<std::size_t>(std::max_element(scores, end) - scores);
    const float own = scores[label];
    inTop_ += std::count_if(scores, end, [own](float score) { return score > own; }) < kTop;
    correct_ += predicted == label;
    if (perClass_.empty()) continue;
    ++perClass_[label].samples;
    ++perClass_[predicted].predicted;
    perClass_[label].correct += predicted == label;
    if (!confusion_.empty()) ++confusion_[label][predicted];
  }
}

// Welford 1962: the mean and the spread of the targets in one pass, without cancellation.
void Tally::addNumbers(const float* output, const float* values, int batch) {
  for (int i = 0; i < batch; ++i) {
    const double weight = 1 / static_cast<double>(++samples_);
    for (std::size_t e = 0; e < mean_.size(); ++e) {
      const auto value = static_cast<double>(*values++);
      const double error = static_cast<double>(*output++) - value;
      const double away = value - mean_[e];
      mean_[e] += away * weight;
      spread_[e] += away * (value - mean_[e]);
      squaredErrors_[e] += error * error;
      absoluteErrors_ += std::abs(error);
    }
  }
}

double Tally::loss() const {
  return samples_ > 0 ? lossSum_ / static_cast<double>(samples_) : kNone;
}

// exp of the mean negative log-likelihood of a token.
double Tally::perplexity() const {
  return tokens_ ? std::exp(loss()) : kNone;
}

double Tally::meanAbsoluteError() const {
  if (!ofNumbers() || samples_ == 0) return kNone;
  return absoluteErrors_ / static_cast<double>(samples_ * answersEach_);
}

// 1 - errors² / spread²: scikit-learn's r2_score. The elements of a sample are of one kind, and
// many never vary (the edge of a picture): they count by their spread. Other answers are averaged
// over their elements; where those do not vary, 1 for no error at all and 0 for any.
double Tally::r2() const {
  if (!ofNumbers() || samples_ < 2) return kNone;
  if (rebuilt_) {
    const double spread = std::accumulate(spread_.begin(), spread_.end(), 0.0);
    const double errors = std::accumulate(squaredErrors_.begin(), squaredErrors_.end(), 0.0);
    return spread > 0 ? 1 - errors / spread : kNone;
  }
  double sum = 0;
  for (std::size_t e = 0; e < mean_.size(); ++e) {
    if (spread_[e] > 0 || std::isnan(squaredErrors_[e])) {
      sum += 1 - squaredErrors_[e] / spread_[e];
    } else {
      sum += squaredErrors_[e] > 0 ? 0 : 1;
    }
  }
  return sum / static_cast<double>(mean_.size());
}

double Tally::macroF1() const {
  double sum = 0;
  int occurring = 0;
  for (const ClassFigures& figures : perClass_) {
    if (figures.samples + figures.predicted == 0) continue;
    sum += figures.f1();
    ++occurring;
  }
  return occurring > 0 ? sum / occurring : kNone;
}

std::span<const Metric> metrics() {
  static const std::vector<Metric> all = {
      {"loss", LOOM_TEXT("Mean loss"), false, [](const Tally&) { return true; },
       [](const Tally& tally) { return tally.loss(); }},
      {"accuracy", LOOM_TEXT("Accuracy"), true,
       [](const Tally& tally) { return tally.ofClasses(); },
       [](const Tally& tally) { return tally.accuracy(); }},
      {"top5_accuracy", LOOM_TEXT("Top-5 accuracy"), true,
       [](const Tally& tally) { return tally.classes() > Tally::kTop; },
       [](const Tally& tally) { return tally.topAccuracy(); }},
      {"macro_f1", LOOM_TEXT("Macro F1"), false,
       [](const Tally& tally) { return !tally.classFigures().empty(); },
       [](const Tally& tally) { return tally.macroF1(); }},
      {"perplexity", LOOM_TEXT("Perplexity"), false,
       [](const Tally& tally) { return tally.ofTokens(); },
       [](const Tally& tally) { return tally.perplexity(); }},
      {"mae", LOOM_TEXT("Mean absolute error"), false,
       [](const Tally& tally) { return tally.ofNumbers(); },
       [](const Tally& tally) { return tally.meanAbsoluteError(); }},
      {"r2", LOOM_TEXT("R²"), false, [](const Tally& tally) { return tally.ofNumbers(); },
       [](const Tally& tally) { return tally.r2(); }},
  };
  return all;
}

std::vector<std::pair<std::string, double>> figuresOf(const Tally& tally) {
  std::vector<std::pair<std::string, double>> figures;
  for (const Metric& metric : metrics()) {
    if (metric.applies(tally)) figures.emplace_back(metric.name, metric.value(tally));
  }
  return figures;
}

}  // namespace loom
