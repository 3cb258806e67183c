#pragma once

// Wires without a pointer: two selected layers are wired to each other, or a wire between them is
// taken away. GUI thread.

#include <QAction>
#include <optional>

#include "engine/graph/graph.h"

namespace loom::ui {

class Canvas;

class WireCommands : public QObject {
  Q_OBJECT

 public:
  explicit WireCommands(Canvas& canvas);

  QAction* connectSelected;
  void retranslate();

 private:
  void run();
  std::optional<loom::Link> between(const std::string& a, const std::string& b) const;
  void updateEnabled();

  Canvas& canvas_;
};

}  // namespace loom::ui
