#pragma once

// Search-and-add: a field and a list of layers over the canvas. Enter or a click takes one, Esc or
// a click elsewhere takes none. GUI thread.

#include <QFrame>
#include <functional>
#include <vector>

#include "ui/canvas/layer_search.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace loom::ui {

class SearchPopup : public QFrame {
  Q_OBJECT

 public:
  explicit SearchPopup(QWidget* parent);

  /// Shows itself near `at` (in the parent) with these types, greyed where one does not fit;
  /// `chosen` is called once, for what is taken.
  void open(QPoint at, std::vector<SearchEntry> entries,
            std::function<void(const loom::LayerType&)> chosen);
  void dismiss();
  QLineEdit* field() const { return field_; }
  QListWidget* list() const { return list_; }
  /// What the current layer does, or why it does not fit.
  QLabel* about() const { return about_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refill();
  void showAbout();
  void take(QListWidgetItem* item);
  void step(int rows);
  void retranslate();

  QLineEdit* field_;
  QListWidget* list_;
  QLabel* about_;
  std::vector<SearchEntry> entries_;
  QHash<QString, int> uses_;
  std::function<void(const loom::LayerType&)> chosen_;
};

}  // namespace loom::ui
