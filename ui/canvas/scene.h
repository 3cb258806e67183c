#pragma once

// What is drawn on the canvas. It stores ids and redraws what changed from the Document's signals;
// the document holds the truth. What is selected is kept here, by id. GUI thread.

#include <QGraphicsScene>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/graph/blocks.h"
#include "ui/canvas/block_item.h"
#include "ui/canvas/lights.h"
#include "ui/canvas/link_item.h"
#include "ui/canvas/node_edits.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/note_item.h"

namespace loom::ui {

class Document;
struct Frame;

/// The canvas goes this far from its origin, each way.
inline constexpr double kCanvasReach = 100'000;

/// What lies under a point.
struct Hit {
  enum class Kind {
    Nothing,
    Node,
    Badge,
    InputPort,
    OutputPort,
    Link,
    Frame,
    FoldMark,
    Note,
    NoteEdge
  };
  Kind kind = Kind::Nothing;
  std::string node;
  int port = 0;  // of a note: its index
  loom::Link link;
  std::string block;  // the folded block that was hit in the node's place, or the frame
};

/// What is selected: nodes and notes together, or one wire.
struct Chosen {
  std::set<std::string> nodes;
  std::set<std::size_t> notes;  // by their index in the graph
  std::optional<loom::Link> link;
  bool operator==(const Chosen&) const = default;
};

class Scene : public QGraphicsScene {
  Q_OBJECT

 public:
  using Ids = std::set<std::string>;

  explicit Scene(Document& document, QObject* parent = nullptr);

  NodeItem* node(const std::string& id) const;
  LinkItem* link(const loom::Link& link) const;
  /// What is seen of a node: its own item, or that of the folded block around it.
  NodeItem* shownFor(const std::string& id) const;
  /// The frame of an open block, or null.
  BlockItem* frame(const std::string& block) const;
  /// Where wires of this node end, wherever it is drawn.
  QPointF outputPoint(const std::string& id) const;
  QPointF inputPoint(const std::string& id, int port) const;
  void lightPort(const std::string& id, int port);
  /// Shows a wire again that a gesture has hidden, unless a folded block hides it by now.
  void showLink(const loom::Link& link);
  /// What is chosen and moved together with a node: all of a folded block, else itself.
  Ids unitOf(const std::string& id) const;
  Ids membersOf(const std::string& block) const;
  /// The block whose nodes are the selection; empty: none.
  std::string selectedBlock() const;
  /// Every place that is seen, by id (folding.h: a folded block goes by its first member).
  std::map<std::string, QRectF> rects() const;
  std::vector<const NodeItem*> shownItems() const;
  /// Around all nodes and wires.
  QRectF contentRect() const;

  /// `reach` is how far around a port still counts, in scene units.
  Hit hitTest(QPointF at, qreal reach) const;
  /// The wire at `at`, leaving out those of `except`.
  std::optional<loom::Link> linkAt(QPointF at, const std::string& except = {}) const;
  /// Nodes that are seen in the area.
  Ids nodesIn(const QRectF& area) const;
  /// The same, with all nodes of folded blocks there, and notes.
  Chosen touching(const QRectF& area) const;

  const Chosen& chosen() const { return chosen_; }
  /// The nodes of it.
  const Ids& selection() const { return chosen_.nodes; }
  /// In the order of the graph.
  std::vector<std::string> selectedIds() const;
  const std::optional<loom::Link>& selectedLink() const { return chosen_.link; }
  /// The note that alone is selected.
  std::optional<std::size_t> selectedNote() const;
  /// Where nodes and notes that are selected are drawn.
  Places selectedPlaces() const;
  /// Around all that is selected; empty if nothing is.
  QRectF selectedRect() const;
  /// Whether all of it is selected.
  bool holds(const Chosen& unit) const;
  void choose(Chosen chosen);
  void toggle(const Chosen& unit);
  void select(Ids ids);
  void selectLink(const loom::Link& link);
  void selectNote(std::size_t note);
  NoteItem* note(std::size_t index) const {
    return index < notes_.size() ? notes_[index] : nullptr;
  }
  /// Shows a note otherwise while a gesture lasts.
  void previewNote(std::size_t index, const loom::Note& note);

  /// Shows nodes and notes elsewhere while a gesture lasts; the document does not change.
  void preview(const Places& places);
  /// Everything where the document says.
  void clearPreview();

  void setFrame(const Frame& frame);
  /// Where something is drawn: a file may ask for places that no screen can reach.
  static QPointF drawnAt(const loom::Position& position);
  const NodeFonts& fonts() const { return *fonts_; }
  void setFonts(const QFont& base);

 signals:
  void selectionEdited();
  /// Nodes or wires came, went or moved.
  void arranged();

 protected:
  void drawBackground(QPainter* painter, const QRectF& area) override;

 private:
  using LinkKey = std::pair<std::string, std::pair<std::string, int>>;
  static LinkKey keyOf(const loom::Link& link) { return {link.from, {link.to, link.port}}; }

  const struct Theme& themeNow() const;
  void sync();
  void syncRenamed();
  void syncNodes();
  void syncLinks();
  void syncSelection();
  struct Fold {
    NodeItem* item = nullptr;  // owned by the scene
    std::vector<std::string> members;
    std::vector<std::pair<std::string, int>> inputs;  // the node and port behind each of its ports
    std::vector<std::string> outputs;
  };
  void syncBlocks();
  void findPorts(const std::string& block, Fold& fold) const;
  void showFold(const loom::Block& block, Fold& fold);
  void syncFrames();
  void syncNotes();
  void placeBlocks();
  bool isWithin(const std::string& node, const loom::Block& block) const;
  int shownPort(const std::string& id, int port) const;
  Hit behind(const NodeItem& item, Hit hit) const;
  void clearItems();
  const BlockItem* frameAround(const std::string& id, const std::string& other) const;
  /// A wire with what is seen at its ends.
  struct Wire {
    LinkItem* item = nullptr;
    const NodeItem* from = nullptr;
    const NodeItem* to = nullptr;
    int port = 0;
    const BlockItem* fromFrame = nullptr;  // what it goes around instead of the node; null: nothing
    const BlockItem* toFrame = nullptr;
  };
  static void showWire(const Wire& wire, const NodeItem& target);
  static void route(const Wire& wire);
  void routeAll();

  Document& document_;
  std::shared_ptr<const NodeFonts> fonts_;
  std::unordered_map<std::string, NodeItem*> nodes_;  // owned by the scene
  std::map<LinkKey, LinkItem*> links_;
  // The same in the graph's order: there are thousands, and an edit changes few.
  std::vector<NodeItem*> placed_;
  std::vector<Wire> wires_;
  int round_ = 0;           // counts the syncs
  bool sameItems_ = false;  // at this sync, as at the one before
  bool hadBlocks_ = false;  // at the sync before
  loom::BlockTree tree_{loom::Graph{}};
  std::map<std::string, Fold> folds_;                    // by block
  std::unordered_map<std::string, std::string> foldOf_;  // the folded block by node
  std::map<std::string, BlockItem*> frames_;             // by block; owned by the scene
  std::unordered_map<std::string, std::vector<BlockItem*>> framesOf_;  // by node, inner ones first
  std::vector<std::string> order_;  // ids as the document had them at the last sync
  Chosen chosen_;
  std::vector<NoteItem*> notes_;  // as the graph lists them; owned by the scene
  Lights lights_;
};

}  // namespace loom::ui
