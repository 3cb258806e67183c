// The work of `analyse` grows with the network and no faster: what it allocates is counted, in
// bytes, on chains of blocks with a way around each, where a walk along every path would never end.
// A walk through the whole network at each node would mark every node each time, and show as well.

#include <QtTest>

#include "engine/graph/analysis.h"
#include "test_program.h"
#include "tests/engine/count_bytes.h"
#include "tests/engine/networks.h"

using namespace loom;
using namespace loom::test;

namespace {

using Break = void (*)(Graph&, const std::string& middle);

std::size_t bytesFor(int blocks, Break damage) {
  Project project = skipChain(blocks);
  damage(project.graph, std::to_string(blocks / 2));
  bytesAsked = 0;
  const Analysis analysis = analyse(project.graph);
  return analysis.order.empty() ? 0 : bytesAsked.load();
}

}  // namespace

class AnalysisWorkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void twiceTheNetworkIsTwiceTheWork_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < std::size(kBreaks); ++i)
      QTest::newRow(kBreaks[i].first) << static_cast<int>(i);
  }
  void twiceTheNetworkIsTwiceTheWork() {
    QFETCH(int, index);
    const Break damage = kBreaks[index].second;
    bytesFor(10, damage);  // what is made once
    // Past 4 000 nodes one fix is tried, whatever the size.
    const auto half = static_cast<double>(bytesFor(2500, damage));
    const auto whole = static_cast<double>(bytesFor(5000, damage));
    QVERIFY2(whole < 2.3 * half, qPrintable(QString("%1 and %2 bytes").arg(half).arg(whole)));
  }

 private:
  static constexpr std::pair<const char*, Break> kBreaks[] = {
      {"sound", [](Graph&, const std::string&) {}},
      {"a refused setting",
       [](Graph& g, const std::string& n) {
         g.find("conv" + n)->params.set("out_channels", whole(-1));
       }},
      {"branches that differ",
       [](Graph& g, const std::string& n) {
         g.find("conv" + n)->params.set("padding", Ints{0, 0});
       }},
      {"a missing wire",
       [](Graph& g, const std::string& n) {
         std::erase_if(g.links, [&](const Link& link) { return link.to == "conv" + n; });
       }},
      {"a circle through half of it",
       [](Graph& g, const std::string& n) {
         g.links.push_back({"fc", "conv" + n, 0});
       }},
      {"no loss",
       [](Graph& g, const std::string&) {
         std::erase_if(g.links, [](const Link& link) { return link.to == "loss"; });
         std::erase_if(g.nodes, [](const Node& node) { return node.id == "loss"; });
       }},
  };
};

LOOM_TEST(analysis_work_test, AnalysisWorkTest)
#include "analysis_work_test.moc"
