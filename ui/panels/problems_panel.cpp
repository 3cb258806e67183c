#include "ui/panels/problems_panel.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/document.h"
#include "ui/panels/problem_row.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr std::size_t kMostRows = 50;  // nobody reads further; the first are the causes
}

ProblemsPanel::ProblemsPanel(Document& document, QWidget* parent)
    : QScrollArea(parent), document_(document), note_(new QLabel) {
  setObjectName(QStringLiteral("problemsPanel"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::NoFocus);  // its rows have it
  auto* content = new QWidget(this);
  rows_ = new QVBoxLayout(content);
  rows_->setContentsMargins(2 * kGrid, 12, 2 * kGrid, 12);
  rows_->setSpacing(kGrid);
  note_->setProperty("role", "muted");
  note_->setWordWrap(true);
  rows_->addWidget(note_);
  rows_->addStretch();
  setWidget(content);
  connect(&document_, &Document::changed, this, &ProblemsPanel::refresh);
  rebuild();
}

void ProblemsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) rebuild();
  QScrollArea::changeEvent(event);
}

void ProblemsPanel::refresh() {
  if (document_.analysis().problems != last_) rebuild();
}

void ProblemsPanel::rebuild() {
  const auto& problems = document_.analysis().problems;
  const bool focused = QApplication::focusWidget() && isAncestorOf(QApplication::focusWidget());
  for (QWidget* row : shown_) {
    row->hide();
    row->deleteLater();  // it may be the very row whose button was pressed
  }
  shown_.clear();
  last_ = problems;
  for (std::size_t i = 0; i < std::min(problems.size(), kMostRows); ++i) {
    auto* row = new ProblemRow(problems[i], true, widget());
    connect(row, &ProblemRow::nodeChosen, this, &ProblemsPanel::nodeChosen);
    connect(row, &ProblemRow::fixChosen, this,
            [this](const QString& name, const loom::Edits& edits) {
              const loom::Edits copy = edits;  // the row goes as soon as the document changes
              document_.edit(name, copy);
            });
    rows_->insertWidget(static_cast<int>(i), row);
    row->show();  // now, so that it can have the focus
    shown_.push_back(row);
  }
  const int more = static_cast<int>(problems.size()) - static_cast<int>(shown_.size());
  note_->setVisible(problems.empty() || more > 0);
  note_->setText(
      problems.empty()
          ? tr("No problems. What keeps the network from training will stand here, with ways out.")
          : tr("And %1 more.").arg(more));
  if (focused && !shown_.empty()) shown_.front()->setFocus(Qt::TabFocusReason);
  emit countChanged(static_cast<int>(problems.size()));
}

}  // namespace loom::ui
