#pragma once

// Numbers of a network as pictures side by side: channels, filters, attention, states. Plain values
// and pure functions; GUI thread (translations).

#include <QImage>
#include <QString>
#include <functional>
#include <span>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/colour_map.h"

namespace loom::ui {

/// `count` pictures of height × width; value (x, y) of picture p stands at p · step +
/// (y · width + x) · placeStep, or with x and y exchanged.
struct Planes {
  std::vector<float> values;
  int count = 0;
  int width = 1;
  int height = 1;
  std::ptrdiff_t step = 1;
  std::ptrdiff_t placeStep = 1;
  bool turned = false;               // stored (width, height)
  std::function<QString(int)> name;  // of a picture: "channel 3"

  bool isEmpty() const { return count == 0; }
  int places() const { return width * height; }
  float at(int plane, int x, int y) const;
  Range rangeOfPlane(int plane) const;
  /// Of all of them.
  Range range() const;
  /// Every `stride`-th value in both directions is a pixel.
  QImage image(int plane, int stride, Range shown, ColourMap map) const;
};

/// A node's output; `axis` counts its channels.
Planes channelPlanes(const NodeView& view, int axis);
/// Weights (filters, inputs, ...) that slide along the axes behind.
Planes filterPlanes(const NodeView& filters);
/// (heads, T, T)
Planes headPlanes(const Inner<float>& attention);
/// (T, H), time from left to right.
Planes statePlane(const Inner<float>& states);

/// "−1.25", "0.31": two decimals where that says something, else a power of ten.
QString figureOf(float value);

}  // namespace loom::ui
