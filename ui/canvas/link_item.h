#pragma once

// One wire on the canvas: the picture of a Link, which is a plain value. Scene tells it where it
// runs. GUI thread.

#include <QGraphicsItem>
#include <QPainterPath>
#include <utility>

#include "engine/graph/graph.h"

namespace loom::ui {

/// Where a wire begins and ends, and what it must run around.
struct WireEnds {
  QPointF start, end;
  QRectF source, target;
};

class LinkItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 2 };

  explicit LinkItem(loom::Link link) : link_(std::move(link)) {}

  int type() const override { return Type; }
  const loom::Link& link() const { return link_; }
  /// True the first time in this round.
  bool mark(int round) { return std::exchange(round_, round) != round; }

  void setEnds(const WireEnds& ends);
  const QPainterPath& path() const { return path_; }
  /// Around its path, in scene coordinates.
  const QRectF& around() const { return around_; }
  /// Drawn broken, in red: its target cannot take what comes.
  void setFailing(bool failing);
  bool isFailing() const { return failing_; }
  void setChosen(bool chosen);
  bool isChosen() const { return chosen_; }
  /// Under the pointer, or about to take a layer in.
  void setLit(bool lit);

  QRectF boundingRect() const override;
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void assign(bool& flag, bool value);

  loom::Link link_;
  WireEnds ends_;
  QPainterPath path_;
  QRectF around_;
  bool failing_ = false;
  bool chosen_ = false;
  bool lit_ = false;
  int round_ = 0;
};

}  // namespace loom::ui
