// How long `analyse` takes after an edit, in milliseconds: medians over chains of blocks, each a
// convolution and a way around it, for edits that leave the network sound and edits that break it.
// A thousand blocks are 2 000 nodes with 3 000 links. If it is linear, twice the blocks take twice
// the time.
//   analyse_bench [REPEATS]

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "app/model_bench.h"
#include "engine/graph/analysis.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

struct Change {
  const char* name;
  std::function<void(Project&, int blocks)> make;
};

std::string conv(int block) {
  return "conv" + std::to_string(block);
}

std::vector<Change> changes() {
  const auto set = [](const char* key, const Value& value, bool first = false) {
    return [=](Project& project, int blocks) {
      project.graph.find(conv(first ? 0 : blocks / 2))->params.set(key, value);
    };
  };
  return {
      {"nothing", [](Project&, int) {}},
      {"a sound setting", set("bias", false)},
      {"an init", [](Project& p, int n) { p.graph.find(conv(n / 2))->frozen = true; }},
      {"refused setting", set("out_channels", whole(-8))},
      {"refused setting at the start", set("out_channels", whole(-8), true)},
      {"misspelt setting", set("paddin", Ints{1, 1})},
      {"no padding", set("padding", Ints{0, 0})},
      {"no padding at the start", set("padding", Ints{0, 0}, true)},
      {"other channels", set("out_channels", whole(9))},
      {"misspelt type", [](Project& p, int n) { p.graph.find(conv(n / 2))->type = "Conv2D"; }},
      {"missing wire",
       [](Project& p, int n) {
         std::erase_if(p.graph.links, [&](const Link& l) { return l.to == conv(n / 2); });
       }},
      {"two wires",
       [](Project& p, int n) {
         p.graph.links.push_back({"input", conv(n / 2), 0});
       }},
      {"a circle",
       [](Project& p, int n) {
         p.graph.links.push_back({"add5", conv(5), 0});
         (void)n;
       }},
      {"a wire to nowhere",
       [](Project& p, int n) {
         p.graph.links.push_back({conv(n / 2), "con", 0});
       }},
      {"missing node",
       [](Project& p, int n) { applyEdits(p, removeNodes(p.graph, {conv(n / 2)}, false)); }},
      {"no loss", [](Project& p, int) { applyEdits(p, removeNodes(p.graph, {"loss"}, false)); }},
  };
}

/// Of the processor, so that other programs do not count. As the window does it: the analysis
/// before is there until the new one is.
double milliseconds(const Project& project, Analysis& analysis) {
  const std::clock_t start = std::clock();
  analysis = analyse(project);
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  const int repeats = argc > 1 ? std::max(1, std::atoi(argv[1])) : 51;
  const std::vector<int> sizes = {7, 125, 250, 500, 1000, 2000};
  std::printf("%-30s", "blocks");
  for (const int blocks : sizes) std::printf("%9d", blocks);
  std::printf("   problems, fixes of 1000\n");
  for (const Change& change : changes()) {
    std::printf("%-30s", change.name);
    std::size_t problems = 0, fixes = 0;
    for (const int blocks : sizes) {
      Project project = skipChain(blocks);
      change.make(project, blocks);
      std::vector<double> times;
      Analysis analysis = analyse(project);
      for (int i = 0; i < repeats; ++i) times.push_back(milliseconds(project, analysis));
      std::printf("%9.3f", median(times));
      std::fflush(stdout);
      if (blocks != 1000) continue;
      problems = analysis.problems.size();
      for (const Problem& problem : analysis.problems) fixes += problem.fixes.size();
    }
    std::printf("   %zu, %zu\n", problems, fixes);
  }
  return 0;
}
