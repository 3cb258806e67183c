#include "ui/panels/fix_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

FixButton::FixButton(const QString& label, QWidget* parent) : QPushButton(parent) {
  setText(QString(label).replace(QLatin1Char('&'), QLatin1String("&&")));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);  // may shrink
  setAccessibleName(label);
  setToolTip(label + QLatin1Char('\n') + tr("One step; undo takes it back."));
}

QSize FixButton::minimumSizeHint() const {
  return {10 * kGrid, QPushButton::minimumSizeHint().height()};
}

void FixButton::paintEvent(QPaintEvent*) {
  QStyleOptionButton option;
  initStyleOption(&option);
  const QRect inside = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this);
  // The style sheet's padding is known only as what the hint has beside the words.
  const int beside = QPushButton::sizeHint().width() -
                     option.fontMetrics.horizontalAdvance(option.text, Qt::TextShowMnemonic);
  option.text = option.fontMetrics.elidedText(
      option.text, Qt::ElideRight, std::min(inside.width(), width() - std::max(0, beside)) + 1,
      Qt::TextShowMnemonic);
  QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
}

}  // namespace loom::ui
