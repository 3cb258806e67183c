#pragma once

// Makes the pictures of the augmentation panel on a thread of its own. While it works only the
// newest question is kept, so a slider can be moved as fast as one likes. GUI thread.

#include <QImage>
#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/augmented_samples.h"
#include "ui/background.h"

namespace loom::ui {

struct PreviewQuestion {
  std::shared_ptr<const Dataset> dataset;
  double validationFraction = 0;  // how they are split
  std::uint64_t splitSeed = 0;
  AugmentedRequest request;
};

struct PreviewCell {
  QImage before, after;
  int ownClass = -1;
  int otherClass = -1;
  float share = 1;
};

struct PreviewAnswer {
  PreviewQuestion question;
  int samples = 0;  // that learn
  std::vector<PreviewCell> cells;
  Text problem;  // why there are no cells
};

class AugmentationPreview : public QObject {
  Q_OBJECT

 public:
  explicit AugmentationPreview(QObject* parent = nullptr);

  /// The newest question wins.
  void ask(PreviewQuestion question);
  bool isBusy() const { return busy_; }

 signals:
  void answered(const loom::ui::PreviewAnswer& answer);

 private:
  struct Splits;
  void begin(PreviewQuestion question);

  bool busy_ = false;
  std::optional<PreviewQuestion> waiting_;
  std::shared_ptr<Splits> splits_;  // the thread's, kept from one question to the next
  Background thread_;               // last, so that it ends first
};

}  // namespace loom::ui
