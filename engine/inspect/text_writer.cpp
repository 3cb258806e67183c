#include "engine/inspect/text_writer.h"

#include <algorithm>
#include <cmath>

namespace loom {

namespace {

/// Where `unit` of the way through the likelihoods of exp(score / temperature) is reached.
std::size_t drawn(const float* scores, std::size_t count, double temperature, double unit) {
  const float* best = std::max_element(scores, scores + count);
  if (temperature <= 0) return static_cast<std::size_t>(best - scores);
  const auto weight = [&](std::size_t i) {
    return std::exp((static_cast<double>(scores[i]) - static_cast<double>(*best)) / temperature);
  };
  double all = 0;
  for (std::size_t i = 0; i < count; ++i) all += weight(i);
  double passed = 0;
  for (std::size_t i = 0; i < count; ++i) {
    passed += weight(i);
    if (passed >= unit * all) return i;
  }
  return static_cast<std::size_t>(best - scores);  // scores that are no numbers
}

}  // namespace

bool TextWriter::canWrite(const Analysis& analysis, std::size_t tokens) {
  const Shape& input = *analysis.find(analysis.inputNodes.front())->output;
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  return analysis.inputNodes.size() == 1 && input.rank() == 1 &&
         output == Shape{input.elements(), static_cast<std::int64_t>(tokens)};
}

Result<TextWriter> TextWriter::create(std::shared_ptr<const Network> network,
                                      std::shared_ptr<Parameters<float>> parameters,
                                      std::string alphabet, Workers& workers) {
  const Analysis& analysis = network->analysis;
  const Shape& input = *analysis.find(analysis.inputNodes.front())->output;
  if (!canWrite(analysis, alphabet.size())) {
    return badInput({LOOM_TEXT("A network that writes takes bytes (T) and gives %1 scores at each; "
                               "this one takes %2 and gives %3."),
                     {std::to_string(alphabet.size()), input.text(),
                      analysis.find(analysis.outputNode)->output->text()}});
  }
  ProgramOptions options;
  options.maxBatch = 1;
  options.backward = false;
  auto program = Program<float>::create(network, std::move(parameters), workers, options);
  if (!program) return program.error();
  TextWriter writer(std::move(*program), analysis.outputNode, std::move(alphabet));
  writer.places_ = static_cast<std::size_t>(input.elements());
  return writer;
}

void TextWriter::begin(const std::string& start, const WritingSettings& settings) {
  settings_ = settings;
  rng_ = Rng(settings.seed, hashOf("write"));
  written_.clear();
  tokens_.clear();
  for (const char byte : start) {
    const std::size_t token = alphabet_.find(byte);
    if (token != std::string::npos) tokens_.push_back(token);
  }
  if (tokens_.empty()) tokens_.push_back(0);
}

void TextWriter::advance() {
  tokens_.push_back(next());
  written_ += alphabet_[tokens_.back()];
}

std::string TextWriter::write(const std::string& start, const WritingSettings& settings) {
  begin(start, settings);
  while (!isOver()) advance();
  return written_;
}

std::size_t TextWriter::next() {
  const std::size_t seen = std::min(places_, tokens_.size());
  float* input = program_->input();
  std::fill_n(input, places_, 0.0F);
  std::copy(tokens_.end() - static_cast<std::ptrdiff_t>(seen), tokens_.end(), input);
  program_->forward(1, {});
  program_->copyActivation(outputNode_, 0, scores_);
  return drawn(scores_.data() + (seen - 1) * alphabet_.size(), alphabet_.size(),
               settings_.temperature, rng_.uniform());
}

}  // namespace loom
