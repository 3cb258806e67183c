#include "engine/inspect/evaluation.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace loom {

namespace {

constexpr int kLargestBatch = 256;
constexpr int kLeastBatch = 16;
constexpr std::int64_t kMostBytes = 8;               // written at once
constexpr std::int64_t kBatchFlops = 2'000'000'000;  // a few hundredths of a second

/// Large where samples are cheap, and never so large that a batch takes long. A function of the
/// network alone, so that the last digits do not depend on the machine.
int batchFor(const Network& network) {
  const std::int64_t flops = std::max<std::int64_t>(network.analysis.flops, 1);
  int batch = kLargestBatch;
  while (batch > kLeastBatch && batch * flops > kBatchFlops) batch /= 2;
  return batch;
}

Result<std::unique_ptr<Program<float>>> makeForward(const EvaluationSetup& setup,
                                                    Workers& workers) {
  ProgramOptions options;
  options.backward = false;
  options.share = true;
  options.maxBatch = batchFor(*setup.network);
  for (;;) {
    auto program = Program<float>::create(setup.network, setup.parameters, workers, options);
    if (program || options.maxBatch == kLeastBatch) return program;
    options.maxBatch /= 2;  // memory is short
  }
}

/// What is known of the data only now that they are loaded.
Result<void> checkFit(const EvaluationSetup& setup) {
  const DataInfo info = setup.dataset->info();
  const auto network = compile(setup.network->graph, &info);
  return network ? Result<void>() : Result<void>(network.error());
}

Text whyEmpty(const EvaluationSetup& setup) {
  if (setup.part == DataPart::Validation)
    return LOOM_TEXT(
        "No samples are kept for validation; raise their share or evaluate on another set.");
  if (setup.part == DataPart::Test)
    return {LOOM_TEXT("%1 has no test samples; evaluate on another set."), {setup.dataset->title}};
  return {LOOM_TEXT("%1 has no training samples; choose other data."), {setup.dataset->title}};
}

/// For an order in which what is not a number comes last.
float above(float value) {
  return std::isnan(value) ? std::numeric_limits<float>::infinity() : value;
}

/// The first few of 0 .. count-1 by rising key; of equals, the first.
template <class Key>
std::vector<std::int32_t> firstBy(std::size_t count, Key&& key) {
  std::vector<std::int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  const std::size_t kept = std::min(count, EvaluationReport::kMostListed);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [&](std::int32_t a, std::int32_t b) {
                      const float x = key(a), y = key(b);
                      return x != y ? x < y : a < b;
                    });
  order.resize(kept);
  return order;
}

/// So that at most kMostPairs of the elements are kept, and not always the same places of a sample.
std::int64_t strideFor(std::int64_t elements, std::int64_t each) {
  std::int64_t stride =
      (elements + EvaluationReport::kMostPairs - 1) / EvaluationReport::kMostPairs;
  while (stride > 1 && std::gcd(stride, each) > 1) ++stride;
  return stride;
}

}  // namespace

std::string nameOf(DataPart part) {
  return part == DataPart::Train ? "train" : part == DataPart::Validation ? "validation" : "test";
}

const Samples& samplesOf(const Dataset& dataset, DataPart part) {
  return part == DataPart::Test ? dataset.test : dataset.train;
}

