#include "ui/canvas/arrange_commands.h"

#include <algorithm>
#include <vector>

#include "ui/canvas/canvas.h"
#include "ui/canvas/folding.h"
#include "ui/document.h"

namespace loom::ui {

std::map<std::string, QPointF> aligned(const Rects& rects, Alignment alignment) {
  if (rects.size() < 2) return {};
  QRectF around;
  QPointF middle;
  for (const auto& [id, rect] : rects) {
    around |= rect;
    middle += rect.center() / static_cast<double>(rects.size());
  }
  std::map<std::string, QPointF> places;
  for (const auto& [id, rect] : rects) {
    QRectF moved = rect;
    switch (alignment) {
      case Alignment::Left:
        moved.moveLeft(around.left());
        break;
      case Alignment::Centre:
        moved.moveLeft(middle.x() - rect.width() / 2);
        break;
      case Alignment::Right:
        moved.moveRight(around.right());
        break;
      case Alignment::Top:
        moved.moveTop(around.top());
        break;
      case Alignment::Middle:
        moved.moveTop(middle.y() - rect.height() / 2);
        break;
      case Alignment::Bottom:
        moved.moveBottom(around.bottom());
        break;
    }
    places[id] = moved.topLeft();
  }
  return places;
}

std::map<std::string, QPointF> distributed(const Rects& rects, Qt::Orientation direction) {
  if (rects.size() < 3) return {};
  const bool across = direction == Qt::Horizontal;
  const auto begin = [&](const QRectF& rect) { return across ? rect.left() : rect.top(); };
  const auto length = [&](const QRectF& rect) { return across ? rect.width() : rect.height(); };
  std::vector<std::pair<std::string, QRectF>> row(rects.begin(), rects.end());
  std::stable_sort(row.begin(), row.end(), [&](const auto& a, const auto& b) {
    return begin(a.second) + length(a.second) / 2 < begin(b.second) + length(b.second) / 2;
  });
  const qreal first = begin(row.front().second);
  qreal free = begin(row.back().second) + length(row.back().second) - first;
  for (const auto& [id, rect] : row) free -= length(rect);
  const qreal gap = free / static_cast<double>(row.size() - 1);
  std::map<std::string, QPointF> places;
  qreal at = first;
  for (const auto& [id, rect] : row) {
    places[id] = across ? QPointF(at, rect.top()) : QPointF(rect.left(), at);
    at += length(rect) + gap;
  }
  return places;
}

ArrangeCommands::ArrangeCommands(Canvas& canvas)
    : QObject(&canvas),
      bypass(new QAction(this)),
      canvas_(canvas),
      menu_(std::make_unique<QMenu>()) {
  bypass->setShortcut(Qt::CTRL | Qt::Key_B);
  bypass->setCheckable(true);
  canvas_.addAction(bypass);
  connect(bypass, &QAction::triggered, this, &ArrangeCommands::runBypass);
  for (const Alignment one : {Alignment::Left, Alignment::Centre, Alignment::Right, Alignment::Top,
                              Alignment::Middle, Alignment::Bottom}) {
    alignments_ << menu_->addAction(QString(), this, [this, one] { align(one); });
  }
  menu_->addSeparator();
  for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical}) {
    distributions_ << menu_->addAction(QString(), this,
                                       [this, direction] { distribute(direction); });
  }
  connect(&canvas_.board(), &Scene::selectionEdited, this, &ArrangeCommands::updateEnabled);
  connect(&canvas_.document(), &Document::changed, this, &ArrangeCommands::updateEnabled);
  retranslate();
  updateEnabled();
}

ArrangeCommands::~ArrangeCommands() = default;

void ArrangeCommands::retranslate() {
  bypass->setText(tr("&Bypass"));
  bypass->setToolTip(tr("Hand the input on unchanged, as if the layer were not there"));
  menu_->setTitle(tr("A&lign and Distribute"));
  const QString names[] = {tr("Align &Left"), tr("Align &Centres"), tr("Align &Right"),
                           tr("Align &Tops"), tr("Align &Middles"), tr("Align &Bottoms")};
  for (int i = 0; i < alignments_.size(); ++i) alignments_[i]->setText(names[i]);
  distributions_[0]->setText(tr("Distribute &Horizontally"));
  distributions_[1]->setText(tr("Distribute &Vertically"));
}

Rects ArrangeCommands::chosen() const {
  const Scene& board = canvas_.board();
  Rects chosen;
  for (const auto& [id, rect] : board.rects()) {
    if (board.selection().count(id)) chosen[id] = rect;
  }
  return chosen;
}

void ArrangeCommands::updateEnabled() {
  const Scene& board = canvas_.board();
  const std::size_t count = board.selection().size() < 2 ? 0 : chosen().size();
  for (QAction* action : alignments_) action->setEnabled(count >= 2);
  for (QAction* action : distributions_) action->setEnabled(count >= 3);
  menu_->setEnabled(count >= 2);
  bypass->setEnabled(!board.selection().empty());
  const loom::Graph& graph = canvas_.document().graph();
  bypass->setChecked(
      !board.selection().empty() &&
      std::all_of(board.selection().begin(), board.selection().end(), [&](const std::string& id) {
        const loom::Node* node = graph.find(id);
        return node && node->bypassed;
      }));
}

void ArrangeCommands::runBypass() {
  Document& document = canvas_.document();
  const bool off = bypass->isChecked();
  const auto ids = canvas_.board().selectedIds();
  const QString what =
      ids.size() == 1 ? QString::fromStdString(ids.front()) : tr("%1 layers").arg(ids.size());
  document.edit((off ? tr("Bypass %1") : tr("Switch on %1")).arg(what),
                loom::setBypassed(document.graph(), ids, off));
}

void ArrangeCommands::align(Alignment alignment) {
  place(tr("Align"), aligned(chosen(), alignment));
}

void ArrangeCommands::distribute(Qt::Orientation direction) {
  place(tr("Distribute"), distributed(chosen(), direction));
}

void ArrangeCommands::place(const QString& name, const std::map<std::string, QPointF>& places) {
  Document& document = canvas_.document();
  document.edit(name, moveShown(document.graph(), canvas_.board().rects(), places));
}

}  // namespace loom::ui
