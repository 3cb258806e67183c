#pragma once

// The augmentation tab over a small folder of images, driven by real events.

#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest>

#include "engine/augment/augmentation.h"
#include "engine/idx_files.h"
#include "engine/train/trainer.h"
#include "ui/before_after.h"
#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/panels/augmentation_card.h"
#include "ui/panels/augmentation_list.h"
#include "ui/panels/augmentation_panel.h"
#include "ui/panels/field_editor.h"
#include "ui/panels/step_field.h"
#include "ui/result_grid.h"
#include "ui/session.h"
#include "ui/switch.h"

namespace loom::ui {

struct AugmentationFixture {
  QTemporaryDir folder;
  Trainer trainer;
  Document document;
  FrameClock clock{trainer};
  Session session{document, trainer, clock};
  AugmentationPanel panel{document, session};

  /// `classes` of 0: there are no data where the document looks for them.
  explicit AugmentationFixture(std::uint32_t classes = 10, QSize size = {900, 420}) {
    if (classes > 0) write(classes);
    Project project;
    project.data.source = "idx";
    project.data.params.set("folder", folder.path().toStdString());
    document.reset(project, {});
    panel.resize(size);
    panel.show();
    panel.activateWindow();
    (void)QTest::qWaitForWindowActive(&panel);
  }
  void write(std::uint32_t classes) const {
    const test::IdxFolder idx{folder.path().toStdString()};
    if (!idx.writeAll(100, 10, 12, classes)) qFatal("no room for files");
  }

  /// Until the pictures show what the document says.
  bool pictured() {
    QSignalSpy shown(&panel, &AugmentationPanel::pictured);
    return shown.wait(20'000);
  }
  const std::vector<AugmentationStep>& steps() const { return document.project().augmentation; }
  QStringList order() const {
    QStringList names;
    for (const AugmentationStep& step : steps()) names << QString::fromStdString(step.type);
    return names;
  }
  QStringList cardOrder() const {
    QStringList names;
    std::vector<AugmentationCard*> cards = panel.cards();
    std::ranges::sort(cards, {}, [](const AugmentationCard* card) { return card->y(); });
    for (const AugmentationCard* card : cards) names << QString::fromStdString(card->step().type);
    return names;
  }
  AugmentationCard* card(std::size_t index) const { return panel.cards()[index]; }
  std::vector<QImage> pictures() const {
    std::vector<QImage> images;
    for (const ResultGrid::Cell& cell : panel.grid().cells()) images.push_back(cell.image);
    return images;
  }
  int undoSteps() { return document.undoStack().count(); }

  /// A move of the pointer with its left button held, from `target`'s own point of view.
  static void drag(QWidget* target, QPoint global) {
    QMouseEvent event(QEvent::MouseMove, target->mapFromGlobal(global), global, Qt::NoButton,
                      Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
  }
  static void press(QWidget* target) { QTest::mousePress(target, Qt::LeftButton); }
  static void release(QWidget* target, QPoint global) {
    QMouseEvent event(QEvent::MouseButtonRelease, target->mapFromGlobal(global), global,
                      Qt::LeftButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
  }
  static QPoint middleOf(const QWidget* widget) {
    return widget->mapToGlobal(widget->rect().center());
  }
};

}  // namespace loom::ui
