#include "ui/charts/run_style.h"

#include "ui/theme.h"

namespace loom::ui {
namespace {

struct RunLook {
  QRgb light, dark;
  QList<qreal> dashes;  // in pixels
};

const RunLook& lookOf(int style) {
  static const RunLook looks[kRunStyles] = {
      {0x0f5f59, 0x99f6e4, {7, 3}},       {0xa855f7, 0xa78bfa, {2, 2.5}},
      {0x374151, 0xd1d5db, {9, 3, 2, 3}}, {0xdb2777, 0xf472b6, {14, 4}},
      {0x65a30d, 0x84cc16, {4, 4}},       {0x854d0e, 0xd6a35c, {6, 2, 2, 2, 2, 2}}};
  return looks[static_cast<std::size_t>(style) % kRunStyles];
}

}  // namespace

QPen curvePen(const QColor& colour, qreal width) {
  QPen pen(colour, width);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::BevelJoin);  // round ones take twice as long
  return pen;
}

QPen runPen(const Theme& theme, int style, qreal width) {
  const RunLook& look = lookOf(style);
  QPen pen = curvePen(QColor::fromRgb(theme.dark ? look.dark : look.light), width);
  QList<qreal> pattern = look.dashes;
  for (qreal& part : pattern) part /= width;  // Qt counts in widths of the pen
  pen.setDashPattern(pattern);
  return pen;
}

QColor mixed(const QColor& a, const QColor& b, float part) {
  const auto mix = [part](float from, float to) { return from + (to - from) * part; };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()),
                          mix(a.blueF(), b.blueF()));
}

}  // namespace loom::ui
