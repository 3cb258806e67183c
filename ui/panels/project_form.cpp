#include "ui/panels/project_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>
#include <utility>

#include "engine/data/dataset.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/panels/field_form.h"
#include "ui/panels/settings_fields.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

using Settings = loom::ReplaceSettings;

/// Shows the list of declarations with `chosen` picked, and that one's fields.
template <class Types>
void showPicker(QComboBox* list, FieldForm* form, const Types& types, const std::string& chosen,
                const loom::Values& params, const auto& titleOf) {
  const QString wanted = QString::fromStdString(chosen);
  if (list->count() == 0) {
    for (const auto& type : types) {
      list->addItem(titleOf(type), QString::fromStdString(type.name));
    }
  }
  for (int i = 0; i < list->count(); ++i) {
    const auto& type = types[static_cast<std::size_t>(i)];
    list->setItemData(i, engineText(type.summary), Qt::ToolTipRole);
  }
  list->setCurrentIndex(list->findData(wanted));
  for (const auto& type : types) {
    if (type.name == chosen) return form->show(type.fields, params);
  }
  form->show({}, {});
}

}  // namespace

ProjectForm::ProjectForm(Document& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      nameLabel_(new QLabel(this)),
      name_(new QLineEdit(this)),
      stops_(new QCheckBox(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  addTitle(layout);
  nameLabel_->setProperty("role", "muted");
  nameLabel_->setBuddy(name_);
  name_->setObjectName(QStringLiteral("projectName"));
  name_->setMaxLength(200);
  auto* nameRow = new QHBoxLayout;
  nameRow->addWidget(nameLabel_);
  nameRow->addWidget(name_);
  layout->addLayout(nameRow);

  addTitle(layout);
  source_ = addPicker(
      layout,
      [](Settings& s, const std::string& type) {
        s.data.source = type;
        s.data.params = {};
      },
      [](Settings& s, const std::string& key, const loom::Value& value) {
        s.data.params.set(key, value);
      });
  split_ = addForm(layout, [](Settings& s, const std::string& key, const loom::Value& value) {
    setSplit(s.data, key, value);
  });

  addTitle(layout);
  training_ = addForm(layout, [](Settings& s, const std::string& key, const loom::Value& value) {
    setTraining(s.training, key, value);
  });
  optimizer_ = addPicker(
      layout,
      [](Settings& s, const std::string& type) {
        s.training.optimizer = {type, {}};
      },
      [](Settings& s, const std::string& key, const loom::Value& value) {
        s.training.optimizer.params.set(key, value);
      });
  schedule_ = addPicker(
      layout,
      [](Settings& s, const std::string& type) {
        s.training.schedule = {type, {}};
      },
      [](Settings& s, const std::string& key, const loom::Value& value) {
        s.training.schedule.params.set(key, value);
      });
  layout->addSpacing(4);
  layout->addWidget(stops_);
  stopping_ = addForm(layout, [](Settings& s, const std::string& key, const loom::Value& value) {
    if (s.training.earlyStopping) setStopping(*s.training.earlyStopping, key, value);
  });

  machine_ = new FieldForm(this);
  layout->addWidget(machine_);
  connect(machine_, &FieldForm::edited, this, [this](const std::string&, const loom::Value& value) {
    const auto threads = static_cast<int>(std::get<std::int64_t>(value));
    setThreads(threads);
    emit threadsChosen(threads);
  });
  machine_->show(machineFields(), {});

  connect(name_, &QLineEdit::textEdited, this, [this](const QString& text) {
    if (nameKey_ == 0) nameKey_ = Document::freshMergeKey();
    edit([&](Settings& s) { s.name = text.toStdString(); }, nameKey_);
  });
  connect(name_, &QLineEdit::editingFinished, this, [this] { nameKey_ = 0; });
  name_->installEventFilter(this);
  connect(stops_, &QCheckBox::clicked, this, [this](bool on) {
    edit([on](Settings& s) {
      s.training.earlyStopping.reset();
      if (on) s.training.earlyStopping.emplace();
    });
  });
  connect(&document_, &Document::changed, this, &ProjectForm::refresh);
  retranslate();
}

QLabel* ProjectForm::addTitle(QVBoxLayout* layout) {
  auto* title = new QLabel(this);
  title->setProperty("role", "title");
  if (!titles_.empty()) layout->addSpacing(kGrid);
  layout->addWidget(title);
  titles_.push_back(title);
  return title;
}

FieldForm* ProjectForm::addForm(QVBoxLayout* layout,
                                void (*set)(Settings&, const std::string&, const loom::Value&)) {
  auto* form = new FieldForm(this);
  layout->addWidget(form);
  connect(form, &FieldForm::edited, this,
          [this, set](const std::string& key, const loom::Value& value, int mergeKey) {
            edit([&](Settings& s) { set(s, key, value); }, mergeKey);
          });
  connect(form, &FieldForm::takenBack, &document_, &Document::takeBack);
  return form;
}

ProjectForm::Picker ProjectForm::addPicker(QVBoxLayout* layout,
                                           void (*choose)(Settings&, const std::string&),
                                           void (*set)(Settings&, const std::string&,
                                                       const loom::Value&)) {
  Picker picker;
  picker.label = new QLabel(this);
  picker.label->setProperty("role", "muted");
  picker.list = new QComboBox(this);
  picker.list->setFixedWidth(editorWidth(this));
  picker.label->setBuddy(picker.list);
  auto* row = new QHBoxLayout;
  row->addWidget(picker.label, 1);
  row->addWidget(picker.list);
  layout->addLayout(row);
  picker.form = addForm(layout, set);
  connect(picker.list, &QComboBox::activated, this, [this, list = picker.list, choose] {
    const std::string type = list->currentData().toString().toStdString();
    edit([&](Settings& s) { choose(s, type); });
  });
  return picker;
}

void ProjectForm::setThreads(int threads) {
  machine_->show(machineFields(), {{"threads", std::int64_t{threads}}});
}

void ProjectForm::edit(const Change& change, int mergeKey) {
  loom::ReplaceSettings settings = loom::settingsOf(document_.project());
  change(settings);
  if (settings == loom::settingsOf(document_.project())) return;
  document_.edit(tr("Change the settings"), {std::move(settings)}, mergeKey);
}

bool ProjectForm::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = watched == name_ && event->type() == QEvent::KeyPress;
  if (isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    document_.takeBack(std::exchange(nameKey_, 0));
  return QWidget::eventFilter(watched, event);
}

void ProjectForm::refresh() {
  const loom::Project& project = document_.project();
  const QString name = QString::fromStdString(project.name);
  if (name_->text() != name) name_->setText(name);
  const auto byName = [](const auto& type) { return QString::fromStdString(type.name); };
  showPicker(source_.list, source_.form, loom::sourceTypes(), project.data.source,
             project.data.params,
             [](const loom::SourceType& type) { return QString::fromStdString(type.title); });
  const loom::TrainingSettings& training = project.training;
  showPicker(optimizer_.list, optimizer_.form, loom::optimizerTypes(), training.optimizer.type,
             training.optimizer.params, byName);
  showPicker(schedule_.list, schedule_.form, loom::scheduleTypes(), training.schedule.type,
             training.schedule.params, byName);
  split_->show(splitFields(), splitValues(project.data));
  training_->show(trainingFields(), trainingValues(training));
  stops_->setChecked(training.earlyStopping.has_value());
  if (training.earlyStopping) {
    stopping_->show(stoppingFields(), stoppingValues(*training.earlyStopping));
  } else {
    stopping_->hide();
  }
}

void ProjectForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void ProjectForm::retranslate() {
  const QString titles[] = {tr("Project"), tr("Data"), tr("Training")};
  for (std::size_t i = 0; i < titles_.size(); ++i) titles_[i]->setText(titles[i]);
  nameLabel_->setText(tr("Name"));
  name_->setAccessibleName(tr("Name of the project"));
  const auto name = [](const Picker& picker, const QString& text, const QString& help) {
    picker.label->setText(text);
    picker.list->setAccessibleName(text);
    picker.list->setToolTip(help);
  };
  name(source_, tr("Source"), tr("What the network learns from."));
  name(optimizer_, tr("Optimiser"), tr("How the weights follow their gradients."));
  name(schedule_, tr("Schedule"), tr("How the learning rate moves while training."));
  stops_->setText(tr("Stop early"));
  stops_->setToolTip(tr("Stop when the figure that is watched gets no better."));
  refresh();
}

}  // namespace loom::ui
