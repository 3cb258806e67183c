#include "ui/microscope/microscope_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/microscope/value_map.h"
#include "ui/panels/sample_chooser.h"
#include "ui/planes.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

using WalkKind = loom::MicroscopeStep::Kind;
using ArrayRole = loom::MicroscopeTensor::Role;

constexpr int kStepMs = 1000;
constexpr double kMovingShare = 0.6;  // of a step, while something travels

QString spanText(const loom::ArrayFacts& facts) {
  return facts.low == facts.high
             ? figureOf(facts.low)
             : QStringLiteral("%1 … %2").arg(figureOf(facts.low), figureOf(facts.high));
}

}  // namespace

QString MicroscopePanel::title() const {
  return title_->text();
}
QString MicroscopePanel::formula() const {
  return formula_->text();
}
QString MicroscopePanel::workingText() const {
  return working_->text();
}
QString MicroscopePanel::verdict() const {
  return verdict_->text();
}
QString MicroscopePanel::notice() const {
  return notice_->isHidden() ? QString() : notice_->text();
}
QString MicroscopePanel::emptyText() const {
  return stack_->currentWidget() == empty_ ? empty_->text() : QString();
}

int MicroscopePanel::stepCount() const {
  return lab_.scope() ? static_cast<int>(lab_.scope()->steps().size()) : 0;
}

const MicroscopeStep& MicroscopePanel::current() const {
  return lab_.scope()->steps()[static_cast<std::size_t>(position_)];
}

const MicroscopeTensor* MicroscopePanel::chosen() const {
  const int row = arrays_->currentRow();
  return row >= 0 && row < static_cast<int>(tensors_.size())
             ? &tensors_[static_cast<std::size_t>(row)]
             : nullptr;
}

std::int64_t MicroscopePanel::place() const {
  return lab_.scope()->placeOf(*chosen(), shown_->value() - 1, map_->cursor());
}

int MicroscopePanel::moment() const {
  return static_cast<int>(kStepMs / std::max(0.1, speed_->currentData().toDouble()));
}

void MicroscopePanel::look() {
  renewal_.stop();
  setPlaying(false);
  lab_.look(count_->value());
}

/// Something else may be looked at, or what was looked at is another.
void MicroscopePanel::refresh() {
  const auto& scope = lab_.scope();
  if (scope != shownScope_) {
    const bool fresh = !shownScope_;
    map_->clear();
    shownScope_ = scope;
    setPlaying(false);
    position_ = fresh ? 0 : std::clamp(position_, 0, std::max(0, stepCount() - 1));
    const QSignalBlocker still(slider_), quiet(shown_);
    slider_->setRange(0, std::max(0, stepCount() - 1));
    shown_->setMaximum(scope ? scope->batch().size : 1);
    shown_->setVisible(scope && scope->batch().size > 1);
  }
  const bool ready = scope != nullptr;
  for (QWidget* part : {static_cast<QWidget*>(walk_), static_cast<QWidget*>(speed_),
                        static_cast<QWidget*>(proveAll_)})
    part->setEnabled(ready);
  look_->setText(ready ? tr("Renew") : tr("Look into a step"));
  look_->setToolTip(
      tr("Take the network as it is now, with its weights, and run the sample through it"));
  look_->setEnabled(lab_.state() != MicroscopeLab::State::Working);
  stack_->setCurrentIndex(ready ? 1 : 0);
  if (!ready) {
    tensors_.clear();
    map_->clear();
    empty_->setText(
        lab_.state() == MicroscopeLab::State::Working  ? tr("Running the sample through …")
        : lab_.state() == MicroscopeLab::State::Failed ? lab_.problem()
                                                       : tr("Here one step of learning is taken "
                                                            "apart: values go forward from node "
                                                            "to node, then comes the loss, then "
                                                            "gradients go back, each with its "
                                                            "formula and the numbers in it. "
                                                            "“Look into a step” begins; the "
                                                            "weights stay as they are."));
  }
  showNotice();
  if (ready) showStep();
  tellTravel(false);
}

void MicroscopePanel::setFrame(const Frame&) {
  if (!isVisible()) return;
  samples_->refresh(session_.showsDrawing());
  const bool mayRenew = lab_.scope() && lab_.state() != MicroscopeLab::State::Working;
  if (mayRenew && lab_.chosenSamples(lab_.samples().count) != lab_.samples() &&
      !renewal_.isActive())
    renewal_.start();
}

void MicroscopePanel::goTo(int position, bool moving) {
  if (stepCount() == 0) return;
  position_ = std::clamp(position, 0, stepCount() - 1);
  {
    const QSignalBlocker still(slider_);
    slider_->setValue(position_);
  }
  showStep();
  tellTravel(moving);
}

void MicroscopePanel::setPlaying(bool playing) {
  if (playing && position_ + 1 >= stepCount()) goTo(0, true);
  if (playing && stepCount() > 0)
    playing_.start(moment());
  else
    playing_.stop();
  play_->setChecked(isPlaying());
  play_->setIcon(
      themedIcon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), palette()));
}

