#pragma once

// Moves the dividers between the areas of the window by keys: the one beside or below the area that
// has the focus. GUI thread.

#include <QAction>
#include <QMenu>
#include <QObject>

class QSplitter;

namespace loom::ui {

class Dividers : public QObject {
  Q_OBJECT

 public:
  /// `fallback`: the area that is meant while none has the focus.
  Dividers(const QList<QSplitter*>& splitters, QWidget& fallback, QObject* parent);

  /// For the window's menu bar, which owns it.
  QMenu* makeMenu();
  void retranslate();

 private:
  void move(Qt::Orientation across, int by);

  QList<QSplitter*> splitters_;
  QWidget& fallback_;
  QMenu* menu_ = nullptr;
  QAction *left_, *right_, *up_, *down_;
};

}  // namespace loom::ui
