#include "ui/panels/sample_browser.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/colour_map.h"
#include "ui/panels/sample_gallery.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

QString shortNumber(float value) {
  return QString::number(static_cast<double>(value), 'g', 3)
      .replace(QLatin1Char('-'), QChar(0x2212));
}

QString captionOf(const loom::Dataset& data, const loom::JudgedSample& sample) {
  if (sample.predicted >= 0 && sample.predicted != sample.truth)
    return QStringLiteral("%1→%2").arg(classNameOf(data, sample.truth),
                                       classNameOf(data, sample.predicted));
  if (sample.predicted >= 0)
    return QStringLiteral("%1 · %2").arg(classNameOf(data, sample.truth),
                                         percentText(static_cast<double>(sample.probability), 0));
  return shortNumber(std::isfinite(sample.answer) ? sample.answer : sample.loss);
}

}  // namespace

QString classNameOf(const loom::Dataset& data, int index) {
  if (index >= 0 && index < static_cast<int>(data.classes.size()))
    return QString::fromStdString(data.classes[static_cast<std::size_t>(index)]);
  return QString::number(index);
}

SampleBrowser::SampleBrowser(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      page_(new NumberLabel(Qt::AlignRight, this)),
      previous_(new QToolButton(this)),
      next_(new QToolButton(this)),
      empty_(new QLabel(this)),
      gallery_(new SampleGallery(this)) {
  title_->setProperty("role", "title");
  title_->setMinimumWidth(40);
  title_->setWordWrap(true);
  page_->setTone(NumberLabel::Tone::Muted);
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  row->addWidget(title_, 1);
  row->addWidget(page_);
  for (QToolButton* button : {previous_, next_}) {
    button->setProperty("quiet", true);
    row->addWidget(button);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid / 2);
  column->addLayout(row);
  column->addWidget(empty_, 1);
  column->addWidget(gallery_, 1);
  connect(previous_, &QToolButton::clicked, this, [this] { turnPage(-1); });
  connect(next_, &QToolButton::clicked, this, [this] { turnPage(1); });
  connect(gallery_, &SampleGallery::pageWanted, this, &SampleBrowser::turnPage);
  // Queued: to fill it may change its size again.
  connect(gallery_, &SampleGallery::capacityChanged, this, &SampleBrowser::fill,
          Qt::QueuedConnection);
  connect(gallery_, &SampleGallery::chosen, this, &SampleBrowser::choose);
  retranslate();
  clear();
}

void SampleBrowser::show(std::shared_ptr<const loom::EvaluationReport> report,
                         std::vector<std::int32_t> which, const QString& title,
                         const QString& empty) {
  const bool same = title == title_->text();
  report_ = std::move(report);
  which_ = std::move(which);
  title_->setText(title);
  empty_->setText(empty);
  if (!same) first_ = 0;
  fill();
}

void SampleBrowser::clear() {
  show(nullptr, {}, {}, {});
}

QString SampleBrowser::title() const {
  return title_->text();
}

QString SampleBrowser::pageText() const {
  return page_->text();
}

void SampleBrowser::setChosen(int sample) {
  chosen_ = sample;
  fill();
}

void SampleBrowser::turnPage(int by) {
  const int size = gallery_->capacity();
  const int last = std::max(0, static_cast<int>(which_.size()) - 1) / size * size;
  first_ = std::clamp(first_ + by * size, 0, last);
  fill();
}

void SampleBrowser::fill() {
  const int count = static_cast<int>(which_.size());
  const int size = gallery_->capacity();
  first_ = std::min(first_, std::max(0, count - 1)) / size * size;
  const int end = std::min(count, first_ + size);
  std::vector<SampleGallery::Item> items;
  int chosen = -1;
  for (int i = first_; i < end; ++i) {
    const loom::Dataset& dataset = *report_->setup.dataset;
    const loom::JudgedSample& sample =
        report_->samples[static_cast<std::size_t>(which_[static_cast<std::size_t>(i)])];
    const auto pixels = dataset.image(samplesOf(dataset, report_->setup.part), sample.sample);
    if (sample.sample == chosen_) chosen = i - first_;
    items.push_back({sampleImage(pixels, dataset.shape, Theme::of(this)),
                     QStringLiteral("#%1").arg(sample.sample), captionOf(dataset, sample),
                     sentenceOf(sample), sample.predicted != sample.truth});
  }
  gallery_->setItems(std::move(items));
  gallery_->setChosen(chosen);
  gallery_->setVisible(count > 0);
  empty_->setVisible(count == 0);
  const bool pages = count > size;
  page_->setText(pages
                     ? tr("%1–%2 of %3")
                           .arg(groupedNumber(first_ + 1), groupedNumber(end), groupedNumber(count))
                     : QString());
  for (QToolButton* button : {previous_, next_}) button->setVisible(pages);
  previous_->setEnabled(first_ > 0);
  next_->setEnabled(end < count);
}

QString SampleBrowser::sentenceOf(const loom::JudgedSample& sample) const {
  const loom::Dataset& dataset = *report_->setup.dataset;
  const QString number = groupedNumber(sample.sample);
  const QString loss = QString::number(static_cast<double>(sample.loss), 'g', 4);
  if (sample.predicted >= 0) {
    const QString sure = percentText(static_cast<double>(sample.probability));
    const QString truth = classNameOf(dataset, sample.truth);
    return sample.predicted == sample.truth
               ? tr("sample %1: a “%2”, recognised with %3; loss %4").arg(number, truth, sure, loss)
               : tr("sample %1: a “%2”, taken for “%3” with %4; loss %5")
                     .arg(number, truth, classNameOf(dataset, sample.predicted), sure, loss);
  }
  if (std::isfinite(sample.answer))
    return tr("sample %1: %2 given where %3 is wanted; loss %4")
        .arg(number, shortNumber(sample.answer), shortNumber(sample.target), loss);
  return tr("sample %1; loss %2").arg(number, loss);
}

void SampleBrowser::choose(int item) {
  const std::size_t at = static_cast<std::size_t>(first_ + item);
  if (!report_ || at >= which_.size()) return;
  const int sample = report_->samples[static_cast<std::size_t>(which_[at])].sample;
  setChosen(sample);
  emit sampleChosen(sample);
}

void SampleBrowser::retranslate() {
  previous_->setText(QStringLiteral("‹"));
  next_->setText(QStringLiteral("›"));
  previous_->setToolTip(tr("The samples before (Page Up)"));
  next_->setToolTip(tr("More samples (Page Down)"));
  previous_->setAccessibleName(tr("Samples before"));
  next_->setAccessibleName(tr("More samples"));
  gallery_->setAccessibleName(
      tr("Samples; choose one to see on the canvas what the network makes of it"));
  fill();
}

void SampleBrowser::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange) fill();
}

}  // namespace loom::ui
