#include "ui/main_menus.h"

#include <QMenuBar>
#include <QSettings>
#include <QUndoStack>

#include "ui/canvas/arrange_commands.h"
#include "ui/canvas/block_commands.h"
#include "ui/canvas/canvas.h"
#include "ui/canvas/canvas_commands.h"
#include "ui/canvas/note_commands.h"
#include "ui/canvas/picture_export.h"
#include "ui/canvas/wire_commands.h"
#include "ui/file_actions.h"
#include "ui/panels/training_bar.h"

namespace loom::ui {

MainMenus::MainMenus(QMenuBar& bar, FileActions& files, Canvas& board, PictureExport& pictures,
                     TrainingBar& training, QUndoStack& undoStack, QObject* parent)
    : QObject(parent),
      undo(make({QKeySequence(Qt::CTRL | Qt::Key_Z)})),
      redo(make(
          {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)})),
      quit(make({QKeySequence(Qt::CTRL | Qt::Key_Q)})),
      searchLayers(make({QKeySequence(Qt::CTRL | Qt::Key_K)})),
      projectSettings(make()),
      showProblems(make()),
      myDigits(make()),
      nextArea(make({QKeySequence(Qt::Key_F6)})),
      previousArea(make({QKeySequence(Qt::SHIFT | Qt::Key_F6)})),
      shortcuts(make({QKeySequence(Qt::Key_F1)})),
      about(make()),
      undoStack_(undoStack),
      files_(files),
      pictures_(pictures) {
  const CanvasCommands& canvas = board.commands();
  const BlockCommands& blocks = board.blockCommands();
  const ArrangeCommands& arrange = board.arrangeCommands();
  file_ = bar.addMenu(QString());
  file_->addAction(files.startPage);
  new_ = file_->addMenu(QString());
  new_->addAction(files.newEmpty);
  new_->addMenu(files.templates());
  file_->addAction(files.open);
  file_->addMenu(files.recent());
  file_->addSeparator();
  file_->addActions({files.save, files.saveAs});
  file_->addSeparator();
  file_->addAction(pictures.save);
  file_->addSeparator();
  file_->addAction(quit);

  edit_ = bar.addMenu(QString());
  edit_->addActions({undo, redo});
  edit_->addSeparator();
  edit_->addActions({canvas.cut, canvas.copy, canvas.paste, canvas.duplicate, canvas.remove});
  edit_->addSeparator();
  edit_->addActions({canvas.selectAll, canvas.rename});
  edit_->addSeparator();
  edit_->addAction(pictures.copy);

  view_ = bar.addMenu(QString());
  theme_ = view_->addMenu(QString());
  language_ = view_->addMenu(QString());
  view_->addSeparator();
  view_->addActions(
      {canvas.zoomIn, canvas.zoomOut, canvas.actualSize, canvas.fit, canvas.zoomToSelection});
  view_->setToolTipsVisible(true);  // one says why it rests
  view_->addSeparator();
  view_->addActions({nextArea, previousArea});
  const QSettings settings;
  const QString system = QStringLiteral("system");
  themes_ = makeChoices(theme_, {system, QStringLiteral("light"), QStringLiteral("dark")},
                        settings.value(QStringLiteral("view/theme"), system).toString());
  languages_ = makeChoices(language_, {system, QStringLiteral("en"), QStringLiteral("zh_CN")},
                           settings.value(QStringLiteral("view/language"), system).toString());

  model_ = bar.addMenu(QString());
  model_->addActions({canvas.addLayer, board.noteCommands().addNote, searchLayers});
  model_->addSeparator();
  model_->addActions(blocks.actions());
  model_->addMenu(blocks.colors());
  model_->addSeparator();
  model_->addActions({arrange.bypass, board.wireCommands().connectSelected, canvas.tidy});
  model_->addMenu(arrange.menu());
  model_->addSeparator();
  model_->addActions({projectSettings, showProblems});

  train_ = bar.addMenu(QString());
  train_->addActions({training.trainAction(), training.stepAction(), training.stopAction()});
  train_->addSeparator();
  train_->addAction(myDigits);

  help_ = bar.addMenu(QString());
  help_->addActions({shortcuts, about});

  connect(undo, &QAction::triggered, &undoStack_, &QUndoStack::undo);
  connect(redo, &QAction::triggered, &undoStack_, &QUndoStack::redo);
  connect(&undoStack_, &QUndoStack::indexChanged, this, &MainMenus::updateUndo);
  connect(&undoStack_, &QUndoStack::cleanChanged, this, &MainMenus::updateUndo);
  connect(themes_, &QActionGroup::triggered, this,
          [this](const QAction* action) { emit themeChosen(action->data().toString()); });
  connect(languages_, &QActionGroup::triggered, this,
          [this](const QAction* action) { emit languageChosen(action->data().toString()); });
  retranslate();
}

QAction* MainMenus::make(const QList<QKeySequence>& keys) {
  auto* action = new QAction(this);
  action->setShortcuts(keys);
  return action;
}

QActionGroup* MainMenus::makeChoices(QMenu* menu, const QStringList& values,
                                     const QString& chosen) {
  auto* group = new QActionGroup(this);
  for (const QString& value : values) {
    QAction* action = menu->addAction(QString());
    action->setCheckable(true);
    action->setData(value);
    action->setChecked(value == chosen);
    group->addAction(action);
  }
  if (!group->checkedAction()) group->actions().front()->setChecked(true);
  return group;
}

void MainMenus::updateUndo() {
  const auto text = [](const QString& verb, const QString& what) {
    return what.isEmpty() ? verb
                          : verb + QStringLiteral(": ") +
                                QString(what).replace(QLatin1Char('&'), QLatin1String("&&"));
  };
  undo->setEnabled(undoStack_.canUndo());
  redo->setEnabled(undoStack_.canRedo());
  undo->setText(text(tr("&Undo"), undoStack_.undoText()));
  redo->setText(text(tr("&Redo"), undoStack_.redoText()));
  undo->setToolTip(text(tr("Undo"), undoStack_.undoText()));
  redo->setToolTip(text(tr("Redo"), undoStack_.redoText()));
}

void MainMenus::retranslate() {
  file_->setTitle(tr("&File"));
  new_->setTitle(tr("&New"));
  edit_->setTitle(tr("&Edit"));
  view_->setTitle(tr("&View"));
  theme_->setTitle(tr("&Theme"));
  language_->setTitle(tr("&Language"));
  model_->setTitle(tr("&Model"));
  train_->setTitle(tr("T&rain"));
  help_->setTitle(tr("&Help"));
  quit->setText(tr("&Quit"));
  searchLayers->setText(tr("&Search Layers"));
  projectSettings->setText(tr("&Project Settings"));
  showProblems->setText(tr("Show Pro&blems"));
  myDigits->setText(tr("My &Digits"));
  nextArea->setText(tr("&Next Area"));
  previousArea->setText(tr("&Previous Area"));
  shortcuts->setText(tr("&Keyboard Shortcuts"));
  about->setText(tr("&About Layerloom"));
  const QString themes[] = {tr("System"), tr("Light"), tr("Dark")};
  for (int i = 0; i < 3; ++i) themes_->actions().at(i)->setText(themes[i]);
  // Languages are written in themselves, so that who cannot read the window finds the way back.
  const QString languages[] = {tr("System"), QStringLiteral("English"), QStringLiteral("简体中文")};
  for (int i = 0; i < 3; ++i) languages_->actions().at(i)->setText(languages[i]);
  files_.retranslate();
  pictures_.retranslate();
  updateUndo();
}

}  // namespace loom::ui
