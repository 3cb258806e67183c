#pragma once

// Help in the window: the list of shortcuts, and what this program is. Neither stops anything. GUI
// thread.

class QWidget;

namespace loom::ui {

void showShortcuts(QWidget* window);
void showAbout(QWidget* window);

}  // namespace loom::ui
