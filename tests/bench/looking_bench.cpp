// What does it cost to look inside while it trains? LeNet-5 trains at full speed, in turns with
// nobody looking and with everything asked for and read thirty times a second, as a window does.
//   looking_bench [ROUNDS]     (6 by default; real MNIST where LAYERLOOM_DATA names it, else the
//   built-in digits)
// Exit status 1 if training keeps less than 95 % of its speed.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "engine/io/project_file.h"
#include "engine/train/trainer.h"
#include "places.h"

using namespace loom;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kTurn = std::chrono::seconds(2);
constexpr double kLeastShare = 0.95;

ViewRequest everything(const Project& project) {
  ViewRequest view;
  for (const Node& node : project.graph.nodes) view.nodes.push_back(node.id);
  view.histograms = view.nodes;
  view.closely = "conv2";
  view.channel = 3;
  view.wire = "pool1";
  view.health = true;
  return view;
}

/// Steps a second while a window reads what was asked for.
double speed(Trainer& trainer, const ViewRequest& view, int& snapshots) {
  trainer.request(view);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto begin = Clock::now();
  const std::int64_t first = trainer.status().step;
  while (Clock::now() - begin < kTurn) {
    std::this_thread::sleep_for(std::chrono::milliseconds(33));
    snapshots += trainer.newSnapshot() != nullptr;
  }
  const std::chrono::duration<double> took = Clock::now() - begin;
  return static_cast<double>(trainer.status().step - first) / took.count();
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  auto project =
      loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom");
  if (!project) return 2;
  project->data.source = std::getenv("LAYERLOOM_DATA") ? "mnist" : "digits";
  project->training.epochs = 100'000;
  project->training.earlyStopping.reset();
  Trainer trainer;
  trainer.start(*project);
  while (trainer.status().step < 200) {
    if (!trainer.status().active()) {
      std::fprintf(stderr, "looking_bench: %s\n", trainer.status().message.english().c_str());
      return 2;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  std::vector<double> alone, watched, shares;
  int unseen = 0, seen = 0;
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 6;
  for (int round = 0; round < rounds; ++round) {
    alone.push_back(speed(trainer, {}, unseen));
    watched.push_back(speed(trainer, everything(*project), seen));
    shares.push_back(watched.back() / alone.back());
  }
  const double share = median(shares);
  std::printf(
      "steps/s: %.0f alone, %.0f watched (medians), %.1f %% of the speed; %d snapshots in %d s\n",
      median(alone), median(watched), 100 * share, seen, 2 * rounds);
  const bool good = share >= kLeastShare;
  std::printf("%s: at least %.0f %%\n", good ? "met" : "NOT met", 100 * kLeastShare);
  trainer.stop();
  return good ? 0 : 1;
}
