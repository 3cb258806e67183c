#pragma once

// The window's middle: the canvas with its panels, or the start page in their place; and the hint
// on an empty canvas. It joins them to FileActions. GUI thread.

#include <QStackedWidget>

namespace loom::ui {

class Canvas;
class Document;
class EmptyHint;
class FileActions;
class StartPage;

class StartStack : public QStackedWidget {
  Q_OBJECT

 public:
  /// `workspace` is what holds the canvas.
  StartStack(Document& document, FileActions& files, Canvas& canvas, QWidget* workspace,
             QWidget* parent);

  StartPage& page() const { return *page_; }
  EmptyHint& hint() const { return *hint_; }
  bool showsPage() const;
  void showPage();
  void showCanvas();

 private:
  void joinPage();

  FileActions& files_;
  Canvas& canvas_;
  StartPage* page_;
  EmptyHint* hint_;
};

}  // namespace loom::ui
