#pragma once

// The form on the right: the selected layer, or the project when none is selected. GUI thread.

#include <QScrollArea>
#include <QStringList>

class QLabel;

namespace loom::ui {

class Document;
class NodeForm;
class ProjectForm;
struct Frame;

class Inspector : public QScrollArea {
  Q_OBJECT

 public:
  explicit Inspector(Document& document, QWidget* parent = nullptr);

  /// No narrower than its forms: nothing in it is cut off.
  QSize minimumSizeHint() const override;
  NodeForm* nodeForm() const { return node_; }
  ProjectForm* projectForm() const { return project_; }

 public slots:
  void setSelection(const QStringList& ids);
  void setFrame(const loom::ui::Frame& frame);
  /// The keyboard goes to the settings of the selected layer.
  void focusFirstField();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Document& document_;
  QStringList ids_;
  NodeForm* node_;
  ProjectForm* project_;
  QLabel* several_;
};

}  // namespace loom::ui
