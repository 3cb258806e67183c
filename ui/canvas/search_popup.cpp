#include "ui/canvas/search_popup.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/layers/layer_type.h"
#include "ui/engine_text.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr QSize kPopupSize(280, 360);
constexpr int kAboutLines = 3;

}  // namespace

SearchPopup::SearchPopup(QWidget* parent)
    : QFrame(parent),
      field_(new QLineEdit(this)),
      list_(new QListWidget(this)),
      about_(new QLabel(this)) {
  setObjectName(QStringLiteral("searchPopup"));
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  layout->setSpacing(kGrid);
  layout->addWidget(field_);
  layout->addWidget(list_);
  layout->addWidget(about_);
  about_->setWordWrap(true);
  about_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  about_->setProperty("role", "muted");
  list_->setFocusPolicy(Qt::NoFocus);
  setFocusPolicy(Qt::ClickFocus);  // a click on the list leaves the keyboard with the field
  setFocusProxy(field_);
  list_->setUniformItemSizes(true);
  list_->setFrameShape(QFrame::NoFrame);
  field_->installEventFilter(this);
  connect(field_, &QLineEdit::textChanged, this, &SearchPopup::refill);
  connect(list_, &QListWidget::itemClicked, this, &SearchPopup::take);
  connect(list_, &QListWidget::currentItemChanged, this, &SearchPopup::showAbout);
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

void SearchPopup::open(QPoint at, std::vector<SearchEntry> entries,
                       std::function<void(const loom::LayerType&)> chosen) {
  entries_ = std::move(entries);
  uses_ = layerUses();
  chosen_ = std::move(chosen);
  field_->clear();
  about_->setFixedHeight(kAboutLines * about_->fontMetrics().lineSpacing());
  refill();
  const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
  setFixedSize(QSize(grown(kPopupSize.width(), this), grown(kPopupSize.height(), this))
                   .boundedTo(room.size()));
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
  list_->clear();
  const Theme& theme = Theme::of(this);
  for (const SearchEntry& entry : searched(entries_, field_->text(), uses_)) {
    const QString name = QString::fromStdString(entry.type->name);
    const QString synonym = searchMatch(*entry.type, field_->text()).synonym;
    auto* item = new QListWidgetItem(
        squareIcon(theme.category(entry.type->category), 0.5),
        synonym.isEmpty() ? name : name + QStringLiteral(" · ") + synonym, list_);
    item->setData(Qt::UserRole, name);
    item->setToolTip(entry.reason.isEmpty() ? engineText(entry.type->summary) : entry.reason);
    if (!entry.reason.isEmpty()) item->setForeground(theme.muted);
  }
  if (list_->count() == 0) {
    auto* none = new QListWidgetItem(
        entries_.empty() ? tr("No layer fits here.") : tr("No layer of that name."), list_);
    none->setFlags(Qt::NoItemFlags);
  }
  list_->setCurrentRow(0);
}

void SearchPopup::showAbout() {
  const QListWidgetItem* item = list_->currentItem();
  about_->setText(item ? item->toolTip() : QString());
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
