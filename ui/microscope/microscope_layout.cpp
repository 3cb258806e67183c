// How the Microscope tab is laid out and joined together; what it shows is in microscope_panel.cpp.

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/document.h"
#include "ui/focus_ring.h"
#include "ui/frame_clock.h"
#include "ui/microscope/microscope_panel.h"
#include "ui/microscope/value_map.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/sample_chooser.h"
#include "ui/session.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kMostSamples = 64;
constexpr int kRenewalMs = 150;
constexpr double kSpeeds[] = {0.5, 1, 2, 4};

/// A chosen row that is seen in both themes, whoever has the focus.
class ArrayDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Theme& theme = Theme::of(option.palette);
    if (option.state & QStyle::State_Selected) {
      QColor fill = theme.accent;
      fill.setAlphaF(0.2F);
      painter->fillRect(option.rect, fill);
    }
    painter->setFont(option.font);
    painter->setPen(theme.text);
    const QRect inner = option.rect.adjusted(kGrid, 0, -kGrid, 0);
    painter->drawText(
        inner, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * kGrid, 0);
  }
};

QLabel* textLine(const char* role, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("role", role);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
  return label;
}

}  // namespace

MicroscopePanel::MicroscopePanel(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), lab_(session, this) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid / 2);
  column->setSpacing(kGrid / 2);
  column->addWidget(makeTransport());
  notice_ = textLine("caution", this);
  notice_->hide();
  column->addWidget(notice_);
  stack_ = new QStackedWidget(this);
  stack_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  stack_->setMinimumHeight(80);
  empty_ = textLine("muted", stack_);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  stack_->addWidget(empty_);
  stack_->addWidget(makeBody());
  column->addWidget(stack_, 1);
  join();
  retranslate();
  restyle();
  refresh();
}

QWidget* MicroscopePanel::makeTransport() {
  auto* tools = new QWidget(this);
  auto* flow = new FlowLayout(kGrid, tools);
  look_ = new QPushButton(tools);
  look_->setProperty("accent", true);
  flow->addWidget(look_);
  samples_ = new SampleChooser(session_, tools);
  flow->addWidget(samples_);
  count_ = new QSpinBox(tools);
  count_->setRange(1, kMostSamples);
  count_->setKeyboardTracking(false);
  count_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  flow->addWidget(count_);
  shown_ = new QSpinBox(tools);
  shown_->setMinimum(1);
  shown_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  shown_->hide();
  flow->addWidget(shown_);
  walk_ = new QWidget(tools);
  auto* row = new QHBoxLayout(walk_);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2);
  for (QToolButton** button : {&first_, &back_, &play_, &step_, &last_}) {
    *button = new QToolButton(walk_);
    (*button)->setProperty("quiet", true);
    row->addWidget(*button);
  }
  play_->setCheckable(true);
  flow->addWidget(walk_);
  slider_ = new QSlider(Qt::Horizontal, tools);
  slider_->setMinimumWidth(160);
  slider_->setPageStep(5);
  flow->addWidget(slider_);
  speed_ = new QComboBox(tools);
  for (const double speed : kSpeeds) speed_->addItem(QStringLiteral("%1×").arg(speed), speed);
  speed_->setCurrentIndex(1);
  flow->addWidget(speed_);
  proveAll_ = new QToolButton(tools);
  flow->addWidget(proveAll_);
  return tools;
}

QWidget* MicroscopePanel::makeBody() {
  auto* body = new QWidget(stack_);
  auto* texts = new QWidget(body);
  auto* column = new QVBoxLayout(texts);
  column->setContentsMargins(0, 0, kGrid, 0);
  column->setSpacing(kGrid / 2);
  title_ = textLine("title", texts);
  formula_ = textLine("muted", texts);
  working_ = textLine("", texts);
  verdict_ = textLine("", texts);
  prove_ = new QPushButton(texts);
  auto* proof = new QHBoxLayout;
  proof->addWidget(prove_, 0, Qt::AlignTop);
  proof->addWidget(verdict_, 1);
  column->addWidget(title_);
  column->addWidget(formula_);
  column->addWidget(working_);
  column->addLayout(proof);
  column->addStretch(1);
  auto* area = new QScrollArea(body);
  area->setWidget(texts);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  arrays_ = new QTableWidget(0, 3, body);
  arrays_->setItemDelegate(new ArrayDelegate(arrays_));
  arrays_->setSelectionBehavior(QAbstractItemView::SelectRows);
  arrays_->setSelectionMode(QAbstractItemView::SingleSelection);
  arrays_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  arrays_->setShowGrid(false);
  arrays_->setTabKeyNavigation(false);
  arrays_->setFrameShape(QFrame::NoFrame);
  arrays_->setWordWrap(false);
  arrays_->verticalHeader()->hide();
  arrays_->horizontalHeader()->setHighlightSections(false);
  arrays_->horizontalHeader()->setStretchLastSection(true);
  arrays_->setMinimumSize(80, 60);
  new FocusRing(arrays_);
  auto* right = new QWidget(body);
  auto* picture = new QVBoxLayout(right);
  picture->setContentsMargins(0, 0, 0, 0);
  picture->setSpacing(kGrid / 2);
  map_ = new ValueMap(right);
  reading_ = textLine("muted", right);
  picture->addWidget(map_, 1);
  picture->addWidget(reading_);
  auto* row = new QHBoxLayout(body);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(2 * kGrid);
  row->addWidget(area, 4);
  row->addWidget(arrays_, 4);
  row->addWidget(right, 2);
  return body;
}

