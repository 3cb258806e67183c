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
#include <vector>

#include "ui/canvas/link_item.h"
#include "ui/canvas/node_item.h"

namespace loom::ui {

class Document;
struct Frame;

/// The canvas goes this far from its origin, each way.
inline constexpr double kCanvasReach = 100'000;

/// What lies under a point.
struct Hit {
  enum class Kind { Nothing, Node, Badge, InputPort, OutputPort, Link };
  Kind kind = Kind::Nothing;
  std::string node;
  int port = 0;
  loom::Link link;
};

class Scene : public QGraphicsScene {
  Q_OBJECT

 public:
  using Ids = std::set<std::string>;

  explicit Scene(Document& document, QObject* parent = nullptr);

  NodeItem* node(const std::string& id) const;
  LinkItem* link(const loom::Link& link) const;
  /// Every node's place, by id.
  std::map<std::string, QRectF> rects() const;
  /// Around all nodes and wires.
  QRectF contentRect() const;

  /// `reach` is how far around a port still counts, in scene units.
  Hit hitTest(QPointF at, qreal reach) const;
  /// The wire at `at`, leaving out those of `except`.
  std::optional<loom::Link> linkAt(QPointF at, const std::string& except = {}) const;
  Ids nodesIn(const QRectF& area) const;

  const Ids& selection() const { return selection_; }
  /// In the order of the graph.
  std::vector<std::string> selectedIds() const;
  const std::optional<loom::Link>& selectedLink() const { return selectedLink_; }
  void select(Ids ids);
  void toggle(const std::string& id);
  void selectLink(const loom::Link& link);

  /// Shows nodes elsewhere while a gesture lasts; the document does not change.
  void preview(const std::map<std::string, QPointF>& positions);
  void clearPreview();

  void setFrame(const Frame& frame);
  const NodeFonts& fonts() const { return fonts_; }
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
  void route(LinkItem& item) const;
  void routeAll();

  Document& document_;
  NodeFonts fonts_;
  std::map<std::string, NodeItem*> nodes_;  // owned by the scene
  std::map<LinkKey, LinkItem*> links_;
  std::vector<std::string> order_;  // ids as the document had them at the last sync
  Ids selection_;
  std::optional<loom::Link> selectedLink_;
};

}  // namespace loom::ui
