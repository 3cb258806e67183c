#pragma once

// One wire on the canvas: the picture of a Link, which is a plain value. Scene tells it where it
// runs. GUI thread.

#include <QGraphicsItem>
#include <QPainterPath>

#include "engine/graph/graph.h"

namespace loom::ui {

class LinkItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 2 };

  explicit LinkItem(loom::Link link) : link_(std::move(link)) {}

  int type() const override { return Type; }
  const loom::Link& link() const { return link_; }
  void relink(loom::Link link) { link_ = std::move(link); }

  void setPath(const QPainterPath& path);
  const QPainterPath& path() const { return path_; }
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
  QPainterPath path_;
  bool failing_ = false;
  bool chosen_ = false;
  bool lit_ = false;
};

}  // namespace loom::ui
