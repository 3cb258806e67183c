#include "ui/panels/evaluation_panel.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/train/working_model.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/panels/evaluation_view.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/written_view.h"
#include "ui/session.h"
#include "ui/switch.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

using loom::DataPart;
using loom::WeightsKept;

constexpr int kLeastView = 320;
constexpr int kEpochRestMs = 200;

QToolButton* segment(QButtonGroup* group, int id, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setProperty("quiet", true);
  button->setCheckable(true);
  group->addButton(button, id);
  parent->layout()->addWidget(button);
  return button;
}

QWidget* rowBox(QWidget* parent) {
  auto* box = new QWidget(parent);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  return box;
}

}  // namespace

/// How far an evaluation is; nothing while none runs.
class EvaluationPanel::Line : public QWidget {
 public:
  explicit Line(QWidget* parent) : QWidget(parent) { setFixedHeight(3); }
  void setShare(double share) {
    if (share == share_) return;
    share_ = share;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    if (share_ < 0) return;
    QPainter painter(this);
    painter.fillRect(rect(), Theme::of(this).chip);
    painter.fillRect(QRectF(0, 0, width() * share_, height()), Theme::of(this).accent);
  }

 private:
  double share_ = -1;  // below 0: nothing is under way
};

EvaluationPanel::EvaluationPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  QWidget* tools = makeTools();
  line_ = new Line(this);
  stack_ = new QStackedWidget(this);
  empty_ = new QLabel(stack_);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  view_ = new EvaluationView(stack_);
  view_->setMinimumWidth(kLeastView);
  stack_->addWidget(empty_);
  stack_->addWidget(view_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addWidget(tools);
  column->addWidget(line_);
  column->addWidget(stack_, 1);
  connect(view_, &EvaluationView::sampleChosen, this,
          [this](int sample) { session_.setProbe(sample, part_ == DataPart::Test); });
  connect(&document_, &Document::changed, this, &EvaluationPanel::refresh);
  connect(&document_, &Document::replaced, this, &EvaluationPanel::forget);
  connect(&session_.clock(), &FrameClock::frame, this, &EvaluationPanel::setFrame);
  rest_.setSingleShot(true);
  rest_.setInterval(kEpochRestMs);
  connect(&rest_, &QTimer::timeout, this, &EvaluationPanel::evaluateEpoch);
  connect(&session_, &Session::epochChanged, this, &EvaluationPanel::epochMoved);
  retranslate();
}

EvaluationPanel::~EvaluationPanel() = default;

QWidget* EvaluationPanel::makeTools() {
  auto* tools = new QWidget(this);
  auto* flow = new FlowLayout(kGrid, tools);
  QWidget* parts = rowBox(tools);
  parts_ = new QButtonGroup(this);
  for (const DataPart part : {DataPart::Train, DataPart::Validation, DataPart::Test})
    segment(parts_, static_cast<int>(part), parts);
  parts_->button(static_cast<int>(part_))->setChecked(true);
  kindBox_ = rowBox(tools);
  kinds_ = new QButtonGroup(this);
  for (const WeightsKept kept : {WeightsKept::Last, WeightsKept::Best})
    segment(kinds_, static_cast<int>(kept), kindBox_);
  run_ = new QToolButton(tools);
  QWidget* epochs = rowBox(tools);
  everyEpoch_ = new Switch(epochs);
  everyEpochLabel_ = new QLabel(epochs);
  epochs->layout()->setSpacing(kGrid / 2);
  epochs->layout()->addWidget(everyEpoch_);
  epochs->layout()->addWidget(everyEpochLabel_);
  head_ = new NumberLabel(Qt::AlignLeft, tools);
  head_->setMinimumWidth(40);
  for (QWidget* part :
       {parts, static_cast<QWidget*>(run_), epochs, kindBox_, static_cast<QWidget*>(head_)})
    flow->addWidget(part);
  connect(parts_, &QButtonGroup::idClicked, this, [this](int part) {
    part_ = static_cast<DataPart>(part);
    askForEpochs();
    epochMoved();
  });
  connect(kinds_, &QButtonGroup::idClicked, this, [this](int kept) {
    weights_ = static_cast<WeightsKept>(kept);
    refresh();
  });
  connect(run_, &QToolButton::clicked, this, &EvaluationPanel::run);
  connect(everyEpoch_, &Switch::toggled, this, &EvaluationPanel::askForEpochs);
  return tools;
}

