#include "ui/panels/compare_popup.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/charts/run_style.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kPopupWidth = 380, kPopupHeight = 320;
constexpr int kBox = 16;          // the box to check
constexpr int kSampleWidth = 30;  // of a run's line

}  // namespace

RunList::RunList(CompareRuns& runs, QObject* parent) : QAbstractListModel(parent), runs_(runs) {
  connect(&runs, &CompareRuns::changed, this, &RunList::fill);
  fill();
}

void RunList::setWords(const QString& words) {
  words_ = words;
  fill();
}

void RunList::fill() {
  QStringList ids;
  const QStringList words = words_.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  for (const CompareRuns::Item& item : runs_.items()) {
    const QString text = CompareRuns::title(item) + QLatin1Char(' ') + item.result;
    const bool fits = std::ranges::all_of(
        words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    if (fits) ids << item.id;
  }
  if (ids != ids_) {
    beginResetModel();
    ids_ = ids;
    endResetModel();
  } else if (!ids_.isEmpty()) {
    emit dataChanged(index(0), index(static_cast<int>(ids_.size()) - 1));
  }
}

const CompareRuns::Item* RunList::itemAt(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= ids_.size()) return nullptr;
  const auto& items = runs_.items();
  const auto found = std::ranges::find(items, ids_[index.row()], &CompareRuns::Item::id);
  return found == items.end() ? nullptr : &*found;
}

int RunList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(ids_.size());
}

QVariant RunList::data(const QModelIndex& index, int role) const {
  const CompareRuns::Item* item = itemAt(index);
  if (!item) return {};
  switch (role) {
    case Qt::DisplayRole:
      return CompareRuns::title(*item);
    case Qt::AccessibleDescriptionRole:
      return item->problem.isEmpty() ? item->result : item->problem;
    case Qt::ToolTipRole:
      return item->problem.isEmpty() ? QVariant() : QVariant(item->problem);
    case Qt::CheckStateRole:
      return item->chosen ? Qt::Checked : Qt::Unchecked;
    case ResultRole:
      return item->result;
    case ProblemRole:
      return item->problem;
    case LoadingRole:
      return item->loading;
    case StyleRole:
      return item->chosen ? QVariant(item->style) : QVariant();
    default:
      return {};
  }
}

bool RunList::setData(const QModelIndex& index, const QVariant& value, int role) {
  const CompareRuns::Item* item = itemAt(index);
  if (!item || role != Qt::CheckStateRole) return false;
  runs_.setChosen(item->id, value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags RunList::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
         Qt::ItemNeverHasChildren;
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
  const Theme& theme = Theme::of(option.widget);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRect row = option.rect.adjusted(4, 1, -4, -1);
  if (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus)) {
    painter->setPen(option.state & QStyle::State_HasFocus ? QPen(theme.accent) : QPen(Qt::NoPen));
    painter->setBrush(theme.chip);
    painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  }
  const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  const QRectF box(row.left() + 8, row.center().y() - kBox / 2 + 0.5, kBox, kBox);
  painter->setPen(QPen(checked ? theme.accent : theme.muted, 1));
  painter->setBrush(checked ? theme.accent : theme.field);
  painter->drawRoundedRect(box, 4, 4);
  if (checked) {
    painter->setPen(QPen(theme.accentText, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{box.topLeft() + QPointF(4, 8.5),
                                    box.topLeft() + QPointF(7, 11.5),
                                    box.topLeft() + QPointF(12, 5)});
  }
  const int left = row.left() + 8 + kBox + 10;
  const QVariant style = index.data(RunList::StyleRole);
  if (style.isValid()) {
    painter->setPen(runPen(theme, style.toInt(), 2));
    const qreal y = row.center().y() + 0.5;
    painter->drawLine(QPointF(row.right() - 8 - kSampleWidth, y), QPointF(row.right() - 8, y));
  }
  const QFontMetrics metrics(option.font);
  const int width = row.right() - 8 - kSampleWidth - 8 - left;
  QRect line(left, row.top() + 5, width, metrics.height());
  painter->setFont(option.font);
  painter->setPen(theme.text);
  painter->drawText(line, Qt::AlignVCenter,
                    metrics.elidedText(index.data().toString(), Qt::ElideRight, width));
  QString below = index.data(RunList::ResultRole).toString();
  const QString problem = index.data(RunList::ProblemRole).toString();
  if (index.data(RunList::LoadingRole).toBool()) below = tr("reading its curves...");
  if (!problem.isEmpty()) below = problem;
  line.translate(0, metrics.height() + 1);
  painter->setPen(problem.isEmpty() ? theme.muted : theme.error);
  painter->drawText(line, Qt::AlignVCenter, metrics.elidedText(below, Qt::ElideMiddle, width));
  painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {200, 2 * QFontMetrics(option.font).height() + 14};
}

bool RunDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&,
                              const QModelIndex& index) {
  // The whole row is the box.
  if (event->type() != QEvent::MouseButtonRelease ||
      static_cast<QMouseEvent*>(event)->button() != Qt::LeftButton)
    return false;
  const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  return model->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

ComparePopup::ComparePopup(CompareRuns& runs, QWidget* parent)
    : QFrame(parent, Qt::Popup), runs_(runs) {
  setProperty("role", "card");
  model_ = new RunList(runs, this);
  search_ = new QLineEdit(this);
  search_->setClearButtonEnabled(true);
  list_ = new QListView(this);
  list_->setModel(model_);
  list_->setItemDelegate(new RunDelegate(list_));
  list_->setMouseTracking(true);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->viewport()->setAutoFillBackground(false);
  empty_ = new QLabel(this);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setContentsMargins(16, 16, 16, 16);
  none_ = new QPushButton(this);
  none_->setProperty("quiet", true);
  none_->setAutoDefault(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(search_);
  layout->addWidget(list_, 1);
  layout->addWidget(empty_, 1);
  layout->addWidget(none_, 0, Qt::AlignRight);
  search_->installEventFilter(this);
  list_->installEventFilter(this);
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& words) {
    model_->setWords(words);
    showState();
  });
  connect(none_, &QPushButton::clicked, &runs, &CompareRuns::chooseNone);
  connect(&runs, &CompareRuns::changed, this, &ComparePopup::showState);
  retranslate();
}

