#pragma once

// All numbers of one array as a picture, one of which is under the cursor: a click or the arrow
// keys move it. Matrices stand as they are, images and filters side by side. GUI thread.

#include <QImage>
#include <QWidget>
#include <span>

#include "engine/base/shape.h"
#include "ui/colour_map.h"

namespace loom::ui {

class ValueMap : public QWidget {
  Q_OBJECT

 public:
  /// More are not drawn, only counted.
  static constexpr qint64 kMostDrawn = 100'000;

  explicit ValueMap(QWidget* parent = nullptr);

  /// The numbers are not copied: they stay until the next call, or clear().
  void setValues(std::span<const float> values, const loom::Shape& shape, Range range,
                 ColourMap map);
  void clear();
  qint64 count() const { return static_cast<qint64>(values_.size()); }
  qint64 drawn() const;
  float value(qint64 element) const { return values_[static_cast<std::size_t>(element)]; }
  qint64 cursor() const { return cursor_; }
  void setCursor(qint64 element);
  /// -1: none.
  qint64 elementAt(QPoint position) const;
  QRectF cellRect(qint64 element) const;

 signals:
  void cursorChanged(qint64 element);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void arrange();
  QPoint pixelOf(qint64 element) const;
  qint64 elementOf(QPoint pixel) const;
  void move(QPoint by);

  std::span<const float> values_;
  Range range_;
  loom::Shape shape_;
  ColourMap map_ = ColourMap::Viridis;
  int tileWidth_ = 1, tileHeight_ = 1, tiles_ = 0, columns_ = 1;
  QImage image_;
  QRectF target_;
  qint64 cursor_ = 0;
};

}  // namespace loom::ui
