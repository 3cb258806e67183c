#include "engine/inspect/text_writer.h"

#include <algorithm>
#include <cmath>

#include "engine/base/rng.h"

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

Result<TextWriter> TextWriter::create(std::shared_ptr<const Network> network,
                                      std::shared_ptr<Parameters<float>> parameters,
                                      std::string alphabet, Workers& workers) {
  const Analysis& analysis = network->analysis;
  const Shape& input = *analysis.find(analysis.inputNodes.front())->output;
  const Shape& output = *analysis.find(analysis.outputNode)->output;
  const auto tokens = static_cast<std::int64_t>(alphabet.size());
  if (analysis.inputNodes.size() != 1 || input.rank() != 1 ||
      output != Shape{input.elements(), tokens}) {
    return badInput({LOOM_TEXT("A network that writes takes bytes (T) and gives %1 scores at each; "
                               "this one takes %2 and gives %3."),
                     {std::to_string(tokens), input.text(), output.text()}});
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

std::string TextWriter::write(const std::string& start, const WritingSettings& settings) {
  std::vector<std::size_t> tokens;
  for (const char byte : start) {
    const std::size_t token = alphabet_.find(byte);
    if (token != std::string::npos) tokens.push_back(token);
  }
  if (tokens.empty()) tokens.push_back(0);
  Rng rng(settings.seed, hashOf("write"));
  std::string written;
  for (int i = 0; i < settings.bytes; ++i) {
    tokens.push_back(next(tokens, settings.temperature, rng.uniform()));
    written += alphabet_[tokens.back()];
  }
  return written;
}

std::size_t TextWriter::next(const std::vector<std::size_t>& tokens, double temperature,
                             double unit) {
  const std::size_t seen = std::min(places_, tokens.size());
  float* input = program_->input();
  std::fill_n(input, places_, 0.0F);
  std::copy(tokens.end() - static_cast<std::ptrdiff_t>(seen), tokens.end(), input);
  program_->forward(1, {});
  program_->copyActivation(outputNode_, 0, scores_);
  return drawn(scores_.data() + (seen - 1) * alphabet_.size(), alphabet_.size(), temperature, unit);
}

}  // namespace loom
