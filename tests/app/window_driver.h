#pragma once

// The whole program's window, driven with real mouse and key events: for tests and for pictures.

#include <QtTest>
#include <QtWidgets>

#include "app/compose.h"
#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/main_window.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_chip.h"
#include "ui/sketch/sketch_pad.h"
#include "ui/sketch/sketch_panel.h"

namespace loom {

inline constexpr int kPatience = 120'000;  // ms; a sanitizer on a busy machine is slow

inline void moveTo(QWidget* widget, QPoint to) {
  QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                    Qt::NoModifier);
  QCoreApplication::sendEvent(widget, &event);
}

inline void drag(QWidget* widget, const QList<QPoint>& path) {
  QTest::mousePress(widget, Qt::LeftButton, {}, path.front());
  for (const QPoint& point : path) moveTo(widget, point);
  QTest::mouseRelease(widget, Qt::LeftButton, {}, path.back());
}

struct WindowDriver {
  Composition parts;
  ui::MainWindow& window = parts.window();
  ui::Canvas& canvas = window.canvas();
  ui::Document& document = parts.document();

  explicit WindowDriver(QSize size = {1600, 1000}) {
    window.resize(size);
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
    window.start({});
  }

  const Graph& graph() const { return document.project().graph; }
  QPoint onCanvas(QPointF scene) const { return canvas.mapFromScene(scene); }

  void dragFromPalette(const QString& type, QPoint viewport) {
    auto* chip = window.palettePanel().chip(type);
    const QPoint there = chip->mapFromGlobal(canvas.viewport()->mapToGlobal(viewport));
    drag(chip, {{10, 10}, {24, 24}, there});
  }
  void drawFour() {
    ui::SketchPad* pad = window.sketch().pad();
    const auto at = [&](double x, double y) {
      const QPointF middle(pad->width() / 2.0, pad->height() / 2.0);
      return (middle + std::min(pad->width(), pad->height()) * QPointF(x, y)).toPoint();
    };
    QList<QPoint> hook, stem;
    for (int i = 0; i <= 12; ++i) hook.push_back(at(-0.2 - 0.03 * i / 12, -0.32 + 0.36 * i / 12));
    for (int i = 1; i <= 12; ++i) hook.push_back(at(-0.23 + 0.46 * i / 12, 0.04));
    for (int i = 0; i <= 16; ++i) stem.push_back(at(0.13 - 0.02 * i / 16, -0.3 + 0.66 * i / 16));
    drag(pad, hook);
    drag(pad, stem);
  }
  void drawSeven() {
    ui::SketchPad* pad = window.sketch().pad();
    const auto at = [&](double x, double y) {
      return QPoint(static_cast<int>(pad->width() * x), static_cast<int>(pad->height() * y));
    };
    QList<QPoint> path;
    for (int i = 0; i <= 12; ++i) path.push_back(at(0.32 + 0.36 * i / 12, 0.25));
    for (int i = 1; i <= 16; ++i) path.push_back(at(0.68 - 0.24 * i / 16, 0.25 + 0.5 * i / 16));
    drag(pad, path);
  }
};

}  // namespace loom