QString EvaluationPanel::headText() const {
  return head_->text();
}

QToolButton& EvaluationPanel::partButton(DataPart part) const {
  return *static_cast<QToolButton*>(parts_->button(static_cast<int>(part)));
}

QToolButton& EvaluationPanel::weightsButton(WeightsKept kept) const {
  return *static_cast<QToolButton*>(kinds_->button(static_cast<int>(kept)));
}

const EvaluationPanel::Kept* EvaluationPanel::kept() const {
  return reports_.find(part_, session_.epoch());
}

std::shared_ptr<const loom::EvaluationReport> EvaluationPanel::report() const {
  return kept() ? kept()->report : nullptr;
}

bool EvaluationPanel::isOutdated() const {
  return kept() && !whyOutdated(*kept()).isEmpty();
}

loom::EvaluationRequest EvaluationPanel::request() const {
  return {part_, weights_, 0, session_.epoch()};
}

/// What is shown is of another moment; what is asked of a past one waits until the hand rests.
void EvaluationPanel::epochMoved() {
  const int epoch = session_.epoch();
  if (isBusy() && askedEpoch_ >= 0 && askedEpoch_ != epoch) {
    session_.cancelEvaluation();
    asked_ = false;
  }
  hurries_ = rest_.isActive();
  if (isVisible()) rest_.start();
  refresh();
}

void EvaluationPanel::evaluateEpoch() {
  hurries_ = false;
  refresh();
  if (isVisible() && session_.epoch() >= 0 && (!kept() || isOutdated())) evaluate();
}

void EvaluationPanel::run() {
  if (!isBusy()) return evaluate();
  session_.cancelEvaluation();
  asked_ = false;
  refresh();
}

void EvaluationPanel::evaluate() {
  loom::EvaluationRequest wanted = request();
  wanted.id = ++lastId_;
  askedEpoch_ = wanted.epoch;
  asked_ = session_.evaluate(wanted);
  refresh();
}

/// Only while somebody looks.
void EvaluationPanel::askForEpochs() {
  const bool wanted = everyEpoch_->isChecked() && isVisible();
  session_.evaluateEveryEpoch(wanted ? std::optional(loom::EvaluationRequest{part_})
                                     : std::nullopt);
  if (!wanted && running_ && news_.request.id == 0) session_.cancelEvaluation();
}

void EvaluationPanel::setFrame(const Frame& frame) {
  if (frame.evaluationIsNew) takeNews(*frame.evaluation);
  if (frame.evaluationIsNew || frame.statusIsNew) refresh();
}

void EvaluationPanel::takeNews(const loom::EvaluationNews& news) {
  using State = loom::EvaluationNews::State;
  running_ = news.state == State::Running;
  if (news.request.id == lastId_) asked_ = false;
  news_ = news;
  news_.report = nullptr;
  if (!news.report || news.report.get() == newest_) return;
  newest_ = news.report.get();
  reports_.put(news.report, news.moment);
  view_->written().add(*news.report, news.moment);
}

/// Another project: nothing of the one before is about it.
void EvaluationPanel::forget() {
  reports_.clear();
  shown_ = nullptr;
  asked_ = false;
  news_ = {};
  weights_ = WeightsKept::Present;
  view_->forget();
  refresh();
}

/// They would keep the data of before in memory.
void EvaluationPanel::dropOldData() {
  reports_.dropEpochsBut(session_.clock().last().status.weightsNumber);
  const auto now = session_.dataset();
  if (!now || !reports_.dropAllBut(now, session_.ownDataset())) return;
  shown_ = nullptr;
  view_->forget();
}

void EvaluationPanel::refresh() {
  dropOldData();
  stale_ = true;
  if (!isVisible()) return;
  stale_ = false;
  showWeights(session_.clock().last().status);
  showReport();
  showHead();
}

void EvaluationPanel::showReport() {
  const auto now = hurries_ ? nullptr : report();
  stack_->setCurrentWidget(now ? static_cast<QWidget*>(view_) : empty_);
  if (!now) showEmpty();
  if (!now || now == shown_) return;
  shown_ = now;
  view_->show(now);
}

