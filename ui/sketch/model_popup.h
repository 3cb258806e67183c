#pragma once

// The list of models to compare with, a box to check for each, and a way to open others. It closes
// as menus do. GUI thread.

#include <QFrame>

class QLabel;
class QListWidget;
class QPushButton;

namespace loom::ui {

class ModelChoice;

class ModelPopup : public QFrame {
  Q_OBJECT

 public:
  explicit ModelPopup(ModelChoice& choice, QWidget* parent = nullptr);

  /// Beside `button`, with the newest list.
  void showAt(QWidget* button);
  QListWidget* list() const { return list_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  void retranslate();
  void chooseProject();
  void chooseWeights(const QString& project);

  ModelChoice& choice_;
  QLabel* empty_;
  QListWidget* list_;
  QPushButton *open_, *none_;
  bool filling_ = false;
};

}  // namespace loom::ui
