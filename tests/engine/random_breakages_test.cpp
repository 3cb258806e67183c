// Sound networks broken at random, from a seed: a wire erased or added, a number changed, a node
// deleted or of another type, a word misspelt. The first fixes repair nine of ten, and every fix
// that is offered removes its problem.

#include <QtTest>
#include <algorithm>
#include <map>
#include <random>

#include "test_program.h"
#include "tests/engine/sound_networks.h"

using namespace loom;
using namespace loom::test;

namespace {

class Breaker {
 public:
  explicit Breaker(unsigned seed) : random_(seed) {}

  /// What it did; empty: nothing.
  std::string damage(Project& project) {
    switch (below(8)) {
      case 0:
        return eraseWire(project);
      case 1:
      case 2:
        return changeNumber(project);
      case 3:
        return deleteNode(project, false);
      case 4:
        return retype(project);
      case 5:
        return misspell(project);
      case 6:
        return addWire(project);
      default:
        return deleteNode(project, true);
    }
  }

  std::size_t below(std::size_t count) { return random_() % count; }

 private:
  Node& anyNode(Project& p) { return p.graph.nodes[below(p.graph.nodes.size())]; }

  std::string eraseWire(Project& p) {
    const std::size_t at = below(p.graph.links.size());
    const Link link = p.graph.links[at];
    std::erase(p.graph.links, link);
    return "erase " + link.from + " -> " + link.to;
  }

  std::string addWire(Project& p) {
    const Link link{anyNode(p).id, anyNode(p).id, static_cast<int>(below(2))};
    p.graph.links.push_back(link);
    return "add " + link.from + " -> " + link.to + " " + std::to_string(link.port);
  }

  std::int64_t other(std::int64_t number) {
    const std::int64_t choices[] = {0, 1, 2, 3, 5, 7, number + 1, number - 1, 2 * number, 100, -4};
    return choices[below(std::size(choices))];
  }

  std::string changeNumber(Project& p) {
    Node& node = anyNode(p);
    if (node.params.empty()) return {};
    const auto [key, value] = node.params.entries()[below(node.params.entries().size())];
    Value changed = value;
    if (auto* number = std::get_if<std::int64_t>(&changed)) *number = other(*number);
    if (auto* list = std::get_if<Ints>(&changed)) {
      std::int64_t& one = (*list)[below(list->size())];
      one = other(one);
    }
    node.params.set(key, changed);
    return "set " + node.id + "." + key + " to " + valueText(changed);
  }

  std::string deleteNode(Project& p, bool heal) {
    const std::string id = anyNode(p).id;
    applyEdits(p, removeNodes(p.graph, {id}, heal));
    return "delete " + id + (heal ? " and join" : "");
  }

  std::string retype(Project& p) {
    Node& node = anyNode(p);
    node.type = layerTypes()[below(layerTypes().size())].name;
    return "make " + node.id + " a " + node.type;
  }

  /// Two neighbours change places, or one letter is lost.
  std::string misspelt(std::string word) {
    if (word.size() < 3) return word + "x";
    const std::size_t at = below(word.size() - 1);
    if (below(2) == 0 && word[at] != word[at + 1]) {
      std::swap(word[at], word[at + 1]);
    } else {
      word.erase(at, 1);
    }
    return word;
  }

  std::string misspell(Project& p) {
    Node& node = anyNode(p);
    const std::size_t what = below(3);
    if (what == 0 && !node.params.empty()) {
      const std::string key = node.params.entries()[below(node.params.entries().size())].first;
      node.params.rename(key, misspelt(key));
      return "misspell " + node.id + "." + key;
    }
    if (what == 1 && !p.graph.links.empty()) {
      Link& link = p.graph.links[below(p.graph.links.size())];
      (below(2) == 0 ? link.to : link.from) += "7";
      return "misspell a wire: " + link.from + " -> " + link.to;
    }
    node.type = misspelt(node.type);
    return "misspell a type: " + node.id + " " + node.type;
  }

  std::mt19937 random_;
};

struct Breakage {
  std::string what;
  Project project;
  const SoundNetwork* network;
};

/// So many drawings with errors.
std::vector<Breakage> breakages(const std::vector<SoundNetwork>& networks, std::size_t count) {
  Breaker breaker(20260727);
  std::vector<Breakage> broken;
  while (broken.size() < count) {
    const SoundNetwork& network = networks[breaker.below(networks.size())];
    Project project = network.project;
    const std::string what = breaker.damage(project);
    if (!analysed(project, network.data).hasErrors()) continue;
    broken.push_back({std::string(network.name) + ": " + what, std::move(project), &network});
  }
  return broken;
}

bool hasErrorAt(const Analysis& analysis, const Problem& like) {
  return std::any_of(analysis.problems.begin(), analysis.problems.end(),
                     [&](const Problem& p) { return p.node == like.node && p.text == like.text; });
}

}  // namespace

class RandomBreakagesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  // A network of which much is left out is not repaired, though it has no error.
  void nineOfTenAreRepaired() {
    const std::vector<SoundNetwork> networks = soundNetworks();
    std::size_t repaired = 0;
    for (const Breakage& broken : breakages(networks, kCount)) {
      const Project fixed = applyAllFixes(broken.project, broken.network->known());
      const Analysis after = analysed(fixed, broken.network->data);
      const std::size_t left = fixed.graph.nodes.size() + 2;
      const bool isWhole = left >= broken.network->project.graph.nodes.size();
      repaired += !after.hasErrors() && isWhole;
      if (after.hasErrors() || !isWhole)
        qInfo("not repaired: %s%s", broken.what.c_str(), isWhole ? "" : ", much is taken away");
    }
    qInfo("%zu of %zu random breakages are repaired", repaired, kCount);
    QVERIFY(10 * repaired >= 9 * kCount);
  }

  void eachFixRemovesItsProblem() {
    const std::vector<SoundNetwork> networks = soundNetworks();
    int fixes = 0;
    for (const Breakage& broken : breakages(networks, kCount)) {
      for (const Problem& problem : analysed(broken.project, broken.network->data).problems) {
        for (const Fix& fix : problem.fixes) {
          Project fixed = broken.project;
          const Edits undo = applyEdits(fixed, fix.edits);
          QVERIFY2(!hasErrorAt(analysed(fixed, broken.network->data), problem),
                   (broken.what + ": " + fix.label.english()).c_str());
          applyEdits(fixed, undo);
          QVERIFY2(fixed == broken.project, (broken.what + ": " + fix.label.english()).c_str());
          ++fixes;
        }
      }
    }
    QVERIFY(fixes > static_cast<int>(kCount) / 2);
  }

  // What a person is shown first: few drawings have more than one node marked.
  void oneMistakeMarksFewNodes() {
    const std::vector<SoundNetwork> networks = soundNetworks();
    std::size_t single = 0;
    for (const Breakage& broken : breakages(networks, kCount)) {
      std::map<std::string, int> marked;
      for (const Problem& problem : analysed(broken.project, broken.network->data).problems)
        if (problem.severity == Problem::Severity::Error) ++marked[problem.node];
      single += marked.size() == 1;
    }
    qInfo("%zu of %zu random breakages mark one node", single, kCount);
    QVERIFY(10 * single >= 9 * kCount);
  }

 private:
  static constexpr std::size_t kCount = 300;
};

LOOM_TEST(random_breakages_test, RandomBreakagesTest)
#include "random_breakages_test.moc"
