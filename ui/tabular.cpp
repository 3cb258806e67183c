#include "ui/tabular.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace loom::ui {
namespace {

qreal digitWidth(const QFontMetricsF& metrics) {
  qreal width = 0;
  for (char digit = '0'; digit <= '9'; ++digit)
    width = std::max(width, metrics.horizontalAdvance(QLatin1Char(digit)));
  return width;
}

bool isDigit(QChar c) {
  return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

/// The end of the run of digits, or of other characters, that starts at `from`.
qsizetype runEnd(const QString& text, qsizetype from) {
  const bool digits = isDigit(text[from]);
  qsizetype end = from + 1;
  while (end < text.size() && isDigit(text[end]) == digits) ++end;
  return end;
}

}  // namespace

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text) {
  const qreal digit = digitWidth(metrics);
  qreal width = 0;
  for (qsizetype at = 0; at < text.size();) {
    const qsizetype end = runEnd(text, at);
    width += isDigit(text[at]) ? digit * static_cast<qreal>(end - at)
                               : metrics.horizontalAdvance(text.mid(at, end - at));
    at = end;
  }
  return width;
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text) {
  const QFontMetricsF metrics(painter.font());
  const qreal digit = digitWidth(metrics);
  const qreal width = tabularWidth(metrics, text);
  qreal x = rect.left();
  if (alignment & Qt::AlignRight) x = rect.right() - width;
  if (alignment & Qt::AlignHCenter) x = rect.center().x() - width / 2;
  const qreal y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  for (qsizetype at = 0; at < text.size();) {
    if (isDigit(text[at])) {
      const QString one = text.mid(at, 1);
      painter.drawText(QPointF(x + (digit - metrics.horizontalAdvance(one)) / 2, y), one);
      x += digit;
      ++at;
      continue;
    }
    const qsizetype end = runEnd(text, at);
    const QString run = text.mid(at, end - at);
    painter.drawText(QPointF(x, y), run);
    x += metrics.horizontalAdvance(run);
    at = end;
  }
}

NumberLabel::NumberLabel(Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent), alignment_(alignment) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void NumberLabel::setTone(Tone tone) {
  if (tone == tone_) return;
  tone_ = tone;
  update();
}

void NumberLabel::setText(const QString& text) {
  if (text == text_) return;
  text_ = text;
  setAccessibleDescription(text);
  if (tabularWidth(QFontMetricsF(font()), text) > widestWidth_) reserve(text);
  update();
}

void NumberLabel::reserve(const QString& widest) {
  widest_ = widest;
  measureWidest();
}

void NumberLabel::measureWidest() {
  widestWidth_ = tabularWidth(QFontMetricsF(font()), widest_);
  updateGeometry();
}

QSize NumberLabel::sizeHint() const {
  return {static_cast<int>(std::ceil(widestWidth_)),
          static_cast<int>(std::ceil(QFontMetricsF(font()).height()))};
}

QSize NumberLabel::minimumSizeHint() const {
  return sizeHint();
}

void NumberLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(tabularFont(font()));
  const Theme& theme = Theme::of(this);
  painter.setPen(tone_ == Tone::Muted   ? theme.muted
                 : tone_ == Tone::Error ? theme.error
                                        : theme.text);
  const QFontMetricsF metrics(painter.font());
  const bool fits = tabularWidth(metrics, text_) <= width() + 1;
  drawTabular(painter, rect(), alignment_,
              fits ? text_ : metrics.elidedText(text_, Qt::ElideRight, width()));
}

void NumberLabel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) measureWidest();
}

QString groupedNumber(qint64 value) {
  QString digits = QString::number(std::abs(value));
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x202F));
  return value < 0 ? QChar(0x2212) + digits : digits;
}

QString percentText(double share, int decimals) {
  if (!std::isfinite(share)) return QString(QChar(0x2013));
  return QString::number(share * 100, 'f', decimals) + QChar(0x202F) + QLatin1Char('%');
}

QString durationText(double seconds) {
  const qint64 whole = std::isfinite(seconds) ? static_cast<qint64>(std::max(0.0, seconds)) : 0;
  const QString tail = QStringLiteral("%1:%2")
                           .arg(whole / 60 % 60, whole >= 3600 ? 2 : 1, 10, QLatin1Char('0'))
                           .arg(whole % 60, 2, 10, QLatin1Char('0'));
  return whole >= 3600 ? QStringLiteral("%1:%2").arg(whole / 3600).arg(tail) : tail;
}

}  // namespace loom::ui
