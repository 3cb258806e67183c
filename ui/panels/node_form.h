#pragma once

// One layer in the inspector: what it is, its shapes, its settings, its problems, its weights. GUI
// thread.

#include <QWidget>
#include <vector>

#include "engine/graph/analysis.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace loom::ui {

class Document;
class FieldForm;
class WeightsHistogram;
struct Frame;

class NodeForm : public QWidget {
  Q_OBJECT

 public:
  explicit NodeForm(Document& document, QWidget* parent = nullptr);

  /// An id the graph does not have shows nothing.
  void setNode(const std::string& id);
  const std::string& node() const { return id_; }
  void setFrame(const Frame& frame);
  FieldForm* form() const { return form_; }
  /// Beside the layer's own settings: how its weights start, and what holds them small.
  FieldForm* learningForm() const { return learning_; }
  QLineEdit* nameField() const { return name_; }
  QToolButton* lock() const { return lock_; }

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  void refreshHeader(const loom::Node& node, const loom::NodeInfo* info);
  void refreshProblems();
  void commitName();
  void setFrozen(bool frozen);
  void paramEdited(const std::string& key, const loom::Value& value, int mergeKey);
  void learningEdited(const std::string& key, const loom::Value& value, int mergeKey);
  void retranslate();

  Document& document_;
  std::string id_;
  QLabel* dot_;
  QLabel* type_;
  QLineEdit* name_;
  QLabel* nameNote_;
  QToolButton* lock_;
  QLabel* shapes_;
  FieldForm* form_;
  FieldForm* learning_;
  QVBoxLayout* problems_;
  std::vector<QWidget*> problemRows_;
  QLabel* weightsTitle_;
  WeightsHistogram* weights_;
};

}  // namespace loom::ui
