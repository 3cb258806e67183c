#include "ui/canvas/picture_export.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <cmath>

#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kPictureMargin = 3 * kGrid;

void mark(QGraphicsItem& item, bool chosen) {
  if (auto* node = qgraphicsitem_cast<NodeItem*>(&item)) node->setChosen(chosen);
  if (auto* link = qgraphicsitem_cast<LinkItem*>(&item)) link->setChosen(chosen);
  if (auto* block = qgraphicsitem_cast<BlockItem*>(&item)) block->setChosen(chosen);
  if (auto* note = qgraphicsitem_cast<NoteItem*>(&item)) note->setChosen(chosen);
}

bool isMarked(const Scene& board, QGraphicsItem& item) {
  if (const auto* node = qgraphicsitem_cast<NodeItem*>(&item)) return node->isChosen();
  if (const auto* link = qgraphicsitem_cast<LinkItem*>(&item))
    return board.selectedLink() == link->link();
  if (const auto* note = qgraphicsitem_cast<NoteItem*>(&item)) return note->isChosen();
  const auto* block = qgraphicsitem_cast<BlockItem*>(&item);
  return block && block->id() == board.selectedBlock();
}

/// As it looks when it is not selected.
void paintPlain(QPainter& painter, const Scene& board, QGraphicsItem& item, QWidget* widget) {
  const QStyleOptionGraphicsItem option;
  const bool marked = isMarked(board, item);
  painter.save();
  painter.translate(item.pos());
  if (marked) mark(item, false);
  item.paint(&painter, &option, widget);
  if (marked) mark(item, true);
  painter.restore();
}

QByteArray bytesOf(const Recording& recording, const QString& suffix) {
  if (suffix == QLatin1String("svg")) return svgOf(recording);
  if (suffix == QLatin1String("pdf")) return pdfOf(recording);
  return pngOf(imageOf(recording));
}

}  // namespace

PictureExport::PictureExport(Canvas& canvas)
    : QObject(&canvas), save(new QAction(this)), copy(new QAction(this)), canvas_(canvas) {
  copy->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
  connect(save, &QAction::triggered, this, &PictureExport::askWhere);
  connect(copy, &QAction::triggered, this, &PictureExport::copyToClipboard);
  connect(&canvas_.document(), &Document::changed, this, &PictureExport::updateEnabled);
  retranslate();
  updateEnabled();
}

PictureExport::~PictureExport() = default;

void PictureExport::retranslate() {
  save->setText(tr("&Export Canvas as Picture…"));
  copy->setText(tr("Copy as P&icture"));
}

void PictureExport::updateEnabled() {
  const bool any = !canvas_.document().graph().nodes.empty();
  save->setEnabled(any);
  copy->setEnabled(any);
}

Recording PictureExport::record() const {
  Scene& board = canvas_.board();
  const QRectF area = board.contentRect().adjusted(-kPictureMargin, -kPictureMargin, kPictureMargin,
                                                   kPictureMargin);
  Recording recording;
  recording.size =
      QSize(static_cast<int>(std::ceil(area.width())), static_cast<int>(std::ceil(area.height())));
  recording.title = canvas_.document().displayName();
  QWidget* widget = canvas_.viewport();
  QPainter painter(&recording.picture);
  painter.fillRect(QRect(QPoint(0, 0), recording.size), Theme::of(widget).canvas);
  painter.translate(-area.topLeft());
  // Asked for all, a scene without an index gives them in no order; asked for an area, from below
  // up.
  for (QGraphicsItem* item :
       board.items(area, Qt::IntersectsItemBoundingRect, Qt::AscendingOrder)) {
    if (item->isVisible()) paintPlain(painter, board, *item, widget);
  }
  painter.end();
  return recording;
}

void PictureExport::write(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (!QStringList{"svg", "png", "pdf"}.contains(suffix)) {
    emit failed(tr("A picture's name ends in .svg, .png or .pdf; %1 does not.")
                    .arg(QFileInfo(path).fileName()));
    return;
  }
  work_.start([this, path, suffix, recording = record()] {
    const QString problem = writeFile(path, bytesOf(recording, suffix));
    return [this, path, problem] {
      if (!problem.isEmpty()) {
        emit failed(problem);
        return;
      }
      emit written(path);
      emit message(tr("The picture is in %1.").arg(QFileInfo(path).fileName()));
    };
  });
}

void PictureExport::askWhere() {
  QFileDialog* dialog = exportDialog(canvas_.window(), tr("Export the canvas"),
                                     {{tr("Drawing (*.svg)"), QStringLiteral("svg")},
                                      {tr("Picture (*.png)"), QStringLiteral("png")},
                                      {tr("Page (*.pdf)"), QStringLiteral("pdf")}});
  dialog->setObjectName(QStringLiteral("pictureDialog"));
  const QFileInfo project(canvas_.document().path());
  if (!canvas_.document().path().isEmpty()) dialog->setDirectory(project.absolutePath());
  dialog->selectFile(QFileInfo(canvas_.document().displayName()).completeBaseName());
  connect(dialog, &QFileDialog::fileSelected, this, &PictureExport::write);
  dialog->open();
}

void PictureExport::copyToClipboard() {
  work_.start([this, recording = record()] {
    return [this, image = imageOf(recording)] {
      QGuiApplication::clipboard()->setImage(image);
      emit message(tr("The network is in the clipboard as a picture."));
    };
  });
}

}  // namespace loom::ui
