#pragma once

// The Augmentation tab: the steps that change training images, and beside them what they make of
// one sample, two dozen times, or of two dozen samples. It follows every edit at once, whether the
// network trains or not. GUI thread; the pictures are made on another.

#include <QWidget>
#include <string>
#include <vector>

#include "ui/panels/augmentation_preview.h"

class QButtonGroup;
class QLabel;
class QStackedLayout;
class QToolButton;
class QVBoxLayout;

namespace loom::ui {

class AugmentationCard;
class AugmentationList;
class BeforeAfter;
class Document;
class PreviewData;
class ResultGrid;
class Session;

class AugmentationPanel : public QWidget {
  Q_OBJECT

 public:
  AugmentationPanel(Document& document, Session& session, QWidget* parent = nullptr);

  const std::vector<AugmentationCard*>& cards() const;
  /// As the add menu does it.
  void addStep(const std::string& type);

  ResultGrid& grid() const { return *grid_; }
  BeforeAfter& pictures() const { return *pictures_; }
  /// What stands in place of the grid; empty: the grid does.
  QString message() const;
  QString sampleText() const;
  /// Place among the samples that learn.
  int sample() const { return sample_; }
  QToolButton* previousButton() const { return previous_; }
  QToolButton* nextButton() const { return next_; }
  QToolButton* shuffleButton() const { return shuffle_; }
  QToolButton* oneButton() const { return one_; }
  QToolButton* severalButton() const { return several_; }

 signals:
  /// The pictures show the document as it is.
  void pictured();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void makeSampleColumn(QVBoxLayout& column);
  void makeGridColumn(QVBoxLayout& column);
  void retranslate();
  void refresh();
  void ask();
  void take(const PreviewAnswer& answer);
  void showCurrent();
  void showSample();
  void say(const QString& message);
  QString waitingText() const;
  void goTo(int sample);
  QString className(int index) const;
  QStringList captionOf(const PreviewCell& cell) const;

  Document& document_;
  Session& session_;
  PreviewData* data_;
  AugmentationPreview* preview_;
  AugmentationList* list_;
  QWidget* sampleColumn_;
  QLabel* where_;
  BeforeAfter* pictures_;
  QToolButton *previous_, *next_, *shuffle_, *one_, *several_;
  QStackedLayout* stack_;
  ResultGrid* grid_;
  QLabel* message_;
  PreviewAnswer answer_;
  int sample_ = 0;
};

}  // namespace loom::ui
