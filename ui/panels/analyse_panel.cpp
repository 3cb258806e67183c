#include "ui/panels/analyse_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "ui/document.h"
#include "ui/focus_ring.h"
#include "ui/panels/analyse_delegate.h"
#include "ui/panels/analyse_model.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kLeastRow = 26;
constexpr int kLeastText = 64;      // of a column of words
constexpr int kBarRoom = 96;        // beside a share, where there is room
constexpr int kWordColumns = 3;     // name, type, shape
constexpr std::size_t kMany = 500;  // layers; fewer cost less than a millisecond

int rowHeight(const QWidget* widget) {
  return std::max(kLeastRow, widget->fontMetrics().height() + 8);
}

}  // namespace

/// The totals, under their columns.
class AnalysePanel::Footer : public QWidget {
 public:
  Footer(const QTableView& table, const AnalyseModel& model, QWidget* parent)
      : QWidget(parent), table_(table), model_(model) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  }
  QSize sizeHint() const override { return {0, rowHeight(this) + 2}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, theme.line);
    painter.setPen(theme.text);
    for (int column = 0; column < AnalyseModel::ColumnCount; ++column) {
      QFont strong = font();
      strong.setWeight(QFont::DemiBold);
      painter.setFont(strong);
      const QRect cell(table_.columnViewportPosition(column), 1, table_.columnWidth(column),
                       height() - 1);
      AnalyseDelegate::drawText(painter, cell, column, model_.total(column));
    }
  }

 private:
  const QTableView& table_;
  const AnalyseModel& model_;
};

AnalysePanel::AnalysePanel(Document& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      model_(new AnalyseModel(this)),
      table_(new QTableView(this)),
      empty_(new QLabel(this)) {
  setObjectName(QStringLiteral("analysePanel"));
  makeTable();
  tools_ = makeTools();
  footer_ = new Footer(*table_, *model_, this);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setContentsMargins(kGrid, 4, kGrid, 0);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kGrid, kGrid, kGrid, 0);
  layout->setSpacing(0);
  layout->addWidget(tools_);
  layout->addWidget(table_, 1);
  layout->addWidget(footer_);
  layout->addWidget(empty_, 0, Qt::AlignTop);
  connect(&document_, &Document::changed, this, &AnalysePanel::refresh);
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, &AnalysePanel::turnSort);
  connect(table_->horizontalScrollBar(), &QScrollBar::valueChanged, footer_,
          qOverload<>(&QWidget::update));
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!following_) choose();
  });
  connect(table_, &QAbstractItemView::activated, this, &AnalysePanel::choose);
  retranslate();
  showRows();
}

void AnalysePanel::makeTable() {
  table_->setObjectName(QStringLiteral("analyseTable"));
  table_->setModel(model_);
  table_->setItemDelegate(new AnalyseDelegate(table_));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->setFrameShape(QFrame::NoFrame);
  new FocusRing(table_);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  fitRows();
  QHeaderView* header = table_->horizontalHeader();
  header->setSectionResizeMode(QHeaderView::Fixed);
  header->setMinimumSectionSize(24);
  header->setSectionsClickable(true);
  header->setHighlightSections(false);
  table_->installEventFilter(this);
  table_->viewport()->installEventFilter(this);
}

QWidget* AnalysePanel::makeTools() {
  auto* tools = new QWidget(this);
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(kGrid, 0, 0, 4);
  row->setSpacing(4);
  note_ = new QLabel(tools);
  note_->setProperty("role", "muted");
  note_->setWordWrap(true);
  row->addWidget(note_, 1);
  const auto button = [&] {
    auto* made = new QToolButton(tools);
    made->setProperty("quiet", true);
    row->addWidget(made);
    return made;
  };
  sort_ = button();
  sort_->setPopupMode(QToolButton::InstantPopup);
  sort_->setMenu(new QMenu(sort_));
  connect(sort_->menu(), &QMenu::aboutToShow, this, &AnalysePanel::fillSortMenu);
  csv_ = button();
  markdown_ = button();
  connect(csv_, &QToolButton::clicked, this, &AnalysePanel::copyCsv);
  connect(markdown_, &QToolButton::clicked, this, &AnalysePanel::copyMarkdown);
  return tools;
}

void AnalysePanel::refresh() {
  stale_ = true;
  if (!isVisible()) return;
  if (document_.graph().nodes.size() < kMany)
    showRows();
  else  // in an event of its own: the edit has taken its time
    QTimer::singleShot(0, this, [this] {
      if (stale_ && isVisible()) showRows();
    });
}

void AnalysePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) showRows();
  applySelection();
}

void AnalysePanel::showRows() {
  stale_ = false;
  const int scrolled = table_->verticalScrollBar()->value();
  following_ = true;  // rows that come and go choose nothing
  model_->show(document_.graph(), document_.analysis());
  following_ = false;
  const bool any = model_->rowCount() > 0;
  for (QWidget* part : {static_cast<QWidget*>(table_), static_cast<QWidget*>(footer_), tools_})
    part->setVisible(any);
  empty_->setVisible(!any);
  fitColumns();
  footer_->setAccessibleDescription(model_->total(AnalyseModel::Parameters) + QLatin1Char(' ') +
                                    model_->total(AnalyseModel::Flops));
  footer_->update();
  table_->verticalScrollBar()->setValue(scrolled);
  applySelection();
}

void AnalysePanel::setSelection(const QStringList& ids) {
  selection_ = ids;
  if (isVisible() && !stale_) applySelection();
}

QStringList AnalysePanel::chosen() const {
  QStringList ids;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows())
    ids << model_->idAt(index.row());
  return ids;
}

