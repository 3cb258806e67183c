#pragma once

// Draws the cells of the analysis, and its line of totals the same way: figures of one width, a
// small bar beside a share, the category's square before a type. GUI thread.

#include <QStyledItemDelegate>

namespace loom::ui {

class AnalyseDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  /// The width that a cell with this text needs.
  static int width(const QFont& font, int column, const QString& text);
  /// The text of a cell in `rect`, in the painter's pen and font.
  static void drawText(QPainter& painter, const QRect& rect, int column, const QString& text);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
};

}  // namespace loom::ui
