#include "ui/panels/problem_row.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/engine_text.h"
#include "ui/panels/fix_button.h"
#include "ui/panels/flow_layout.h"
#include "ui/theme.h"

namespace loom::ui {

ProblemRow::ProblemRow(const loom::Problem& problem, bool namesNode, QWidget* parent)
    : QFrame(parent), problem_(problem) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(14, 8, 10, 8);
  layout->setSpacing(6);
  const QString sentence = engineText(problem.text);
  QString rich = sentence.toHtmlEscaped();
  if (namesNode && !problem.node.empty()) {
    rich = QStringLiteral("<b>%1</b>: %2")
               .arg(QString::fromStdString(problem.node).toHtmlEscaped(), rich);
  }
  auto* text = new QLabel(rich, this);
  text->setTextFormat(Qt::RichText);
  text->setWordWrap(true);
  text->setAttribute(Qt::WA_TransparentForMouseEvents);
  layout->addWidget(text);
  setAccessibleName(sentence);
  if (namesNode && !problem.node.empty()) {
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Click to show %1.").arg(QString::fromStdString(problem.node)));
  }
  if (problem.fixes.empty()) return;
  auto* box = new QWidget(this);
  auto* buttons = new FlowLayout(6, box);
  for (const loom::Fix& fix : problem.fixes) {
    const QString label = engineText(fix.label);
    auto* button = new FixButton(label, box);
    if (&fix == &problem.fixes.front()) button->setProperty("accent", true);
    connect(button, &QPushButton::clicked, this,
            [this, label, edits = fix.edits] { emit fixChosen(label, edits); });
    buttons->addWidget(button);
  }
  layout->addWidget(box);
}

void ProblemRow::keyPressEvent(QKeyEvent* event) {
  const bool chosen = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                      event->key() == Qt::Key_Space;
  if (!chosen || problem_.node.empty()) return QFrame::keyPressEvent(event);
  emit nodeChosen(QString::fromStdString(problem_.node));
}

void ProblemRow::mousePressEvent(QMouseEvent*) {
  if (!problem_.node.empty()) emit nodeChosen(QString::fromStdString(problem_.node));
}

void ProblemRow::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  const bool error = problem_.severity == loom::Problem::Severity::Error;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(theme.line, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(error ? theme.error : theme.warning);
  painter.drawRoundedRect(QRectF(0, 0, 3, height()), 1.5, 1.5);
}

}  // namespace loom::ui
