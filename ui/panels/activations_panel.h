#pragma once

// The Activations tab: what the selected node makes of the probe, every channel large, with its
// scale. GUI thread.

#include <QWidget>

class QComboBox;
class QLabel;
class QScrollArea;
class QToolButton;

namespace loom::ui {

class Document;
class MapsView;
class NumberLabel;
class Session;
struct Frame;

class ActivationsPanel : public QWidget {
  Q_OBJECT

 public:
  ActivationsPanel(Document& document, Session& session, QWidget* parent = nullptr);

  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void retranslate();
  void showNode();
  QString title(const struct NodeCaption& caption) const;
  void stepSample(int by);

  Document& document_;
  Session& session_;
  QLabel* title_ = nullptr;
  QComboBox* scaleChoice_ = nullptr;
  QToolButton* previous_ = nullptr;
  QToolButton* next_ = nullptr;
  MapsView* maps_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QString node_;
  QString titleText_;
};

}  // namespace loom::ui
