#include "ui/picture_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace loom::ui {

namespace {

constexpr int kDpi = 96;  // CSS's: a device-independent pixel is one there
constexpr double kPointsPerPixel = 72.0 / kDpi;
constexpr double kPictureScale = 2;
constexpr double kMostSide = 32'000;      // pixels; Qt cannot paint on more
constexpr double kMostArea = 32e6;        // pixels; 128 MB, the most that Qt reads again
constexpr double kMostPoints = 14'400.0;  // PDF readers show no larger page

/// QPicture scales itself to the device's resolution; here a unit is a pixel, whatever the screen.
void replay(QPainter& painter, const Recording& recording) {
  const QImage reference(1, 1, QImage::Format_RGB32);
  const QPaintDevice& device = *painter.device();
  painter.scale(double(reference.logicalDpiX()) / device.logicalDpiX(),
                double(reference.logicalDpiY()) / device.logicalDpiY());
  QPicture picture = recording.picture;  // playing moves its reading position
  painter.drawPicture(0, 0, picture);
}

}  // namespace

QImage imageOf(const Recording& recording) {
  const double width = std::max(1, recording.size.width());
  const double height = std::max(1, recording.size.height());
  const double scale = std::min({kPictureScale, kMostSide / std::max(width, height),
                                 std::sqrt(kMostArea / (width * height))});
  const QSize pixels(std::max(1, static_cast<int>(std::round(width * scale))),
                     std::max(1, static_cast<int>(std::round(height * scale))));
  QImage image(pixels, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  painter.scale(scale, scale);
  replay(painter, recording);
  return image;
}

QByteArray svgOf(const Recording& recording) {
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(kDpi);
  generator.setSize(recording.size);
  generator.setViewBox(QRect(QPoint(0, 0), recording.size));
  generator.setTitle(recording.title);
  generator.setDescription(QStringLiteral("Layerloom"));
  QPainter painter(&generator);
  replay(painter, recording);
  painter.end();
  // Qt's name of the system's font; elsewhere the word is another.
  return QByteArray(buffer.data())
      .replace("font-family=\"Sans Serif\"", "font-family=\"sans-serif\"");
}

QByteArray pdfOf(const Recording& recording) {
  const QSizeF points = QSizeF(recording.size) * kPointsPerPixel;
  const double scale = std::min(1.0, kMostPoints / std::max(points.width(), points.height()));
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setResolution(kDpi);
  writer.setTitle(recording.title);
  writer.setCreator(QStringLiteral("Layerloom"));
  writer.setPageSize(QPageSize(points * scale, QPageSize::Point, {}, QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF());
  QPainter painter(&writer);
  painter.scale(scale, scale);
  replay(painter, recording);
  painter.end();
  return buffer.data();
}

QByteArray pngOf(const QImage& image) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return buffer.data();
}

QString writeFile(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
    return {};
  return QCoreApplication::translate("loom::ui::PictureFile",
                                     "%1 could not be written: %2. Choose another folder.")
      .arg(QFileInfo(path).fileName(), file.errorString());
}

QFileDialog* exportDialog(QWidget* parent, const QString& title,
                          const std::vector<FileKind>& kinds) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const FileKind& kind : kinds) filters << kind.filter;
  dialog->setNameFilters(filters);
  dialog->setDefaultSuffix(kinds.front().suffix);
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                   [dialog, kinds](const QString& filter) {
                     for (const FileKind& kind : kinds)
                       if (kind.filter == filter) dialog->setDefaultSuffix(kind.suffix);
                   });
  return dialog;
}

}  // namespace loom::ui
