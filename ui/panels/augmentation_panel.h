#pragma once

// The Augmentation tab: the steps that change training images, each a card made from its
// declaration, and beside them training samples as the network gets them. Edits go through the
// Document. GUI thread.

#include <QWidget>
#include <string>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace loom {
struct AugmentationStep;
struct Snapshot;
}  // namespace loom

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

  const std::vector<AugmentationCard*>& cards() const { return cards_; }
  /// As the add menu does it.
  void addStep(const std::string& type);
  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeCardColumn();
  void retranslate();
  void showDocument();
  void rebuild();
  void fillAddMenu();
  void showSamples(const Snapshot* snapshot);
  void change(const QString& name, std::vector<AugmentationStep> steps, int mergeKey = 0);
  void move(AugmentationCard* card, int by);
  void remove(AugmentationCard* card);
  std::size_t indexOf(const AugmentationCard* card) const;

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
