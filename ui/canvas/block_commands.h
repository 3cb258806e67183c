#pragma once

// What can be done with blocks by menu and key: group, dissolve, fold, colour, rename. Each is one
// undo step. GUI thread.

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QObject>
#include <memory>
#include <string>

namespace loom {
struct Block;
struct Graph;
}  // namespace loom

namespace loom::ui {

class Canvas;

class BlockCommands : public QObject {
  Q_OBJECT

 public:
  explicit BlockCommands(Canvas& canvas);
  ~BlockCommands() override;

  QAction* group;
  QAction* dissolve;
  QAction* fold;     // or open, as the selected block is
  QAction* takeOut;  // of the block around
  QAction* keep;     // in the palette
  QMenu* colors() const { return colors_.get(); }
  QList<QAction*> actions() const { return {group, dissolve, fold, takeOut, keep}; }

  /// Folds or opens a block; what would lie on its nodes once they are seen again makes room.
  void setFolded(const std::string& block, bool folded);
  void rename(const std::string& block, const QString& name);
  void retranslate();

 signals:
  /// The block is to be kept in the palette.
  void keepWanted(const QString& name, const loom::Graph& block);

 private:
  QAction* make(const QKeySequence& key, void (BlockCommands::*run)());
  void runGroup();
  void runDissolve();
  void runFold();
  void runTakeOut();
  void runKeep();
  void setColor(const QAction* action);
  void updateEnabled();
  void paintSwatches();
  /// The block that what is selected stands in; empty: none.
  std::string aroundSelection() const;
  void change(const QString& name, const loom::Block& changed);

  Canvas& canvas_;
  std::unique_ptr<QMenu> colors_;
  QActionGroup* colorGroup_;
};

}  // namespace loom::ui
