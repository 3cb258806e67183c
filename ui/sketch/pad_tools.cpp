#include "ui/sketch/pad_tools.h"

#include <QActionGroup>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QMenu>
#include <QToolButton>

#include "ui/sketch/sketch_pad.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr double kPenWidths[] = {0.05, 0.075, 0.11};
constexpr int kToolIcon = 14;

}  // namespace

PadTools::PadTools(SketchPad& pad, QWidget* parent) : QWidget(parent), pad_(pad) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (QToolButton** button : {&pen_, &eraser_, &undo_, &redo_, &clear_, &pictures_}) {
    *button = new QToolButton(this);
    (*button)->setProperty("quiet", true);
    (*button)->setIconSize(QSize(1, 1) * grown(kToolIcon, this));
    row->addWidget(*button);
  }
  makePens();
  makePictures();
  eraser_->setCheckable(true);
  connect(eraser_, &QToolButton::toggled, &pad_, &SketchPad::setErasing);
  connect(undo_, &QToolButton::clicked, &pad_, &SketchPad::undo);
  connect(redo_, &QToolButton::clicked, &pad_, &SketchPad::redo);
  connect(clear_, &QToolButton::clicked, &pad_, &SketchPad::clear);
  connect(&pad_, &SketchPad::changed, this, &PadTools::follow);
  connect(&pad_, &SketchPad::toolChanged, this, &PadTools::follow);
  retranslate();
  follow();
}

void PadTools::makePens() {
  pen_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(pen_);
  pens_ = new QActionGroup(menu);
  for (const double width : kPenWidths) {
    QAction* action = menu->addAction(QString());
    action->setCheckable(true);
    action->setData(width);
    pens_->addAction(action);
    connect(action, &QAction::triggered, this, [this, width] {
      pad_.setPenWidth(width);
      pad_.setErasing(false);
    });
  }
  pen_->setMenu(menu);
}

void PadTools::makePictures() {
  pictures_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(pictures_);
  paste_ = menu->addAction(QString(), &pad_, &SketchPad::paste);
  open_ = menu->addAction(QString(), this, &PadTools::chooseFile);
  copy_ = menu->addAction(QString(), &pad_, &SketchPad::copy);
  pictures_->setMenu(menu);
}

void PadTools::follow() {
  undo_->setEnabled(pad_.canUndo());
  redo_->setEnabled(pad_.canRedo());
  clear_->setEnabled(!pad_.isEmpty());
  copy_->setEnabled(!pad_.isEmpty());
  eraser_->setChecked(pad_.isErasing());
  for (QAction* action : pens_->actions())
    action->setChecked(action->data().toDouble() == pad_.penWidth());
}

void PadTools::chooseFile() {
  auto* dialog = new QFileDialog(window(), tr("Open a picture of a digit"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QStringList patterns;
  for (const QByteArray& format : QImageReader::supportedImageFormats())
    patterns << QStringLiteral("*.") + QString::fromLatin1(format);
  dialog->setNameFilters(
      {tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, &pad_, &SketchPad::openPicture);
  dialog->open();
}

void PadTools::retranslate() {
  const QList<QAction*> widths = pens_->actions();
  widths[0]->setText(tr("Thin pen"));
  widths[1]->setText(tr("Medium pen"));
  widths[2]->setText(tr("Thick pen"));
  paste_->setText(tr("Paste a picture (Ctrl+V on the pad)"));
  open_->setText(tr("Open a picture..."));
  copy_->setText(tr("Copy the drawing (Ctrl+C on the pad)"));
  const auto label = [](QToolButton* button, const QString& name, const QString& help) {
    button->setAccessibleName(name);
    button->setToolTip(help);
  };
  label(pen_, tr("Pen"), tr("How thick the pen draws"));
  label(eraser_, tr("Eraser"), tr("Remove the strokes that the pen touches (E on the pad)"));
  label(undo_, tr("Undo"), tr("Take back the last change (Ctrl+Z on the pad)"));
  label(redo_, tr("Redo"), tr("Do again what was taken back (Ctrl+Y on the pad)"));
  label(clear_, tr("Clear"), tr("Start with a clean pad (Esc on the pad)"));
  label(pictures_, tr("Pictures"),
        tr("Show the network a picture instead, or drop one on the pad"));
  restyle();
}

void PadTools::restyle() {
  const QColor colour = Theme::of(this).muted;
  pen_->setIcon(themedIcon(QStringLiteral("pen"), colour));
  eraser_->setIcon(themedIcon(QStringLiteral("eraser"), colour));
  undo_->setIcon(themedIcon(QStringLiteral("undo"), colour));
  redo_->setIcon(themedIcon(QStringLiteral("redo"), colour));
  clear_->setIcon(themedIcon(QStringLiteral("clear"), colour));
  pictures_->setIcon(themedIcon(QStringLiteral("picture"), colour));
}

void PadTools::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::PaletteChange) restyle();
}

}  // namespace loom::ui
