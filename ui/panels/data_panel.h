#pragma once

// What the network learns from: which source, how many samples, what they look like. Below the
// palette. GUI thread.

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace loom::ui {

class Document;
class NumberLabel;
class SampleGrid;
class Session;
struct Frame;

class DataPanel : public QWidget {
  Q_OBJECT

 public:
  DataPanel(Document& document, Session& session, QWidget* parent = nullptr);

  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showDocument();
  void showSamples();
  void chooseSource(int index);
  void choosePath();
  void setPath(const QString& path);

  Document& document_;
  Session& session_;
  QLabel* title_ = nullptr;
  QComboBox* source_ = nullptr;
  QWidget* pathRow_ = nullptr;
  QLineEdit* path_ = nullptr;
  QToolButton* browse_ = nullptr;
  QLabel* counts_ = nullptr;
  SampleGrid* samples_ = nullptr;
  const void* shown_ = nullptr;  // the data set whose samples are shown; only compared
};

}  // namespace loom::ui
