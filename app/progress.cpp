#include "app/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/output.h"
#include "engine/base/text.h"

namespace loom {
namespace {

int terminalColumns() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string barOf(double share, int width) {
  const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width));
  return '[' + std::string(static_cast<std::size_t>(filled), '#') +
         std::string(static_cast<std::size_t>(width - filled), '.') + ']';
}

std::string rateText(double samplesPerSecond) {
  return grouped(std::isfinite(samplesPerSecond) ? std::llround(samplesPerSecond) : 0) +
         " images/s";
}

}  // namespace

Progress::Style Progress::styleFor(bool quiet) {
  if (quiet) return Style::Silent;
  return isatty(STDERR_FILENO) ? Style::Bar : Style::Lines;
}

std::string barText(const TrainerStatus& status, int columns) {
  const std::int64_t steps = std::max<std::int64_t>(1, status.stepsPerEpoch);
  const std::int64_t batch = status.step - status.epoch * steps;
  const std::string left =
      "epoch " + std::to_string(status.epoch + 1) + '/' + std::to_string(status.epochs) + ' ';
  const std::string right = ' ' + std::to_string(batch) + '/' + std::to_string(steps) + "  " +
                            rateText(status.samplesPerSecond) + "  loss " +
                            decimals(status.loss, 4) + "  " + duration(status.remaining) + " left";
  const int room = columns - static_cast<int>(left.size() + right.size()) - 3;
  const std::string bar =
      room < 5 ? ""
               : barOf(static_cast<double>(batch) / static_cast<double>(steps), std::min(room, 30));
  return (left + bar + right).substr(0, static_cast<std::size_t>(std::max(0, columns - 1)));
}

std::string epochText(const EpochSummary& epoch) {
  std::string text = "epoch " + std::to_string(epoch.epoch) + '/' + std::to_string(epoch.epochs) +
                     "  loss " + decimals(epoch.loss, 4) + "  accuracy " + percent(epoch.accuracy);
  if (epoch.hasValidation) {
    text += "  validation loss " + decimals(epoch.validationLoss, 4) + "  accuracy " +
            percent(epoch.validationAccuracy);
  }
  return text + "  " + rateText(epoch.samplesPerSecond) + "  " + decimals(epoch.seconds, 1) + " s";
}

void Progress::preparing(double share) {
  if (style_ != Style::Bar || !due()) return;
  draw("preparing the data " + barOf(share, 30));
}

void Progress::training(const TrainerStatus& status) {
  if (style_ != Style::Bar || !due()) return;
  if (status.state == TrainerStatus::State::Preparing)
    return draw("preparing the data " + barOf(status.preparing, 30));
  if (status.state == TrainerStatus::State::Stopping) return draw("stopping ...");
  draw(barText(status, terminalColumns()));
}

void Progress::epochDone(const EpochSummary& epoch) {
  if (style_ == Style::Silent) return;
  clear();
  std::fprintf(stderr, "%s\n", epochText(epoch).c_str());
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void Progress::draw(const std::string& text) {
  std::fprintf(stderr, "\r%s\x1b[K", text.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

bool Progress::due() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return false;
  next_ = now + std::chrono::milliseconds(100);
  return true;
}

}  // namespace loom
