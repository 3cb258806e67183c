#pragma once

// Pictures with a line below each, in rows, of which one can be chosen: by a click, or by the arrow
// keys and Enter. Which pictures stand here, and what a page up or down brings, is another's
// affair. GUI thread.

#include <QImage>
#include <QWidget>
#include <vector>

namespace loom::ui {

class SampleGallery : public QWidget {
  Q_OBJECT

 public:
  struct Item {
    QImage image;  // null: `mark` stands in its place
    QString mark;
    QString caption;
    QString sentence;  // its tool tip, and what a screen reader says
    bool wrong = false;
    bool operator==(const Item&) const = default;
  };

  explicit SampleGallery(QWidget* parent = nullptr);

  void setItems(std::vector<Item> items);
  const std::vector<Item>& items() const { return items_; }
  /// How many fit.
  int capacity() const { return columns() * rows(); }
  /// The one that was chosen is marked; -1: none here.
  void setChosen(int index);
  int current() const { return current_; }
  QRect itemRect(int index) const;

  QSize sizeHint() const override { return {360, 140}; }
  QSize minimumSizeHint() const override;

 signals:
  void chosen(int index);
  void pageWanted(int by);
  void capacityChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QSize cell() const;
  int columns() const;
  int rows() const;
  int at(QPoint position) const;
  void setCurrent(int index);

  std::vector<Item> items_;
  int current_ = 0;
  int chosen_ = -1;
};

}  // namespace loom::ui
