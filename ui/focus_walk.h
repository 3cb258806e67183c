#pragma once

// Where the keyboard goes next. Qt goes in the order in which widgets were made, and forms make
// theirs anew; here the window's areas follow each other, and within one what stands above and to
// the left comes first. GUI thread.

#include <QList>

class QWidget;

namespace loom::ui {

/// What takes the focus by Tab, in order.
QList<QWidget*> focusStops(const QList<QWidget*>& areas);
/// To the next stop, or the one before; past the end, from the other one.
bool stepFocus(const QList<QWidget*>& areas, bool forward);
/// To the first stop of the next area that has one.
void stepArea(const QList<QWidget*>& areas, bool forward);

}  // namespace loom::ui
