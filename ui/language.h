#pragma once

// The language of the window, changed while it runs: widgets hear QEvent::LanguageChange. GUI
// thread.

#include <QString>

class QApplication;

namespace loom::ui {

/// "system", "en" or "zh_CN".
void applyLanguage(QApplication& app, const QString& language);

}  // namespace loom::ui