std::vector<std::int32_t> indicesOf(const Dataset& dataset, const DataSettings& settings,
                                    DataPart part) {
  if (part == DataPart::Test) {
    std::vector<std::int32_t> all(static_cast<std::size_t>(dataset.test.size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
  }
  Split split = splitSamples(dataset.train, settings.validationFraction, settings.splitSeed);
  return std::move(part == DataPart::Train ? split.train : split.validation);
}

Result<std::unique_ptr<Evaluation>> Evaluation::create(EvaluationSetup setup, Workers& workers) {
  if (const auto fits = checkFit(setup); !fits) return fits.error();
  std::vector<std::int32_t> indices = indicesOf(*setup.dataset, setup.data, setup.part);
  if (indices.empty()) return badInput(whyEmpty(setup));
  auto program = makeForward(setup, workers);
  if (!program) return program.error();
  std::unique_ptr<Evaluation> evaluation(
      new Evaluation(std::move(setup), std::move(indices), std::move(*program)));
  if (const auto made = evaluation->makeWriter(workers); !made) return made.error();
  return evaluation;
}

Evaluation::Evaluation(EvaluationSetup setup, std::vector<std::int32_t> indices,
                       std::unique_ptr<Program<float>> program)
    : indices_(std::move(indices)),
      program_(std::move(program)),
      report_(setup, Tally(*setup.network, setup.dataset->info(), true)),
      judge_(*program_, *setup.dataset, samplesOf(*setup.dataset, setup.part), true) {
  report_.samples.reserve(indices_.size());
  const Analysis& analysis = setup.network->analysis;
  const std::int64_t outputs = analysis.find(analysis.outputNode)->output->elements();
  answersEach_ = outputs / std::max(1, report_.tally.classes());
  if (report_.tally.ofNumbers())
    report_.pairStride = strideFor(size() * answersEach_, answersEach_);
}

Result<void> Evaluation::makeWriter(Workers& workers) {
  const EvaluationSetup& setup = report_.setup;
  const std::string& alphabet = setup.dataset->alphabet;
  if (alphabet.empty() || !TextWriter::canWrite(setup.network->analysis, alphabet.size()))
    return {};
  auto writer = TextWriter::create(setup.network, setup.parameters, alphabet, workers);
  if (!writer) return writer.error();
  const auto tokens = setup.dataset->image(samplesOf(*setup.dataset, setup.part), indices_.front());
  for (const std::uint8_t token :
       tokens.first(std::min<std::size_t>(tokens.size(), EvaluationReport::kOpeningBytes)))
    report_.opening += alphabet[token];
  writer_ = std::move(*writer);
  writer_->begin(report_.opening, {.bytes = EvaluationReport::kWrittenBytes});
  return {};
}

double Evaluation::share() const {
  const double judged = static_cast<double>(done()) / static_cast<double>(size());
  if (!writer_) return judged;
  return (judged +
          static_cast<double>(writer_->written().size()) / EvaluationReport::kWrittenBytes) /
         2;
}

void Evaluation::advance() {
  const auto start = std::chrono::steady_clock::now();
  if (done() < size())
    judgeSome();
  else
    writeSome();
  report_.seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Evaluation::writeSome() {
  const std::int64_t flops = std::max<std::int64_t>(report_.setup.network->analysis.flops, 1);
  const auto bytes = std::clamp<std::int64_t>(kBatchFlops / flops, 1, kMostBytes);
  for (std::int64_t i = 0; i < bytes && !writer_->isOver(); ++i) writer_->advance();
}

void Evaluation::judgeSome() {
  const auto first = static_cast<std::size_t>(done());
  judge_.add(std::span(indices_).subspan(first));
  program_->copySampleLosses(losses_);
  const Batch& batch = judge_.batch();
  const Targets<float> targets = judge_.targetsOf(batch);
  const Tally& tally = judge_.tally();
  for (std::int64_t i = 0; i < batch.size; ++i) {
    JudgedSample sample;
    sample.sample = batch.samples[static_cast<std::size_t>(i)];
    sample.loss = losses_[static_cast<std::size_t>(i)];
    const std::int64_t answer = i * answersEach_;
    if (tally.ofClasses())
      judgeClasses(program_->output() + answer * tally.classes(), targets.classes + answer, sample);
    else if (tally.ofNumbers())
      judgeNumbers(program_->output() + answer, targets.values + answer, sample);
    report_.samples.push_back(sample);
  }
}

void Evaluation::judgeClasses(const float* scores, const std::int32_t* classes,
                              JudgedSample& sample) {
  const int width = judge_.tally().classes();
  double probability = 0, margin = 1;
  for (std::int64_t place = 0; place < answersEach_; ++place, scores += width) {
    const auto best = static_cast<std::int32_t>(std::max_element(scores, scores + width) - scores);
    double sum = 0, second = 0;
    for (int c = 0; c < width; ++c) {
      const double share = std::exp(static_cast<double>(scores[c] - scores[best]));
      sum += share;
      if (c != best) second = std::max(second, share);
    }
    probability += 1 / sum;
    margin = std::min(margin, (1 - second) / sum);
    report_.calibration.add(1 / sum, best == classes[place]);
    if (answersEach_ > 1) continue;
    sample.truth = classes[place];
    sample.predicted = best;
  }
  sample.probability = static_cast<float>(probability / static_cast<double>(answersEach_));
  sample.margin = static_cast<float>(margin);
}

void Evaluation::judgeNumbers(const float* answers, const float* targets, JudgedSample& sample) {
  if (answersEach_ == 1) {
    sample.answer = answers[0];
    sample.target = targets[0];
  }
  const std::int64_t stride = report_.pairStride;
  for (std::int64_t e = (stride - element_ % stride) % stride; e < answersEach_; e += stride)
    report_.pairs.push_back({targets[e], answers[e]});
  element_ += answersEach_;
}

EvaluationReport Evaluation::finish() {
  report_.tally = judge_.tally();
  const std::vector<JudgedSample>& samples = report_.samples;
  const auto at = [&](std::int32_t i) -> const JudgedSample& {
    return samples[static_cast<std::size_t>(i)];
  };
  report_.worst = firstBy(samples.size(), [&](std::int32_t i) { return -above(at(i).loss); });
  if (report_.tally.ofClasses()) {
    report_.leastCertain =
        firstBy(samples.size(), [&](std::int32_t i) { return above(at(i).margin); });
  }
  if (writer_) report_.written = writer_->written();
  report_.setup.parameters = nullptr;
  return std::move(report_);
}

}  // namespace loom
