#pragma once

// What the network learns from: which source, how many samples, what they look like. Below the
// palette. GUI thread.

#include <QWidget>

#include "engine/data/dataset.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace loom {
struct TrainerStatus;
}

namespace loom::ui {

class Document;
class SampleGrid;
class Session;
struct Frame;

class DataPanel : public QWidget {
  Q_OBJECT

 public:
  DataPanel(Document& document, Session& session, QWidget* parent = nullptr);

  QString countsText() const;
  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showDocument();
  void showStatus(const TrainerStatus& status);
  void showSamples();
  void chooseSource(int index);
  void browse();
  void setPath(const QString& path);
  const SourceType* source() const;
  std::shared_ptr<const Dataset> shownData() const;

  Document& document_;
  Session& session_;
  QLabel* title_ = nullptr;
  QComboBox* source_ = nullptr;
  QLineEdit* path_ = nullptr;
  QToolButton* browse_ = nullptr;
  QLabel* counts_ = nullptr;
  SampleGrid* samples_ = nullptr;
  QLabel* excerpt_ = nullptr;  // of a text
  std::string fingerprint_;    // of the data whose samples are shown
};

}  // namespace loom::ui
