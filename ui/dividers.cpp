#include "ui/dividers.h"

#include <QApplication>
#include <QSplitter>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kDividerStep = 3 * kGrid;

int indexWithin(const QSplitter& splitter, const QWidget* focus) {
  for (int i = 0; i < splitter.count(); ++i) {
    const QWidget* area = splitter.widget(i);
    if (area == focus || area->isAncestorOf(focus)) return i;
  }
  return -1;
}

}  // namespace

Dividers::Dividers(const QList<QSplitter*>& splitters, QWidget& fallback, QObject* parent)
    : QObject(parent), splitters_(splitters), fallback_(fallback) {
  const auto make = [this](int key, Qt::Orientation across, int by) {
    auto* action = new QAction(this);
    action->setShortcut(QKeySequence(Qt::ALT | Qt::SHIFT | static_cast<Qt::Key>(key)));
    connect(action, &QAction::triggered, this, [this, across, by] { move(across, by); });
    return action;
  };
  left_ = make(Qt::Key_Left, Qt::Horizontal, -kDividerStep);
  right_ = make(Qt::Key_Right, Qt::Horizontal, kDividerStep);
  up_ = make(Qt::Key_Up, Qt::Vertical, -kDividerStep);
  down_ = make(Qt::Key_Down, Qt::Vertical, kDividerStep);
}

QMenu* Dividers::makeMenu() {
  menu_ = new QMenu;
  menu_->addActions({left_, right_, up_, down_});
  retranslate();
  return menu_;
}

void Dividers::retranslate() {
  menu_->setTitle(tr("&Divider"));
  left_->setText(tr("Move &Left"));
  right_->setText(tr("Move &Right"));
  up_->setText(tr("Move &Up"));
  down_->setText(tr("Move &Down"));
}

void Dividers::move(Qt::Orientation across, int by) {
  const QWidget* focus = QApplication::focusWidget();
  const auto holds = [&](const QSplitter* splitter) {
    return splitter->orientation() == across && indexWithin(*splitter, focus) >= 0;
  };
  if (!focus || std::none_of(splitters_.begin(), splitters_.end(), holds)) focus = &fallback_;
  // Of several around it, the inner one.
  QSplitter* nearest = nullptr;
  for (QSplitter* splitter : splitters_) {
    if (holds(splitter) && (!nearest || nearest->isAncestorOf(splitter))) nearest = splitter;
  }
  if (!nearest) return;
  const int behind = std::min(indexWithin(*nearest, focus) + 1, nearest->count() - 1);
  QList<int> sizes = nearest->sizes();
  const int moved = std::clamp(by, 1 - sizes[behind - 1], sizes[behind] - 1);  // none goes away
  sizes[behind - 1] += moved;
  sizes[behind] -= moved;
  nearest->setSizes(sizes);
}

}  // namespace loom::ui
