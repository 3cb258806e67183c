#include "ui/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/theme.h"

namespace loom::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), text_(new QLabel(this)), close_(new QToolButton(this)) {
  setObjectName(QStringLiteral("noticeBar"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 6, 8, 6);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  layout->addWidget(text_, 1);
  close_->setProperty("quiet", true);
  close_->setText(QStringLiteral("×"));
  layout->addWidget(close_, 0, Qt::AlignTop);
  connect(close_, &QToolButton::clicked, this, &QWidget::hide);
  retranslate();
  hide();
}

void NoticeBar::showError(const QString& sentence) {
  text_->setText(sentence);
  setAccessibleName(sentence);
  show();
}

QString NoticeBar::sentence() const {
  return isHidden() ? QString() : text_->text();
}

void NoticeBar::retranslate() {
  close_->setToolTip(tr("Close"));
  close_->setAccessibleName(tr("Close this message"));
}

void NoticeBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(QRect(0, 0, 4, height()), theme.error);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

}  // namespace loom::ui
