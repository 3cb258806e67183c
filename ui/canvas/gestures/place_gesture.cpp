#include "ui/canvas/gestures/place_gesture.h"

#include <QPainter>

#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/copying.h"
#include "ui/canvas/node_edits.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

/// The outline of a node to come, around its own origin.
class Ghost : public QGraphicsItem {
 public:
  Ghost(QString title, loom::Category category, const QFont& font)
      : title_(std::move(title)), category_(category), font_(font) {
    const qreal width = QFontMetricsF(font).horizontalAdvance(title_) + 44;
    body_ = {-width / 2, -24, width, 48};
    setZValue(10);
  }
  QRectF boundingRect() const override { return body_.adjusted(-2, -2, 2, 2); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) override {
    const Theme& theme = Theme::of(widget);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(0.85);
    painter->setPen(QPen(theme.accent, 2, Qt::DashLine));
    painter->setBrush(theme.nodeFill);
    painter->drawRoundedRect(body_, kRadius, kRadius);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.category(category_));
    painter->drawRoundedRect(QRectF(body_.left() + 10, -4, 8, 8), 2, 2);
    painter->setFont(font_);
    painter->setPen(theme.text);
    painter->drawText(body_.adjusted(26, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, title_);
  }

 private:
  QString title_;
  loom::Category category_;
  QFont font_;
  QRectF body_;
};

}  // namespace

PlaceGesture::PlaceGesture(Canvas& canvas, const loom::LayerType& type)
    : Gesture(canvas),
      type_(&type),
      ghost_(std::make_unique<Ghost>(QString::fromStdString(type.name), type.category,
                                     canvas.board().fonts().title)) {
  ghost_->hide();
  canvas_.board().addItem(ghost_.get());
}

PlaceGesture::PlaceGesture(Canvas& canvas, const QString& name, loom::Graph block)
    : Gesture(canvas),
      name_(name),
      block_(std::move(block)),
      ghost_(std::make_unique<Ghost>(name,
                                     block_.blocks.empty()
                                         ? loom::Category::Shape
                                         : colorCategory(block_.blocks.front().color),
                                     canvas.board().fonts().title)) {
  ghost_->hide();
  canvas_.board().addItem(ghost_.get());
}

PlaceGesture::~PlaceGesture() {
  light(std::nullopt);
  canvas_.hideHint();
}

bool PlaceGesture::isOver(const Pointer& pointer) const {
  return canvas_.viewport()->rect().contains(pointer.view);
}

void PlaceGesture::light(const std::optional<loom::Link>& link) {
  if (target_) {
    if (LinkItem* item = canvas_.board().link(*target_)) item->setLit(false);
  }
  target_ = link;
  if (!target_) return;
  if (LinkItem* item = canvas_.board().link(*target_)) item->setLit(true);
}

loom::Text PlaceGesture::whyNotInto(const loom::Link& link) const {
  if (type_)
    return whyNotAttach(canvas_.document().graph(), *type_, {Attachment::Kind::Into, {}, 0, link});
  const Ends ends = endsOf(block_);
  if (ends.in && !ends.out.empty()) return {};
  return {LOOM_TEXT("This block has no open input and output to lead the wire through.")};
}

void PlaceGesture::move(const Pointer& pointer) {
  ghost_->setVisible(isOver(pointer));
  ghost_->setPos(pointer.scene);
  const auto link = isOver(pointer) ? canvas_.board().linkAt(pointer.scene) : std::nullopt;
  const loom::Text reason = link ? whyNotInto(*link) : loom::Text();
  light(reason.empty() ? link : std::nullopt);
  canvas_.showHint(pointer.view, engineText(reason), HintLabel::Kind::Refusal);
}

void PlaceGesture::finish(const Pointer& pointer) {
  move(pointer);
  if (!isOver(pointer)) return;
  if (!type_) return canvas_.commands().addBlock(block_, name_, pointer.scene, target_);
  Attachment attachment;
  if (target_) attachment = {Attachment::Kind::Into, {}, 0, *target_};
  canvas_.commands().add(*type_, attachment, pointer.scene);
}

}  // namespace loom::ui
