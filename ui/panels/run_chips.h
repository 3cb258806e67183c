#pragma once

// The legend of the runs that lie behind: how each is drawn and what it is called; a click takes it
// away. Not there while there are none. GUI thread.

#include <QWidget>

#include "ui/panels/compare_runs.h"

class QToolButton;

namespace loom::ui {

class RunChips : public QWidget {
  Q_OBJECT

 public:
  explicit RunChips(CompareRuns& runs, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();

  CompareRuns& runs_;
  QStringList shown_;  // what the chips say
  QList<QToolButton*> chips_;
};

}  // namespace loom::ui
