#pragma once

// The steps that change training images, a card each, in the order in which they are applied: moved
// by their handles or with Alt and an arrow key, added from a menu. All edits go through the
// Document. GUI thread.

#include <QScrollArea>
#include <string>
#include <vector>

class QToolButton;
class QVBoxLayout;

namespace loom {
struct AugmentationStep;
}

namespace loom::ui {

class AugmentationCard;
class Document;

class AugmentationList : public QScrollArea {
  Q_OBJECT

 public:
  explicit AugmentationList(Document& document, QWidget* parent = nullptr);

  const std::vector<AugmentationCard*>& cards() const { return cards_; }
  /// As the menu does it.
  void add(const QString& name, std::vector<AugmentationStep> steps);
  /// What the data's classes are called, for the cautions; empty: not known.
  void setClasses(std::vector<std::string> names);
  QToolButton* addButton() const { return add_; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  using Steps = std::vector<AugmentationStep>;
  void retranslate();
  void showDocument();
  AugmentationCard* makeCard(const AugmentationStep& step);
  void joinDrag(AugmentationCard* card);
  void place(std::size_t from, std::size_t to);
  void dropLast();
  void fillMenu();
  void change(const QString& name, Steps steps, int mergeKey = 0);
  void move(AugmentationCard* card, std::ptrdiff_t to);
  void remove(AugmentationCard* card);
  std::ptrdiff_t indexOf(const AugmentationCard* card) const;
  std::ptrdiff_t dropIndex(const AugmentationCard* card, const QPoint& global) const;
  void showDrop(AugmentationCard* card, const QPoint& global);
  void endDrag(AugmentationCard* card);

  Document& document_;
  QWidget* content_;
  QVBoxLayout* column_;
  QToolButton* add_;
  QWidget* dropLine_;
  std::vector<AugmentationCard*> cards_;
  std::vector<std::string> classes_;
};

}  // namespace loom::ui
