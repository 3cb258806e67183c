#pragma once

// A node's or a block's name, edited where it stands. Enter takes it if it is a name nobody has;
// Esc takes nothing. GUI thread.

#include <QLineEdit>
#include <QRectF>
#include <string>

namespace loom::ui {

class Canvas;
class Document;

/// Renames `id`; returns why not, or an empty text when it is done (or nothing was to do).
QString renameNode(Document& document, const std::string& id, const QString& name);

class RenameField : public QLineEdit {
  Q_OBJECT

 public:
  explicit RenameField(Canvas& canvas);
  void open(const std::string& id);
  void openBlock(const std::string& id);
  void dismiss();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void place();
  void openOver(const QString& name, const QRectF& over);
  void commit();

  /// Its node or block may have gone.
  void check();

  Canvas& canvas_;
  std::string id_;     // the node, or
  std::string block_;  // the block that is named
  QRectF over_;        // what is named, in the scene
};

}  // namespace loom::ui
