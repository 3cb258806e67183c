#include "ui/sketch/pad_content.h"

#include <QLineF>
#include <QPainter>
#include <algorithm>
#include <utility>

namespace loom::ui {
namespace {

constexpr double kSameWidth = 1.12;  // widths within this ratio count as one stroke
constexpr std::size_t kUndoSteps = 200;
constexpr int kPixels = 256;  // of the longer side of a picture that is drawn upon

double distanceToSegment(QPointF p, QPointF a, QPointF b) {
  const QPointF ab = b - a;
  const double length = QPointF::dotProduct(ab, ab);
  const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, ab) / length, 0.0, 1.0) : 0;
  return QLineF(p, a + ab * t).length();
}

bool touches(const PadStroke& stroke, QPointF at, double radius) {
  for (std::size_t i = 0; i < stroke.dots.size(); ++i) {
    const auto& dot = stroke.dots[i];
    const auto& before = stroke.dots[i == 0 ? 0 : i - 1];
    if (distanceToSegment(at, before.at, dot.at) <= radius + dot.width / 2) return true;
  }
  return false;
}

bool touches(const PadPicture& picture, QPointF at, double radius) {
  if (picture.ink.isNull()) return false;
  const double scale = picture.ink.width() / picture.at.width();
  const QPointF middle = (at - picture.at.topLeft()) * scale;
  const double reach = radius * scale;
  const QRect near = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
                         .toAlignedRect()
                         .intersected(picture.ink.rect());
  for (int y = near.top(); y <= near.bottom(); ++y)
    for (int x = near.left(); x <= near.right(); ++x)
      if (picture.ink.constScanLine(y)[x] > 127) return true;
  return false;
}

std::vector<float> greysOf(const QImage& image) {
  std::vector<float> greys;
  greys.reserve(static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()));
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      greys.push_back(static_cast<float>(image.constScanLine(y)[x]) / 255.0F);
  return greys;
}

/// The box around all ink, with room for the pens.
QRectF boxAround(const PadContent& content) {
  QRectF box = content.picture.at;
  for (const PadStroke& stroke : content.strokes)
    for (const auto& dot : stroke.dots)
      box |= QRectF(dot.at.x() - dot.width, dot.at.y() - dot.width, 2 * dot.width, 2 * dot.width);
  return box;
}

/// Picture and strokes as one picture of `box`.
QImage flattened(const PadContent& content, const QRectF& box) {
  const double scale = kPixels / std::max(box.width(), box.height());
  QImage image((box.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_Grayscale8);
  image.fill(Qt::black);
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  painter.scale(scale, scale);
  painter.translate(-box.topLeft());
  painter.drawImage(content.picture.at, content.picture.ink);
  for (const PadStroke& stroke : content.strokes) {
    for (std::size_t i = 0; i < stroke.dots.size(); ++i) {
      const auto& before = stroke.dots[i == 0 ? 0 : i - 1];
      painter.setPen(QPen(Qt::white, stroke.dots[i].width, Qt::SolidLine, Qt::RoundCap));
      if (before.at == stroke.dots[i].at)
        painter.drawPoint(before.at);
      else
        painter.drawLine(before.at, stroke.dots[i].at);
    }
  }
  return image;
}

}  // namespace

std::vector<Stroke> PadContent::lines() const {
  std::vector<Stroke> result;
  const auto point = [](const PadStroke::Dot& dot) {
    return PenPoint{static_cast<float>(dot.at.x()), static_cast<float>(dot.at.y())};
  };
  for (const PadStroke& stroke : strokes) {
    double width = 0;
    for (std::size_t i = 0; i < stroke.dots.size(); ++i) {
      const auto& dot = stroke.dots[i];
      if (i == 0 || std::max(dot.width / width, width / dot.width) > kSameWidth) {
        width = dot.width;
        result.push_back({{}, static_cast<float>(width)});
        if (i > 0) result.back().points.push_back(point(stroke.dots[i - 1]));
      }
      result.back().points.push_back(point(dot));
    }
  }
  return result;
}

std::vector<float> PadContent::input(int size, Framing* framing) const {
  if (picture.ink.isNull()) return normaliseDrawing(lines(), size, framing);
  const QRectF box = strokes.empty() ? picture.at : boxAround(*this);
  const QImage image = strokes.empty() ? picture.ink : flattened(*this, box);
  Framing placed;
  std::vector<float> input =
      normaliseImage(greysOf(image), image.width(), image.height(), size, &placed);
  if (framing) {
    const double scale = image.width() / box.width();  // pixels of the image a unit
    *framing = {placed.scale * scale, placed.x - placed.scale * scale * box.left(),
                placed.y - placed.scale * scale * box.top()};
  }
  return input;
}

bool PadContent::erase(QPointF at, double radius) {
  const std::size_t erased =
      std::erase_if(strokes, [&](const PadStroke& stroke) { return touches(stroke, at, radius); });
  const bool pictureToo = touches(picture, at, radius);
  if (pictureToo) picture = {};
  return erased > 0 || pictureToo;
}

void PadHistory::remember(const PadContent& content) {
  if (past_.size() == kUndoSteps) past_.erase(past_.begin());
  past_.push_back(content);
  future_.clear();
}

void PadHistory::step(std::vector<PadContent>& from, std::vector<PadContent>& to,
                      PadContent& content) {
  if (from.empty()) return;
  to.push_back(std::exchange(content, std::move(from.back())));
  from.pop_back();
}

}  // namespace loom::ui
