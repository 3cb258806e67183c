#pragma once

// What the network answers: the class it takes the drawing for, large, and a bar a class. It
// repaints only what a person could see change. GUI thread.

#include <QStringList>
#include <QWidget>
#include <vector>

namespace loom::ui {

class ProbabilityBars : public QWidget {
  Q_OBJECT

 public:
  explicit ProbabilityBars(QWidget* parent = nullptr);

  /// `names` has one entry a class. Of more than twelve classes the likeliest twelve are shown.
  void setProbabilities(const std::vector<float>& probabilities, const QStringList& names);
  /// No answer: the bars stand empty.
  void clear();

  /// The class with the largest probability, or -1.
  int best() const { return best_; }
  QString bestName() const;
  const std::vector<float>& probabilities() const { return probabilities_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  int rows() const;
  int rowHeight() const;

  std::vector<float> probabilities_;
  QStringList names_;
  std::vector<int> shown_;  // classes, from top to bottom
  int best_ = -1;
};

}  // namespace loom::ui
