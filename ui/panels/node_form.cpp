#include "ui/panels/node_form.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/graph/learning.h"
#include "ui/canvas/rename_field.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/panels/field_form.h"
#include "ui/panels/problem_row.h"
#include "ui/panels/weights_histogram.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

/// The longest type names would push the form out of the panel.
class ElidedLabel : public QLabel {
 public:
  using QLabel::QLabel;
  QSize minimumSizeHint() const override {
    return {fontMetrics().horizontalAdvance(QStringLiteral("Linear…")), sizeHint().height()};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    style()->drawItemText(
        &painter, contentsRect(), Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(),
        fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()), foregroundRole());
  }
};

}  // namespace

NodeForm::NodeForm(Document& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      dot_(new QLabel(this)),
      type_(new ElidedLabel(this)),
      name_(new QLineEdit(this)),
      nameNote_(new QLabel(this)),
      lock_(new QToolButton(this)),
      shapes_(new QLabel(this)),
      form_(new FieldForm(this)),
      learning_(new FieldForm(this)),
      problems_(new QVBoxLayout),
      weightsTitle_(new QLabel(this)),
      weights_(new WeightsHistogram(this)) {
  type_->setProperty("role", "title");
  shapes_->setProperty("role", "muted");
  shapes_->setWordWrap(true);
  weightsTitle_->setProperty("role", "muted");
  nameNote_->setProperty("role", "error");
  nameNote_->setWordWrap(true);
  nameNote_->hide();
  name_->setObjectName(QStringLiteral("nodeName"));
  name_->setMaxLength(64);
  name_->setMinimumWidth(grown(72, this));
  name_->setMaximumWidth(grown(112, this));
  name_->setAlignment(Qt::AlignRight);
  name_->installEventFilter(this);
  lock_->setCheckable(true);
  lock_->setProperty("quiet", true);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(dot_);
  head->addWidget(type_, 1);
  head->addWidget(name_);
  head->addWidget(lock_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(head);
  layout->addWidget(nameNote_);
  layout->addWidget(shapes_);
  problems_->setSpacing(6);
  layout->addLayout(problems_);
  layout->addWidget(form_);
  layout->addWidget(learning_);
  layout->addWidget(weightsTitle_);
  layout->addWidget(weights_);
  connect(name_, &QLineEdit::editingFinished, this, &NodeForm::commitName);
  connect(lock_, &QToolButton::clicked, this, &NodeForm::setFrozen);
  connect(form_, &FieldForm::edited, this, &NodeForm::paramEdited);
  connect(learning_, &FieldForm::edited, this, &NodeForm::learningEdited);
  for (const FieldForm* form : {form_, learning_})
    connect(form, &FieldForm::takenBack, &document_, &Document::takeBack);
  connect(&document_, &Document::changed, this, &NodeForm::refresh);
  retranslate();
}

void NodeForm::setNode(const std::string& id) {
  if (id != id_) {
    weightsTitle_->hide();
    weights_->hide();
    nameNote_->hide();
    form_->discard();
    learning_->discard();
  }
  id_ = id;
  refresh();
}

void NodeForm::refresh() {
  const loom::Node* node = document_.graph().find(id_);
  if (!node) return;
  const loom::NodeInfo* info = document_.analysis().find(id_);
  refreshHeader(*node, info);
  if (info && info->type) {
    form_->show(info->type->fields, node->params);
  } else {
    form_->show({}, {});
  }
  const bool learns = info && loom::haveWeights(info->parameters);
  learning_->show(learns ? loom::learningFields() : loom::Fields(), node->learning);
  refreshProblems();
}

void NodeForm::refreshHeader(const loom::Node& node, const loom::NodeInfo* info) {
  const Theme& theme = Theme::of(this);
  const QColor colour = info && info->type ? theme.category(info->type->category) : theme.error;
  const int side = grown(10, this);
  dot_->setPixmap(squareIcon(colour).pixmap({side, side}, devicePixelRatioF()));
  type_->setText(QString::fromStdString(node.type));
  type_->setToolTip(info && info->type
                        ? QStringLiteral("<b>%1</b><br>%2")
                              .arg(type_->text(), engineText(info->type->summary).toHtmlEscaped())
                        : QString());
  if (!name_->hasFocus() || nameNote_->isHidden()) name_->setText(QString::fromStdString(id_));
  lock_->setVisible(info && !info->parameters.empty());
  lock_->setChecked(node.frozen);
  lock_->setIcon(
      themedIcon(node.frozen ? QStringLiteral("lock") : QStringLiteral("unlock"), theme.muted));
  if (!info) return;
  QStringList inputs;
  for (const loom::Shape& shape : info->inputs) inputs << QString::fromStdString(shape.text());
  QString line =
      inputs.isEmpty() ? QString() : inputs.join(QStringLiteral(" + ")) + QStringLiteral(" → ");
  line += info->output ? QString::fromStdString(info->output->text()) : QStringLiteral("–");
  if (info->parameterCount > 0) {
    line += QStringLiteral(" · ") + tr("%1 parameters").arg(groupedNumber(info->parameterCount));
  }
  shapes_->setText(line);
}

void NodeForm::refreshProblems() {
  for (QWidget* row : problemRows_) {
    row->hide();
    row->deleteLater();  // it may be the one whose button was pressed
  }
  problemRows_.clear();
  for (const loom::Problem& problem : document_.analysis().problems) {
    if (problem.node != id_) continue;
    auto* row = new ProblemRow(problem, false, this);
    connect(row, &ProblemRow::fixChosen, this,
            [this](const QString& name, const loom::Edits& edits) { document_.edit(name, edits); });
    problems_->addWidget(row);
    problemRows_.push_back(row);
  }
}

void NodeForm::paramEdited(const std::string& key, const loom::Value& value, int mergeKey) {
  document_.edit(
      tr("Change %1 of %2").arg(QString::fromStdString(key), QString::fromStdString(id_)),
      loom::setParam(document_.graph(), id_, key, value), mergeKey);
}

void NodeForm::learningEdited(const std::string& key, const loom::Value& value, int mergeKey) {
  document_.edit(
      tr("Change %1 of %2").arg(QString::fromStdString(key), QString::fromStdString(id_)),
      loom::setLearning(document_.graph(), id_, key, value), mergeKey);
}

void NodeForm::commitName() {
  if (!document_.graph().find(id_)) return;
  const QString wanted = name_->text().trimmed();
  const std::string before = id_;
  id_ = wanted.toStdString();  // before the document speaks, so that the form stays on its node
  const QString refusal = renameNode(document_, before, wanted);
  nameNote_->setText(refusal);
  nameNote_->setVisible(!refusal.isEmpty());
  if (!refusal.isEmpty()) id_ = before;
}

void NodeForm::setFrozen(bool frozen) {
  const loom::Node* node = document_.graph().find(id_);
  if (!node) return;
  loom::Node changed = *node;
  changed.frozen = frozen;
  const QString id = QString::fromStdString(id_);
  document_.edit(frozen ? tr("Freeze %1").arg(id) : tr("Unfreeze %1").arg(id),
                 {loom::ReplaceNode{id_, changed}});
}

void NodeForm::setFrame(const Frame& frame) {
  if (!frame.snapshot || !frame.snapshotIsNew || !isVisible()) return;
  for (const loom::Histogram& histogram : frame.snapshot->histograms) {
    if (histogram.node != id_ || histogram.counts.empty()) continue;
    weights_->setHistogram(histogram);
    weightsTitle_->show();
    weights_->show();
  }
}

bool NodeForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == name_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    name_->setText(QString::fromStdString(id_));
    nameNote_->hide();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void NodeForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange) refresh();
  QWidget::changeEvent(event);
}

void NodeForm::retranslate() {
  name_->setAccessibleName(tr("Name of the layer"));
  name_->setToolTip(tr("The layer's name in files, messages and exports."));
  lock_->setAccessibleName(tr("Freeze"));
  lock_->setToolTip(tr("Keep these weights as they are while training."));
  weightsTitle_->setText(tr("Weights"));
  refresh();
}

}  // namespace loom::ui
