#pragma once

// The engine writes its sentences in English, pattern and arguments apart; here the pattern is
// translated. GUI thread.

#include <QCoreApplication>
#include <QString>

#include "engine/base/text.h"

namespace loom::ui {

/// A LOOM_TEXT literal (a label, a summary, a help line) in the user's language.
inline QString engineText(const std::string& literal) {
  return literal.empty() ? QString() : QCoreApplication::translate("engine", literal.c_str());
}

inline QString engineText(const Text& text) {
  return QString::fromStdString(fill(engineText(text.pattern).toStdString(), text.arguments));
}

}  // namespace loom::ui
