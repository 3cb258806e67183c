#pragma once

// Widgets side by side like words in a paragraph, each in the middle of its line. GUI thread.

#include <QLayout>
#include <vector>

namespace loom::ui {

class FlowLayout : public QLayout {
  Q_OBJECT

 public:
  explicit FlowLayout(int spacing, QWidget* parent = nullptr);
  ~FlowLayout() override;

  /// Full rows: all items as wide as each other, and by so much wider than they ask for that a row
  /// leaves no room.
  void setEven(bool even) { even_ = even; }

  void addItem(QLayoutItem* item) override;
  int count() const override { return static_cast<int>(items_.size()); }
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  void setGeometry(const QRect& rect) override;
  QSize sizeHint() const override { return minimumSize(); }
  QSize minimumSize() const override;

 private:
  int evenWidth(int room) const;
  /// Lays out in `rect`, or only measures; returns the height.
  int arrange(const QRect& rect, bool apply) const;

  bool even_ = false;
  std::vector<QLayoutItem*> items_;  // owned, as QLayout wants it
};

}  // namespace loom::ui