/// A choice only where the run keeps two kinds of weights.
void EvaluationPanel::showWeights(const loom::TrainerStatus& status) {
  const bool two = session_.epoch() < 0 && status.bestStep >= 0 && status.bestStep != status.step;
  if (!two && session_.epoch() < 0) weights_ = WeightsKept::Present;
  const bool isBest = weights_ == WeightsKept::Best ||
                      (weights_ == WeightsKept::Present && status.weightsStep == status.bestStep);
  kindBox_->setVisible(two);
  weightsButton(isBest ? WeightsKept::Best : WeightsKept::Last).setChecked(true);
}

std::int64_t EvaluationPanel::wantedStep(const loom::TrainerStatus& status) const {
  if (weights_ == WeightsKept::Best) return status.bestStep;
  return weights_ == WeightsKept::Last ? status.step : status.weightsStep;
}

void EvaluationPanel::showHead() {
  const Kept* now = kept();
  const bool failed = news_.state == loom::EvaluationNews::State::Failed && !isBusy() &&
                      news_.request.part == part_ && news_.request.epoch == session_.epoch();
  QString text = isBusy() ? busyText() : failed ? engineText(news_.message) : QString();
  if (text.isEmpty() && now) {
    text = headOf(*now);
    if (const QString why = whyOutdated(*now); !why.isEmpty()) text += QStringLiteral(" · ") + why;
  }
  if (text.isEmpty() && running_) text = busyText();
  head_->setTone(failed ? NumberLabel::Tone::Error : NumberLabel::Tone::Muted);
  head_->setText(text);
  if (head_->toolTip() != text) head_->setToolTip(text);
  line_->setShare(running_ ? news_.share : asked_ ? 0 : -1);
  run_->setText(runTexts()[isBusy() ? 2 : now ? 1 : 0]);
}

QStringList EvaluationPanel::runTexts() const {
  return {tr("Evaluate"), tr("Evaluate again"), tr("Cancel")};
}

void EvaluationPanel::retranslate() {
  const auto name = [](QToolButton& button, const QString& text, const QString& help) {
    button.setText(text);
    button.setToolTip(help);
  };
  name(partButton(DataPart::Train), tr("Training"), tr("On the samples that it learns from"));
  name(partButton(DataPart::Validation), tr("Validation"),
       tr("On samples that it does not learn from, to compare networks by"));
  name(partButton(DataPart::Test), tr("Test"),
       tr("On samples kept for the very end: look at them last"));
  name(weightsButton(WeightsKept::Last), tr("Newest"),
       tr("The weights as they are after the last step"));
  name(weightsButton(WeightsKept::Best), tr("Best epoch"),
       tr("The weights of the epoch with the best validation figure"));
  run_->setToolTip(
      tr("Run all samples of the set through the network. Training goes on meanwhile "
         "and comes first; paused, it is much faster."));
  everyEpochLabel_->setText(tr("after every epoch"));
  everyEpoch_->setAccessibleName(tr("Evaluate after every epoch"));
  everyEpoch_->setToolTip(tr(
      "Evaluate again whenever an epoch is over, while this tab is open. Where epochs are short, "
      "some are left out so that training stays fast."));
  head_->setAccessibleName(tr("Evaluation"));
  showEmpty();
  restyle();
  refresh();
}

/// The button keeps its width whatever it says, and the line is as tall as it.
void EvaluationPanel::restyle() {
  run_->setMinimumWidth(0);
  int widest = 0;
  for (const QString& text : runTexts()) {
    run_->setText(text);
    widest = std::max(widest, run_->sizeHint().width());
  }
  run_->setMinimumWidth(widest);
  for (QWidget* part : {static_cast<QWidget*>(head_), everyEpoch_->parentWidget()})
    part->setFixedHeight(run_->sizeHint().height());
  head_->parentWidget()->layout()->invalidate();
  showHead();
}

void EvaluationPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!head_) return;
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) restyle();
}

void EvaluationPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  askForEpochs();
  if (stale_) refresh();
  if (session_.epoch() >= 0)
    rest_.start();
  else if (everyEpoch_->isChecked() && !isBusy() && (isOutdated() || !kept()))
    evaluate();
}

void EvaluationPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  askForEpochs();
}

}  // namespace loom::ui
