#pragma once

// A picture that was pasted or dropped, as ink on paper of bounded size. Any thread.

#include <QImage>
#include <QString>

namespace loom::ui {

struct ReadPicture {
  QImage ink;       // Grayscale8: 0 paper to 255 ink; null where there is a problem
  QString problem;  // one sentence
};

/// Reads a file, however large it is, at the size that the pad needs.
ReadPicture readPictureFile(const QString& path);
ReadPicture readPicture(const QImage& image);

}  // namespace loom::ui
