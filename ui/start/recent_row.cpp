#include "ui/start/recent_row.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kRowEdge = 8;
constexpr int kRemoveSide = 28;
constexpr int kLeastRowWidth = 200;
constexpr int kUsualRowWidth = 320;

QString withTilde(const QString& path) {
  const QString home = QDir::homePath();
  return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}
}  // namespace

RecentRow::RecentRow(RecentFile file, QWidget* parent)
    : QAbstractButton(parent), file_(std::move(file)), remove_(new QToolButton(this)) {
  setText(QFileInfo(file_.path).fileName());
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  if (!isMissing()) setCursor(Qt::PointingHandCursor);
  remove_->setProperty("quiet", true);
  remove_->setText(QStringLiteral("×"));
  remove_->setCursor(Qt::ArrowCursor);
  remove_->setFocusPolicy(Qt::NoFocus);  // the row's Delete key does the same
  connect(remove_, &QToolButton::clicked, this, [this] { emit removeWanted(file_.path); });
  retranslate();
}

void RecentRow::retranslate() {
  state_ = isMissing()
               ? tr("This file is gone.")
               : tr("Changed %1").arg(file_.changed.toString(QStringLiteral("yyyy-MM-dd HH:mm")));
  setAccessibleName(text());
  setAccessibleDescription(file_.path + QStringLiteral(". ") + state_ + QLatin1Char(' ') +
                           tr("Take off the list (Delete)"));
  setToolTip(file_.path);
  remove_->setAccessibleName(tr("Take %1 off the list").arg(text()));
  remove_->setToolTip(tr("Take off the list (Delete)"));
  update();
}

void RecentRow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QAbstractButton::changeEvent(event);
}

QSize RecentRow::sizeHint() const {
  return {grown(kUsualRowWidth, this), 3 * fontMetrics().lineSpacing() + 2 * kRowEdge};
}

QSize RecentRow::minimumSizeHint() const {
  return {kLeastRowWidth, sizeHint().height()};
}

void RecentRow::resizeEvent(QResizeEvent*) {
  remove_->setGeometry(width() - kRemoveSide - 4, (height() - kRemoveSide) / 2, kRemoveSide,
                       kRemoveSide);
}

void RecentRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
    emit removeWanted(file_.path);
    return;
  }
  QAbstractButton::keyPressEvent(event);
}

void RecentRow::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF body = QRectF(rect()).adjusted(1, 1, -1, -1);
  if (underMouse() && !isMissing()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.chip);
    painter.drawRoundedRect(body, kRadius, kRadius);
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(body, kRadius, kRadius);
  }
  const int line = fontMetrics().lineSpacing();
  QRect place(kRowEdge, kRowEdge, width() - 2 * kRowEdge - kRemoveSide, line);
  const auto write = [&](const QString& text, Qt::TextElideMode elide) {
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, elide, place.width()));
    place.translate(0, line);
  };
  painter.setPen(isMissing() ? theme.muted : theme.text);
  write(text(), Qt::ElideMiddle);
  painter.setPen(theme.muted);
  write(withTilde(QFileInfo(file_.path).path()), Qt::ElideMiddle);
  write(state_, Qt::ElideRight);
}

}  // namespace loom::ui
