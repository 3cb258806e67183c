#pragma once

// The project in the inspector, when no layer is selected: its name, its data, how it is trained;
// and how many threads this machine trains with. All forms are made from declarations. GUI thread.

#include <QWidget>
#include <functional>
#include <vector>

#include "engine/graph/edit.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace loom::ui {

class Document;
class FieldForm;

class ProjectForm : public QWidget {
  Q_OBJECT

 public:
  explicit ProjectForm(Document& document, QWidget* parent = nullptr);

  QLineEdit* nameField() const { return name_; }
  FieldForm* trainingForm() const { return training_; }
  FieldForm* splitForm() const { return split_; }
  FieldForm* optimizerForm() const { return optimizer_.form; }
  QComboBox* optimizerList() const { return optimizer_.list; }
  QComboBox* sourceList() const { return source_.list; }
  FieldForm* machineForm() const { return machine_; }
  /// Shows the number. Emits nothing.
  void setThreads(int threads);

 signals:
  void threadsChosen(int threads);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// A list of declarations, and the fields of the one that is chosen.
  struct Picker {
    QLabel* label = nullptr;
    QComboBox* list = nullptr;
    FieldForm* form = nullptr;
  };
  using Change = std::function<void(loom::ReplaceSettings&)>;

  QLabel* addTitle(QVBoxLayout* layout);
  FieldForm* addForm(QVBoxLayout* layout,
                     void (*set)(loom::ReplaceSettings&, const std::string&, const loom::Value&));
  Picker addPicker(QVBoxLayout* layout, void (*choose)(loom::ReplaceSettings&, const std::string&),
                   void (*set)(loom::ReplaceSettings&, const std::string&, const loom::Value&));
  void edit(const Change& change, int mergeKey = 0);
  void refresh();
  void retranslate();

  Document& document_;
  QLabel* nameLabel_;
  QLineEdit* name_;
  std::vector<QLabel*> titles_;
  Picker source_, optimizer_, schedule_;
  FieldForm* split_ = nullptr;
  FieldForm* training_ = nullptr;
  FieldForm* stopping_ = nullptr;
  FieldForm* machine_ = nullptr;
  QCheckBox* stops_;
  int nameKey_ = 0;
};

}  // namespace loom::ui
