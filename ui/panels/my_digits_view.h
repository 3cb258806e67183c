#pragma once

// The window "My digits": the drawings that were kept, to be looked through, labelled anew,
// deleted, exported and learned. It stands beside the main window and stops nobody. GUI thread.

#include <QList>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace loom::ui {

class MyDigits;
class MyDigitsModel;
struct Frame;

class MyDigitsView : public QWidget {
  Q_OBJECT

 public:
  explicit MyDigitsView(MyDigits& digits, QWidget* parent = nullptr);

  void setFrame(const Frame& frame);

  QListView& list() const { return *list_; }
  QComboBox& filter() const { return *filter_; }
  QToolButton& labelButton() const { return *label_; }
  QToolButton& removeButton() const { return *remove_; }
  QToolButton& undoButton() const { return *undo_; }
  QToolButton& exportButton() const { return *export_; }
  QPushButton& tuneButton() const { return *tune_; }
  /// What stands in place of drawings; empty: there are some.
  QString emptyText() const;
  QString message() const;
  QList<qint64> chosen() const;

 public slots:
  void exportTo(const QString& folder);

 signals:
  void tuneWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QToolButton* makeButton(void (MyDigitsView::*slot)());
  void makeLayout();
  void makeUndo();
  void refresh();
  void showChoice();
  void showTuning();
  void say(const QString& sentence, bool wrong);
  void fillFilter();
  void relabel(int label);
  void removeChosen();
  void undo();
  void askFolder();
  void keepChoice();
  void restoreChoice();
  void retranslate();

  MyDigits& digits_;
  MyDigitsModel* model_;
  QListView* list_;
  QComboBox* filter_;
  QToolButton *label_, *remove_, *export_, *undo_;
  QPushButton* tune_;
  QLabel *empty_, *message_;
  QAction *undoAction_, *redoAction_;
  QList<qint64> kept_;  // what is chosen, while the list changes
  int current_ = -1;    // row, likewise
  bool learned_ = false, active_ = false;
};

}  // namespace loom::ui
