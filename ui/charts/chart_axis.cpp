#include "ui/charts/chart_axis.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"

namespace loom::ui {
namespace {

struct ChartAxis {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::ChartAxis)
};

constexpr double kTimeSteps[] = {0.1,  0.2,   0.5,   1,     2,     5,     10,   15,
                                 30,   60,    120,   300,   600,   900,   1800, 3600,
                                 7200, 14400, 21600, 43200, 86400, 172800};

/// Digits behind the point that a multiple of `step` needs.
int decimalsOf(double step) {
  for (int decimals = 0; decimals < 9; ++decimals, step *= 10)
    if (std::abs(step - std::round(step)) < 1e-6) return decimals;
  return 9;
}

/// "2.5e-05" -> "2.5e-5".
QString powerText(double value, int figures) {
  QString text = QString::number(value, 'g', figures);
  for (const QString& sign : {QStringLiteral("e-0"), QStringLiteral("e+0")})
    if (const auto at = text.indexOf(sign); at >= 0) text.remove(at + 2, 1);
  return text.remove(QLatin1Char('+'));
}

QString logText(double value) {
  if (value >= 0.001 && value < 1e5) return QString::number(value, 'g', 6);
  return powerText(value, 6);
}

double placeStep(XAxis axis, double span, int most) {
  const double least = span / std::max(1, most);
  if (axis == XAxis::Time) {
    const auto found = std::ranges::lower_bound(kTimeSteps, least);
    return found == std::end(kTimeSteps) ? std::ceil(least / 86400) * 86400 : *found;
  }
  const double power = std::pow(10, std::floor(std::log10(least)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power >= least * (1 - 1e-9)) step = factor * power;
  return axis == XAxis::Step ? std::max(step, 1.0) : step;
}

QString timeMark(double seconds, double step) {
  if (step >= 1) return durationText(std::round(seconds));
  return QString::number(seconds, 'f', 1);
}

}  // namespace

NiceAxis niceAxis(double low, double high, int intervals) {
  if (!(high > low)) high = low + std::max(1e-6, std::abs(low) * 0.1);
  const double rough = (high - low) / intervals;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 1.5, 2.0, 2.5, 3.0, 5.0, 6.0, 8.0, 10.0, 15.0}) {
    const double step = factor * power;
    // A hair of tolerance, so that 0.1 + 0.2 does not ask for one more step.
    const double from = std::floor(low / step + 1e-9) * step;
    const double to = std::ceil(high / step - 1e-9) * step;
    if ((to - from) / step <= intervals + 0.5) return {from, to, step};
  }
  return {low, high, rough};
}

NiceAxis niceLogAxis(double low, double high) {
  const auto roundTo = [](double value, bool up) {
    const double power = std::pow(10, std::floor(std::log10(value) + 1e-9));
    const double share = value / power;
    double found = up ? 10 : 1;
    if (up) {
      for (const double factor : {5.0, 2.0, 1.0})
        if (share <= factor * (1 + 1e-9)) found = factor;
    } else {
      for (const double factor : {2.0, 5.0})
        if (share >= factor * (1 - 1e-9)) found = factor;
    }
    return found * power;
  };
  NiceAxis axis{roundTo(low, false), roundTo(high, true), 10};
  if (axis.high <= axis.low * 1.01) axis.high = axis.low * 2;
  return axis;
}

std::vector<Mark> valueMarks(const NiceAxis& axis) {
  std::vector<Mark> marks;
  const int decimals = std::max(axis.step < 100 ? 2 : 0, decimalsOf(axis.step));
  const double most = std::max(std::abs(axis.low), std::abs(axis.high));
  const int count = static_cast<int>(std::lround((axis.high - axis.low) / axis.step));
  for (int i = 0; i <= std::min(count, 100); ++i) {
    const double at = axis.low + i * axis.step;
    const bool plain = decimals <= 4 && most < 1e6;
    const double exact = std::abs(at) < axis.step * 1e-6 ? 0 : at;
    marks.push_back({at, plain ? QString::number(exact, 'f', decimals) : powerText(exact, 3)});
  }
  return marks;
}

std::vector<Mark> logMarks(double low, double high, int most) {
  std::vector<Mark> marks;
  const int from = static_cast<int>(std::floor(std::log10(low) + 1e-9));
  const int to = static_cast<int>(std::ceil(std::log10(high) - 1e-9));
  const auto add = [&](double value) {
    if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
      marks.push_back({value, logText(value)});
  };
  const bool between = 3 * (to - from) <= most;
  const int every = std::max(1, (to - from + most - 1) / std::max(1, most));
  for (int power = from; power <= to; ++power) {
    if (!between && power % every != 0) continue;
    for (const double factor : {1.0, 2.0, 5.0})
      if (factor == 1 || between) add(factor * std::pow(10, power));
  }
  if (marks.size() >= 2) return marks;
  return {{low, logText(low)}, {high, logText(high)}};
}

std::vector<Mark> placeMarks(XAxis axis, double low, double high, int most) {
  std::vector<Mark> marks;
  if (!(high > low)) return marks;
  const double step = placeStep(axis, high - low, most);
  const int decimals = decimalsOf(step);
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9; ++k) {
    const double at = k * step;
    marks.push_back({at, axis == XAxis::Epoch  ? QString::number(at, 'f', decimals)
                         : axis == XAxis::Step ? groupedNumber(std::llround(at))
                                               : timeMark(at, step)});
  }
  return marks;
}

QString valueText(double value) {
  const double size = std::abs(value);
  if (!std::isfinite(value)) return QString(QChar(0x2013));
  if (size != 0 && (size < 1e-3 || size >= 1e5)) return powerText(value, 4);
  return QString::number(value, 'f', size >= 100 ? 2 : 4);
}

QString placeText(XAxis axis, double at) {
  switch (axis) {
    case XAxis::Epoch:
      return ChartAxis::tr("epoch %1").arg(at, 0, 'f', 2);
    case XAxis::Step:
      return ChartAxis::tr("step %1").arg(groupedNumber(std::llround(at)));
    default:
      return ChartAxis::tr("%1 of training")
          .arg(at < 60 ? QStringLiteral("%1 s").arg(at, 0, 'f', 1) : durationText(at));
  }
}

QString axisName(XAxis axis) {
  if (axis == XAxis::Epoch) return ChartAxis::tr("epoch");
  return axis == XAxis::Step ? ChartAxis::tr("step") : ChartAxis::tr("time");
}

}  // namespace loom::ui
