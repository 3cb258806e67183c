#include "ui/panels/class_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/focus_ring.h"
#include "ui/panels/class_model.h"
#include "ui/panels/flow_layout.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

/// Figures of one width, and a selection that is seen in both themes.
class ClassDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Theme& theme = Theme::of(option.palette);
    painter->save();
    if (option.state & QStyle::State_Selected) {
      QColor fill = theme.accent;
      fill.setAlphaF(option.state & QStyle::State_Active ? 0.2F : 0.12F);
      painter->fillRect(option.rect, fill);
    }
    painter->setFont(option.font);
    painter->setPen(theme.text);
    const QRect inner = option.rect.adjusted(kGrid, 0, -kGrid, 0);
    const QString text = index.data().toString();
    if (ClassModel::isNumber(index.column()))
      drawTabular(*painter, inner, Qt::AlignRight, text);
    else
      painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                        option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
  }
};

}  // namespace

ClassTable::ClassTable(QWidget* parent)
    : QWidget(parent),
      model_(new ClassModel(this)),
      table_(new QTableView(this)),
      csv_(new QToolButton(this)),
      markdown_(new QToolButton(this)) {
  table_->setModel(model_);
  table_->setItemDelegate(new ClassDelegate(table_));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionsClickable(true);
  table_->setMinimumSize(80, 60);
  table_->installEventFilter(this);
  new FocusRing(table_);
  auto* tools = new QWidget(this);
  auto* row = new FlowLayout(4, tools);
  for (QToolButton* button : {csv_, markdown_}) {
    button->setProperty("quiet", true);
    row->addWidget(button);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(tools);
  column->addWidget(table_, 1);
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, &ClassTable::turnSort);
  connect(table_, &QTableView::doubleClicked, this, &ClassTable::choose);
  connect(csv_, &QToolButton::clicked, this, [this] { copy(model_->csv()); });
  connect(markdown_, &QToolButton::clicked, this, [this] { copy(model_->markdown()); });
  retranslate();
}

void ClassTable::show(std::shared_ptr<const loom::EvaluationReport> report) {
  model_->show(std::move(report));
  fitTable();
}

/// Figures from the greatest, names from A; then the other way; then by number.
void ClassTable::turnSort(int column) {
  const auto first = ClassModel::isNumber(column) ? Qt::DescendingOrder : Qt::AscendingOrder;
  const auto second = first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
  if (sorted_ != column) {
    sorted_ = column;
    direction_ = first;
  } else if (direction_ == first) {
    direction_ = second;
  } else {
    sorted_ = -1;
  }
  model_->sort(sorted_, direction_);
}

void ClassTable::choose() {
  const QModelIndex index = table_->currentIndex();
  if (!index.isValid()) return;
  const int which = model_->classAt(index.row());
  emit classChosen(which, model_->confusedWith(which));
}

void ClassTable::copy(const QString& text) {
  QApplication::clipboard()->setText(text);
}

bool ClassTable::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  if (!isKey) return QWidget::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool copies = key->matches(QKeySequence::Copy);
  const bool enters = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  if (!copies && !enters) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::ShortcutOverride) {  // else the canvas would copy its layers
    event->accept();
    return true;
  }
  if (copies) copy(model_->markdown());
  if (enters) choose();
  return true;
}

void ClassTable::fitTable() {
  const int height = std::max(22, fontMetrics().height() + 6);
  table_->verticalHeader()->setMinimumSectionSize(height);
  table_->verticalHeader()->setDefaultSectionSize(height);
  if (model_->rowCount() == 0) return;
  table_->resizeColumnsToContents();
  for (int column = 0; column < ClassModel::ColumnCount; ++column)
    table_->setColumnWidth(column, table_->columnWidth(column) + 2 * kGrid);
}

void ClassTable::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange) fitTable();
}

void ClassTable::retranslate() {
  table_->setAccessibleName(tr("Figures of each class"));
  csv_->setText(tr("Copy as CSV"));
  markdown_->setText(tr("Copy as Markdown"));
  emit model_->headerDataChanged(Qt::Horizontal, 0, ClassModel::ColumnCount - 1);
  fitTable();
}

}  // namespace loom::ui