QString MicroscopePanel::samplesText() const {
  const MicroscopeLab::Samples& samples = lab_.samples();
  const Batch& batch = lab_.scope()->batch();
  if (!samples.drawing.empty())
    return batch.classes.empty()
               ? tr("your drawing")
               : tr("your drawing, taken for “%1”").arg(session_.className(batch.classes[0]));
  const QString number = groupedNumber(samples.first + shown_->value() - 1);
  const QString sample =
      samples.ofTest ? tr("test sample %1").arg(number) : tr("sample %1").arg(number);
  return batch.size > 1 ? tr("%1 of a batch of %2").arg(sample).arg(batch.size) : sample;
}

QString MicroscopePanel::titleText() const {
  const MicroscopeStep& step = current();
  const QString kind = step.kind == WalkKind::Forward ? tr("forward →")
                       : step.kind == WalkKind::Loss  ? tr("loss")
                                                      : tr("← back");
  const NodeInfo& info = *lab_.scope()->network().analysis.find(step.node);
  return tr("Step %1 of %2 · %3 · %4 (%5) · %6")
      .arg(position_ + 1)
      .arg(stepCount())
      .arg(kind, QString::fromStdString(step.node), QString::fromStdString(info.type->name),
           samplesText());
}

void MicroscopePanel::showStep() {
  if (!lab_.scope()) return;
  const MicroscopeStep& step = current();
  title_->setText(titleText());
  const loom::LayerType& type = *lab_.scope()->network().analysis.find(step.node)->type;
  const QString formula = QString::fromStdString(type.formula);
  formula_->setText(step.kind == WalkKind::Backward
                        ? tr("∂L/∂… = Σ ∂L/∂y · ∂y/∂…   where   %1").arg(formula)
                        : formula);
  formula_->setToolTip(QString::fromStdString(type.source));
  first_->setEnabled(position_ > 0);
  back_->setEnabled(position_ > 0);
  step_->setEnabled(position_ + 1 < stepCount());
  last_->setEnabled(position_ + 1 < stepCount());
  fillArrays();
  showArray();
}

void MicroscopePanel::fillArrays() {
  const QSignalBlocker still(arrays_);
  tensors_ = lab_.scope()->tensors(current());
  arrays_->setRowCount(static_cast<int>(tensors_.size()));
  for (std::size_t i = 0; i < tensors_.size(); ++i) {
    const MicroscopeTensor& tensor = tensors_[i];
    QString name = QString::fromStdString(tensor.name);
    if (tensor.role == ArrayRole::Input)
      name += QStringLiteral(" ← ") + QString::fromStdString(tensor.tensor);
    if (tensor.isGradient) name = QStringLiteral("∂L/∂") + name;
    const auto& facts = lab_.scope()->facts(tensor, shown_->value() - 1);
    const QString cells[] = {name, QString::fromStdString(tensor.shape.text()), spanText(facts)};
    for (int column = 0; column < 3; ++column)
      arrays_->setItem(static_cast<int>(i), column, new QTableWidgetItem(cells[column]));
  }
  arrays_->resizeColumnsToContents();
  arrays_->selectRow(0);
}

void MicroscopePanel::chooseArray(int row) {
  arrays_->selectRow(row);
}

/// The cursor goes to the largest number: that is where something happens.
void MicroscopePanel::showArray() {
  const MicroscopeTensor* tensor = chosen();
  if (!tensor || !lab_.scope()) {
    map_->clear();
    return showCursor();
  }
  const int sample = shown_->value() - 1;
  const loom::ArrayFacts& facts = lab_.scope()->facts(*tensor, sample);
  const bool hasSigns = tensor->isGradient || tensor->role == ArrayRole::Parameter;
  const QSignalBlocker still(map_);
  map_->setValues(lab_.scope()->values(*tensor, sample), tensor->shape, {facts.low, facts.high},
                  hasSigns ? ColourMap::Diverging : ColourMap::Viridis);
  map_->setCursor(facts.largest);
  title_->setText(titleText());
  showCursor();
}

QString MicroscopePanel::elementName() const {
  const MicroscopeTensor& tensor = *chosen();
  return (tensor.isGradient ? QStringLiteral("∂L/∂") : QString()) +
         QString::fromStdString(tensor.name + elementText(tensor.shape, map_->cursor()));
}

void MicroscopePanel::showCursor() {
  const MicroscopeTensor* tensor = chosen();
  prove_->setEnabled(tensor && tensor->isGradient && tensor->role != ArrayRole::Output &&
                     map_->count() > 0);
  if (!tensor || map_->count() == 0) {
    working_->setText({});
    reading_->setText({});
    return showProof();
  }
  QString reading = QStringLiteral("%1 = %2").arg(
      elementName(), exactFigure(static_cast<double>(map_->value(map_->cursor()))));
  if (map_->drawn() < map_->count())
    reading += QStringLiteral(" · ") +
               tr("the first %1 of %2 are drawn")
                   .arg(groupedNumber(map_->drawn()), groupedNumber(map_->count()));
  reading_->setText(reading);
  map_->setAccessibleDescription(reading);
  working_->setText(reading_->text());
  lab_.work(current(), *tensor, shown_->value() - 1, map_->cursor());
  showProof();
}

