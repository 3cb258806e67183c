#include "ui/help.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme.h"

namespace loom::ui {

namespace {

struct Entry {
  const char* keys;
  const char* what;
};

constexpr Entry kEntries[] = {
    {"Tab", QT_TRANSLATE_NOOP("Help", "Add a layer (also: double-click on the empty canvas)")},
    {"Ctrl+K", QT_TRANSLATE_NOOP("Help", "Search the list of layers")},
    {"Ctrl+Z", QT_TRANSLATE_NOOP("Help", "Undo")},
    {"Ctrl+Y, Ctrl+Shift+Z", QT_TRANSLATE_NOOP("Help", "Redo")},
    {"Ctrl+X, Ctrl+C, Ctrl+V", QT_TRANSLATE_NOOP("Help", "Cut, copy, paste")},
    {"Ctrl+Shift+C", QT_TRANSLATE_NOOP("Help", "Copy the network as a picture")},
    {"Ctrl+D", QT_TRANSLATE_NOOP("Help", "Duplicate")},
    {"Ctrl+A", QT_TRANSLATE_NOOP("Help", "Select all")},
    {"Del", QT_TRANSLATE_NOOP("Help", "Delete; the neighbours are wired to each other")},
    {"Esc", QT_TRANSLATE_NOOP("Help", "Take back what the pointer is doing")},
    {"F2", QT_TRANSLATE_NOOP("Help", "Rename")},
    {"Ctrl+L", QT_TRANSLATE_NOOP("Help", "Tidy up")},
    {"F", QT_TRANSLATE_NOOP("Help", "Fit the network into the window")},
    {"Shift+F", QT_TRANSLATE_NOOP("Help", "Zoom to what is selected")},
    {"Ctrl++, Ctrl+-, Ctrl+0",
     QT_TRANSLATE_NOOP("Help", "Zoom; the wheel zooms under the pointer")},
    {"Space", QT_TRANSLATE_NOOP("Help", "Hold and drag to move the view (also: middle button)")},
    {"← → ↑ ↓",
     QT_TRANSLATE_NOOP("Help", "Walk along the wires; with Shift, add to the selection")},
    {"Enter", QT_TRANSLATE_NOOP("Help", "To the settings of the layer; opens a folded block")},
    {"Ctrl+← → ↑ ↓",
     QT_TRANSLATE_NOOP("Help", "Move the selected layers; with Shift as well, further")},
    {"Ctrl+G, Ctrl+Shift+G, Ctrl+E",
     QT_TRANSLATE_NOOP("Help", "Group into a block, ungroup, fold or open")},
    {"Ctrl+B", QT_TRANSLATE_NOOP("Help", "Bypass: the input passes unchanged")},
    {"Ctrl+M", QT_TRANSLATE_NOOP("Help", "Write a note on the canvas")},
    {"W", QT_TRANSLATE_NOOP("Help", "Wire two selected layers to each other, or unwire them")},
    {"F6, Shift+F6",
     QT_TRANSLATE_NOOP("Help",
                       "To the next part of the window, or the one before; Tab goes on "
                       "within it, and Ctrl+Tab leaves the canvas")},
    {"Alt", QT_TRANSLATE_NOOP("Help", "Hold to drag without grid and guides")},
    {"Alt+↑ ↓", QT_TRANSLATE_NOOP("Help", "Move a step of the augmentation up or down")},
    {"Ctrl, Shift", QT_TRANSLATE_NOOP("Help", "Hold to add to the selection")},
    {"E", QT_TRANSLATE_NOOP("Help",
                            "On the pad: eraser or pen; Esc clears it, Ctrl+V pastes a "
                            "picture")},
    {"F5, Shift+F5, F10", QT_TRANSLATE_NOOP("Help", "Train or pause, stop, one step")},
    {"Ctrl+N, Ctrl+O, Ctrl+S", QT_TRANSLATE_NOOP("Help", "New, open, save")},
};

void present(QWidget* window, const QString& title, QLabel* content) {
  auto* dialog = new QDialog(window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  auto* layout = new QVBoxLayout(dialog);
  layout->setContentsMargins(24, 20, 24, 16);
  layout->setSpacing(2 * kGrid);
  content->setTextFormat(Qt::RichText);
  content->setTextInteractionFlags(Qt::TextBrowserInteraction);
  content->setOpenExternalLinks(true);
  auto* scroll = new QScrollArea(dialog);
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setMinimumWidth(content->sizeHint().width() +
                          scroll->verticalScrollBar()->sizeHint().width());
  layout->addWidget(scroll);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
  layout->addWidget(buttons);
  const QSize room = window->screen()->availableSize() * 0.85;
  const int frame = dialog->sizeHint().height() - scroll->sizeHint().height();
  dialog->resize(dialog->sizeHint().width(),
                 std::min(room.height(), content->sizeHint().height() + frame));
  dialog->show();
}

}  // namespace

void showShortcuts(QWidget* window) {
  QString rows;
  for (const Entry& entry : kEntries) {
    rows += QStringLiteral(
                "<tr><td style='padding:3px 28px 3px 0'><b>%1</b></td><td style='padding:3px "
                "0'>%2</td></tr>")
                .arg(QString::fromUtf8(entry.keys).toHtmlEscaped(),
                     QCoreApplication::translate("Help", entry.what).toHtmlEscaped());
  }
  present(window, QCoreApplication::translate("Help", "Keyboard Shortcuts"),
          new QLabel(QStringLiteral("<table>%1</table>").arg(rows)));
}

void showAbout(QWidget* window) {
  auto* text = new QLabel(
      QStringLiteral("<h2>Layerloom %1</h2><p>%2</p><p>%3</p>")
          .arg(QStringLiteral(LAYERLOOM_VERSION),
               QCoreApplication::translate("Help",
                                           "Wire layers into a neural network, watch it learn, "
                                           "draw a digit and be answered.")
                   .toHtmlEscaped(),
               QCoreApplication::translate("Help", "Free software under the Apache License 2.0.")
                   .toHtmlEscaped()));
  text->setWordWrap(true);
  text->setMinimumWidth(360);
  present(window, QCoreApplication::translate("Help", "About Layerloom"), text);
}

}  // namespace loom::ui
