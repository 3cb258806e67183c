#pragma once

// A remark on the canvas: a card with wrapped text. Scene tells it what to show. GUI thread.

#include <QFont>
#include <QGraphicsItem>

#include "engine/graph/graph.h"

namespace loom::ui {

class NoteItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 4 };

  int type() const override { return Type; }
  void show(const loom::Note& note, const QFont& font);
  static QSizeF sizeOf(const loom::Note& note, const QFont& font);
  void setChosen(bool chosen);
  bool isChosen() const { return chosen_; }

  QRectF rect() const { return {pos(), size_}; }
  /// Where it can be made wider, in scene coordinates.
  QRectF edge() const {
    return {pos() + QPointF(size_.width() - 8, 0), QSizeF(12, size_.height())};
  }

  QRectF boundingRect() const override { return QRectF(QPointF(), size_).adjusted(-2, -2, 2, 2); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  QString text_;
  QFont font_;
  QSizeF size_;
  bool chosen_ = false;
};

}  // namespace loom::ui
