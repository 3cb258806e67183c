#pragma once

// One node on the canvas: a picture of a NodeFace and of the maps it computes. It knows its id and
// nothing of the document; Scene tells it what to show. GUI thread.

#include <QGraphicsItem>
#include <QImage>
#include <memory>
#include <optional>
#include <utility>

#include "engine/inspect/health.h"
#include "ui/canvas/node_layout.h"

namespace loom::ui {

struct ShownText {
  QString text;
  QPointF start;  // of the baseline
};

class NodeItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 1 };

  explicit NodeItem(std::string id);

  int type() const override { return Type; }
  const std::string& id() const { return id_; }
  void rename(std::string id) { id_ = std::move(id); }

  /// True if its size or ports changed, so that its wires must follow.
  bool show(NodeFace face, const std::shared_ptr<const NodeFonts>& fonts);
  const NodeFace& face() const { return face_; }
  const NodeLayout& layout() const { return layout_; }
  QRectF rect() const { return {pos(), layout_.size}; }

  /// True the first time in this round.
  bool mark(int round) { return std::exchange(round_, round) != round; }

  /// The newest maps; a null image clears them.
  void setMaps(QImage maps);
  bool hasMaps() const { return !maps_.isNull(); }

  /// How well it learns, and that in words; without a verdict there is no light.
  void setLight(std::optional<NodeHealth::Verdict> light, const QString& text);
  const std::optional<NodeHealth::Verdict>& light() const { return light_; }
  const QString& lightText() const { return lightText_; }
  /// Where the light stands, in the node's coordinates.
  QRectF lightRect() const;

  void setChosen(bool chosen);
  bool isChosen() const { return chosen_; }
  /// Lights up a port: -1 the output, 0.. an input; -2 none.
  static constexpr int kNoPort = -2;
  void lightPort(int port);

  /// In scene coordinates.
  QPointF inputPoint(int port) const;
  QPointF outputPoint() const;

  /// What a tool tip says: the name, the problems, and every text that is shortened.
  QString toolTipText() const;

  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  bool showsOnlyMaps(const QPainter& painter) const;
  void paintFar(QPainter& painter, const struct Theme& theme, qreal zoom) const;
  void paintBody(QPainter& painter, const struct Theme& theme) const;
  void paintCardBehind(QPainter& painter, const struct Theme& theme) const;
  void paintBypass(QPainter& painter, const struct Theme& theme) const;
  void layTexts();
  void layPlain();
  QRectF mapsTarget() const;
  void paintTexts(QPainter& painter, const struct Theme& theme) const;
  void paintMaps(QPainter& painter, const struct Theme& theme) const;
  void paintMark(QPainter& painter, const struct Theme& theme) const;
  void paintPorts(QPainter& painter, const struct Theme& theme) const;

  std::string id_;
  NodeFace face_;
  NodeLayout layout_;
  std::shared_ptr<const NodeFonts> fonts_;
  ShownText title_, caption_, shape_;
  QRectF plain_;  // where nothing is drawn but the maps
  QImage maps_;
  std::optional<NodeHealth::Verdict> light_;
  QString lightText_;
  bool chosen_ = false;
  int lit_ = kNoPort;
  int round_ = 0;
};

}  // namespace loom::ui
