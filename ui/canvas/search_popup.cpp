#include "ui/canvas/search_popup.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/layers/layer_type.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr QSize kPopupSize(280, 320);

QIcon categoryIcon(const QColor& colour) {
  QPixmap dot(16, 16);
  dot.fill(Qt::transparent);
  QPainter painter(&dot);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(4, 4, 8, 8), 2, 2);
  return QIcon(dot);
}

/// The letters of `words` in order, with others between them.
bool isSpreadOver(const QString& words, const QString& text) {
  qsizetype at = 0;
  for (QChar letter : words) {
    at = text.indexOf(letter, at, Qt::CaseInsensitive);
    if (at < 0) return false;
    ++at;
  }
  return true;
}

}  // namespace

int searchRank(const loom::LayerType& type, const QString& words) {
  const QString wanted = words.trimmed();
  if (wanted.isEmpty()) return 1;
  const QString name = QString::fromStdString(type.name);
  if (name.compare(wanted, Qt::CaseInsensitive) == 0) return 6;
  if (name.startsWith(wanted, Qt::CaseInsensitive)) return 5;
  if (name.contains(wanted, Qt::CaseInsensitive)) return 4;
  if (engineText(std::string(loom::categoryName(type.category)))
          .startsWith(wanted, Qt::CaseInsensitive))
    return 3;
  if (wanted.size() >= 3 && engineText(type.summary).contains(wanted, Qt::CaseInsensitive))
    return 2;
  return isSpreadOver(wanted, name) ? 1 : 0;
}

SearchPopup::SearchPopup(QWidget* parent)
    : QFrame(parent), field_(new QLineEdit(this)), list_(new QListWidget(this)) {
  setObjectName(QStringLiteral("searchPopup"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  layout->setSpacing(kGrid);
  layout->addWidget(field_);
  layout->addWidget(list_);
  list_->setFocusPolicy(Qt::NoFocus);
  setFocusPolicy(Qt::ClickFocus);  // a click on the list leaves the keyboard with the field
  setFocusProxy(field_);
  list_->setUniformItemSizes(true);
  list_->setFrameShape(QFrame::NoFrame);
  field_->installEventFilter(this);
  connect(field_, &QLineEdit::textChanged, this, &SearchPopup::refill);
  connect(list_, &QListWidget::itemClicked, this, &SearchPopup::take);
  retranslate();
  hide();
}

void SearchPopup::retranslate() {
  field_->setPlaceholderText(tr("Search layers…"));
  field_->setAccessibleName(tr("Search layers"));
  list_->setAccessibleName(tr("Layers that can be added here"));
}

void SearchPopup::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void SearchPopup::open(QPoint at, std::vector<const loom::LayerType*> types,
                       std::function<void(const loom::LayerType&)> chosen) {
  types_ = std::move(types);
  chosen_ = std::move(chosen);
  field_->clear();
  refill();
  const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
  setFixedSize(kPopupSize.boundedTo(room.size()));
  move(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())),
       std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  show();
  raise();
  field_->setFocus(Qt::PopupFocusReason);
}

void SearchPopup::dismiss() {
  if (isHidden()) return;
  chosen_ = nullptr;
  const bool focused = field_->hasFocus();
  hide();
  if (focused) parentWidget()->setFocus();
}

void SearchPopup::refill() {
  std::vector<std::pair<int, const loom::LayerType*>> ranked;
  for (const loom::LayerType* type : types_) {
    if (const int rank = searchRank(*type, field_->text())) ranked.emplace_back(rank, type);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  list_->clear();
  const Theme& theme = Theme::of(this);
  for (const auto& [rank, type] : ranked) {
    auto* item = new QListWidgetItem(categoryIcon(theme.category(type->category)),
                                     QString::fromStdString(type->name), list_);
    item->setData(Qt::UserRole, QString::fromStdString(type->name));
    item->setToolTip(engineText(type->summary));
  }
  if (list_->count() == 0) {
    auto* none = new QListWidgetItem(
        types_.empty() ? tr("No layer fits here.") : tr("No layer of that name."), list_);
    none->setFlags(Qt::NoItemFlags);
  }
  list_->setCurrentRow(0);
}

void SearchPopup::take(QListWidgetItem* item) {
  const QString name = item ? item->data(Qt::UserRole).toString() : QString();
  const loom::LayerType* type = loom::findLayerType(name.toStdString());
  if (!type) return;
  const auto chosen = std::exchange(chosen_, nullptr);
  dismiss();
  if (chosen) chosen(*type);
}

void SearchPopup::step(int rows) {
  list_->setCurrentRow(std::clamp(list_->currentRow() + rows, 0, std::max(0, list_->count() - 1)));
}

bool SearchPopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut && isVisible()) {
    if (static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) dismiss();
  }
  if (event->type() == QEvent::KeyPress) {
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Escape:
        dismiss();
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
      case Qt::Key_Tab:
        take(list_->currentItem());
        return true;
      case Qt::Key_Down:
        step(1);
        return true;
      case Qt::Key_Up:
        step(-1);
        return true;
      case Qt::Key_PageDown:
        step(8);
        return true;
      case Qt::Key_PageUp:
        step(-8);
        return true;
      default:
        break;
    }
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace loom::ui
