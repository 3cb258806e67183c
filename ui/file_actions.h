#pragma once

// New, open, save and what must be asked before something is lost. Files are read and written off
// the GUI thread; what goes wrong is one sentence through `failed`. GUI thread.

#include <QAction>
#include <QMenu>
#include <QObject>
#include <functional>
#include <memory>

#include "engine/base/result.h"

namespace loom::ui {

class Document;

class FileActions : public QObject {
  Q_OBJECT

 public:
  FileActions(Document& document, QWidget* window);

  QAction* startPage;
  QAction* newEmpty;
  QAction* open;
  QAction* save;
  QAction* saveAs;
  /// A menu of templates; each opens as an untitled copy.
  QMenu* templates() { return templates_.get(); }
  QMenu* recent() { return recent_.get(); }

  /// At the start: `file`, or the last project, or the first template. A last project that cannot
  /// be opened, or is empty, gives way to the start page.
  void start(const QString& file);
  /// Asks once if there is something to lose (Save / Discard / Cancel), and goes on when there is
  /// not.
  void whenSafe(std::function<void()> then);
  void openFile(const QString& path);
  /// `file` as templates.h names it.
  void openTemplate(const QString& file);
  QStringList recentFiles() const;
  void forgetRecent(const QString& path);
  void retranslate();

 signals:
  void failed(const QString& sentence);
  void succeeded();
  void startPageWanted();
  void recentChanged();

 private:
  using Step = std::function<void()>;
  void saveThen(Step then);
  void askWhere(Step then);
  void chooseFile();
  void remember(const QString& path);
  void fillTemplates();
  void fillRecent();
  void onOpenFailed(const QString& path, const loom::Error& error);
  void onSaved(const QString& path);

  Document& document_;
  QWidget* window_;
  std::unique_ptr<QMenu> templates_, recent_;
  Step afterSave_;
  bool starting_ = false;  // the last project is being opened
};

}  // namespace loom::ui
