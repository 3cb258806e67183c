#pragma once

// The Augmentation tab: the steps that change training images, each a card made from its
// declaration, and beside them training samples as the network gets them. Edits go through the
// Document. GUI thread.

#include <QWidget>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace loom::ui {

class AugmentationCard;
class Document;
class SampleGrid;
class Session;
struct Frame;

class AugmentationPanel : public QWidget {
  Q_OBJECT

 public:
  AugmentationPanel(Document& document, Session& session, QWidget* parent = nullptr);

  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void rebuild();
  void fillAddMenu();
  void addStep(const std::string& type);

  Document& document_;
  Session& session_;
  QVBoxLayout* cardColumn_ = nullptr;
  std::vector<AugmentationCard*> cards_;
  QToolButton* add_ = nullptr;
  QLabel* empty_ = nullptr;
  QLabel* samplesTitle_ = nullptr;
  SampleGrid* samples_ = nullptr;
};

}  // namespace loom::ui
