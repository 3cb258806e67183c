#pragma once

// Everything that is wrong with the project, with its ways out. GUI thread.

#include <QScrollArea>
#include <vector>

#include "engine/graph/analysis.h"

class QLabel;
class QVBoxLayout;

namespace loom::ui {

class Document;

class ProblemsPanel : public QScrollArea {
  Q_OBJECT

 public:
  explicit ProblemsPanel(Document& document, QWidget* parent = nullptr);

 signals:
  void nodeChosen(const QString& id);
  /// For the tab: how many there are.
  void countChanged(int problems);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void rebuild();

  Document& document_;
  QVBoxLayout* rows_;
  QLabel* note_;  // that there are none, or that there are more
  std::vector<QWidget*> shown_;
  std::vector<loom::Problem> last_;  // what is shown, to leave it alone if nothing changed
};

}  // namespace loom::ui
