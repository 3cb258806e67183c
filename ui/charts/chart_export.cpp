#include "ui/charts/chart_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>
#include <QSaveFile>

#include "ui/background.h"
#include "ui/charts/line_chart.h"

namespace loom::ui {
namespace {

QString text(const char* source) {
  return QCoreApplication::translate("loom::ui::ChartExport", source);
}

QString writeFile(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
    return {};
  return text(QT_TRANSLATE_NOOP("loom::ui::ChartExport",
                                "%1 could not be written: %2. Choose another folder."))
      .arg(QFileInfo(path).fileName(), file.errorString());
}

QByteArray pngOf(const QImage& image) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return buffer.data();
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
  auto* dialog = new QFileDialog(
      parent, text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Export %1")).arg(chart.name()));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Picture (*.png)")),
                          text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Drawing (*.svg)")),
                          text(QT_TRANSLATE_NOOP("loom::ui::ChartExport", "Figures (*.csv)"))});
  const QStringList suffixes = {QStringLiteral("png"), QStringLiteral("svg"),
                                QStringLiteral("csv")};
  dialog->setDefaultSuffix(suffixes.first());
  QObject::connect(
      dialog, &QFileDialog::filterSelected, dialog, [dialog, suffixes](const QString& filter) {
        dialog->setDefaultSuffix(suffixes.value(dialog->nameFilters().indexOf(filter)));
      });
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
