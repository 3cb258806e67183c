#pragma once

// A project that was open lately: its file, folder and when it was last changed, and a button that
// takes it off the list. A file that is gone is grey and only that button works. GUI thread.

#include <QAbstractButton>
#include <QDateTime>

class QToolButton;

namespace loom::ui {

struct RecentFile {
  QString path;
  QDateTime changed;  // not valid: the file is not there
};

class RecentRow : public QAbstractButton {
  Q_OBJECT

 public:
  RecentRow(RecentFile file, QWidget* parent);

  const QString& path() const { return file_.path; }
  bool isMissing() const { return !file_.changed.isValid(); }
  QToolButton* removeButton() { return remove_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void removeWanted(const QString& path);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  RecentFile file_;
  QString state_;  // when it changed, or that it is gone
  QToolButton* remove_;
};

}  // namespace loom::ui
