#include "ui/start/start_stack.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/search_popup.h"
#include "ui/document.h"
#include "ui/file_actions.h"
#include "ui/start/empty_hint.h"
#include "ui/start/start_page.h"

namespace loom::ui {

StartStack::StartStack(Document& document, FileActions& files, Canvas& canvas, QWidget* workspace,
                       QWidget* parent)
    : QStackedWidget(parent),
      files_(files),
      canvas_(canvas),
      page_(new StartPage(this)),
      hint_(new EmptyHint(document, &canvas, &canvas.search())) {
  addWidget(workspace);
  addWidget(page_);
  joinPage();
  connect(&files_, &FileActions::startPageWanted, this, &StartStack::showPage);
  connect(&files_, &FileActions::recentChanged, this,
          [this] { page_->setRecent(files_.recentFiles()); });
  connect(hint_, &EmptyHint::templatesWanted, this, &StartStack::showPage);
  connect(&document, &Document::replaced, this, &StartStack::showCanvas);
}

void StartStack::joinPage() {
  connect(page_, &StartPage::templateChosen, this, [this](const QString& file) {
    files_.whenSafe([this, file] { files_.openTemplate(file); });
  });
  connect(page_, &StartPage::fileChosen, this, [this](const QString& path) {
    files_.whenSafe([this, path] { files_.openFile(path); });
  });
  connect(page_, &StartPage::openWanted, files_.open, &QAction::trigger);
  connect(page_, &StartPage::emptyWanted, files_.newEmpty, &QAction::trigger);
  connect(page_, &StartPage::removeWanted, &files_, &FileActions::forgetRecent);
  connect(page_, &StartPage::closed, this, &StartStack::showCanvas);
}

bool StartStack::showsPage() const {
  return currentWidget() == page_;
}

void StartStack::showPage() {
  page_->setRecent(files_.recentFiles());
  setCurrentWidget(page_);
}

void StartStack::showCanvas() {
  if (!showsPage()) return;
  setCurrentIndex(0);
  canvas_.setFocus(Qt::OtherFocusReason);
}

}  // namespace loom::ui
