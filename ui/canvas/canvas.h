#pragma once

// The drawing board: shows the Scene, turns mouse and keys into gestures, and holds what floats
// above (search, hints, minimap, status). It changes the document only through CanvasCommands and
// gestures. GUI thread.

#include <QGraphicsView>
#include <QStringList>
#include <QTimer>
#include <memory>

#include "engine/train/snapshot.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/hint_label.h"
#include "ui/canvas/node_edits.h"
#include "ui/canvas/scene.h"
#include "ui/canvas/walk.h"

namespace loom::ui {

class ArrangeCommands;
class BlockCommands;
class CanvasCommands;
class Minimap;
class NoteCommands;
class ProblemCard;
class RenameField;
class SearchPopup;
class StatusChip;
class TravelMarks;
struct Travel;
class WireCommands;

class Canvas : public QGraphicsView {
  Q_OBJECT

 public:
  explicit Canvas(Document& document, QWidget* parent = nullptr);
  ~Canvas() override;

  Document& document() const { return document_; }
  Scene& board() const { return *board_; }
  CanvasCommands& commands() const { return *commands_; }
  BlockCommands& blockCommands() const { return *blockCommands_; }
  ArrangeCommands& arrangeCommands() const { return *arrange_; }
  NoteCommands& noteCommands() const { return *notes_; }
  WireCommands& wireCommands() const { return *wires_; }
  SearchPopup& search() const { return *search_; }
  StatusChip& statusChip() const { return *chip_; }
  ProblemCard& problemCard() const { return *card_; }
  RenameField& renameField() const { return *rename_; }
  HintLabel& hint() const { return *hint_; }
  TravelMarks& travelMarks() const { return *travel_; }
  bool hasGesture() const { return gesture_ != nullptr; }
  /// A gesture of something that floats above takes the place of what is under way.
  void begin(std::unique_ptr<Gesture> gesture);
  void moveGesture(const Pointer& pointer);
  void finishGesture(const Pointer& pointer);

  /// Half the width within which a port counts as hit, in scene units.
  qreal reach() const;
  /// What can be seen, in scene units.
  QRectF shownArea() const;
  /// 1 shows nodes in the size of the system's letters.
  double zoom() const { return transform().m11() / textScale_; }
  /// The scene's point under `anchor` (in the viewport) stays where it is.
  void zoomTo(double zoom, QPoint anchor);
  void zoomTo(double zoom);
  void fit();
  void zoomToSelection();
  /// What is seen, and how large.
  struct ViewPlace {
    double zoom;
    QPoint scroll;
  };
  ViewPlace viewPlace() const;
  void restore(const ViewPlace& place);
  /// The pointer if it is over the canvas, else the middle; in the viewport.
  QPoint focusPoint() const;

  /// Search-and-add at a point of the viewport: all layers, or only what fits the attachment.
  void openSearch(QPoint at, const Attachment& attachment);
  void showHint(QPoint at, const QString& text, HintLabel::Kind kind) const;
  void hideHint() const;

 public slots:
  void setFrame(const loom::ui::Frame& frame);
  /// What the microscope sees going through the network.
  void showTravel(const loom::ui::Travel& travel);
  /// A layer is being dragged here from elsewhere; points are global.
  void beginPlacing(const QString& type);
  void beginPlacingBlock(const QString& name, const loom::Graph& block);
  void movePlacing(QPoint global);
  void finishPlacing(QPoint global);
  void cancelGesture();
  /// Selects the node and brings it into view.
  void reveal(const QString& id);

 signals:
  void selectionChanged(const QStringList& ids);
  void visibleNodesChanged(const QStringList& ids);
  /// The pointer is on a wire that comes from this node; empty: on none.
  void wireHovered(const QString& source);
  void zoomChanged(double zoom);
  void viewMoved();
  /// Enter on a node: its settings are wanted.
  void settingsWanted();
  /// Something worth a line in the status bar.
  void message(const QString& text);

 protected:
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void changeEvent(QEvent* event) override;

 private:
  Pointer pointerAt(QPoint view, Qt::KeyboardModifiers modifiers = {}) const;
  void beginGesture(const Pointer& pointer);
  std::unique_ptr<Gesture> gestureFor(const Hit& hit, const Pointer& pointer);
  void showArea(QRectF area, double mostZoom);
  void showHover(const Pointer& pointer);
  void clearHover();
  void showWireHint(QPoint at);
  void pressArrow(Direction direction, const QKeyEvent& event);
  void pressEnter();
  void takeFont();
  void placeOverlays();
  void emitVisible();
  void describe();
  void retranslate();

  Document& document_;
  std::unique_ptr<Scene> board_;
  std::unique_ptr<CanvasCommands> commands_;
  std::unique_ptr<BlockCommands> blockCommands_;
  std::unique_ptr<ArrangeCommands> arrange_;
  std::unique_ptr<NoteCommands> notes_;
  std::unique_ptr<WireCommands> wires_;
  HintLabel* hint_;
  SearchPopup* search_;
  RenameField* rename_;
  Minimap* minimap_;
  ProblemCard* card_;
  StatusChip* chip_;
  TravelMarks* travel_;
  QTimer visibleTimer_;  // scrolling settles before the list of visible nodes is made
  QStringList visible_;
  std::unique_ptr<Gesture> gesture_;
  std::optional<loom::Link> hovered_;
  QPoint hoverAt_;   // in the viewport
  loom::Flow flow_;  // through the wire that is, or was, under the pointer
  bool spaceHeld_ = false;
  int nudgeKey_ = 0;  // one undo step for as long as an arrow key is held
  bool fitWhenShown_ = true;
  double textScale_ = 1;  // pixels of a unit of the scene, at zoom 1
};

}  // namespace loom::ui
