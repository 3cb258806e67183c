#pragma once

// Every layer there is, by category, with a search. Made from the engine's list. GUI thread.

#include <QWidget>
#include <vector>

class QLabel;
class QLineEdit;

namespace loom::ui {

class BlockChip;
class LayerChip;
class OwnBlocks;
class PaletteChip;

class Palette : public QWidget {
  Q_OBJECT

 public:
  explicit Palette(QWidget* parent = nullptr);

  QLineEdit* searchField() const { return search_; }
  LayerChip* chip(const QString& type) const;
  /// Shows them as the last group, for as long as there are any. REQUIRES: `own` outlives this.
  void setOwnBlocks(OwnBlocks& own);
  BlockChip* blockChip(const QString& name) const;

 signals:
  void chosen(const QString& type);
  void dragStarted(const QString& type);
  void blockChosen(const QString& name);
  void blockDragStarted(const QString& name);
  void dragMoved(QPoint global);
  void dragDropped(QPoint global);
  void dragCancelled();

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Group {
    std::string name;  // LOOM_TEXT
    QLabel* label;
    QWidget* box;
    std::vector<LayerChip*> chips;
  };
  void addGroup(QWidget* content, int category);
  QLabel* addHeading(QWidget* content) const;
  void joinDrag(PaletteChip* chip);
  void showOwnBlocks();
  bool filterOwn(const QString& words);
  void askToRemove(const QString& name);
  void filter(const QString& words);
  /// The best match of what is searched for, or null.
  LayerChip* best() const;
  void retranslate();

  QLabel* title_;
  QLineEdit* search_;
  QLabel* nothing_;
  std::vector<Group> groups_;
  OwnBlocks* own_ = nullptr;
  QLabel* ownLabel_;
  QWidget* ownBox_;
  std::vector<BlockChip*> ownChips_;
};

}  // namespace loom::ui
