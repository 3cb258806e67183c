#pragma once

// The command "Tidy up": works a layout out on a thread of its own, and applies it as one undo step
// unless the project has changed meanwhile. GUI thread.

#include <QObject>
#include <cstdint>

#include "ui/background.h"
#include "ui/canvas/tidy/tidy.h"

namespace loom::ui {

class Canvas;

class TidyRun : public QObject {
  Q_OBJECT

 public:
  explicit TidyRun(Canvas& canvas);

  void start();

 signals:
  /// It was applied, or dropped.
  void ended();

 private:
  TidyRequest request() const;
  void finish(std::int64_t revision, bool isAll, loom::Edits edits);

  Canvas& canvas_;
  Background work_;  // last, so that it ends first
};

}  // namespace loom::ui
