#pragma once

// How well given weights do on a part of the data, sample by sample: the figures of `layerloom
// evaluate` and of the Evaluation panel. It goes batch by batch, so that whoever runs it may look
// up in between, and gives the same numbers for any number of threads. What it keeps of a sample
// takes some thirty bytes. The thread that owns the workers calls it; a report is a plain value.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/inspect/calibration.h"
#include "engine/inspect/text_writer.h"
#include "engine/train/judge.h"

namespace loom {

enum class DataPart : std::uint8_t { Train, Validation, Test };

/// "train", "validation", "test"
std::string nameOf(DataPart part);
/// Where the samples of a part are kept.
const Samples& samplesOf(const Dataset& dataset, DataPart part);
/// Which of those belong to the part.
std::vector<std::int32_t> indicesOf(const Dataset& dataset, const DataSettings& settings,
                                    DataPart part);

struct EvaluationSetup {
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<float>> parameters;  // nobody changes them meanwhile
  std::shared_ptr<const Dataset> dataset;
  DataSettings data;  // how the training samples are split
  DataPart part = DataPart::Test;
};

/// What the network made of one sample.
struct JudgedSample {
  std::int32_t sample = 0;  // index into samplesOf()
  // Of a sample that has one class, else -1.
  std::int32_t truth = -1;
  std::int32_t predicted = -1;
  float loss = 0;
  // Of classes: what the answer was given (mean over the places), and how far the second was below
  // (the least of all places). Of numbers: not a number.
  float probability = std::numeric_limits<float>::quiet_NaN();
  float margin = std::numeric_limits<float>::quiet_NaN();
  // Of a sample whose answer is one number: what it was, and what it should be.
  float answer = std::numeric_limits<float>::quiet_NaN();
  float target = std::numeric_limits<float>::quiet_NaN();
};

struct EvaluationReport {
  EvaluationReport(EvaluationSetup done, Tally sums)
      : setup(std::move(done)), tally(std::move(sums)) {}

  static constexpr std::size_t kMostListed = 1000;
  static constexpr std::int64_t kMostPairs = 200'000;
  static constexpr int kOpeningBytes = 24;
  static constexpr int kWrittenBytes = 240;

  EvaluationSetup setup;  // without the weights
  Tally tally;
  Calibration calibration;  // empty where answers are numbers
  std::vector<JudgedSample> samples;
  // Indices into `samples`, at most kMostListed.
  std::vector<std::int32_t> worst;  // the highest loss first
  std::vector<std::int32_t>
      leastCertain;  // the least margin first; empty where answers are numbers
  /// Of numbers: target and answer, of every element or of evenly spread ones.
  struct Pair {
    float target, answer;
  };
  std::vector<Pair> pairs;
  std::int64_t pairStride = 1;  // one of so many elements is in `pairs`
  /// Where it is a text that was learned: how the first sample begins, and how the network goes on.
  std::string opening, written;
  double seconds = 0;  // of computing
};

class Evaluation {
 public:
  /// Fails where the part has no samples, the network does not fit the data or memory is short.
  static Result<std::unique_ptr<Evaluation>> create(EvaluationSetup setup, Workers& workers);

  std::int64_t size() const { return static_cast<std::int64_t>(indices_.size()); }
  std::int64_t done() const { return static_cast<std::int64_t>(report_.samples.size()); }
  bool isOver() const { return done() == size() && (!writer_ || writer_->isOver()); }
  /// How far it is, 0 to 1.
  double share() const;
  /// Judges a batch, or writes some bytes. REQUIRES: !isOver().
  void advance();
  /// REQUIRES: isOver(). Once.
  EvaluationReport finish();

 private:
  Evaluation(EvaluationSetup setup, std::vector<std::int32_t> indices,
             std::unique_ptr<Program<float>> program);
  Result<void> makeWriter(Workers& workers);
  void judgeSome();
  void writeSome();
  void judgeClasses(const float* scores, const std::int32_t* classes, JudgedSample& sample);
  void judgeNumbers(const float* answers, const float* targets, JudgedSample& sample);

  std::vector<std::int32_t> indices_;
  std::unique_ptr<Program<float>> program_;
  EvaluationReport report_;
  Judge judge_;
  std::int64_t answersEach_ = 1;  // classes or numbers a sample
  std::int64_t element_ = 0;      // of all numbers
  std::vector<float> losses_;
  std::optional<TextWriter> writer_;  // of a network that learns a text
};

}  // namespace loom
