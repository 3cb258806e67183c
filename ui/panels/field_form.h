#pragma once

// A form made from any list of Fields: a layer's, an optimiser's, a data source's. GUI thread.

#include <QGridLayout>
#include <QWidget>
#include <vector>

#include "engine/base/value.h"

class QLabel;

namespace loom::ui {

class FieldEditor;

/// What a form's controls are wide, for the letters of `widget`; they may scroll, so that half of
/// the letters' growth is enough.
int editorWidth(const QWidget* widget);

class FieldForm : public QWidget {
  Q_OBJECT

 public:
  explicit FieldForm(QWidget* parent = nullptr);

  /// Shows these values; rows are made anew only when the fields are others.
  void show(const loom::Fields& fields, const loom::Values& values);
  /// Forgets text that was refused: another thing is shown.
  void discard();
  FieldEditor* editor(const std::string& key) const;
  /// What is typed into first; null: the form is empty.
  QWidget* firstField() const;

 signals:
  void edited(const std::string& key, const loom::Value& value, int mergeKey);
  void takenBack(int mergeKey);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Row {
    QLabel* label;
    FieldEditor* editor;
  };
  void rebuild(const loom::Fields& fields);
  bool shows(const loom::Fields& fields) const;
  void retranslate();

  QGridLayout* grid_;
  std::vector<Row> rows_;
};

}  // namespace loom::ui
