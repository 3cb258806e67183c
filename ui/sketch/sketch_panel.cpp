#include "ui/sketch/sketch_panel.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/data/drawing.h"
#include "ui/colour_map.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/session.h"
#include "ui/sketch/label_bar.h"
#include "ui/sketch/probability_bars.h"
#include "ui/sketch/sketch_pad.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kSketchSize = 28;  // pixels of a side of what the network sees
constexpr int kAskMs = 16;       // pen events come faster than anyone reads
constexpr double kPenWidths[] = {0.05, 0.075, 0.11};

QToolButton* quietButton(QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setProperty("quiet", true);
  button->setIconSize(QSize(1, 1) * grown(14, parent));
  return button;
}

}  // namespace

SketchPanel::SketchPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  title_ = new QLabel(this);
  title_->setProperty("role", "title");
  pad_ = new SketchPad(this);
  bars_ = new ProbabilityBars(this);
  labels_ = new LabelBar(*pad_, this);
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(makeTools());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
  column->addLayout(head);
  column->addWidget(pad_, 1);
  column->addWidget(bars_);
  column->addWidget(labels_);
  ask_.setSingleShot(true);
  ask_.setInterval(kAskMs);
  connect(&ask_, &QTimer::timeout, this, &SketchPanel::askNetwork);
  connect(pad_, &SketchPad::changed, this, &SketchPanel::drawingChanged);
  connect(&document_, &Document::changed, this, &SketchPanel::documentChanged);
  connect(&session_.clock(), &FrameClock::frame, this, &SketchPanel::setFrame);
  connect(&session_.clock(), &FrameClock::frame, labels_, &LabelBar::setFrame);
  retranslate();
  documentChanged();
  drawingChanged();
}

QWidget* SketchPanel::makeTools() {
  auto* tools = new QWidget(this);
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  pen_ = quietButton(tools);
  eraser_ = quietButton(tools);
  undo_ = quietButton(tools);
  clear_ = quietButton(tools);
  for (QToolButton* button : {pen_, eraser_, undo_, clear_}) row->addWidget(button);
  pen_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(pen_);
  auto* group = new QActionGroup(menu);
  for (const double width : kPenWidths) {
    QAction* action = menu->addAction(QString());
    action->setCheckable(true);
    action->setChecked(width == pad_->penWidth());
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, width] {
      pad_->setPenWidth(width);
      eraser_->setChecked(false);
    });
  }
  pen_->setMenu(menu);
  eraser_->setCheckable(true);
  connect(eraser_, &QToolButton::toggled, pad_, &SketchPad::setErasing);
  connect(undo_, &QToolButton::clicked, pad_, &SketchPad::undo);
  connect(clear_, &QToolButton::clicked, pad_, &SketchPad::clear);
  return tools;
}

void SketchPanel::drawingChanged() {
  undo_->setEnabled(pad_->canUndo());
  clear_->setEnabled(!pad_->isEmpty());
  if (!ask_.isActive()) ask_.start();
}

void SketchPanel::askNetwork() {
  if (pad_->isEmpty() || !fits_) {
    clearedAt_ = drawingId_;
    pad_->setPreview({});
    bars_->clear();
    labels_->setDrawing({});
    session_.clearDrawing();
    return;
  }
  std::vector<float> input = normaliseDrawing(pad_->strokes(), kSketchSize);
  pad_->setPreview(sampleImage(input, Shape{1, kSketchSize, kSketchSize}, Theme::of(this)));
  labels_->setDrawing(input);
  session_.setDrawing(std::move(input), ++drawingId_);
}

void SketchPanel::setFrame(const Frame& frame) {
  if (!frame.snapshotIsNew || !frame.snapshot->ofDrawing) return;
  const Snapshot& snapshot = *frame.snapshot;
  if (snapshot.drawingId <= clearedAt_ || snapshot.drawingId > drawingId_) return;
  QStringList names;
  for (std::size_t i = 0; i < snapshot.probabilities.size(); ++i)
    names << session_.className(static_cast<int>(i));
  bars_->setProbabilities(snapshot.probabilities, names);
  labels_->setClasses(names);
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
  pad_->setHint(tr("Draw here. The network answers while the pen moves."));
  pad_->setAccessibleName(tr("Drawing pad"));
  pad_->setToolTip({});
  bars_->setAccessibleName(tr("What the network sees in the drawing"));
  const QList<QAction*> widths = pen_->menu()->actions();
  widths[0]->setText(tr("Thin pen"));
  widths[1]->setText(tr("Medium pen"));
  widths[2]->setText(tr("Thick pen"));
  const auto label = [](QToolButton* button, const QString& name, const QString& help) {
    button->setAccessibleName(name);
    button->setToolTip(help);
  };
  label(pen_, tr("Pen"), tr("How thick the pen draws"));
  label(eraser_, tr("Eraser"), tr("Remove the strokes that the pen touches"));
  label(undo_, tr("Undo"), tr("Take back the last stroke (Ctrl+Z on the pad)"));
  label(clear_, tr("Clear"), tr("Start with a clean pad (Esc on the pad)"));
  restyle();
}

void SketchPanel::restyle() {
  const QColor colour = Theme::of(this).muted;
  pen_->setIcon(themedIcon(QStringLiteral("pen"), colour));
  eraser_->setIcon(themedIcon(QStringLiteral("eraser"), colour));
  undo_->setIcon(themedIcon(QStringLiteral("undo"), colour));
  clear_->setIcon(themedIcon(QStringLiteral("clear"), colour));
}

void SketchPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    documentChanged();
  }
  if (event->type() == QEvent::PaletteChange && pen_) restyle();
}

}  // namespace loom::ui
