#include "ui/canvas/problem_card.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/panels/problem_row.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr int kWidth = 440;
constexpr int kBelow = 12;  // under the node
}  // namespace

ProblemCard::ProblemCard(Canvas& canvas)
    : QWidget(&canvas), canvas_(canvas), rows_(new QVBoxLayout(this)) {
  setObjectName(QStringLiteral("problemCard"));
  rows_->setContentsMargins(0, 0, 0, 0);
  rows_->setSpacing(6);
  connect(&canvas_.document(), &Document::changed, this, &ProblemCard::refresh);
  connect(&canvas_, &Canvas::viewMoved, this, &ProblemCard::place);
  hide();
}

void ProblemCard::open(const std::string& id) {
  id_ = id;
  refresh();
}

void ProblemCard::dismiss() {
  id_.clear();
  hide();
}

void ProblemCard::refresh() {
  for (QWidget* row : shown_) {
    row->hide();
    row->deleteLater();  // it may be the one whose button was pressed
  }
  shown_.clear();
  for (const loom::Problem& problem : canvas_.document().analysis().problems) {
    if (id_.empty() || problem.node != id_) continue;
    auto* row = new ProblemRow(problem, true, this);
    connect(row, &ProblemRow::fixChosen, this,
            [this](const QString& name, const loom::Edits& edits) {
              canvas_.document().edit(name, edits);
            });
    rows_->addWidget(row);
    shown_.push_back(row);
  }
  if (shown_.empty()) return dismiss();
  place();
  show();
  raise();
}

void ProblemCard::place() {
  const NodeItem* item = canvas_.board().shownFor(id_);
  if (!item || shown_.empty()) return;
  const int width = std::min(grown(kWidth, this), canvas_.width() - 16);
  resize(width, rows_->hasHeightForWidth() ? rows_->heightForWidth(width) : sizeHint().height());
  const QPoint corner =
      canvas_.viewport()->mapTo(&canvas_, canvas_.mapFromScene(item->rect().bottomLeft()));
  move(std::clamp(corner.x(), 8, std::max(8, canvas_.width() - width - 8)), corner.y() + kBelow);
}

}  // namespace loom::ui