void MicroscopePanel::join() {
  renewal_.setSingleShot(true);
  renewal_.setInterval(kRenewalMs);
  connect(&renewal_, &QTimer::timeout, this, &MicroscopePanel::look);
  connect(&playing_, &QTimer::timeout, this, [this] {
    if (position_ + 1 >= stepCount()) return setPlaying(false);
    goTo(position_ + 1, true);
  });
  connect(look_, &QPushButton::clicked, this, &MicroscopePanel::look);
  connect(first_, &QToolButton::clicked, this, [this] { goTo(0); });
  connect(back_, &QToolButton::clicked, this, [this] { goTo(position_ - 1); });
  connect(step_, &QToolButton::clicked, this, [this] { goTo(position_ + 1, true); });
  connect(last_, &QToolButton::clicked, this, [this] { goTo(stepCount() - 1); });
  connect(play_, &QToolButton::clicked, this, &MicroscopePanel::setPlaying);
  connect(slider_, &QSlider::valueChanged, this, [this](int value) {
    if (value != position_) goTo(value, value == position_ + 1);
  });
  connect(speed_, &QComboBox::currentIndexChanged, this, [this] {
    if (isPlaying()) playing_.start(moment());
  });
  connect(count_, &QSpinBox::valueChanged, this, [this] {
    if (lab_.scope()) renewal_.start();
  });
  connect(shown_, &QSpinBox::valueChanged, this, &MicroscopePanel::showArray);
  connect(arrays_, &QTableWidget::itemSelectionChanged, this, &MicroscopePanel::showArray);
  connect(map_, &ValueMap::cursorChanged, this, &MicroscopePanel::showCursor);
  connect(prove_, &QPushButton::clicked, this, [this] {
    const auto* tensor = chosen();
    if (tensor) lab_.prove({current(), tensor->tensor, place()});
  });
  connect(proveAll_, &QToolButton::clicked, &lab_, &MicroscopeLab::proveAll);
  connect(&lab_, &MicroscopeLab::changed, this, &MicroscopePanel::refresh);
  connect(&lab_, &MicroscopeLab::worked, this, &MicroscopePanel::showWorking);
  connect(&lab_, &MicroscopeLab::provedOne, this, [this] {
    showProof();
    showNotice();
    tellTravel(false);
  });
  connect(&session_.clock(), &FrameClock::frame, this, &MicroscopePanel::setFrame);
}

void MicroscopePanel::retranslate() {
  samples_->setAccessibleName(tr("Sample"));
  count_->setPrefix(tr("samples: "));
  count_->setAccessibleName(tr("Samples of the batch"));
  count_->setToolTip(tr("How many samples go through together; their loss is the mean"));
  shown_->setPrefix(tr("shown: "));
  shown_->setAccessibleName(tr("Sample that is shown"));
  shown_->setToolTip(tr("Which sample of the batch is shown"));
  const auto name = [](QToolButton* button, const QString& text, const QString& tip) {
    button->setAccessibleName(text);
    button->setToolTip(tip);
  };
  name(first_, tr("First step"), tr("To the first step"));
  name(back_, tr("Step back"), tr("One step back (Left arrow)"));
  name(play_, tr("Play"), tr("Go through all steps, or hold on (Space)"));
  name(step_, tr("Next step"), tr("One step on (Right arrow)"));
  name(last_, tr("Last step"), tr("To the last step"));
  slider_->setAccessibleName(tr("Step"));
  speed_->setAccessibleName(tr("Speed"));
  speed_->setToolTip(tr("How fast the steps follow each other"));
  prove_->setText(tr("Prove it"));
  prove_->setToolTip(
      tr("Move this number a little up and down, in double precision, and see "
         "whether the loss follows as the gradient says"));
  proveAll_->setText(tr("Prove every step"));
  proveAll_->setToolTip(
      tr("Prove the largest element of every gradient, from the loss back, until "
         "one is wrong"));
  arrays_->setAccessibleName(tr("Arrays of this step"));
  arrays_->setHorizontalHeaderLabels({tr("Array"), tr("Shape"), tr("From … to")});
  map_->setAccessibleName(tr("Numbers of the chosen array"));
  map_->setToolTip(
      tr("Click a number, or go there with the arrow keys, to see what it is made of"));
  refresh();
}

void MicroscopePanel::restyle() {
  const auto icon = [this](QToolButton* button, const char* name) {
    button->setIcon(themedIcon(QString::fromLatin1(name), palette()));
  };
  icon(first_, "to_start");
  icon(back_, "back");
  icon(play_, isPlaying() ? "pause" : "play");
  icon(step_, "step");
  icon(last_, "to_end");
  formula_->setFont(monospaceFont(font()));
  working_->setFont(monospaceFont(font()));
}

void MicroscopePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!map_) return;
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
    restyle();
    if (isVisible()) showStep();
  }
}

void MicroscopePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  samples_->refresh(session_.showsDrawing());
  if (lab_.scope()) showStep();
  tellTravel(false);
}

void MicroscopePanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  setPlaying(false);
  lab_.cancelProofs();
  tellTravel(false);
}

void MicroscopePanel::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return goTo(position_ - 1);
    case Qt::Key_Right:
      return goTo(position_ + 1, true);
    case Qt::Key_Home:
      return goTo(0);
    case Qt::Key_End:
      return goTo(stepCount() - 1);
    case Qt::Key_Space:
      return setPlaying(!isPlaying());
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace loom::ui
