#include "ui/charts/chart_export.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>

#include "ui/background.h"
#include "ui/charts/line_chart.h"
#include "ui/picture_file.h"

namespace loom::ui {
namespace {

QString text(const char* source) {
  return QCoreApplication::translate("loom::ui::ChartExport", source);
}

}  // namespace

void writeChart(LineChart& chart, const QString& path, std::function<void(const QString&)> done) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  const bool picture = suffix != QLatin1String("svg") && suffix != QLatin1String("csv");
  const QImage image = picture ? chart.image() : QImage();
  QByteArray bytes;
  if (suffix == QLatin1String("svg")) bytes = chart.svg();
  if (suffix == QLatin1String("csv")) bytes = chart.csv();
  auto* writer = new Background(&chart);
  writer->start([writer, path, image, bytes, done = std::move(done)] {
    const QString problem = writeFile(path, image.isNull() ? bytes : pngOf(image));
    return [writer, problem, done] {
      writer->deleteLater();
      done(problem);
    };
  });
}

void askAndWriteChart(LineChart& chart, QWidget* parent) {
  QFileDialog* dialog = exportDialog(
      parent, text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Export %1")).arg(chart.name()),
      {{text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Picture (*.png)")), QStringLiteral("png")},
       {text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Drawing (*.svg)")), QStringLiteral("svg")},
       {text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Figures (*.csv)")),
        QStringLiteral("csv")}});
  dialog->selectFile(chart.name().toLower());
  QPointer<LineChart> alive = &chart;
  QPointer<QWidget> window = parent;
  QObject::connect(
      dialog, &QFileDialog::fileSelected, dialog, [alive, window](const QString& path) {
        if (!alive) return;
        writeChart(*alive, path, [window](const QString& problem) {
          if (problem.isEmpty() || !window) return;
          auto* box = new QMessageBox(QMessageBox::Warning, {}, problem, QMessageBox::Ok, window);
          box->setAttribute(Qt::WA_DeleteOnClose);
          box->setModal(false);
          box->show();
        });
      });
  dialog->setModal(false);
  dialog->show();
}

}  // namespace loom::ui
