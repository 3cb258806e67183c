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
  // The style sheet's padding is known only as what the hint has beside the words.
  const int words = option.fontMetrics.horizontalAdvance(option.text, Qt::TextShowMnemonic);
  const int missing = QPushButton::sizeHint().width() - width();
  option.text = option.fontMetrics.elidedText(option.text, Qt::ElideRight,
                                              words - std::max(0, missing), Qt::TextShowMnemonic);
  QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
}

}  // namespace loom::ui
