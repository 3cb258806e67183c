#pragma once

// One problem in words, with a button for each way out. Used by the list of problems and by the
// inspector. GUI thread.

#include <QFrame>

#include "engine/graph/analysis.h"

namespace loom::ui {

class ProblemRow : public QFrame {
  Q_OBJECT

 public:
  ProblemRow(const loom::Problem& problem, bool namesNode, QWidget* parent);

 signals:
  void fixChosen(const QString& name, const loom::Edits& edits);
  void nodeChosen(const QString& id);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  loom::Problem problem_;
};

}  // namespace loom::ui
