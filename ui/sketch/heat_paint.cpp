#include "ui/sketch/heat_paint.h"

#include <QCoreApplication>
#include <QLinearGradient>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

struct HeatWords {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::SketchPad)
};

constexpr float kLeastHeat = 0.005F;  // smaller differences would only show noise
constexpr int kBarHeight = 6;
/// Against, no matter, for: each stands out from white paper.
constexpr QRgb kAgainst = qRgb(32, 92, 214), kNeither = qRgb(150, 158, 172),
               kFor = qRgb(208, 42, 22);

}  // namespace

QRgb heatColour(float share) {
  const float amount = std::sqrt(std::clamp(std::abs(share), 0.0F, 1.0F));  // faint ones show too
  const QRgb end = share < 0 ? kAgainst : kFor;
  const auto mix = [amount](int from, int to) {
    return static_cast<int>(
        std::lround(static_cast<float>(from) + amount * static_cast<float>(to - from)));
  };
  return qRgb(mix(qRed(kNeither), qRed(end)), mix(qGreen(kNeither), qGreen(end)),
              mix(qBlue(kNeither), qBlue(end)));
}

float mostHeat(const HeatMap& heat) {
  float most = kLeastHeat;
  for (const float fall : heat.fall) most = std::max(most, std::abs(fall));
  return most;
}

QImage heatImage(const HeatMap& heat, float most) {
  QImage image(heat.width, heat.height, QImage::Format_RGB32);
  for (int y = 0; y < heat.height; ++y) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < heat.width; ++x)
      line[x] = heatColour(heat.fall[static_cast<std::size_t>(y * heat.width + x)] / most);
  }
  return image;
}

QTransform heatToPad(const Framing& framing) {
  QTransform transform;
  transform.scale(1 / framing.scale, 1 / framing.scale);
  transform.translate(-framing.x, -framing.y);
  return transform;
}

void drawHeatLegend(QPainter& painter, const QRectF& box, const QString& name, float most) {
  QColor veil = Theme::light().paper;  // the ink may lie below
  veil.setAlpha(210);
  painter.setPen(Qt::NoPen);
  painter.setBrush(veil);
  painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 4, 4);
  const QRectF bar(box.left(), box.top(), box.width(), kBarHeight);
  QLinearGradient colours(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 20; ++i)
    colours.setColorAt(i / 20.0, QColor(heatColour(static_cast<float>(i - 10) / 10)));
  painter.setBrush(colours);
  painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
  painter.setPen(Theme::light().muted);  // on the paper
  const QRectF words = box.adjusted(0, kBarHeight, 0, 0);
  const QString end =
      HeatWords::tr("for %1, up to %2").arg(name, percentText(static_cast<double>(most)));
  const QString begin = HeatWords::tr("against");
  const QFontMetricsF metrics(painter.font());
  painter.drawText(words, Qt::AlignRight | Qt::AlignBottom,
                   metrics.elidedText(end, Qt::ElideRight, words.width()));
  if (metrics.horizontalAdvance(begin) + metrics.horizontalAdvance(end) + kGrid < words.width())
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, begin);
}

}  // namespace loom::ui
