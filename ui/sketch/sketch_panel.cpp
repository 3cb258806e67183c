#include "ui/sketch/sketch_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/colour_map.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/sketch/label_bar.h"
#include "ui/sketch/model_choice.h"
#include "ui/sketch/model_columns.h"
#include "ui/sketch/model_popup.h"
#include "ui/sketch/pad_tools.h"
#include "ui/sketch/probability_bars.h"
#include "ui/sketch/sketch_pad.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kSketchSize = 28;  // pixels of a side of what the network sees

QToolButton* wordButton(QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setProperty("quiet", true);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  return button;
}

QStringList classNames(const Session& session, std::size_t count) {
  QStringList names;
  for (std::size_t i = 0; i < count; ++i) names << session.className(static_cast<int>(i));
  return names;
}

}  // namespace

SketchPanel::SketchPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  title_ = new QLabel(this);
  title_->setProperty("role", "title");
  pad_ = new SketchPad(this);
  mattered_ = wordButton(this);
  mattered_->setCheckable(true);
  compare_ = wordButton(this);
  bars_ = new ProbabilityBars(this);
  models_ = new ModelChoice(this);
  columns_ = new ModelColumns(this);
  labels_ = new LabelBar(*pad_, this);
  popup_ = new ModelPopup(*models_, this);
  makeLayout();
  joinParts();
  retranslate();
  documentChanged();
  drawingChanged();
}

void SketchPanel::makeLayout() {
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(new PadTools(*pad_, this));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  column->addLayout(head);
  column->addWidget(pad_, 1);
  auto* looks = new QHBoxLayout;  // no FlowLayout: the pad would not give way in a low window
  looks->setSpacing(0);
  looks->addWidget(mattered_);
  looks->addWidget(compare_);
  looks->addStretch(1);
  column->addLayout(looks);
  column->addWidget(bars_);
  column->addWidget(labels_);
  column->addWidget(columns_);
}

void SketchPanel::joinParts() {
  ask_.setSingleShot(true);
  ask_.setInterval(0);  // once for all pen events that wait
  connect(&ask_, &QTimer::timeout, this, &SketchPanel::askNetwork);
  connect(pad_, &SketchPad::changed, this, &SketchPanel::drawingChanged);
  connect(pad_, &SketchPad::failed, this, &SketchPanel::failed);
  connect(&document_, &Document::changed, this, &SketchPanel::documentChanged);
  connect(&document_, &Document::pathChanged, this,
          [this] { models_->setProject(document_.path()); });
  connect(&session_.clock(), &FrameClock::frame, this, &SketchPanel::setFrame);
  connect(&session_.clock(), &FrameClock::frame, labels_, &LabelBar::setFrame);
  connect(labels_, &LabelBar::drawingWanted, this, [this] {
    if (ask_.isActive()) askNetwork();  // what was drawn since is what is labelled
  });
  connect(&session_.answers(), &Answers::answered, this,
          [this](const Answer& answer) { showAnswer(answer.probabilities, answer.drawingId); });
  connect(mattered_, &QToolButton::toggled, this, [this](bool on) {
    session_.setOcclusion(on);
    if (!on) pad_->clearHeat();
  });
  connect(compare_, &QToolButton::clicked, this, [this] { popup_->showAt(compare_); });
  connect(models_, &ModelChoice::answered, this, &SketchPanel::showModels);
}

void SketchPanel::drawingChanged() {
  pad_->clearHeat();
  if (!ask_.isActive()) ask_.start();
}

void SketchPanel::askNetwork() {
  if (pad_->isEmpty() || !fits_) {
    clearedAt_ = drawingId_;
    pad_->setPreview({});
    bars_->clear();
    labels_->setDrawing({});
    session_.clearDrawing();
    models_->ask({}, drawingId_);
    return;
  }
  std::vector<float> input = pad_->content().input(kSketchSize, &framing_);
  pad_->setPreview(sampleImage(input, Shape{1, kSketchSize, kSketchSize}, Theme::of(this)));
  ++drawingId_;
  labels_->setDrawing(input);
  models_->ask(input, drawingId_);
  session_.setDrawing(std::move(input), drawingId_);
}

void SketchPanel::setFrame(const Frame& frame) {
  if (!frame.snapshotIsNew || !frame.snapshot->ofDrawing) return;
  if (frame.snapshot->epoch != session_.epoch()) return;  // the answer is further already
  showAnswer(frame.snapshot->probabilities, frame.snapshot->drawingId);
  showHeat(frame);
}

/// A frame brings what training made of the answer, but may be of an older drawing.
void SketchPanel::showAnswer(const std::vector<float>& probabilities, qint64 id) {
  if (id <= clearedAt_ || id > drawingId_ || id < answeredId_) return;
  answeredId_ = id;
  const QStringList names = classNames(session_, probabilities.size());
  bars_->setProbabilities(probabilities, names);
  labels_->setClasses(names);
}

void SketchPanel::showHeat(const Frame& frame) {
  const HeatMap& heat = frame.snapshot->heat;
  if (!mattered_->isChecked() || heat.drawingId != drawingId_ || drawingId_ <= clearedAt_ ||
      ask_.isActive())
    return;
  pad_->setHeat(heat, framing_, session_.className(heat.answer));
}

void SketchPanel::showModels() {
  std::vector<ModelColumns::Column> columns;
  std::size_t classes = 0;
  for (const ModelAnswer& answer : models_->answers()) {
    const bool isOf = answer.drawingId > clearedAt_;
    columns.push_back({models_->title(answer), engineText(answer.problem),
                       isOf ? answer.probabilities : std::vector<float>()});
    classes = std::max(classes, answer.probabilities.size());
  }
  columns_->setColumns(std::move(columns), classNames(session_, classes));
}

void SketchPanel::documentChanged() {
  const Analysis& analysis = document_.analysis();
  const NodeInfo* input =
      analysis.inputNodes.size() == 1 ? analysis.find(analysis.inputNodes.front()) : nullptr;
  const Shape wanted{1, kSketchSize, kSketchSize};
  const bool known = input && input->output;
  const bool fits = known && *input->output == wanted;
  const QString need = QString::fromStdString(wanted.text());
  pad_->setObstacle(
      fits    ? QString()
      : known ? tr("The pad draws pictures of %1. This network takes %2.")
                    .arg(need, QString::fromStdString(input->output->text()))
              : tr("The pad draws pictures of %1. Give the network one input of that shape.")
                    .arg(need));
  if (fits == fits_) return;
  fits_ = fits;
  drawingChanged();
}

void SketchPanel::retranslate() {
  title_->setText(tr("Draw a digit"));
  pad_->setHint(
      tr("Draw here, or drop a picture of a digit. The network answers while the pen moves."));
  pad_->setAccessibleName(tr("Drawing pad"));
  bars_->setAccessibleName(tr("What the network sees in the drawing"));
  columns_->setAccessibleName(tr("What other models see in the drawing"));
  mattered_->setText(tr("What mattered"));
  mattered_->setToolTip(
      tr("Colour the ink by how much the answer needs it: a patch of paper slides over the "
         "drawing, and the answer's probability falls or rises (occlusion, Zeiler and Fergus "
         "2014)"));
  compare_->setText(tr("Compare") + QStringLiteral(" ▾"));
  compare_->setAccessibleName(tr("Compare models"));
  compare_->setToolTip(tr("Let other trained models answer the same drawing"));
}

void SketchPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  retranslate();
  documentChanged();
}

}  // namespace loom::ui