void ComparePopup::showBelow(QWidget* button) {
  runs_.refresh();
  search_->clear();
  showState();
  resize(grown(kPopupWidth, this), grown(kPopupHeight, this));
  const QRect screen = button->screen()->availableGeometry();
  QPoint at = button->mapToGlobal(QPoint(button->width() - width(), button->height() + 2));
  if (at.y() + height() > screen.bottom())
    at.setY(button->mapToGlobal(QPoint(0, 0)).y() - height() - 2);
  at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
  move(at);
  show();
  search_->setFocus(Qt::PopupFocusReason);
}

void ComparePopup::showState() {
  const bool any = model_->rowCount() > 0;
  list_->setVisible(any);
  empty_->setVisible(!any);
  none_->setEnabled(std::ranges::any_of(runs_.items(), &CompareRuns::Item::chosen));
  if (any) return;
  empty_->setText(runs_.isSearching() ? tr("Looking for runs...")
                  : !runs_.items().empty()
                      ? tr("No run has these words.")
                      : tr("Past runs of this project stand here. Save the project and train: each "
                           "run is kept in a folder beside it."));
}

void ComparePopup::toggleCurrent() {
  const QModelIndex index = list_->currentIndex();
  if (!index.isValid()) return;
  const bool checked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
  model_->setData(index, checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

bool ComparePopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (watched == search_ && key == Qt::Key_Down && model_->rowCount() > 0) {
    list_->setFocus(Qt::TabFocusReason);
    list_->setCurrentIndex(model_->index(0));
    return true;
  }
  const bool inList = watched == list_;
  if (inList && key == Qt::Key_Up && list_->currentIndex().row() <= 0) {
    search_->setFocus(Qt::TabFocusReason);
    return true;
  }
  if (inList && (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter)) {
    toggleCurrent();
    return true;
  }
  if (key == Qt::Key_Escape) {
    close();
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

void ComparePopup::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ComparePopup::retranslate() {
  search_->setPlaceholderText(tr("Search runs..."));
  search_->setAccessibleName(tr("Search runs"));
  list_->setAccessibleName(tr("Runs to compare with"));
  none_->setText(tr("Compare with none"));
  setAccessibleName(tr("Compare with past runs"));
  showState();
}

}  // namespace loom::ui
