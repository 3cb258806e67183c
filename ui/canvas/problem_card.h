#pragma once

// What is wrong with one node, under the node itself, with its ways out. A click on the node's
// badge opens it. GUI thread.

#include <QWidget>
#include <string>
#include <vector>

class QVBoxLayout;

namespace loom::ui {

class Canvas;

class ProblemCard : public QWidget {
  Q_OBJECT

 public:
  explicit ProblemCard(Canvas& canvas);
  /// Nothing happens where the node has no problem.
  void open(const std::string& id);
  void dismiss();

 private:
  void refresh();
  void place();

  Canvas& canvas_;
  std::string id_;
  QVBoxLayout* rows_;
  std::vector<QWidget*> shown_;
};

}  // namespace loom::ui
