#pragma once

// What a network wrote after a given beginning, at each evaluation of a run, the newest first: one
// sees it learn to write. GUI thread.

#include <QPlainTextEdit>
#include <string>
#include <vector>

#include "engine/train/examiner.h"

namespace loom::ui {

/// "after epoch 3 · step 300"
QString momentText(const loom::WeightsMoment& moment);

class WrittenView : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit WrittenView(QWidget* parent = nullptr);

  /// A report in which nothing was written is none of its affair; weights of another run begin a
  /// new list.
  void add(const loom::EvaluationReport& report, const loom::WeightsMoment& moment);
  void forget();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Written {
    loom::WeightsMoment moment;
    std::string opening, text;
  };

  void fill();

  std::vector<Written> texts_;  // by step: the newest last, a past epoch among those of its time
  std::size_t seen_ = 0;        // of them, that came last
};

}  // namespace loom::ui
