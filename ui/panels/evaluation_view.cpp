#include "ui/panels/evaluation_view.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/charts/predicted_chart.h"
#include "ui/charts/reliability_chart.h"
#include "ui/engine_text.h"
#include "ui/panels/class_table.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/sample_browser.h"
#include "ui/panels/written_view.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr qreal kBigFigure = 1.25;  // of the usual letters

QString metricText(const loom::Metric& metric, const loom::Tally& tally) {
  const double value = metric.value(tally);
  if (metric.isShare) return percentText(value, 2);
  if (!std::isfinite(value)) return QString(QChar(0x2013));
  const bool large = std::abs(value) >= 1000;
  return QString::number(value, large ? 'g' : 'f', large ? 6 : 4)
      .replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace

EvaluationView::EvaluationView(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(3 * kGrid);
  left_ = makeLeft();
  row->addWidget(left_, 2);
  row->addWidget(makeRight(), 3);
  connect(matrix_, &ConfusionChart::cellChosen, this, &EvaluationView::showCell);
  connect(matrix_, &ConfusionChart::read, this, &EvaluationView::showLegend);
  connect(shares_, &QToolButton::toggled, this, [this](bool on) {
    matrix_->setShares(on);
    retranslate();
  });
  connect(browser_, &SampleBrowser::sampleChosen, this, &EvaluationView::sampleChosen);
  connect(classes_, &ClassTable::classChosen, this, [this](int index, int other) {
    showCell(index, other < 0 ? index : other);
    matrix_->mark(*cell_);
  });
  retranslate();
}

EvaluationView::~EvaluationView() {
  matrix_->disconnect(this);  // it loses the pointer while it goes, when this is gone already
}

QWidget* EvaluationView::makeLeft() {
  auto* box = new QWidget(this);
  matrix_ = new ConfusionChart(box);
  predicted_ = new PredictedChart(box);
  charts_ = new QStackedWidget(box);
  charts_->addWidget(matrix_);
  charts_->addWidget(predicted_);
  legend_ = new NumberLabel(Qt::AlignLeft, box);
  legend_->setTone(NumberLabel::Tone::Muted);
  legend_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  shares_ = new QToolButton(box);
  shares_->setProperty("quiet", true);
  shares_->setCheckable(true);
  auto* below = new QHBoxLayout;
  below->setSpacing(kGrid / 2);
  below->addWidget(legend_, 1);
  below->addWidget(shares_);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(charts_, 1);
  column->addLayout(below);
  return box;
}

QWidget* EvaluationView::makeRight() {
  auto* box = new QWidget(this);
  auto* figures = new QWidget(box);
  figureRow_ = new FlowLayout(3 * kGrid, figures);
  auto* links = new QWidget(box);
  auto* linkRow = new FlowLayout(2, links);
  auto* group = new QButtonGroup(this);
  for (int page = 0; page < PageCount; ++page) {
    auto* button = new QToolButton(links);
    button->setProperty("quiet", true);
    button->setCheckable(true);
    group->addButton(button, page);
    linkRow->addWidget(button);
    buttons_[page] = button;
  }
  connect(group, &QButtonGroup::idClicked, this,
          [this](int page) { showPage(static_cast<Page>(page)); });
  pages_ = new QStackedWidget(box);
  browser_ = new SampleBrowser(pages_);
  reliability_ = new ReliabilityChart(pages_);
  classes_ = new ClassTable(pages_);
  written_ = new WrittenView(pages_);
  for (QWidget* page : {static_cast<QWidget*>(browser_), static_cast<QWidget*>(reliability_),
                        static_cast<QWidget*>(classes_), static_cast<QWidget*>(written_)})
    pages_->addWidget(page);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  column->addWidget(figures);
  column->addWidget(links);
  column->addWidget(pages_, 1);
  return box;
}

EvaluationView::Figure EvaluationView::makeFigure() {
  Figure figure;
  figure.box = new QWidget(figureRow_->parentWidget());
  figure.name = new QLabel(figure.box);
  figure.name->setProperty("role", "muted");
  figure.value = new NumberLabel(Qt::AlignLeft, figure.box);
  QFont font = figure.value->font();
  font.setWeight(QFont::Bold);
  font.setPointSizeF(font.pointSizeF() * kBigFigure);
  figure.value->setFont(font);
  auto* column = new QVBoxLayout(figure.box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(figure.name);
  column->addWidget(figure.value);
  figureRow_->addWidget(figure.box);
  return figure;
}

void EvaluationView::show(std::shared_ptr<const loom::EvaluationReport> report) {
  report_ = std::move(report);
  showFigures();
  showChart();
  for (int page = 0; page < PageCount; ++page)
    buttons_[page]->setVisible(has(static_cast<Page>(page)));
  reliability_->setCalibration(report_->calibration);
  classes_->show(report_);
  showPage(has(page_) ? page_ : has(Written) ? Written : Worst);
}

void EvaluationView::forget() {
  report_ = nullptr;
  cell_.reset();
  page_ = Cell;
  browser_->clear();
  browser_->setChosen(-1);
  classes_->show(nullptr);
  written_->forget();
}

bool EvaluationView::has(Page page) const {
  const loom::Tally& tally = report_->tally;
  switch (page) {
    case Cell:
      return !tally.confusion().empty() && report_->samples.front().predicted >= 0;
    case Worst:
      return true;
    case Written:
      return !report_->written.empty();
    default:
      return tally.ofClasses();
  }
}

void EvaluationView::showFigures() {
  std::size_t used = 0;
  for (const loom::Metric& metric : loom::metrics()) {
    if (!metric.applies(report_->tally)) continue;
    if (used == figures_.size()) figures_.push_back(makeFigure());
    const Figure& figure = figures_[used++];
    figure.name->setText(engineText(metric.label));
    figure.value->setAccessibleName(figure.name->text());
    figure.value->setText(metricText(metric, report_->tally));
    figure.box->show();
  }
  for (; used < figures_.size(); ++used) figures_[used].box->hide();
}

QStringList EvaluationView::figures() const {
  QStringList texts;
  for (const Figure& figure : figures_)
    if (!figure.box->isHidden())
      texts << figure.name->text() + QLatin1Char(' ') + figure.value->text();
  return texts;
}

QStringList EvaluationView::classNames() const {
  QStringList names;
  for (int i = 0; i < report_->tally.classes(); ++i)
    names << classNameOf(*report_->setup.dataset, i);
  return names;
}

void EvaluationView::showChart() {
  const loom::Tally& tally = report_->tally;
  const bool matrix = !tally.confusion().empty();
  left_->setVisible(matrix || tally.ofNumbers());
  shares_->setVisible(matrix);
  charts_->setCurrentWidget(matrix ? static_cast<QWidget*>(matrix_) : predicted_);
  if (tally.ofNumbers()) predicted_->setPairs(report_->pairs);
  if (matrix) {
    matrix_->setMatrix(tally.confusion(), classNames());
    if (cell_ && std::max(cell_->truth, cell_->predicted) >= tally.classes()) cell_.reset();
    if (!cell_) chooseFirstCell();
  }
  showLegend({});
}

/// The mistake that is made most often.
void EvaluationView::chooseFirstCell() {
  const loom::ConfusionMatrix& counts = report_->tally.confusion();
  std::int64_t most = 0;
  for (std::size_t t = 0; t < counts.size(); ++t) {
    for (std::size_t p = 0; p < counts.size(); ++p) {
      if (t == p || counts[t][p] <= most) continue;
      most = counts[t][p];
      cell_ = ConfusionChart::Cell{static_cast<int>(t), static_cast<int>(p)};
    }
  }
  if (cell_) matrix_->mark(*cell_);
}

void EvaluationView::showCell(int truth, int predicted) {
  cell_ = ConfusionChart::Cell{truth, predicted};
  showPage(has(Cell) ? Cell : page_);
}

void EvaluationView::showPage(Page page) {
  page_ = page;
  buttons_[page]->setChecked(true);
  pages_->setCurrentWidget(page == Reliability ? static_cast<QWidget*>(reliability_)
                           : page == PerClass  ? static_cast<QWidget*>(classes_)
                           : page == Written   ? static_cast<QWidget*>(written_)
                                               : browser_);
  if (pages_->currentWidget() == browser_) fillBrowser();
}

void EvaluationView::fillBrowser() {
  if (page_ == Worst)
    return browser_->show(report_, report_->worst, tr("Worst samples: the highest loss first"), {});
  if (page_ == LeastCertain)
    return browser_->show(report_, report_->leastCertain,
                          tr("Least certain: two answers were nearly as likely"), {});
  if (!cell_)
    return browser_->show(report_, {}, {}, tr("No mistakes. Choose a cell to see its samples."));
  std::vector<std::int32_t> which;
  for (std::size_t i = 0; i < report_->samples.size(); ++i) {
    const loom::JudgedSample& sample = report_->samples[i];
    if (sample.truth == cell_->truth && sample.predicted == cell_->predicted)
      which.push_back(static_cast<std::int32_t>(i));
  }
  const QString truth = classNameOf(*report_->setup.dataset, cell_->truth);
  const QString predicted = classNameOf(*report_->setup.dataset, cell_->predicted);
  const QString what = cell_->truth == cell_->predicted
                           ? tr("%1 recognised").arg(truth)
                           : tr("%1 taken for %2").arg(truth, predicted);
  const QString count =
      which.size() == 1 ? tr("1 sample")
                        : tr("%1 samples").arg(groupedNumber(static_cast<qint64>(which.size())));
  browser_->show(report_, std::move(which), QStringLiteral("%1 · %2").arg(what, count),
                 tr("No sample of this kind."));
}

void EvaluationView::showLegend(const QString& reading) {
  if (!reading.isEmpty()) return legend_->setText(reading);
  if (!report_) return;
  legend_->setText(report_->tally.ofNumbers() ? tr("wanted → · given ↑")
                   : has(Cell) ? tr("true ↓ predicted → · click a cell to see its samples")
                               : tr("true ↓ predicted →"));
}

void EvaluationView::retranslate() {
  shares_->setText(shares_->isChecked() ? tr("% of row") : tr("counts"));
  shares_->setToolTip(tr("Show counts, or shares of all samples of the true class"));
  matrix_->setAccessibleName(
      tr("Confusion matrix: arrow keys read a cell, Enter shows its samples"));
  predicted_->setAccessibleName(tr("Predicted against true"));
  reliability_->setAccessibleName(tr("Calibration"));
  const auto link = [this](Page page, const QString& text, const QString& help) {
    buttons_[page]->setText(text);
    buttons_[page]->setToolTip(help);
  };
  link(Cell, tr("Samples of a cell"), tr("The samples behind the chosen cell of the matrix"));
  link(Worst, tr("Worst"), tr("The samples with the highest loss"));
  link(LeastCertain, tr("Least certain"),
       tr("The samples whose two likeliest answers were closest to each other"));
  link(Reliability, tr("Calibration"), tr("Is the network right as often as it is sure?"));
  link(PerClass, tr("Per class"), tr("Precision, recall and F1 of each class"));
  link(Written, tr("Written"), tr("Texts that the network wrote, one for each evaluation"));
  written_->setAccessibleName(tr("Texts that the network wrote"));
  if (report_) show(report_);
}

void EvaluationView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
