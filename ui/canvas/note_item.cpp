#include "ui/canvas/note_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <cmath>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr qreal kNoteEdge = 10;
constexpr int kNoteText = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
}  // namespace

void NoteItem::show(const loom::Note& note, const QFont& font) {
  text_ = QString::fromStdString(note.text);
  font_ = font;
  update();
  const QSizeF size = sizeOf(note, font);
  if (size == size_) return;
  prepareGeometryChange();
  size_ = size;
}

QSizeF NoteItem::sizeOf(const loom::Note& note, const QFont& font) {
  const QRectF room(0, 0, note.width - 2 * kNoteEdge, 1e5);
  const QString text = QString::fromStdString(note.text);
  const qreal height = QFontMetricsF(font).boundingRect(room, kNoteText, text).height();
  return {note.width, std::ceil((height + 2 * kNoteEdge) / kGrid) * kGrid};
}

void NoteItem::setChosen(bool chosen) {
  if (chosen == chosen_) return;
  chosen_ = chosen;
  update();
}

void NoteItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) {
  const Theme& theme = Theme::of(widget);
  const QRectF body(QPointF(), size_);
  QColor fill = theme.warning;
  fill.setAlphaF(theme.dark ? 0.14F : 0.10F);
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(chosen_ ? QPen(theme.accent, 2) : QPen(theme.line, 1));
  painter->setBrush(theme.nodeFill);
  painter->drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter->setBrush(fill);
  painter->drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter->setFont(font_);
  painter->setPen(theme.text);
  painter->drawText(body.adjusted(kNoteEdge, kNoteEdge, -kNoteEdge, -kNoteEdge), kNoteText, text_);
}

}  // namespace loom::ui
