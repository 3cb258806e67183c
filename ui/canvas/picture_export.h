#pragma once

// The whole network as a picture: into a file or the clipboard. It is recorded in the GUI thread,
// which takes a few milliseconds; drawing, compressing and writing happen on another. GUI thread.

#include <QAction>
#include <QObject>

#include "ui/background.h"
#include "ui/picture_file.h"

namespace loom::ui {

class Canvas;

class PictureExport : public QObject {
  Q_OBJECT

 public:
  explicit PictureExport(Canvas& canvas);
  ~PictureExport() override;  // a file under way is finished

  QAction* save;
  QAction* copy;

  /// Everything on the canvas with a margin, in the theme's colours, without marks of selection.
  Recording record() const;
  /// The suffix of `path` chooses the format: svg, png or pdf.
  void write(const QString& path);
  void retranslate();

 signals:
  void failed(const QString& sentence);
  void written(const QString& path);
  /// Something worth a line in the status bar.
  void message(const QString& text);

 private:
  void askWhere();
  void copyToClipboard();
  void updateEnabled();

  Canvas& canvas_;
  Background work_;
};

}  // namespace loom::ui
