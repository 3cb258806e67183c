#pragma once

// One line about the whole network in a corner of the canvas: size, cost, problems. A click leads
// to the problems. GUI thread.

#include <QAbstractButton>

namespace loom::ui {

class Document;

class StatusChip : public QAbstractButton {
  Q_OBJECT

 public:
  StatusChip(Document& document, QWidget* parent);
  QSize sizeHint() const override;
  QString line() const { return text(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Document& document_;
  bool trouble_ = false;
};

/// 241 KiB, 1.2 MiB ...
QString bytesText(double bytes);
/// 0.83 MFLOP, 12 kFLOP ...
QString flopsText(double flops);

}  // namespace loom::ui
