#include "ui/sketch/probability_bars.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kMostRows = 12;
constexpr int kDefaultRows = 10;
constexpr int kBigWidth = 48;  // the answer's column

/// Below a tenth of a per cent nothing on the screen changes.
long shownStep(float probability) {
  return std::isfinite(probability) ? std::lround(probability * 1000) : -1;
}

/// Bold, and as large as the longest word of `name` lets it be.
QFont answerFont(const QString& name, const QFont& base, int width, int largest, int smallest) {
  QFont big = base;
  big.setWeight(QFont::Bold);
  for (int pixels = largest;; --pixels) {
    big.setPixelSize(pixels);
    const QFontMetrics metrics(big);
    const auto fits = [&](const QString& word) { return metrics.horizontalAdvance(word) <= width; };
    if (pixels <= smallest || std::ranges::all_of(name.split(QLatin1Char(' ')), fits)) return big;
  }
}

}  // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  for (int i = 0; i < kDefaultRows; ++i) names_ << QString::number(i);
  clear();
}

void ProbabilityBars::setProbabilities(const std::vector<float>& probabilities,
                                       const QStringList& names) {
  if (probabilities.empty()) return clear();
  const bool same = names == names_ && best_ >= 0 &&
                    probabilities.size() == probabilities_.size() &&
                    std::ranges::equal(probabilities, probabilities_, {}, shownStep, shownStep);
  if (same) return;
  const bool otherRows = names.size() != names_.size();
  probabilities_ = probabilities;
  names_ = names;
  shown_.resize(probabilities.size());
  std::iota(shown_.begin(), shown_.end(), 0);
  const auto likelier = [&](int a, int b) {
    return probabilities_[static_cast<std::size_t>(a)] >
           probabilities_[static_cast<std::size_t>(b)];
  };
  best_ = *std::ranges::min_element(shown_, likelier);
  if (shown_.size() > kMostRows) {
    std::ranges::stable_sort(shown_, likelier);
    shown_.resize(kMostRows);
  }
  setAccessibleDescription(tr("%1, %2").arg(
      bestName(),
      percentText(static_cast<double>(probabilities_[static_cast<std::size_t>(best_)]))));
  if (otherRows) updateGeometry();
  update();
}

void ProbabilityBars::clear() {
  if (best_ < 0 && !shown_.empty()) return;
  best_ = -1;
  probabilities_.clear();
  shown_.resize(static_cast<std::size_t>(std::min<qsizetype>(names_.size(), kMostRows)));
  std::iota(shown_.begin(), shown_.end(), 0);
  setAccessibleDescription(tr("No answer yet"));
  update();
}

QString ProbabilityBars::bestName() const {
  return best_ < 0 ? QString() : names_.value(best_);
}

int ProbabilityBars::rows() const {
  return static_cast<int>(shown_.size());
}

int ProbabilityBars::rowHeight() const {
  return std::max(14, fontMetrics().height() - 2);
}

QSize ProbabilityBars::sizeHint() const {
  return {220, rows() * rowHeight()};
}

/// Names may be cut off: the whole one is a hover away.
bool ProbabilityBars::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || best_ < 0) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = help->pos().y() / rowHeight();
  if (row < 0 || row >= rows()) return true;
  const int index = shown_[static_cast<std::size_t>(row)];
  const auto share = static_cast<double>(probabilities_[static_cast<std::size_t>(index)]);
  QToolTip::showText(help->globalPos(), tr("%1, %2").arg(names_.value(index), percentText(share)),
                     this);
  return true;
}

void ProbabilityBars::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int bigWidth = grown(kBigWidth, this);
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.9);
  if (best_ >= 0) {
    QString name = bestName();
    const QFont big = answerFont(name, font(), bigWidth - 8,
                                 grown(name.size() <= 2 ? 38 : 14, this), grown(9, this));
    if (!name.contains(QLatin1Char(' ')))
      name = QFontMetrics(big).elidedText(name, Qt::ElideRight, bigWidth - 8);
    painter.setFont(big);
    painter.setPen(theme.accent);
    painter.drawText(QRect(0, 0, bigWidth - 8, height()), Qt::AlignCenter | Qt::TextWordWrap, name);
  }
  painter.setFont(small);
  const QFontMetricsF metrics(small);
  qreal nameWidth = tabularWidth(small, QStringLiteral("0"));
  for (const int index : shown_)
    nameWidth = std::max(nameWidth, std::min(96.0, tabularWidth(small, names_.value(index))));
  const qreal valueWidth = tabularWidth(small, percentText(1));
  const qreal left = bigWidth + nameWidth + 8;
  const qreal track = std::max(10.0, width() - left - valueWidth - 8);
  for (int row = 0; row < rows(); ++row) {
    const int index = shown_[static_cast<std::size_t>(row)];
    const double share =
        best_ < 0 ? 0
                  : std::clamp(static_cast<double>(probabilities_[static_cast<std::size_t>(index)]),
                               0.0, 1.0);
    const qreal top = row * rowHeight();
    const QRectF line(0, top, width(), rowHeight());
    const bool isBest = index == best_;
    painter.setPen(isBest ? theme.text : theme.muted);
    drawTabular(painter, QRectF(bigWidth, top, nameWidth, rowHeight()), Qt::AlignRight,
                metrics.elidedText(names_.value(index), Qt::ElideRight, nameWidth + 1));
    if (best_ >= 0)
      drawTabular(painter, QRectF(width() - valueWidth, top, valueWidth, rowHeight()),
                  Qt::AlignRight, percentText(share));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.chip);
    const QRectF bar(left, line.center().y() - 4, track, 8);
    painter.drawRoundedRect(bar, 4, 4);
    painter.setBrush(isBest ? theme.accent : theme.wire);
    if (share > 0.0005)
      painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(2.0, track * share), 8)),
                              std::min(4.0, track * share / 2), 4);
  }
}

}  // namespace loom::ui
