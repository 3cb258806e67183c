#pragma once

// An open block on the canvas: a coloured frame around its nodes, with its name and a mark that
// folds it. Scene tells it what to show. GUI thread.

#include <QFont>
#include <QGraphicsItem>

#include "engine/layers/layer_type.h"

namespace loom::ui {

/// The colour of a block is a category's, so that it fits both themes.
loom::Category colorCategory(const std::string& color);

class BlockItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 3 };

  explicit BlockItem(std::string id) : id_(std::move(id)) {}

  int type() const override { return Type; }
  const std::string& id() const { return id_; }

  void show(const QString& name, loom::Category color, const QFont& font);
  /// In scene coordinates; the header is its top.
  void setRect(const QRectF& rect);
  const QRectF& rect() const { return rect_; }
  QRectF header() const;
  QRectF foldMark() const;
  void setChosen(bool chosen);

  QRectF boundingRect() const override { return rect_.adjusted(-2, -2, 2, 2); }
  QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  /// From the nodes to the frame, and the height of the header.
  static constexpr qreal kPadding = 16;
  static constexpr qreal kHeader = 28;

 private:
  std::string id_;
  QString name_;
  loom::Category color_ = loom::Category::Convolution;
  QFont font_;
  QRectF rect_;
  bool chosen_ = false;
};

}  // namespace loom::ui
