#pragma once

// The menu bar: every entry is an action that works. Actions that others own (file, canvas,
// training) are only placed here. GUI thread.

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QObject>
#include <vector>

class QMenuBar;
class QUndoStack;

namespace loom::ui {

class Canvas;
class FileActions;
class PictureExport;
class TrainingBar;

class MainMenus : public QObject {
  Q_OBJECT

 public:
  MainMenus(QMenuBar& bar, FileActions& files, Canvas& canvas, PictureExport& pictures,
            TrainingBar& training, QUndoStack& undo, QObject* parent);

  QAction* undo;
  QAction* redo;
  QAction* quit;
  QAction* searchLayers;
  QAction* projectSettings;
  QAction* showProblems;
  QAction* myDigits;
  QAction* nextArea;
  QAction* previousArea;
  QAction* shortcuts;
  QAction* about;

  QMenu& view() const { return *view_; }
  QMenu& train() const { return *train_; }
  void retranslate();

 signals:
  /// "system", "light", "dark"
  void themeChosen(const QString& mode);
  /// "system", "en", "zh_CN"
  void languageChosen(const QString& language);

 private:
  QAction* make(const QList<QKeySequence>& keys = {});
  QActionGroup* makeChoices(QMenu* menu, const QStringList& values, const QString& chosen);
  void updateUndo();

  QUndoStack& undoStack_;
  FileActions& files_;
  PictureExport& pictures_;
  QMenu *file_, *new_, *edit_, *view_, *theme_, *language_, *model_, *train_, *help_;
  QActionGroup *themes_, *languages_;
};

}  // namespace loom::ui
