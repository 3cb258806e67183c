#include "engine/data/picture_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace loom {

namespace {

constexpr int kGreys = 256;
constexpr float kLeastContrast = 0.12F;
using GreyCounts = std::array<double, kGreys>;

int greyLevel(float value) {
  if (!(value > 0)) return 0;  // what is not a number is black
  return static_cast<int>(std::min(value, 1.0F) * (kGreys - 1) + 0.5F);
}

/// The level up to which a grey value belongs to the darker kind; -1: there is only one.
int otsuLevel(const GreyCounts& counts) {
  double all = 0, sum = 0;
  for (int i = 0; i < kGreys; ++i) {
    all += counts[static_cast<std::size_t>(i)];
    sum += i * counts[static_cast<std::size_t>(i)];
  }
  double dark = 0, darkSum = 0, best = -1;
  int first = -1, last = -1;
  for (int i = 0; i < kGreys - 1; ++i) {
    dark += counts[static_cast<std::size_t>(i)];
    darkSum += i * counts[static_cast<std::size_t>(i)];
    if (dark <= 0 || dark >= all) continue;
    const double apart = darkSum / dark - (sum - darkSum) / (all - dark);
    const double between = dark * (all - dark) * apart * apart;
    if (between > best) first = i;
    if (between >= best) {
      best = between;
      last = i;
    }
  }
  return first < 0 ? -1
                   : (first + last) / 2;  // where nothing lies between the two kinds, the middle
}

/// The level below which `share` of the counts from `from` to `to` lie.
double quantile(const GreyCounts& counts, int from, int to, double share) {
  double all = 0;
  for (int i = from; i <= to; ++i) all += counts[static_cast<std::size_t>(i)];
  double seen = 0;
  for (int i = from; i <= to; ++i) {
    seen += counts[static_cast<std::size_t>(i)];
    if (seen >= share * all && seen > 0) return static_cast<double>(i) / (kGreys - 1);
  }
  return static_cast<double>(to) / (kGreys - 1);
}

}  // namespace

Result<std::vector<float>> inkOfPicture(const std::vector<float>& grey, int width, int height) {
  const Error blank = badInput(
      LOOM_TEXT("The picture is nearly the same everywhere: there is no ink to see in it."));
  if (width <= 0 || height <= 0 ||
      grey.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
    return blank;
  GreyCounts counts{};
  for (const float value : grey) ++counts[static_cast<std::size_t>(greyLevel(value))];
  const int level = otsuLevel(counts);
  if (level < 0) return blank;

  int bright = 0, edge = 0;
  const int rim = std::max(1, std::min(width, height) / 20);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (x >= rim && x < width - rim && y >= rim && y < height - rim) continue;
      ++edge;
      bright += greyLevel(grey[static_cast<std::size_t>(y * width + x)]) > level;
    }
  }
  const bool onBright = 2 * bright >= edge;
  // The ink at its fullest, and how far the paper strays from its middle: that much is no ink.
  const double paper =
      onBright ? quantile(counts, level + 1, kGreys - 1, 0.5) : quantile(counts, 0, level, 0.5);
  const double ink =
      onBright ? quantile(counts, 0, level, 0.15) : quantile(counts, level + 1, kGreys - 1, 0.85);
  const double stray = onBright ? paper - quantile(counts, level + 1, kGreys - 1, 0.1)
                                : quantile(counts, 0, level, 0.9) - paper;
  if (std::abs(ink - paper) < static_cast<double>(kLeastContrast)) return blank;
  const double noise = std::min(1.5 * stray / std::abs(ink - paper), 0.6);
  std::vector<float> out;
  out.reserve(grey.size());
  for (const float value : grey) {
    const double share =
        (static_cast<double>(std::isfinite(value) ? value : 0) - paper) / (ink - paper);
    out.push_back(static_cast<float>(std::clamp((share - noise) / (1 - noise), 0.0, 1.0)));
  }
  return out;
}

}  // namespace loom
