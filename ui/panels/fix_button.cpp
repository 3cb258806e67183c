#include "ui/panels/fix_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kWords = Qt::AlignCenter | Qt::TextWordWrap | Qt::TextShowMnemonic;
}

FixButton::FixButton(const QString& label, QWidget* parent) : QPushButton(parent) {
  setText(QString(label).replace(QLatin1Char('&'), QLatin1String("&&")));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);  // may shrink to lines
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setAccessibleName(label);
  setToolTip(label + QLatin1Char('\n') + tr("One step; undo takes it back."));
}

QSize FixButton::minimumSizeHint() const {
  return {10 * kGrid, QPushButton::minimumSizeHint().height()};
}

QSize FixButton::wordsIn(int width) const {
  ensurePolished();
  const QRect room(0, 0, std::max(1, width - around().width()), 1 << 16);
  return fontMetrics().boundingRect(room, kWords, text()).size();
}

/// What the style sheet has beside the words is known only from what the hint has.
QSize FixButton::around() const {
  const QSize line = fontMetrics().size(Qt::TextShowMnemonic, text());
  return QPushButton::sizeHint() - line;
}

int FixButton::heightForWidth(int width) const {
  return wordsIn(width).height() + around().height();
}

void FixButton::paintEvent(QPaintEvent*) {
  QStyleOptionButton option;
  initStyleOption(&option);
  QStylePainter painter(this);
  const int margin = around().width() / 2;
  if (width() >= QPushButton::sizeHint().width()) {
    painter.drawControl(QStyle::CE_PushButton, option);
    return;
  }
  painter.drawControl(QStyle::CE_PushButtonBevel, option);
  const Theme& theme = Theme::of(this);
  painter.setPen(property("accent").toBool() ? theme.accentText : theme.text);
  painter.drawText(rect().adjusted(margin, 0, -margin, 0), kWords, text());
}

}  // namespace loom::ui
