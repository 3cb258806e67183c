#include "engine/inspect/calibration.h"

#include <algorithm>
#include <cmath>

namespace loom {

double Calibration::Bin::accuracy() const {
  return static_cast<double>(correct) / static_cast<double>(count);
}

double Calibration::Bin::confidence() const {
  return probabilities / static_cast<double>(count);
}

void Calibration::add(double probability, bool correct) {
  const double p = probability >= 0 ? std::min(probability, 1.0) : 0;
  const int at = std::clamp(static_cast<int>(std::ceil(p * kBins)) - 1, 0, kBins - 1);
  Bin& bin = bins_[static_cast<std::size_t>(at)];
  ++bin.count;
  bin.correct += correct;
  bin.probabilities += p;
  ++count_;
}

double Calibration::error() const {
  double sum = 0;
  for (const Bin& bin : bins_)
    sum += std::abs(static_cast<double>(bin.correct) - bin.probabilities);
  return sum / static_cast<double>(count_);
}

}  // namespace loom
