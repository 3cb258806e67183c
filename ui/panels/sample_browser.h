#pragma once

// Samples of an evaluation, a page at a time: those of a cell, the worst, the least certain. Only
// the pictures of the page are made. GUI thread.

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/inspect/evaluation.h"

class QLabel;
class QToolButton;

namespace loom::ui {

class NumberLabel;
class SampleGallery;

/// The name of a class, or its number.
QString classNameOf(const loom::Dataset& data, int index);

class SampleBrowser : public QWidget {
  Q_OBJECT

 public:
  explicit SampleBrowser(QWidget* parent = nullptr);

  /// `which`: indices into the report's samples. `empty`: the sentence that stands in place of
  /// none.
  void show(std::shared_ptr<const loom::EvaluationReport> report, std::vector<std::int32_t> which,
            const QString& title, const QString& empty);
  void clear();

  QString title() const;
  QString pageText() const;
  SampleGallery& gallery() const { return *gallery_; }
  QToolButton& nextButton() const { return *next_; }
  /// Marks this sample (index into the report's data) wherever it stands.
  void setChosen(int sample);
  void turnPage(int by);

 signals:
  /// A sample of the report's part, as an index into its data.
  void sampleChosen(int sample);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  void retranslate();
  void choose(int item);
  QString sentenceOf(const loom::JudgedSample& sample) const;

  QLabel* title_;
  NumberLabel* page_;
  QToolButton *previous_, *next_;
  QLabel* empty_;
  SampleGallery* gallery_;
  std::shared_ptr<const loom::EvaluationReport> report_;
  std::vector<std::int32_t> which_;
  int first_ = 0;  // of the page
  int chosen_ = -1;
};

}  // namespace loom::ui
