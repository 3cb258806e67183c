#pragma once

// What the window offers when there is no project to go on with: the templates, the projects of
// late, a file, an empty canvas. It only asks; FileActions does. Files are read and looked for on
// another thread. GUI thread.

#include <QFrame>
#include <vector>

#include "ui/background.h"
#include "ui/start/recent_row.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace loom::ui {

class StartCard;

class StartPage : public QFrame {
  Q_OBJECT

 public:
  explicit StartPage(QWidget* parent = nullptr);

  /// The projects of late, newest first; whether they are still there is found out behind.
  void setRecent(const QStringList& paths);

  const std::vector<StartCard*>& cards() const { return cards_; }
  const std::vector<RecentRow*>& rows() const { return rows_; }
  QPushButton* openButton() const { return open_; }
  QPushButton* emptyButton() const { return empty_; }
  QToolButton* closeButton() const { return close_; }

 signals:
  /// The file of a template, without folder and suffix.
  void templateChosen(const QString& file);
  void fileChosen(const QString& path);
  void removeWanted(const QString& path);
  void openWanted();
  void emptyWanted();
  /// Back to what is open.
  void closed();

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeHeader();
  QWidget* makeTemplates();
  QWidget* makeRecent();
  void readNextTemplate();
  void showRecent(const std::vector<RecentFile>& files);
  QList<QWidget*> stops() const;
  void moveFocus(const QWidget* from, int key);
  void retranslate();

  QScrollArea* scroll_;
  QBoxLayout* parts_ = nullptr;  // templates and recent projects, side by side where that fits
  QVBoxLayout* list_ = nullptr;
  QWidget* recent_ = nullptr;
  QLabel *title_, *templatesTitle_, *recentTitle_;
  QPushButton *open_, *empty_;
  QToolButton* close_;
  std::vector<StartCard*> cards_;
  std::vector<RecentRow*> rows_;
  std::size_t read_ = 0;  // templates that were asked for
  int recentTicket_ = 0;  // the last list wins
  Background files_;      // last, so that it ends first
};

}  // namespace loom::ui
