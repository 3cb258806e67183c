#include "ui/start/empty_hint.h"

#include <QEvent>
#include <QPushButton>

#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

EmptyHint::EmptyHint(Document& document, QWidget* canvas, QWidget* above)
    : QLabel(canvas), document_(document), button_(new QPushButton(canvas)) {
  setObjectName(QStringLiteral("emptyHint"));
  setProperty("role", "muted");
  setAlignment(Qt::AlignCenter);
  setWordWrap(true);
  setAttribute(Qt::WA_TransparentForMouseEvents);
  stackUnder(above);
  button_->stackUnder(above);
  canvas->installEventFilter(this);
  connect(button_, &QPushButton::clicked, this, &EmptyHint::templatesWanted);
  connect(&document_, &Document::changed, this, &EmptyHint::refresh);
  retranslate();
  refresh();
}

void EmptyHint::refresh() {
  const bool shown = document_.graph().nodes.empty();
  setVisible(shown);
  button_->setVisible(shown);
}

void EmptyHint::place() {
  const QSize room = parentWidget()->size();
  const int width = std::max(0, std::min(room.width() - 4 * kGrid, grown(60 * kGrid, this)));
  const int height = heightForWidth(width);
  const QSize button = button_->sizeHint();
  const int top = (room.height() - height - button.height() - 2 * kGrid) / 2;
  setGeometry((room.width() - width) / 2, top, width, height);
  button_->setGeometry(
      QRect(QPoint((room.width() - button.width()) / 2, top + height + 2 * kGrid), button));
}

bool EmptyHint::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize || event->type() == QEvent::Show) place();
  return QLabel::eventFilter(watched, event);
}

void EmptyHint::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) place();
  QLabel::changeEvent(event);
}

void EmptyHint::retranslate() {
  setText(tr("Drag a layer here, press Tab to search, or start from a template."));
  button_->setText(tr("Choose a template"));
  place();
}

}  // namespace loom::ui
