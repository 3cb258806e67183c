#pragma once

// How well a network answers: sums over samples (Tally), and the figures that follow from them
// (metrics()), the same for training, validation and evaluation. Plain values; whoever owns a Tally
// calls it.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/graph/program.h"

namespace loom {

/// One class among others: how many of its answers were found, and how many of those said to be it
/// are.
struct ClassFigures {
  std::int64_t samples = 0;    // whose class it is
  std::int64_t predicted = 0;  // said to be it
  std::int64_t correct = 0;    // both

  // Shares; NaN where there is nothing to count.
  double recall() const;
  double precision() const;
  double f1() const;
};

using ConfusionMatrix = std::vector<std::vector<std::int64_t>>;  // [true class][predicted class]

class Tally {
 public:
  static constexpr int kTop = 5;
  /// Of more classes no confusion matrix is kept: it would not fit in memory, nor on a page.
  static constexpr std::int64_t kLargestMatrix = 2000;

  /// For answers of this network to data of this kind: to its task, that is. `detailed`: also what
  /// only an evaluation shows, the figures of each class and the confusion matrix.
  Tally(const Network& network, const DataInfo& data, bool detailed = false);

  /// A batch that was not mixed: the model's output as rows, what it should be, and the mean loss.
  void add(const float* output, const Targets<float>& targets, int batch, double loss);
  /// Forgets all samples.
  void clear();

  /// Of `batch` samples, the answers (one a sample, or one a place) whose largest score is at their
  /// class, the one with the larger part if they are mixed; 0 where the answers are numbers.
  std::int64_t correctIn(const float* output, const Targets<float>& targets, int batch) const;
  /// What share of the answers of so many samples that is; NaN where they are numbers.
  double shareOf(std::int64_t correct, std::int64_t samples) const;

  bool ofClasses() const { return width_ > 0; }
  bool ofTokens() const { return tokens_; }
  /// The answers are the samples themselves.
  bool ofSamples() const { return rebuilt_; }
  /// Outputs and answers are numbers of one kind, so that their distance means something.
  bool ofNumbers() const { return !ofClasses() && !logits_; }
  int classes() const { return width_; }
  std::int64_t samples() const { return samples_; }

  // Means over all samples; NaN before the first, and where they do not apply.
  double loss() const;
  double accuracy() const { return shareOf(correct_, samples_); }
  double topAccuracy() const { return shareOf(inTop_, samples_); }
  double perplexity() const;
  double meanAbsoluteError() const;
  double r2() const;
  /// Mean F1 of the classes that occur among the answers, right or given, as scikit-learn has it.
  double macroF1() const;

  /// By class; empty unless detailed and of classes.
  const std::vector<ClassFigures>& classFigures() const { return perClass_; }
  /// Empty also where there are too many classes.
  const ConfusionMatrix& confusion() const { return confusion_; }

 private:
  void addClasses(const float* output, const std::int32_t* classes, std::int64_t rows);
  void addNumbers(const float* output, const float* values, int batch);

  int width_ = 0;                 // scores an answer; 0: the answers are numbers
  std::int64_t answersEach_ = 1;  // classes or numbers a sample
  bool tokens_ = false;           // classes at places, under a loss that is a log-likelihood
  bool rebuilt_ = false;          // the answers are the samples
  bool logits_ = false;           // the outputs are raw scores
  bool detailed_ = false;
  std::int64_t samples_ = 0;
  double lossSum_ = 0;
  std::int64_t correct_ = 0;
  std::int64_t inTop_ = 0;  // the true class is among the kTop highest
  std::vector<ClassFigures> perClass_;
  ConfusionMatrix confusion_;

  // By element of the target: Welford's running mean of the targets, the sums of their squared
  // distances from it, of squared errors and of absolute errors.
  double absoluteErrors_ = 0;
  std::vector<double> mean_, spread_, squaredErrors_;
};

/// A figure that follows from a tally.
struct Metric {
  std::string name;   // its key in files
  std::string label;  // LOOM_TEXT
  bool isShare;       // from 0 to 1, which people read as per cent
  bool (*applies)(const Tally&);
  double (*value)(const Tally&);
};
/// Every metric, in the order in which they are shown.
std::span<const Metric> metrics();
/// Those that apply, by name.
std::vector<std::pair<std::string, double>> figuresOf(const Tally& tally);

}  // namespace loom
