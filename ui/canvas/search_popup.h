#pragma once

// Search-and-add: a field and a list of layers over the canvas. Enter or a click takes one, Esc or
// a click elsewhere takes none. GUI thread.

#include <QFrame>
#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace loom {
struct LayerType;
}

namespace loom::ui {

/// How well `words` describe the type: 0 not at all, more is better. Shared with the palette.
int searchRank(const loom::LayerType& type, const QString& words);

class SearchPopup : public QFrame {
  Q_OBJECT

 public:
  explicit SearchPopup(QWidget* parent);

  /// Shows itself near `at` (in the parent) with these types; `chosen` is called once, for what is
  /// taken.
  void open(QPoint at, std::vector<const loom::LayerType*> types,
            std::function<void(const loom::LayerType&)> chosen);
  void dismiss();
  QLineEdit* field() const { return field_; }
  QListWidget* list() const { return list_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refill();
  void take(QListWidgetItem* item);
  void step(int rows);
  void retranslate();

  QLineEdit* field_;
  QListWidget* list_;
  std::vector<const loom::LayerType*> types_;
  std::function<void(const loom::LayerType&)> chosen_;
};

}  // namespace loom::ui
