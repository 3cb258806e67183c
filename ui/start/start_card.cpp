#include "ui/start/start_card.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/engine_text.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kStartCardWidth = 264;
constexpr int kPictureHeight = 112;
constexpr int kCardEdge = 12;
constexpr int kSummaryLines = 4;
}  // namespace

StartCard::StartCard(const loom::TemplateText& text, QWidget* parent)
    : QAbstractButton(parent), text_(text) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
  retranslate();
}

void StartCard::setNetwork(NetworkPicture picture, std::int64_t parameters) {
  picture_ = std::move(picture);
  parameters_ = parameters;
  retranslate();
}

void StartCard::retranslate() {
  setText(engineText(std::string(text_.name)));
  summary_ = engineText(std::string(text_.summary));
  size_ = picture_ ? tr("%1 parameters").arg(groupedNumber(parameters_)) : QString();
  setAccessibleName(text());
  setAccessibleDescription(size_.isEmpty() ? summary_ : summary_ + QLatin1Char(' ') + size_);
  setToolTip(summary_);
  update();
}

void StartCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange) updateGeometry();
  QAbstractButton::changeEvent(event);
}

QSize StartCard::sizeHint() const {
  const int lines = kSummaryLines + 2;  // name, sentence, size
  return {grown(kStartCardWidth, this),
          grown(kPictureHeight, this) + lines * fontMetrics().lineSpacing() + 3 * kCardEdge};
}

bool StartCard::showsWholeSentence() const {
  const QRect room(0, 0, sizeHint().width() - 2 * kCardEdge, 10'000);
  const int needed = fontMetrics().boundingRect(room, Qt::TextWordWrap, summary_).height();
  return needed <= kSummaryLines * fontMetrics().lineSpacing();
}

void StartCard::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
  QPainterPath shape;
  shape.addRoundedRect(body, kRadius, kRadius);
  painter.fillPath(shape, theme.nodeFill);
  painter.setClipPath(shape);
  const int pictureHeight = grown(kPictureHeight, this);
  const QRect picture(0, 0, width(), pictureHeight);
  painter.fillRect(picture, theme.canvas);
  if (picture_)
    paintNetwork(painter, QRectF(picture).adjusted(kCardEdge, kCardEdge, -kCardEdge, -kCardEdge),
                 *picture_, theme);
  painter.setClipping(false);
  painter.setPen(hasFocus()                 ? QPen(theme.accent, 2)
                 : underMouse() || isDown() ? QPen(theme.muted, 1)
                                            : QPen(theme.line, 1));
  painter.drawPath(shape);

  const int line = fontMetrics().lineSpacing();
  QRect text(kCardEdge, pictureHeight + kCardEdge, width() - 2 * kCardEdge, line);
  QFont bold = font();
  bold.setWeight(QFont::DemiBold);
  painter.setFont(bold);
  painter.setPen(theme.text);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(bold).elidedText(this->text(), Qt::ElideRight, text.width()));
  painter.setFont(font());
  painter.setPen(theme.muted);
  text.translate(0, line + 2);
  painter.drawText(QRect(text.topLeft(), QSize(text.width(), kSummaryLines * line)),
                   Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, summary_);
  text.moveTop(height() - kCardEdge - line);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, size_);
}

}  // namespace loom::ui
