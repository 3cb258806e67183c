#pragma once

// My digits as a list for views: all, or those of one class; the newest first. Pictures are made
// when they are painted. GUI thread.

#include <QAbstractListModel>
#include <QList>
#include <QStyledItemDelegate>

namespace loom::ui {

class MyDigits;

class MyDigitsModel : public QAbstractListModel {
  Q_OBJECT

 public:
  static constexpr int kIdRole = Qt::UserRole;
  static constexpr int kImageRole = Qt::UserRole + 1;

  explicit MyDigitsModel(MyDigits& digits, QObject* parent = nullptr);

  /// -1: all.
  void setClass(int label);
  int shownClass() const { return label_; }
  /// Where the drawing stands; -1: nowhere.
  int rowOf(qint64 id) const { return static_cast<int>(ids_.indexOf(id)); }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void refresh();

  MyDigits& digits_;
  int label_ = -1;
  QList<qint64> ids_;
};

/// The drawing as ink on paper, with its label below.
class MyDigitsDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace loom::ui
