#include "ui/planes.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "engine/inspect/health.h"
#include "engine/inspect/statistics.h"

namespace loom::ui {

namespace {

/// More cannot be told apart on a screen.
constexpr std::int64_t kMostPlanes = 1024;

QString planeText(const char* text) {
  return QCoreApplication::translate("loom::ui::Planes", text);
}

bool holds(const std::vector<float>& values, const Shape& shape) {
  return shape.elements() > 0 && static_cast<std::int64_t>(values.size()) >= shape.elements();
}

int bounded(std::int64_t count) {
  return static_cast<int>(std::min(count, kMostPlanes));
}

}  // namespace

float Planes::at(int plane, int x, int y) const {
  const std::ptrdiff_t place =
      turned ? std::ptrdiff_t{x} * height + y : std::ptrdiff_t{y} * width + x;
  return values[static_cast<std::size_t>(plane * step + place * placeStep)];
}

Range Planes::rangeOfPlane(int plane) const {
  if (placeStep == 1)
    return rangeOf(std::span(values).subspan(static_cast<std::size_t>(plane * step),
                                             static_cast<std::size_t>(places())));
  Range out;
  bool any = false;
  for (int place = 0; place < places(); ++place) {
    const float value = values[static_cast<std::size_t>(plane * step + place * placeStep)];
    if (!std::isfinite(value)) continue;
    out = any ? Range{std::min(out.low, value), std::max(out.high, value)} : Range{value, value};
    any = true;
  }
  return out;
}

Range Planes::range() const {
  return rangeOf(values);
}

QImage Planes::image(int plane, int stride, Range shown, ColourMap map) const {
  const int across = (width + stride - 1) / stride, down = (height + stride - 1) / stride;
  QImage image(across, down, QImage::Format_ARGB32);
  const float spread = shown.high - shown.low;
  const float factor = spread > 0 && std::isfinite(spread) ? 1 / spread : 0;
  for (int y = 0; y < down; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < across; ++x)
      line[x] = colourOf(map, (at(plane, x * stride, y * stride) - shown.low) * factor);
  }
  return image;
}

Planes channelPlanes(const NodeView& view, int axis) {
  Planes out;
  if (!holds(view.values, view.shape)) return out;
  const Channels channels = channelsOf(view.shape, axis);
  out.values = view.values;
  out.count = bounded(channels.count);
  out.width = channels.width;
  out.height = channels.height;
  out.step = channels.channelStep;
  out.placeStep = channels.placeStep;
  const bool single = channels.places == 1;
  out.name = [single](int plane) {
    return (single ? planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "value %1"))
                   : planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "channel %1")))
        .arg(plane);
  };
  return out;
}

Planes filterPlanes(const NodeView& filters) {
  Planes out;
  if (filters.shape.rank() < 3 || !holds(filters.values, filters.shape)) return out;
  const int last = filters.shape.rank() - 1;
  const std::int64_t inputs = filters.shape[1];
  out.values = filters.values;
  out.count = bounded(filters.shape[0] * inputs);
  out.width = static_cast<int>(filters.shape[last]);
  out.height = filters.shape.rank() > 3 ? static_cast<int>(filters.shape[last - 1]) : 1;
  out.step = out.places();
  out.name = [inputs](int plane) {
    if (inputs == 1)
      return planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "filter %1")).arg(plane);
    return planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "filter %1, input %2"))
        .arg(plane / inputs)
        .arg(plane % inputs);
  };
  return out;
}

Planes headPlanes(const Inner<float>& attention) {
  Planes out;
  if (attention.shape.rank() != 3 || !holds(attention.values, attention.shape)) return out;
  out.values = attention.values;
  out.count = bounded(attention.shape[0]);
  out.height = static_cast<int>(attention.shape[1]);
  out.width = static_cast<int>(attention.shape[2]);
  out.step = out.places();
  out.name = [](int plane) {
    return planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "head %1")).arg(plane);
  };
  return out;
}

Planes statePlane(const Inner<float>& states) {
  Planes out;
  if (states.shape.rank() != 2 || !holds(states.values, states.shape)) return out;
  out.values = states.values;
  out.count = 1;
  out.width = static_cast<int>(states.shape[0]);
  out.height = static_cast<int>(states.shape[1]);
  out.step = out.places();
  out.turned = true;
  out.name = [](int) {
    return planeText(QT_TRANSLATE_NOOP("loom::ui::Planes", "states, time from left to right"));
  };
  return out;
}

QString figureOf(float value) {
  const double size = std::abs(static_cast<double>(value));
  const bool plain = size == 0 || (size >= 0.005 && size < 100'000);
  QString text = plain ? QString::number(static_cast<double>(value), 'f', 2)
                       : QString::fromStdString(powerText(static_cast<double>(value)));
  return text.replace(QLatin1Char('-'), QChar(0x2212));
}

}  // namespace loom::ui
