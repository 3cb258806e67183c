#include "ui/panels/augmentation_panel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/augment/augmentation.h"
#include "ui/before_after.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/panels/augmentation_list.h"
#include "ui/panels/preview_data.h"
#include "ui/result_grid.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

QToolButton* smallButton(QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setProperty("quiet", true);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

/// Scrolls where its least height does not fit. A scroll area asks rows of wrapping texts for the
/// height they would like at a width that depends on its bar, so that both would settle by chance.
class WideRow : public QHBoxLayout {
 public:
  using QHBoxLayout::QHBoxLayout;
  bool hasHeightForWidth() const override { return false; }
};

}  // namespace

AugmentationPanel::AugmentationPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  data_ = new PreviewData(document_, session_, this);
  preview_ = new AugmentationPreview(this);
  list_ = new AugmentationList(document_, this);
  sampleColumn_ = new QWidget(this);
  auto* left = new QVBoxLayout(sampleColumn_);
  left->setContentsMargins(0, 0, 0, 0);
  makeSampleColumn(*left);
  auto* right = new QVBoxLayout;
  makeGridColumn(*right);
  auto* content = new QWidget;
  auto* scroll = new QScrollArea(this);  // with large letters, in a narrow window
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll);
  auto* row = new WideRow(content);
  row->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  row->setSpacing(2 * kGrid);
  row->addWidget(list_);
  row->addWidget(sampleColumn_, 2);
  row->addLayout(right, 5);
  scroll->setWidget(content);
  connect(&document_, &Document::changed, this, &AugmentationPanel::refresh);
  connect(&document_, &Document::replaced, this, [this] { sample_ = 0; });
  connect(data_, &PreviewData::changed, this, &AugmentationPanel::refresh);
  connect(preview_, &AugmentationPreview::answered, this, &AugmentationPanel::take);
  connect(grid_, &ResultGrid::currentChanged, this, &AugmentationPanel::showCurrent);
  retranslate();
}

void AugmentationPanel::makeSampleColumn(QVBoxLayout& column) {
  where_ = new QLabel(sampleColumn_);
  where_->setProperty("role", "muted");
  where_->setWordWrap(true);
  pictures_ = new BeforeAfter(sampleColumn_);
  previous_ = smallButton(sampleColumn_);
  next_ = smallButton(sampleColumn_);
  shuffle_ = smallButton(sampleColumn_);
  previous_->setArrowType(Qt::LeftArrow);
  next_->setArrowType(Qt::RightArrow);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(kGrid / 2);
  for (QToolButton* button : {previous_, next_, shuffle_}) buttons->addWidget(button);
  buttons->addStretch(1);
  column.addWidget(where_);
  column.addLayout(buttons);
  column.addWidget(pictures_, 1);
  connect(previous_, &QToolButton::clicked, this, [this] { goTo(sample_ - 1); });
  connect(next_, &QToolButton::clicked, this, [this] { goTo(sample_ + 1); });
  connect(shuffle_, &QToolButton::clicked, this,
          [this] { goTo(QRandomGenerator::global()->bounded(std::max(1, answer_.samples))); });
}

void AugmentationPanel::makeGridColumn(QVBoxLayout& column) {
  one_ = smallButton(this);
  several_ = smallButton(this);
  auto* choice = new QButtonGroup(this);
  auto* row = new QHBoxLayout;
  row->setSpacing(kGrid / 2);
  for (QToolButton* button : {one_, several_}) {
    button->setCheckable(true);
    choice->addButton(button);
    row->addWidget(button);
  }
  one_->setChecked(true);
  row->addStretch(1);
  grid_ = new ResultGrid(this);
  message_ = new QLabel(this);
  message_->setProperty("role", "muted");
  message_->setWordWrap(true);
  message_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  message_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  stack_ = new QStackedLayout;
  stack_->addWidget(grid_);
  stack_->addWidget(message_);
  column.addLayout(row);
  column.addLayout(stack_, 1);
  connect(choice, &QButtonGroup::buttonClicked, this, &AugmentationPanel::refresh);
}

const std::vector<AugmentationCard*>& AugmentationPanel::cards() const {
  return list_->cards();
}

void AugmentationPanel::addStep(const std::string& type) {
  list_->add(QString::fromStdString(type), {{type, {}}});
}

QString AugmentationPanel::message() const {
  return stack_->currentWidget() == message_ ? message_->text() : QString();
}

QString AugmentationPanel::sampleText() const {
  return where_->text();
}

/// Something was edited, loaded or chosen: say what is missing, or ask for other pictures.
void AugmentationPanel::refresh() {
  if (!isVisible()) return;
  const auto& dataset = data_->dataset();
  list_->setClasses(dataset ? dataset->classes : std::vector<std::string>());
  const QString waiting = waitingText();
  sampleColumn_->setVisible(waiting.isEmpty());
  one_->setVisible(waiting.isEmpty());
  several_->setVisible(waiting.isEmpty());
  if (waiting.isEmpty())
    ask();
  else
    say(waiting);
}

/// Why there is nothing to show yet, or ever.
QString AugmentationPanel::waitingText() const {
  if (!data_->problem().empty()) return engineText(data_->problem());
  const auto& dataset = data_->dataset();
  if (!dataset) return tr("The data are being loaded: %1").arg(percentText(data_->progress(), 0));
  if (dataset->train.size() == 0) return tr("These data have no samples to learn from.");
  const Shape& shape = dataset->shape;
  if (shape.rank() == 3 && (shape[0] == 1 || shape[0] == 3)) return {};
  return tr(
      "A sample of these data is no picture that can be shown; augmentation changes pictures "
      "only.");
}

