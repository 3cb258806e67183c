#include "ui/panels/my_digits_model.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include "ui/colour_map.h"
#include "ui/my_digits.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {
constexpr int kOwnPicture = 56;
constexpr int kOwnRing = 2;
}  // namespace

MyDigitsModel::MyDigitsModel(MyDigits& digits, QObject* parent)
    : QAbstractListModel(parent), digits_(digits) {
  connect(&digits_, &MyDigits::changed, this, &MyDigitsModel::refresh);
  refresh();
}

void MyDigitsModel::setClass(int label) {
  if (label == label_) return;
  label_ = label;
  refresh();
}

void MyDigitsModel::refresh() {
  beginResetModel();
  ids_.clear();
  const loom::KeptDigits& all = digits_.all();
  for (auto digit = all.rbegin(); digit != all.rend(); ++digit)
    if (label_ < 0 || digit->label == label_) ids_ << digit->id;
  endResetModel();
}

int MyDigitsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(ids_.size());
}

QVariant MyDigitsModel::data(const QModelIndex& index, int role) const {
  const loom::KeptDigit* digit =
      index.isValid() ? digits_.find(ids_.value(index.row(), -1)) : nullptr;
  if (!digit) return {};
  switch (role) {
    case Qt::DisplayRole:
      return QString::number(digit->label);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return tr("a %1, kept on %2")
          .arg(digit->label)
          .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(digit->id / 1000),
                                  QLocale::ShortFormat));
    case kIdRole:
      return static_cast<qlonglong>(digit->id);
    case kImageRole:
      return sampleImage(std::span<const std::uint8_t>(digit->pixels),
                         Shape{1, loom::kDigitSize, loom::kDigitSize}, Theme::light());
    default:
      return {};
  }
}

void MyDigitsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
  const Theme& theme = Theme::of(option.widget);
  const int side = grown(kOwnPicture, option.widget);
  const QRect picture(option.rect.left() + (option.rect.width() - side) / 2,
                      option.rect.top() + kGrid / 2, side, side);
  painter->drawImage(picture, index.data(MyDigitsModel::kImageRole).value<QImage>());
  const bool chosen = option.state.testFlag(QStyle::State_Selected);
  const bool focused = option.state.testFlag(QStyle::State_HasFocus);
  painter->setBrush(Qt::NoBrush);
  painter->setPen(chosen ? QPen(theme.accent, 2 * kOwnRing)
                         : QPen(focused ? theme.text : theme.line, focused ? kOwnRing : 1));
  painter->drawRect(picture);
  painter->setPen(chosen ? theme.text : theme.muted);
  drawTabular(*painter,
              QRectF(option.rect.left(), picture.bottom() + 2, option.rect.width(),
                     option.rect.bottom() - picture.bottom()),
              Qt::AlignHCenter, index.data(Qt::DisplayRole).toString());
}

QSize MyDigitsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int side = grown(kOwnPicture, option.widget);
  return {side + kGrid, side + option.fontMetrics.height() + kGrid};
}

}  // namespace loom::ui
