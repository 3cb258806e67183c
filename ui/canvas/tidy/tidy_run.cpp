#include "ui/canvas/tidy/tidy_run.h"

#include <algorithm>
#include <set>

#include "ui/canvas/canvas.h"
#include "ui/canvas/folding.h"
#include "ui/document.h"

namespace loom::ui {

namespace {
constexpr int kShortestRow = 640;
constexpr int kEdges = 64;  // what the view keeps free beside a row
}  // namespace

TidyRun::TidyRun(Canvas& canvas) : QObject(&canvas), canvas_(canvas) {}

TidyRequest TidyRun::request() const {
  const Document& document = canvas_.document();
  const Scene& board = canvas_.board();
  TidyRequest request;
  request.graph = document.graph();
  request.order = document.analysis().order;
  request.rects = board.rects();
  std::set<const NodeItem*> chosen;  // a folded block is one thing, however much it holds
  for (const std::string& id : board.selection()) chosen.insert(board.shownFor(id));
  if (chosen.size() > 1) request.chosen = board.selection();
  request.width = std::max(kShortestRow, canvas_.viewport()->width() - kEdges);
  request.view = canvas_.viewport()->size() - QSize(kEdges, kEdges);
  for (const loom::Link& link : document.graph().links) {
    const NodeItem* from = board.shownFor(link.from);
    const NodeItem* to = board.shownFor(link.to);
    if (!from || !to || from == to) continue;
    request.wires.push_back({from->id(), to->id(), from->layout().output.y(),
                             board.inputPoint(link.to, link.port).y() - to->y()});
  }
  for (std::size_t i = 0; i < document.graph().notes.size(); ++i)
    request.notes.push_back(board.note(i)->rect());
  return request;
}

void TidyRun::start() {
  canvas_.cancelGesture();
  work_.start([this, revision = canvas_.document().revision(), request = request()] {
    const auto places = tidied(request);
    loom::Edits edits = moveShown(request.graph, request.rects, places);
    const bool isAll = places.size() == request.rects.size();
    return [this, revision, isAll, edits = std::move(edits)] { finish(revision, isAll, edits); };
  });
}

void TidyRun::finish(std::int64_t revision, bool isAll, loom::Edits edits) {
  Document& document = canvas_.document();
  // Who goes on working has another drawing in mind than the one that was laid out.
  if (document.revision() == revision && !canvas_.hasGesture()) {
    document.edit(tr("Tidy up"), std::move(edits));
    if (isAll) canvas_.fit();
  }
  emit ended();
}

}  // namespace loom::ui
