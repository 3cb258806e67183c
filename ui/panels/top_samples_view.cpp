#include "ui/panels/top_samples_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "engine/data/dataset.h"
#include "ui/colour_map.h"
#include "ui/focus_ring.h"
#include "ui/planes.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kMostShown = 9;
constexpr int kPictureGap = 8;
constexpr int kLargestPicture = 112;
constexpr qreal kLeastFrame = 8;  // pixels: what stands around one place of a large map

bool areSameSamples(const TopSamples& a, const TopSamples& b) {
  return a.node == b.node && a.channel == b.channel &&
         std::ranges::equal(a.samples, b.samples, [](const TopSample& x, const TopSample& y) {
           return x.sample == y.sample && x.value == y.value && x.row == y.row &&
                  x.column == y.column;
         });
}

}  // namespace

TopSamplesView::TopSamplesView(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 80);
  setFocusPolicy(Qt::StrongFocus);
  new FocusRing(this);
}

void TopSamplesView::setSamples(const TopSamples& top,
                                const std::shared_ptr<const Dataset>& dataset,
                                const QStringList& classes) {
  message_.clear();
  if (areSameSamples(top, top_) && dataset == data_) return;
  top_ = top;
  data_ = dataset;
  classes_ = classes;
  makeImages();
  QStringList readings;
  for (int i = 0; i < static_cast<int>(top_.samples.size()); ++i) readings << reading(i);
  setAccessibleDescription(readings.join(QStringLiteral("; ")));
  update();
}

void TopSamplesView::setMessage(const QString& message) {
  if (message == message_ && top_.samples.empty()) return;
  message_ = message;
  top_ = {};
  images_.clear();
  setAccessibleDescription(message);
  update();
}

void TopSamplesView::makeImages() {
  images_.clear();
  if (!data_) return;
  for (const TopSample& sample : top_.samples) {
    const bool there = sample.sample < data_->train.size();
    images_.push_back(there ? sampleImage(data_->image(data_->train, sample.sample), data_->shape,
                                          Theme::of(this))
                            : QImage());
  }
}

QRect TopSamplesView::cellRect(int index) const {
  const int line = fontMetrics().height() + 2;
  // The largest pictures of which all nine fit.
  for (int side = kLargestPicture; side > 8; --side) {
    const int columns = std::clamp((width() + kPictureGap) / (side + kPictureGap), 1, kMostShown);
    const int rows = (kMostShown + columns - 1) / columns;
    const int tall = side + line + kPictureGap;
    if (rows * tall > height() && side > 9) continue;
    return {index % columns * (side + kPictureGap), index / columns * tall, side, side};
  }
  return {};
}

int TopSamplesView::cellAt(const QPoint& position) const {
  for (int i = 0; i < static_cast<int>(top_.samples.size()); ++i) {
    if (cellRect(i).contains(position)) return i;
  }
  return -1;
}

QString TopSamplesView::reading(int index) const {
  const TopSample& sample = top_.samples[static_cast<std::size_t>(index)];
  const QString number = groupedNumber(sample.sample), value = figureOf(sample.value);
  const QString name = index < classes_.size() ? classes_[index] : QString();
  return name.isEmpty() ? tr("sample %1 · %2").arg(number, value)
                        : tr("sample %1, a “%2” · %3").arg(number, name, value);
}

QString TopSamplesView::readingAt(const QPoint& position) const {
  const int cell = cellAt(position);
  return cell < 0 ? QString() : reading(cell);
}

/// The part of the picture that the place in the map lies over.
QRectF TopSamplesView::frameIn(const QRectF& picture, const TopSample& sample) const {
  const qreal wide = picture.width() / top_.width, tall = picture.height() / top_.height;
  QRectF frame(0, 0, std::max(wide, kLeastFrame), std::max(tall, kLeastFrame));
  frame.moveCenter(
      {picture.left() + (sample.column + 0.5) * wide, picture.top() + (sample.row + 0.5) * tall});
  return frame & picture;
}

void TopSamplesView::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  if (top_.samples.empty()) {
    painter.setPen(theme.muted);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, message_);
    return;
  }
  for (std::size_t i = 0; i < top_.samples.size(); ++i) {
    const QRectF cell = cellRect(static_cast<int>(i));
    QRectF picture = cell;
    if (i < images_.size() && !images_[i].isNull()) {
      picture.setSize(QSizeF(images_[i].size()).scaled(cell.size(), Qt::KeepAspectRatio));
      picture.moveCenter(cell.center());
      painter.drawImage(picture, images_[i]);
    } else {
      painter.fillRect(cell, theme.field);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line, 1));
    painter.drawRect(picture);
    if (top_.width * top_.height > 1) {
      painter.setPen(QPen(theme.accent, 2));
      painter.drawRect(frameIn(picture, top_.samples[i]));
    }
    painter.setPen(theme.muted);
    drawTabular(painter,
                QRectF(cell.left(), cell.bottom() + 1, cell.width(), fontMetrics().height()),
                Qt::AlignHCenter, figureOf(top_.samples[i].value));
  }
}

void TopSamplesView::keyPressEvent(QKeyEvent* event) {
  const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
  if (back || event->key() == Qt::Key_Right || event->key() == Qt::Key_Down) {
    emit stepped(back ? -1 : 1);
    return;
  }
  QWidget::keyPressEvent(event);
}

void TopSamplesView::mouseDoubleClickEvent(QMouseEvent* event) {
  const int cell = cellAt(event->position().toPoint());
  if (cell >= 0) emit sampleChosen(top_.samples[static_cast<std::size_t>(cell)].sample);
}

void TopSamplesView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) makeImages();
  QWidget::changeEvent(event);
}

bool TopSamplesView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const QString text = readingAt(help->pos());
    QToolTip::showText(
        help->globalPos(),
        text.isEmpty() ? text : text + QLatin1Char('\n') + tr("Double-click to look at it"), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace loom::ui