void MicroscopePanel::showWorking(const Working& working) {
  const MicroscopeTensor* tensor = chosen();
  if (!tensor || !working.isKnown() || map_->count() == 0) return;
  QStringList terms;
  for (const std::string& term : working.terms) terms << QString::fromStdString(term);
  QString sum = terms.join(QStringLiteral(" + "));
  if (working.more > 0)
    sum += QStringLiteral(" + ") + tr("… and %1 more").arg(groupedNumber(working.more));
  const QString value = exactFigure(static_cast<double>(map_->value(map_->cursor())));
  QString text = QString::fromStdString(working.name) + QStringLiteral(" = ");
  if (!working.symbols.empty())
    text += QString::fromStdString(working.symbols) + QStringLiteral(" = ");
  const bool shared = tensor->isGradient && tensor->readers > 1;
  text += sum + QStringLiteral(" = ") + (shared ? exactFigure(working.value) : value);
  if (shared)
    text += QLatin1Char('\n') + tr("Of %1 wires together: %2").arg(tensor->readers).arg(value);
  working_->setText(text);
}

void MicroscopePanel::showProof() {
  const MicroscopeTensor* tensor = chosen();
  const Proof* proof = tensor && tensor->isGradient && lab_.scope()
                           ? lab_.proofOf(tensor->tensor, place())
                           : nullptr;
  const Theme& theme = Theme::of(this);
  QString text;
  QColor colour = theme.muted;
  if (lab_.isProving() && !proof) text = tr("Proving …");
  if (proof && proof->verdict == Proof::Verdict::Kink) {
    text = tr("△ There is no slope here: %1 to the left, %2 to the right. No difference can judge "
              "this gradient (%3); choose another number.")
               .arg(exactFigure(proof->left), exactFigure(proof->right), exactFigure(proof->shown));
    colour = theme.warning;
  } else if (proof) {
    const QString figures =
        tr("(L(w + h) − L(w − h)) / 2h = %1, gradient %2, relative difference "
           "%3")
            .arg(QString::number(proof->numeric, 'g', 9),
                 QString::number(proof->agrees() ? proof->analytic : proof->shown, 'g', 9),
                 QString::number(proof->difference, 'g', 2))
            .replace(QLatin1Char('-'), QStringLiteral("−"));
    text = (proof->agrees() ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + figures;
    colour = proof->agrees() ? theme.good : theme.error;
  }
  verdict_->setText(text);
  QPalette shade = verdict_->palette();
  shade.setColor(QPalette::WindowText, colour);
  verdict_->setPalette(shade);
}

QString MicroscopePanel::progressText() const {
  if (lab_.proved() < lab_.toProve())
    return tr("Proving gradients: %1 of %2 are done.").arg(lab_.proved()).arg(lab_.toProve());
  if (lab_.kinks() == 0)
    return tr("✓ All %1 gradients that were tried agree with differences.").arg(lab_.toProve());
  return tr("✓ %1 gradients agree with differences; at %2 the loss has no slope to compare with.")
      .arg(lab_.toProve() - lab_.kinks())
      .arg(lab_.kinks());
}

void MicroscopePanel::showNotice() {
  QStringList lines;
  if (lab_.scope() && lab_.state() == MicroscopeLab::State::Failed) lines << lab_.problem();
  if (lab_.isStale())
    lines << tr(
        "The network was changed since: this is the older one. “Renew” looks at the one "
        "that is drawn.");
  for (const auto& [node, why] : lab_.wrong()) lines << QStringLiteral("✗ ") + why;
  if (lab_.scope() && lab_.wrong().empty() && lab_.toProve() > 0) lines << progressText();
  notice_->setText(lines.join(QLatin1Char('\n')));
  notice_->setVisible(!lines.isEmpty());
}

Travel MicroscopePanel::travelNow(bool moving) const {
  Travel travel;
  if (!lab_.scope() || !isVisible()) return travel;
  const MicroscopeStep& step = current();
  const Microscope& scope = *lab_.scope();
  const int sample = shown_->value() - 1;
  travel.isOn = true;
  travel.node = step.node;
  travel.back = step.kind == WalkKind::Backward;
  travel.moveMs = moving ? static_cast<int>(moment() * kMovingShare) : 0;
  travel.wrong = lab_.wrong();
  for (int i = 0; i < position_; ++i) {
    const MicroscopeStep& done = scope.steps()[static_cast<std::size_t>(i)];
    (done.kind == WalkKind::Backward ? travel.returned : travel.forward).insert(done.node);
  }
  for (const loom::Link& wire : scope.network().graph.links) {
    if ((travel.back ? wire.from : wire.to) != step.node) continue;
    MicroscopeTensor carried;
    carried.tensor = wire.from;
    carried.isGradient = travel.back;
    travel.loads.push_back({wire, spanText(scope.facts(carried, sample))});
  }
  return travel;
}

void MicroscopePanel::tellTravel(bool moving) {
  emit travelled(travelNow(moving));
}

}  // namespace loom::ui
