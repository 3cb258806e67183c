#pragma once

// The samples that excite a channel most, as pictures, with a frame where they do. Arrow keys go to
// other channels. GUI thread.

#include <QImage>
#include <QWidget>
#include <memory>
#include <vector>

#include "engine/train/snapshot.h"

namespace loom {
struct Dataset;
}

namespace loom::ui {

class TopSamplesView : public QWidget {
  Q_OBJECT

 public:
  explicit TopSamplesView(QWidget* parent = nullptr);

  /// Pictures come from `dataset`; null: there are none.
  void setSamples(const TopSamples& top, const std::shared_ptr<const Dataset>& dataset,
                  const QStringList& classes);
  void setMessage(const QString& message);
  const TopSamples& samples() const { return top_; }
  /// "sample 12, a “7” · 3.42", or empty.
  QString readingAt(const QPoint& position) const;
  QRect cellRect(int index) const;

 signals:
  /// To the channel before or behind.
  void stepped(int by);
  void sampleChosen(int sample);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void makeImages();
  QString reading(int index) const;
  int cellAt(const QPoint& position) const;
  QRectF frameIn(const QRectF& picture, const TopSample& sample) const;

  TopSamples top_;
  std::shared_ptr<const Dataset> data_;
  QStringList classes_;  // of the samples, "" where they have none
  std::vector<QImage> images_;
  QString message_;
};

}  // namespace loom::ui
