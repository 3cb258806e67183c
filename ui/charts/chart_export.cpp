#include "ui/charts/chart_export.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QMessageBox>
#include <QPainter>
#include <QPointer>
#include <QWidget>

#include "ui/background.h"
#include "ui/charts/chart_csv.h"
#include "ui/charts/chart_drawing.h"
#include "ui/charts/run_style.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

struct ChartExport {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::ChartExport)
};

constexpr qreal kSheetMargin = 12;  // around everything
constexpr qreal kLegendSample = 24, kLegendGap = 20;

struct LegendEntry {
  QPen pen;
  QString text;
};

std::vector<LegendEntry> legendOf(const ChartModel& model, const Theme& theme) {
  std::vector<LegendEntry> legend;
  if (!model.run().empty() || model.compared().empty()) {
    if (model.smoothing() > 0)
      legend.push_back({QPen(mixed(theme.panel, theme.trainCurve, 0.3F), 1),
                        ChartExport::tr("train, every batch")});
    legend.push_back({curvePen(theme.trainCurve, 2), ChartExport::tr("train")});
    legend.push_back({curvePen(theme.validationCurve, 2), ChartExport::tr("validation")});
  }
  for (const ChartModel::Shown& shown : model.compared())
    legend.push_back({runPen(theme, shown.style, 1.5), shown.name});
  return legend;
}

/// Draws the legend below `top`, or only measures without a painter; where it ends.
qreal placeLegend(const std::vector<LegendEntry>& legend, const QFont& font, qreal top, qreal width,
                  QPainter* painter, const Theme& theme) {
  const QFontMetricsF metrics(font);
  qreal x = 0, y = top;
  const qreal height = metrics.height() + 4;
  for (const LegendEntry& entry : legend) {
    const qreal needed = kLegendSample + 6 + metrics.horizontalAdvance(entry.text);
    if (x > 0 && x + needed > width) {
      x = 0;
      y += height;
    }
    if (painter) {
      painter->setPen(entry.pen);
      painter->drawLine(QPointF(x, y + height / 2), QPointF(x + kLegendSample, y + height / 2));
      painter->setPen(theme.text);
      painter->drawText(QRectF(x + kLegendSample + 6, y, needed, height), Qt::AlignVCenter,
                        entry.text);
    }
    x += needed + kLegendGap;
  }
  return y + height;
}

void tellProblem(QWidget* window, const QString& problem) {
  if (problem.isEmpty() || !window) return;
  auto* box = new QMessageBox(QMessageBox::Warning, {}, problem, QMessageBox::Ok, window);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setModal(false);
  box->show();
}

}  // namespace

Recording recordCharts(const ChartModel& model, const ChartSheet& sheet, const QWidget& look) {
  const Theme& theme = Theme::of(&look);
  const std::vector<LegendEntry> legend = legendOf(model, theme);
  const qreal width = sheet.size.width();
  const qreal below = sheet.size.height() + kSheetMargin;
  const qreal end = placeLegend(legend, look.font(), below, width, nullptr, theme);
  Recording recording;
  recording.title = sheet.title;
  recording.size = QSizeF(width + 2 * kSheetMargin, end + 2 * kSheetMargin).toSize();
  QPainter painter(&recording.picture);
  painter.fillRect(QRect(QPoint(0, 0), recording.size), theme.panel);
  painter.translate(kSheetMargin, kSheetMargin);
  for (const ChartSheet::Cell& cell : sheet.cells) {
    ChartDrawing drawing(cell.metric, model);
    drawing.setPaper(cell.rect.size(), 0, look.font(), theme);
    drawing.update();
    painter.save();
    painter.translate(cell.rect.topLeft());
    drawing.paintBack(painter);
    drawing.paintFront(painter);
    painter.restore();
  }
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(look.font());
  placeLegend(legend, look.font(), below, width, &painter, theme);
  return recording;
}

void writeCharts(const ChartModel& model, const ChartSheet& sheet, QWidget& owner,
                 const QString& path, std::function<void(const QString&)> done) {
  auto* writer = new Background(&owner);
  const auto end = [writer, done = std::move(done)](const QString& problem) {
    return [writer, problem, done] {
      writer->deleteLater();
      done(problem);
    };
  };
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix == QLatin1String("csv")) {
    std::vector<ChartMetric> metrics;
    for (const ChartSheet::Cell& cell : sheet.cells) metrics.push_back(cell.metric);
    writer->start([end, path, metrics, runs = tableRuns(model)] {
      return Background::Ending(end(writeTable(path, metrics, runs)));
    });
    return;
  }
  const bool vectors = suffix == QLatin1String("svg");
  writer->start([end, path, vectors, recording = recordCharts(model, sheet, owner)] {
    const QByteArray bytes = vectors ? svgOf(recording) : pngOf(imageOf(recording));
    return Background::Ending(end(writeFile(path, bytes)));
  });
}

void askAndWriteCharts(const ChartModel& model, const ChartSheet& sheet, QWidget& owner) {
  QFileDialog* dialog = exportDialog(&owner, ChartExport::tr("Export %1").arg(sheet.title),
                                     {{ChartExport::tr("Picture (*.png)"), QStringLiteral("png")},
                                      {ChartExport::tr("Drawing (*.svg)"), QStringLiteral("svg")},
                                      {ChartExport::tr("Figures (*.csv)"), QStringLiteral("csv")}});
  dialog->selectFile(sheet.title.toLower());
  QPointer<QWidget> window = &owner;
  const QPointer<const ChartModel> alive = &model;
  QObject::connect(
      dialog, &QFileDialog::fileSelected, dialog, [alive, window, sheet](const QString& path) {
        if (!alive || !window) return;
        writeCharts(*alive, sheet, *window, path,
                    [window](const QString& problem) { tellProblem(window, problem); });
      });
  dialog->setModal(false);
  dialog->show();
}

}  // namespace loom::ui
