#pragma once

// The main window and what it stands on, for tests of the window alone.

#include <QtTest>

#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/main_window.h"
#include "ui/session.h"

namespace loom::ui {

struct WindowParts {
  loom::Trainer trainer;
  Document document;
  FrameClock clock{trainer};
  Session session{document, trainer, clock};
  MainWindow window{document, session, clock};

  void show() {
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
  }
};

}  // namespace loom::ui
