// Which arrays of a plan lie in the same memory.

#include "engine/graph/sharing.h"

#include <QtTest>

#include "golden/goldens.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

struct Plans {
  std::shared_ptr<const Network> network;
  Plan apart, shared;
  explicit Plans(bool backward) {
    network = must(compile(must(loadProject(lenet5Path())).graph));
    ProgramOptions options{64, backward, false};
    apart = makePlan(*network, options);
    shared = apart;
    shareBuffers(shared);
  }
};

int valueBuffer(const Plan& plan, const std::string& id) {
  for (const PlannedNode& node : plan.nodes) {
    if (node.id == id) return plan.slots[static_cast<std::size_t>(node.slot)].valueBuffer;
  }
  return -1;
}

}  // namespace

class SharingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void activationsWorkInPlace() {
    const Plans plans(true);
    QVERIFY(valueBuffer(plans.apart, "relu1") != valueBuffer(plans.apart, "conv1"));
    QCOMPARE(valueBuffer(plans.shared, "relu1"), valueBuffer(plans.shared, "conv1"));
    QVERIFY(valueBuffer(plans.shared, "pool1") != valueBuffer(plans.shared, "relu1"));
  }

  // conv1 to fc3 and the loss: what backward reads stays, so a quarter is what there is to gain.
  void trainingNeedsLess() {
    const Plans plans(true);
    QVERIFY(plans.shared.elementsPerSample() * 4 < plans.apart.elementsPerSample() * 3);
  }

  void answeringNeedsLeast() {
    const Plans plans(false);
    QVERIFY(plans.shared.elementsPerSample() * 3 < plans.apart.elementsPerSample() * 2);
    QVERIFY(plans.shared.buffers.size() < plans.apart.buffers.size());
  }

  void whatIsAskedForStays() {
    const Plans plans(true);
    const auto buffer = [&](int slot) {
      return plans.shared.slots[static_cast<std::size_t>(slot)].valueBuffer;
    };
    const int input = buffer(plans.shared.inputSlots[0]), output = buffer(plans.shared.outputSlot),
              loss = buffer(plans.shared.lossSlot);
    int uses = 0;
    for (const PlannedSlot& slot : plans.shared.slots) {
      for (const int kept : {input, output, loss})
        uses += (slot.valueBuffer == kept) + (slot.gradientBuffer == kept);
    }
    QCOMPARE(uses, 3);
  }
};

LOOM_TEST(sharing_test, SharingTest)
#include "sharing_test.moc"
