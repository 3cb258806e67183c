#pragma once

// The answers of other models side by side, a small column of bars each, with its name over it. It
// takes no room while there are none. GUI thread.

#include <QStringList>
#include <QWidget>
#include <vector>

namespace loom::ui {

class ModelColumns : public QWidget {
  Q_OBJECT

 public:
  struct Column {
    QString name;
    QString problem;                   // why it does not answer; empty: it does
    std::vector<float> probabilities;  // empty: nothing was drawn
    bool operator==(const Column&) const = default;
    int best() const;  // -1: none
  };

  explicit ModelColumns(QWidget* parent = nullptr);

  void setColumns(std::vector<Column> columns, const QStringList& classes);
  const std::vector<Column>& columns() const { return columns_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int bars() const;
  QString className(int index) const;
  QString reading(const Column& column) const;
  QRectF boxOf(std::size_t column) const;
  void paintColumn(QPainter& painter, const Column& column, const QRectF& box) const;

  std::vector<Column> columns_;
  QStringList classes_;
};

}  // namespace loom::ui
