#pragma once

// The project that is open: its value, its analysis, its undo history and its file. The only place
// in the window that holds the truth; every view redraws from `changed`. GUI thread; files are read
// and written on a thread of its own.

#include <QObject>
#include <QString>
#include <QUndoStack>

#include "engine/base/result.h"
#include "engine/graph/analysis.h"
#include "engine/graph/edit.h"
#include "engine/graph/project.h"
#include "ui/background.h"

namespace loom::ui {

class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(QObject* parent = nullptr);
  ~Document() override;  // a save under way is finished

  const loom::Project& project() const { return project_; }
  const loom::Graph& graph() const { return project_.graph; }
  const loom::Analysis& analysis() const { return analysis_; }
  /// Its samples have the shape of a picture, (C, H, W), or none is known yet.
  bool readsImages() const;
  QUndoStack& undoStack() { return stack_; }

  /// Another number after every change.
  std::int64_t revision() const { return revision_; }

  /// Where it is saved; empty for an untitled project.
  QString path() const { return path_; }
  bool isModified() const { return !stack_.isClean(); }
  /// The file's name, else the project's own.
  QString displayName() const;

  /// One undo step. A step with the same non-zero `mergeKey` as the one before becomes part of it.
  void edit(const QString& name, loom::Edits edits, int mergeKey = 0);
  /// Takes back all that was done under this key, as if it had never been, unless something else
  /// came since.
  void takeBack(int mergeKey);
  /// A mergeKey that nobody had before: one for each visit to a field or press of a slider.
  static int freshMergeKey();

  /// Another project takes the place of this one, with an empty history.
  void reset(loom::Project project, const QString& path);

  /// Read and write on another thread; a signal says how it ended. The last open() wins.
  void open(const QString& path);
  void save(const QString& path);
  bool isSaving() const { return saving_ > 0; }

 signals:
  /// The project or its analysis is new.
  void changed();
  /// Another project was put in place; comes before its `changed`.
  void replaced();
  void pathChanged();
  void modifiedChanged(bool modified);
  void opened(const QString& path);
  void openFailed(const QString& path, const loom::Error& error);
  void saved(const QString& path);
  void saveFailed(const QString& path, const loom::Error& error);

 private:
  class Command;
  void applied();
  void finishOpen(int ticket, const QString& path, loom::Result<loom::Project> project);
  struct SaveTicket {
    int generation;
    std::int64_t revision;
  };
  void finishSave(SaveTicket ticket, const QString& path, const loom::Result<void>& result);

  loom::Project project_;
  loom::Analysis analysis_;
  QUndoStack stack_;
  QString path_;
  std::int64_t revision_ =
      0;                // counts every change, so that a save knows whether it holds the newest
  int generation_ = 0;  // counts the projects that were put in place
  int openTicket_ = 0;
  int saving_ = 0;
  Background files_;  // one thread: two saves never cross; last, so that it ends first
};

}  // namespace loom::ui
