#pragma once

// What can be done to the selection by menu and key, as actions, and the edits behind them. Each is
// one undo step. GUI thread.

#include <QAction>
#include <QObject>
#include <vector>

#include "engine/graph/graph.h"
#include "ui/canvas/node_edits.h"

namespace loom::ui {

class Canvas;
class TidyRun;

inline constexpr QPointF kPasteOffset(32, 32);

class CanvasCommands : public QObject {
  Q_OBJECT

 public:
  explicit CanvasCommands(Canvas& canvas);

  QAction* cut;
  QAction* copy;
  QAction* paste;
  QAction* duplicate;
  QAction* remove;
  QAction* selectAll;
  QAction* rename;
  QAction* addLayer;
  QAction* tidy;
  QAction* fit;
  QAction* zoomToSelection;
  QAction* zoomIn;
  QAction* zoomOut;
  QAction* actualSize;

  /// Adds a layer and selects it; `centre` none: beside what it is attached to.
  void add(const loom::LayerType& type, const Attachment& attachment,
           std::optional<QPointF> centre);
  /// Adds a layer to the one that is selected, wired if that is possible.
  void addToSelection(const loom::LayerType& type);
  /// Adds a block of one's own; its first node comes under `centre`, a wire is led through it.
  void addBlock(const loom::Graph& block, const QString& name, std::optional<QPointF> centre,
                const std::optional<loom::Link>& into);
  /// How a layer added now would be attached: to the one selected node, if there is one.
  Attachment selectedAttachment() const;
  /// Moves the selection by steps of the grid; steps with one `mergeKey` are one undo step.
  void nudge(int columns, int rows, int mergeKey);
  /// "Move conv1", "Move 3 layers".
  static QString moveText(const Places& moved);
  void retranslate();

 private:
  QAction* make(const QList<QKeySequence>& keys, void (CanvasCommands::*run)());
  void runCut();
  void runCopy();
  void runPaste();
  void runDuplicate();
  void runRemove();
  void runSelectAll();
  void runRename();
  void runAddLayer();
  void runTidy();
  void runFit();
  void runZoomToSelection();
  void runZoomIn();
  void runZoomOut();
  void runActualSize();
  void removeSelection(const QString& name);
  loom::Graph selectedPart() const;
  void insert(const loom::Graph& fragment, const QString& name, QPointF offset = kPasteOffset,
              const std::optional<loom::Link>& into = {});
  void updateEnabled();

  Canvas& canvas_;
  TidyRun* tidyRun_;
};

}  // namespace loom::ui