void AugmentationPanel::say(const QString& message) {
  message_->setText(message);
  stack_->setCurrentWidget(message.isEmpty() ? static_cast<QWidget*>(grid_) : message_);
}

void AugmentationPanel::ask() {
  const Project& project = document_.project();
  PreviewQuestion question;
  question.dataset = data_->dataset();
  question.validationFraction = project.data.validationFraction;
  question.splitSeed = project.data.splitSeed;
  question.request.steps = project.augmentation;
  question.request.seed = project.training.seed;
  question.request.first = sample_;
  question.request.several = several_->isChecked();
  preview_->ask(std::move(question));
}

void AugmentationPanel::take(const PreviewAnswer& answer) {
  if (answer.question.dataset != data_->dataset()) return;  // meanwhile there are others
  answer_ = answer;
  std::vector<ResultGrid::Cell> cells;
  for (const PreviewCell& cell : answer.cells) cells.push_back({cell.after, captionOf(cell)});
  grid_->setCells(std::move(cells));
  const bool nothingToSee = answer.question.request.steps.empty() && !several_->isChecked();
  if (!answer.problem.empty())
    say(engineText(answer.problem));
  else if (nothingToSee)
    say(tr(
        "Every image is used as it is. A transform turns, shifts or bends it a little each time "
        "the network sees it, which makes more of few samples.\nBegin with “Add transform”: this "
        "sample then stands here as the network gets it, two dozen times."));
  else
    say({});
  showSample();
  showCurrent();
  if (!preview_->isBusy()) emit pictured();
}

QString AugmentationPanel::className(int index) const {
  const auto& classes = answer_.question.dataset->classes;
  return static_cast<std::size_t>(index) < classes.size()
             ? QString::fromStdString(classes[static_cast<std::size_t>(index)])
             : QString::number(index);
}

/// "7 · 62 %", "3 · 38 %" where two were mixed; else the class, where samples differ.
QStringList AugmentationPanel::captionOf(const PreviewCell& cell) const {
  const auto share = [](float part) { return percentText(static_cast<double>(part), 0); };
  const bool mixed = cell.share < 1;
  if (cell.ownClass < 0)
    return mixed ? QStringList{share(cell.share) + QStringLiteral(" + ") + share(1 - cell.share)}
                 : QStringList();
  if (mixed && cell.otherClass >= 0 && cell.otherClass != cell.ownClass)
    return {QStringLiteral("%1 · %2").arg(className(cell.ownClass), share(cell.share)),
            QStringLiteral("%1 · %2").arg(className(cell.otherClass), share(1 - cell.share))};
  const auto& steps = answer_.question.request.steps;
  const bool labelled = answer_.question.request.several || std::ranges::any_of(steps, mixes);
  return labelled ? QStringList{className(cell.ownClass)} : QStringList();
}

void AugmentationPanel::showSample() {
  if (answer_.cells.empty()) return;
  const int place = answer_.question.request.first % std::max(1, answer_.samples);
  const QString number =
      tr("Sample %1 of %2").arg(groupedNumber(place + 1), groupedNumber(answer_.samples));
  const int label = answer_.cells.front().ownClass;
  where_->setText(label < 0 ? number : tr("%1 · label %2").arg(number, className(label)));
}

void AugmentationPanel::showCurrent() {
  const int current = grid_->current();
  if (current < 0 || current >= static_cast<int>(answer_.cells.size())) return;
  const PreviewCell& cell = answer_.cells[static_cast<std::size_t>(current)];
  const QString caption = captionOf(cell).join(QStringLiteral("  "));
  pictures_->setBefore(cell.before, tr("before"));
  pictures_->setAfter(cell.after, caption.isEmpty() ? tr("after") : caption);
  grid_->setAccessibleDescription(tr("Picture %1 of %2: %3")
                                      .arg(current + 1)
                                      .arg(answer_.cells.size())
                                      .arg(pictures_->afterCaption()));
}

void AugmentationPanel::goTo(int sample) {
  const int count = std::max(1, answer_.samples);
  sample_ = (sample % count + count) % count;
  refresh();
}

void AugmentationPanel::retranslate() {
  const auto name = [](QToolButton* button, const QString& text, const QString& help) {
    button->setText(text);
    button->setToolTip(help);
  };
  previous_->setToolTip(tr("Show the training sample before"));
  next_->setToolTip(tr("Show the next training sample"));
  for (QToolButton* button : {previous_, next_}) button->setAccessibleName(button->toolTip());
  name(shuffle_, tr("shuffle"), tr("Show any other training sample"));
  name(one_, tr("One sample"),
       tr("The same sample 24 times, as one epoch after the other gets it"));
  name(several_, tr("24 samples"),
       tr("This sample and those after it, as the first epoch gets them"));
  grid_->setAccessibleName(tr("Training samples after augmentation"));
  pictures_->setAccessibleName(tr("The sample before and after augmentation"));
  refresh();
}

void AugmentationPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void AugmentationPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  data_->setWanted(true);
  refresh();
}

void AugmentationPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  data_->setWanted(false);
}

}  // namespace loom::ui
