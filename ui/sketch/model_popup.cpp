#include "ui/sketch/model_popup.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/sketch/model_choice.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kModelsWidth = 320, kModelsHeight = 220, kModelHeight = 26;

QPushButton* popupButton(QWidget* parent) {
  auto* button = new QPushButton(parent);
  button->setProperty("quiet", true);
  button->setAutoDefault(false);
  return button;
}

}  // namespace

ModelPopup::ModelPopup(ModelChoice& choice, QWidget* parent)
    : QFrame(parent, Qt::Popup), choice_(choice) {
  setProperty("role", "card");
  list_ = new QListWidget(this);
  list_->setFrameShape(QFrame::NoFrame);
  list_->viewport()->setAutoFillBackground(false);
  empty_ = new QLabel(this);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setContentsMargins(16, 16, 16, 16);
  open_ = popupButton(this);
  none_ = popupButton(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
  column->setSpacing(6);
  column->addWidget(list_, 1);
  column->addWidget(empty_, 1);
  auto* row = new QHBoxLayout;
  row->addWidget(open_);
  row->addStretch(1);
  row->addWidget(none_);
  column->addLayout(row);
  connect(list_, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    if (filling_) return;
    const auto at = static_cast<std::size_t>(list_->row(item));
    const bool chosen = item->checkState() == Qt::Checked;
    // Later: the list is filled anew then, and this row with it.
    const auto choose = [this, files = choice_.items()[at].files, chosen] {
      choice_.setChosen(files, chosen);
    };
    QMetaObject::invokeMethod(this, choose, Qt::QueuedConnection);
  });
  connect(open_, &QPushButton::clicked, this, &ModelPopup::chooseProject);
  connect(none_, &QPushButton::clicked, &choice_, &ModelChoice::chooseNone);
  connect(&choice_, &ModelChoice::changed, this, &ModelPopup::fill);
  retranslate();
}

void ModelPopup::showAt(QWidget* button) {
  choice_.refresh();
  fill();
  resize(grown(kModelsWidth, this), grown(kModelsHeight, this));
  const QRect screen = button->screen()->availableGeometry();
  QPoint at = button->mapToGlobal(QPoint(button->width() - width(), -height() - 2));
  if (at.y() < screen.top()) at.setY(button->mapToGlobal(QPoint(0, button->height() + 2)).y());
  at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
  move(at);
  show();
  (list_->isVisible() ? static_cast<QWidget*>(list_) : open_)->setFocus(Qt::PopupFocusReason);
}

/// The rows are those of the choice, in its order.
void ModelPopup::fill() {
  filling_ = true;
  const auto& items = choice_.items();
  const int current = list_->currentRow();
  const bool full = choice_.chosenCount() >= ModelChoice::kMost;
  list_->clear();
  for (const ModelChoice::Item& item : items) {
    auto* row = new QListWidgetItem(ModelChoice::title(item), list_);
    row->setCheckState(item.chosen ? Qt::Checked : Qt::Unchecked);
    row->setFlags(item.chosen || !full
                      ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                      : Qt::NoItemFlags);
    row->setSizeHint({0, grown(kModelHeight, this)});
    row->setToolTip(QString::fromStdString(item.files.weights));
  }
  list_->setCurrentRow(std::clamp(current, 0, std::max(0, list_->count() - 1)));
  const bool first = list_->isHidden() && !items.empty();
  list_->setVisible(!items.empty());
  empty_->setVisible(items.empty());
  if (first && isVisible()) list_->setFocus(Qt::PopupFocusReason);
  empty_->setText(choice_.isSearching()
                      ? tr("Looking for runs...")
                      : tr("Past runs of this project stand here. Save the project and train, or "
                           "open any project with its weights."));
  none_->setEnabled(choice_.chosenCount() > 0);
  filling_ = false;
}

void ModelPopup::chooseProject() {
  close();
  auto* dialog = new QFileDialog(parentWidget()->window(), tr("Open a model: its project"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Layerloom projects (*.loom)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, &ModelPopup::chooseWeights);
  dialog->open();
}

void ModelPopup::chooseWeights(const QString& project) {
  auto* dialog = new QFileDialog(parentWidget()->window(), tr("Open a model: its weights"),
                                 QFileInfo(project).path());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Weights (*.safetensors)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, project](const QString& weights) { choice_.open(project, weights); });
  dialog->open();
}

void ModelPopup::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ModelPopup::retranslate() {
  setAccessibleName(tr("Models to compare with"));
  list_->setAccessibleName(tr("Models to compare with"));
  open_->setText(tr("Open a model..."));
  none_->setText(tr("Compare with none"));
  fill();
}

}  // namespace loom::ui
