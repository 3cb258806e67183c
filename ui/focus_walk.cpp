#include "ui/focus_walk.h"

#include <QAbstractButton>
#include <QApplication>
#include <QButtonGroup>
#include <QScrollArea>
#include <QScrollBar>
#include <QWidget>
#include <algorithm>

namespace loom::ui {

namespace {

/// Of buttons of which one is chosen, that one has the focus for all; arrow keys choose another.
bool isOtherChoice(const QWidget* widget) {
  const auto* button = qobject_cast<const QAbstractButton*>(widget);
  const QButtonGroup* group = button ? button->group() : nullptr;
  return group && group->exclusive() && group->checkedButton() && !button->isChecked();
}

bool takesFocus(const QWidget* widget) {
  return !isOtherChoice(widget) && widget->isVisible() && !widget->size().isEmpty() &&
         widget->isEnabled() && !widget->focusProxy() &&
         (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

/// In the window, as if nothing were scrolled.
QRect placeOf(const QWidget* widget) {
  QPoint at = widget->mapTo(widget->window(), QPoint());
  for (const QWidget* around = widget->parentWidget(); around; around = around->parentWidget()) {
    if (const auto* scroll = qobject_cast<const QScrollArea*>(around))
      at += QPoint(scroll->horizontalScrollBar()->value(), scroll->verticalScrollBar()->value());
  }
  return {at, widget->size()};
}

/// What overlaps the first of a row stands in that row.
void sortByRows(QList<QWidget*>& stops) {
  const auto top = [](const QWidget* w) { return placeOf(w).top(); };
  const auto left = [](const QWidget* w) { return placeOf(w).left(); };
  std::ranges::stable_sort(stops, {}, top);
  for (auto row = stops.begin(); row != stops.end();) {
    const int below = placeOf(*row).center().y();
    const auto end = std::find_if(row + 1, stops.end(), [&](QWidget* w) { return top(w) > below; });
    std::stable_sort(row, end, [&](QWidget* a, QWidget* b) { return left(a) < left(b); });
    row = end;
  }
}

void give(QWidget* stop, bool forward) {
  stop->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
  for (QWidget* around = stop->parentWidget(); around; around = around->parentWidget()) {
    if (auto* scroll = qobject_cast<QScrollArea*>(around)) scroll->ensureWidgetVisible(stop);
  }
}

}  // namespace

QList<QWidget*> focusStops(const QList<QWidget*>& areas) {
  QList<QWidget*> all;
  for (QWidget* area : areas) {
    QList<QWidget*> here;
    for (QWidget* widget : area->findChildren<QWidget*>()) {
      if (takesFocus(widget)) here << widget;
    }
    sortByRows(here);
    if (takesFocus(area)) here.prepend(area);
    all << here;
  }
  return all;
}

bool stepFocus(const QList<QWidget*>& areas, bool forward) {
  const QList<QWidget*> stops = focusStops(areas);
  if (stops.isEmpty()) return false;
  const QWidget* focus = QApplication::focusWidget();
  const qsizetype now = stops.indexOf(focus);
  if (now < 0 && focus) {  // it was hidden or disabled just now: stay near
    for (QWidget* area : areas) {
      const QList<QWidget*> here = focusStops({area});
      if (!area->isAncestorOf(focus) || here.isEmpty()) continue;
      give(here.front(), forward);
      return true;
    }
  }
  const qsizetype next = now < 0 ? (forward ? 0 : stops.size() - 1) : now + (forward ? 1 : -1);
  give(stops[(next + stops.size()) % stops.size()], forward);
  return true;
}

void stepArea(const QList<QWidget*>& areas, bool forward) {
  const QWidget* now = QApplication::focusWidget();
  const auto holds = [&](QWidget* area) { return area == now || (now && area->isAncestorOf(now)); };
  const auto found = std::ranges::find_if(areas, holds);
  const qsizetype count = areas.size();
  const qsizetype start = found == areas.end() ? (forward ? -1 : 0) : found - areas.begin();
  for (qsizetype by = 1; by <= count; ++by) {
    const qsizetype at = (start + (forward ? by : count - by) + count) % count;
    const QList<QWidget*> stops = focusStops({areas[at]});
    if (!stops.isEmpty()) return give(stops.front(), forward);
  }
}

}  // namespace loom::ui
