#include "ui/panels/augmentation_preview.h"

#include <new>

#include "ui/colour_map.h"

namespace loom::ui {

/// To split sixty thousand samples takes longer than to change two dozen.
struct AugmentationPreview::Splits {
  std::shared_ptr<const Dataset> dataset;
  double fraction = -1;
  std::uint64_t seed = 0;
  Split split;

  const std::vector<std::int32_t>& train(const PreviewQuestion& question) {
    if (dataset != question.dataset || fraction != question.validationFraction ||
        seed != question.splitSeed) {
      dataset = question.dataset;
      fraction = question.validationFraction;
      seed = question.splitSeed;
      split = splitSamples(dataset->train, fraction, seed);
    }
    return split.train;
  }
};

namespace {

PreviewCell cellOf(const AugmentedSample& sample, const Shape& shape) {
  const Theme& theme = Theme::light();  // paper and ink are the same in both
  return {sampleImage(sample.before, shape, theme), sampleImage(sample.after, shape, theme),
          sample.ownClass, sample.otherClass, sample.share};
}

void fillAnswer(PreviewAnswer& answer, const std::vector<std::int32_t>& train) {
  const Dataset& dataset = *answer.question.dataset;
  answer.samples = static_cast<int>(train.size());
  const auto samples = augmentSamples(dataset, train, answer.question.request);
  if (!samples) {
    answer.problem = samples.error().text;
    return;
  }
  for (const AugmentedSample& sample : *samples)
    answer.cells.push_back(cellOf(sample, dataset.shape));
}

}  // namespace

AugmentationPreview::AugmentationPreview(QObject* parent)
    : QObject(parent), splits_(std::make_shared<Splits>()) {}

void AugmentationPreview::ask(PreviewQuestion question) {
  if (busy_)
    waiting_ = std::move(question);
  else
    begin(std::move(question));
}

void AugmentationPreview::begin(PreviewQuestion question) {
  busy_ = true;
  thread_.start([this, splits = splits_, question = std::move(question)]() -> Background::Ending {
    auto answer = std::make_shared<PreviewAnswer>();
    answer->question = question;
    try {
      fillAnswer(*answer, splits->train(question));
    } catch (const std::bad_alloc&) {
      answer->cells.clear();
      answer->problem = LOOM_TEXT(
          "The machine has not enough free memory to show samples; close other programs.");
    }
    return [this, answer] {
      busy_ = false;
      if (waiting_) begin(*std::exchange(waiting_, std::nullopt));
      emit answered(*answer);
    };
  });
}

}  // namespace loom::ui
