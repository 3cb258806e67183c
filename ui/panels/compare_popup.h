#pragma once

// A list of runs to lay behind the one under way, that can be searched, with a box to check for
// each. It closes as menus do. GUI thread.

#include <QAbstractListModel>
#include <QFrame>
#include <QStyledItemDelegate>

#include "ui/panels/compare_runs.h"

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace loom::ui {

/// The runs whose name, date or result has the words that are searched for.
class RunList : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { ResultRole = Qt::UserRole, ProblemRole, LoadingRole, StyleRole };

  explicit RunList(CompareRuns& runs, QObject* parent = nullptr);

  void setWords(const QString& words);
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  void fill();
  const CompareRuns::Item* itemAt(const QModelIndex& index) const;

  CompareRuns& runs_;
  QString words_;
  QStringList ids_;  // of the rows
};

class RunDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

class ComparePopup : public QFrame {
  Q_OBJECT

 public:
  explicit ComparePopup(CompareRuns& runs, QWidget* parent = nullptr);

  /// Below `button`, with the newest list of runs.
  void showBelow(QWidget* button);
  QLineEdit* searchField() const { return search_; }
  QListView* list() const { return list_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showState();
  void toggleCurrent();

  CompareRuns& runs_;
  RunList* model_;
  QLineEdit* search_;
  QListView* list_;
  QLabel* empty_;
  QPushButton* none_;
};

}  // namespace loom::ui
