#pragma once

// What all exports of pictures share: asking where to, and turning a drawing into a file. A drawing
// is recorded in the GUI thread, because only it may look at widgets; compressing and writing may
// happen on another.

#include <QByteArray>
#include <QImage>
#include <QPicture>
#include <QSize>
#include <QString>
#include <vector>

class QFileDialog;
class QWidget;

namespace loom::ui {

/// A drawing in device-independent pixels from (0, 0) to `size`. Any thread.
struct Recording {
  QPicture picture;
  QSize size;
  QString title;
};

/// At two pixels each, or as many as fit into a picture that programs can open. Any thread.
QImage imageOf(const Recording& recording);
/// Vectors, with words as text. Any thread.
QByteArray svgOf(const Recording& recording);
QByteArray pdfOf(const Recording& recording);
QByteArray pngOf(const QImage& image);

/// Replaces the file in one go, or leaves it as it was. Empty, or a sentence that says what went
/// wrong. Any thread.
QString writeFile(const QString& path, const QByteArray& bytes);

struct FileKind {
  QString filter;  // "Picture (*.png)"
  QString suffix;  // "png"
};
/// A dialog that asks for a file of one of these kinds, and gives a name without a suffix that of
/// the chosen kind. It is not shown yet and deletes itself. GUI thread.
QFileDialog* exportDialog(QWidget* parent, const QString& title,
                          const std::vector<FileKind>& kinds);

}  // namespace loom::ui
