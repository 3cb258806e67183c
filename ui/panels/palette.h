#pragma once

// Every layer there is, by category, with a search. Made from the engine's list. GUI thread.

#include <QWidget>
#include <vector>

class QLabel;
class QLineEdit;

namespace loom::ui {

class PaletteChip;

class Palette : public QWidget {
  Q_OBJECT

 public:
  explicit Palette(QWidget* parent = nullptr);

  QLineEdit* searchField() const { return search_; }
  PaletteChip* chip(const QString& type) const;

 signals:
  void chosen(const QString& type);
  void dragStarted(const QString& type);
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
    std::vector<PaletteChip*> chips;
  };
  void addGroup(QWidget* content, int category);
  void filter(const QString& words);
  /// The best match of what is searched for, or null.
  PaletteChip* best() const;
  void retranslate();

  QLabel* title_;
  QLineEdit* search_;
  QLabel* nothing_;
  std::vector<Group> groups_;
};

}  // namespace loom::ui
