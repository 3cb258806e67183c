#include "ui/canvas/picture_export.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr qreal kPictureMargin = 3 * kGrid;

/// As it looks when it is not selected.
template <class Item>
void paintPlain(QPainter& painter, Item& item, bool chosen, QWidget* widget) {
  const QStyleOptionGraphicsItem option;
  painter.save();
  painter.translate(item.pos());
  item.setChosen(false);
  item.paint(&painter, &option, widget);
  item.setChosen(chosen);
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
  const loom::Graph& graph = canvas_.document().graph();
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
  for (const loom::Link& link : graph.links) {
    const bool chosen = board.selectedLink() == link;
    if (LinkItem* item = board.link(link)) paintPlain(painter, *item, chosen, widget);
  }
  for (const loom::Node& node : graph.nodes) {
    if (NodeItem* item = board.node(node.id)) paintPlain(painter, *item, item->isChosen(), widget);
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
