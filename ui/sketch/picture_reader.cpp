#include "ui/sketch/picture_reader.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <algorithm>
#include <cmath>

#include "engine/data/picture_ink.h"
#include "ui/engine_text.h"

namespace loom::ui {
namespace {

struct PictureWords {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::SketchPad)
};

constexpr int kPictureSide = 400;  // of a side; the network sees 28
constexpr qint64 kMostBytes = 64LL << 20;
constexpr int kMostPictureSide = 30'000;

QSize boundedForPad(QSize size) {
  return std::max(size.width(), size.height()) > kPictureSide
             ? size.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio).expandedTo({1, 1})
             : size;
}

/// Where a picture has no colour there is paper: white under dark ink, black under light ink.
QImage onPaper(const QImage& image) {
  if (!image.hasAlphaChannel()) return image;
  const QImage colours = image.convertToFormat(QImage::Format_ARGB32);
  double light = 0, all = 0;
  for (int y = 0; y < colours.height(); ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
    for (int x = 0; x < colours.width(); ++x) {
      light += qGray(line[x]) * qAlpha(line[x]);
      all += 255.0 * qAlpha(line[x]);
    }
  }
  QImage paper(colours.size(), QImage::Format_RGB32);
  paper.fill(2 * light > all ? Qt::black : Qt::white);
  for (int y = 0; y < colours.height(); ++y) {
    const auto* line = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
    auto* out = reinterpret_cast<QRgb*>(paper.scanLine(y));
    for (int x = 0; x < colours.width(); ++x) {
      const int grey =
          (qGray(line[x]) * qAlpha(line[x]) + qGray(out[x]) * (255 - qAlpha(line[x]))) / 255;
      out[x] = qRgb(grey, grey, grey);
    }
  }
  return paper;
}

}  // namespace

ReadPicture readPicture(const QImage& image) {
  if (image.isNull()) return {{}, PictureWords::tr("There is no picture to paste.")};
  const QImage grey = onPaper(image.scaled(boundedForPad(image.size()), Qt::IgnoreAspectRatio,
                                           Qt::SmoothTransformation))
                          .convertToFormat(QImage::Format_Grayscale8);
  std::vector<float> values;
  for (int y = 0; y < grey.height(); ++y)
    for (int x = 0; x < grey.width(); ++x)
      values.push_back(static_cast<float>(grey.constScanLine(y)[x]) / 255.0F);
  const auto found = inkOfPicture(values, grey.width(), grey.height());
  if (!found) return {{}, engineText(found.error().text)};
  QImage ink(grey.size(), QImage::Format_Grayscale8);
  for (int y = 0; y < ink.height(); ++y)
    for (int x = 0; x < ink.width(); ++x)
      ink.scanLine(y)[x] = static_cast<uchar>(
          std::lround((*found)[static_cast<std::size_t>(y * ink.width() + x)] * 255.0F));
  return {ink, {}};
}

ReadPicture readPictureFile(const QString& path) {
  const QFileInfo file(path);
  const QString name = file.fileName();
  if (!file.isFile()) return {{}, PictureWords::tr("%1 is not a file.").arg(name)};
  if (file.size() > kMostBytes)
    return {{}, PictureWords::tr("%1 is larger than 64 MB; choose a smaller picture.").arg(name)};
  QImageReader reader(path);
  reader.setAutoTransform(true);
  reader.setDecideFormatFromContent(true);
  const QSize size = reader.size();
  if (std::max(size.width(), size.height()) > kMostPictureSide)
    return {{},
            PictureWords::tr("%1 has %2 × %3 pixels; choose a smaller picture.")
                .arg(name)
                .arg(size.width())
                .arg(size.height())};
  if (size.isValid()) reader.setScaledSize(boundedForPad(size));
  const QImage image = reader.read();
  if (image.isNull())
    return {
        {},
        PictureWords::tr("%1 cannot be read as a picture: %2.").arg(name, reader.errorString())};
  ReadPicture read = readPicture(image);
  if (!read.problem.isEmpty()) read.problem = QStringLiteral("%1: %2").arg(name, read.problem);
  return read;
}

}  // namespace loom::ui
