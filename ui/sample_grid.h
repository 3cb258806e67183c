#pragma once

// A few samples as pictures in rows. GUI thread.

#include <QImage>
#include <QWidget>
#include <vector>

namespace loom::ui {

class SampleGrid : public QWidget {
  Q_OBJECT

 public:
  /// `cell` is the side of a picture in device-independent pixels.
  explicit SampleGrid(int cell, QWidget* parent = nullptr);

  /// As many as fit are shown. Repaints only if a picture is another one.
  void setImages(std::vector<QImage> images);
  bool isEmpty() const { return images_.empty(); }

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {cell_, cell_}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int columns(int width) const;

  int cell_;
  std::vector<QImage> images_;
};

}  // namespace loom::ui
