#pragma once

// Below the pad: which digit the drawing really is. A click on it, or its key on the pad, keeps the
// drawing with that label in My digits, from which the network can then be tuned. GUI thread.

#include <QList>
#include <QStringList>
#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace loom::ui {

class MyDigits;
struct Frame;

class LabelBar : public QWidget {
  Q_OBJECT

 public:
  /// Listens to the keys of `pad`.
  explicit LabelBar(QWidget& pad, QWidget* parent = nullptr);

  /// Without one it is not there.
  void setStore(MyDigits& digits);
  /// What the network sees of the drawing; empty: there is none.
  void setDrawing(const std::vector<float>& drawing);
  /// The classes that the network answers; other than ten or less cannot be kept.
  void setClasses(const QStringList& names);
  void setFrame(const Frame& frame);

  QString sentence() const;
  QToolButton* labelButton(int label) const { return labels_[label]; }
  QToolButton& undoButton() const { return *undo_; }
  QToolButton& listButton() const { return *list_; }
  QToolButton& tuneButton() const { return *tune_; }

 signals:
  /// The drawings are to be seen.
  void listWanted();
  void tuneWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void placeLabels();
  void choose(int label);
  void takeBack();
  void showState();
  void retranslate();
  QString nameOf(int label) const;

  MyDigits* digits_ = nullptr;
  std::vector<float> drawing_;
  QStringList names_;
  qint64 kept_ = 0;  // the drawing's id, once it was kept
  bool learned_ = false, active_ = false;
  QLabel* text_;
  QToolButton *undo_, *list_, *tune_;
  QGridLayout* grid_;
  int columns_ = 0;
  QList<QToolButton*> labels_;
};

}  // namespace loom::ui