void AnalysePanel::applySelection() {
  std::vector<int> rows;
  for (const QString& id : selection_) {
    if (const int row = model_->rowOf(id); row >= 0) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  std::vector<int> now;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows())
    now.push_back(index.row());
  std::sort(now.begin(), now.end());
  if (rows == now) return;
  QItemSelection selection;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t first = i;
    while (i + 1 < rows.size() && rows[i + 1] == rows[i] + 1) ++i;
    selection.select(model_->index(rows[first], 0),
                     model_->index(rows[i], AnalyseModel::ColumnCount - 1));
  }
  following_ = true;
  QItemSelectionModel* chosenRows = table_->selectionModel();
  chosenRows->select(selection, QItemSelectionModel::ClearAndSelect);
  if (!rows.empty()) {
    const QModelIndex first = model_->index(rows.front(), 0);
    chosenRows->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    table_->scrollTo(first);
  }
  following_ = false;
}

void AnalysePanel::choose() {
  selection_ = chosen();
  emit nodesChosen(selection_);
}

/// Words from A on first, numbers from the greatest; then the other way; then as the network runs.
void AnalysePanel::turnSort(int column) {
  const Qt::SortOrder first =
      AnalyseModel::isNumber(column) ? Qt::DescendingOrder : Qt::AscendingOrder;
  const Qt::SortOrder second =
      first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
  if (model_->sortedColumn() != column)
    model_->sort(column, first);
  else if (model_->sortOrder() == first)
    model_->sort(column, second);
  else
    model_->sort(-1);
}

void AnalysePanel::fillSortMenu() {
  QMenu* menu = sort_->menu();
  menu->clear();
  auto* group = new QActionGroup(menu);
  const auto add = [&](const QString& text, bool now, auto run) {
    QAction* action = menu->addAction(text, this, run);
    action->setCheckable(true);
    action->setChecked(now);
    group->addAction(action);
  };
  add(tr("Network's order"), model_->sortedColumn() < 0, [this] { model_->sort(-1); });
  for (int column = 0; column < AnalyseModel::ColumnCount; ++column) {
    if (AnalyseModel::isShare(column)) continue;  // the same order as what they are shares of
    add(model_->longTitle(column), model_->sortedColumn() == column,
        [this, column] { turnSort(column); });
  }
}

void AnalysePanel::copyCsv() {
  QApplication::clipboard()->setText(model_->csv());
  emit message(tr("The table is in the clipboard as CSV."));
}

void AnalysePanel::copyMarkdown() {
  QApplication::clipboard()->setText(model_->markdown());
  emit message(tr("The table is in the clipboard as Markdown."));
}

bool AnalysePanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_->viewport() && event->type() == QEvent::Resize) fitColumns();
  const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  if (watched != table_ || !isKey) return QWidget::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool copies = key->matches(QKeySequence::Copy);
  const bool enters = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  if (!copies && !enters) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::ShortcutOverride) {  // else the canvas would copy its layers
    event->accept();
    return true;
  }
  if (copies) copyMarkdown();
  if (enters) choose();
  return true;
}

void AnalysePanel::fitRows() {
  table_->verticalHeader()->setMinimumSectionSize(rowHeight(this));
  table_->verticalHeader()->setDefaultSectionSize(rowHeight(this));
}

/// Figures get the room they need, words share the rest; what is left over goes to the bars and the
/// names.
void AnalysePanel::fitColumns() {
  if (model_->rowCount() == 0) return;
  QFont strong = table_->font();
  strong.setWeight(QFont::DemiBold);  // as the totals and titles are
  const QFontMetrics metrics(strong);
  std::vector<int> widths(AnalyseModel::ColumnCount);
  for (int column = 0; column < AnalyseModel::ColumnCount; ++column) {
    int& width = widths[static_cast<std::size_t>(column)];
    width = metrics.horizontalAdvance(AnalyseModel::sortMark(Qt::AscendingOrder) +
                                      model_->title(column)) +
            2 * kGrid;
    for (const QString& text : model_->longest(column))
      width = std::max(width, AnalyseDelegate::width(strong, column, text));
  }
  int spare = table_->viewport()->width() - std::accumulate(widths.begin(), widths.end(), 0);
  while (spare < 0) {  // the widest words give way first
    const auto widest = std::max_element(widths.begin(), widths.begin() + kWordColumns);
    if (*widest <= kLeastText) break;
    --*widest;
    ++spare;
  }
  for (int column = 0; spare > 0 && column < AnalyseModel::ColumnCount; ++column) {
    if (!AnalyseModel::isShare(column)) continue;
    const int given = std::min(kBarRoom, spare / 2);
    widths[static_cast<std::size_t>(column)] += given;
    spare -= given;
  }
  if (spare > 0) widths[AnalyseModel::Name] += spare;
  for (int column = 0; column < AnalyseModel::ColumnCount; ++column)
    table_->setColumnWidth(column, widths[static_cast<std::size_t>(column)]);
  footer_->update();
}

void AnalysePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    refresh();
  }
  if (event->type() == QEvent::FontChange) {
    fitRows();
    fitColumns();
  }
  QWidget::changeEvent(event);
}

void AnalysePanel::retranslate() {
  table_->setAccessibleName(tr("Layers and their costs"));
  footer_->setAccessibleName(tr("Total"));
  note_->setText(tr("For one sample, forward. A multiply-add counts as two FLOPs."));
  empty_->setText(
      tr("No layers yet. What each one gives and costs will stand here: drag a layer onto the "
         "canvas, or press Tab there."));
  sort_->setText(tr("Sort") + QStringLiteral(" ▾"));
  csv_->setText(tr("Copy as CSV"));
  markdown_->setText(tr("Copy as Markdown"));
  emit model_->headerDataChanged(Qt::Horizontal, 0, AnalyseModel::ColumnCount - 1);
}

}  // namespace loom::ui
