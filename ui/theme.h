#pragma once

// Colours, fonts and icons of the window. Two constant tables, light and dark; which one holds is
// read off the palette of the widget that paints, so there is no state to keep and a widget only
// reacts to QEvent::PaletteChange. GUI thread.

#include <QColor>
#include <QFont>
#include <QIcon>

#include "engine/layers/layer_type.h"

class QApplication;
class QPalette;
class QWidget;

namespace loom::ui {

struct Theme {
  bool dark = false;
  QColor window, panel, canvas, grid, line;  // surfaces, and the one-pixel lines between them
  QColor text, muted;
  QColor accent, accentText;  // accentText stands on accent
  QColor field, chip;         // what is typed into; buttons and palette entries
  QColor error, warning, good;
  QColor trainCurve, validationCurve;
  QColor wire, nodeFill, shadow;
  QColor paper, ink;  // the pad and images of ink: the same in both themes
  QColor categories[std::size(kCategories)];

  QColor category(Category category) const;

  static const Theme& of(const QPalette& palette);
  static const Theme& of(const QWidget* widget);
  static const Theme& light();
  static const Theme& darkTheme();
};

/// Distances, in device-independent pixels.
inline constexpr int kGrid = 8;
inline constexpr int kRadius = 8;

/// How much larger the system's letters are than those of the design, 1 or more: what holds text or
/// stands beside it grows with it.
qreal textScale(const QFont& base);
/// `pixels` of the design for the letters of `widget`.
int grown(int pixels, const QWidget* widget);

enum class ThemeMode { System, Light, Dark };

/// The mode that a setting names: "light", "dark", else the system's.
ThemeMode themeMode(const QString& name);

/// Sets style, palette and style sheet of the whole program; may be called again at any time.
/// In the mode System, call it again when the system's palette or font changes.
/// Style sheet hooks: QPushButton[accent="true"]; QLabel[role="title" | "muted" | "error"];
/// QWidget[role="panel"].
void applyTheme(QApplication& app, ThemeMode mode);

/// `name`.svg of resources/icons in the palette's text colour (muted when disabled); crisp at any
/// scale.
QIcon themedIcon(const QString& name, const QPalette& palette);
/// The same in a colour of the caller's.
QIcon themedIcon(const QString& name, const QColor& colour);

/// A square with soft corners, `share` of the icon wide; crisp at any scale.
QIcon squareIcon(const QColor& colour, qreal share = 1);

/// Fixed-width, of the size of `base`: shapes and code.
QFont monospaceFont(const QFont& base);
/// Digits of one width where the font can do that by itself; tabular.h draws them so with any font.
QFont tabularFont(const QFont& base);

}  // namespace loom::ui
