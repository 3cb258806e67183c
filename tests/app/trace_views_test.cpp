// What the window shows of a network is what `layerloom trace` computes with the same weights.

#include <algorithm>
#include <cmath>
#include <thread>

#include "engine/idx_files.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "engine/networks.h"
#include "engine/train/trainer.h"
#include "program.h"
#include "test_program.h"

using loom::NamedTensor;
using loom::Shape;
using loom::Snapshot;

namespace {

bool areClose(double a, double b) {
  return std::abs(a - b) <= 1e-5 * std::max(1.0, std::abs(b));
}

double lengthOf(const std::vector<float>& values) {
  double squares = 0;
  for (const float value : values) squares += double(value) * double(value);
  return std::sqrt(squares);
}

}  // namespace

class TraceViewsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }

  /// What trace writes for these inputs and classes.
  std::map<std::string, NamedTensor> traced(const std::vector<float>& inputs,
                                            const std::vector<float>& classes) const {
    const auto count = static_cast<std::int64_t>(classes.size());
    std::map<std::string, NamedTensor> out;
    if (!loom::writeSafetensors(path("x.safetensors"), {{"input", Shape{count, 1, 28, 28}, inputs},
                                                        {"target", Shape{count}, classes}}))
      return out;
    const Ran ran = layerloom(
        {"trace", folder_.filePath("net.loom"), "--weights", folder_.filePath("w.safetensors"),
         "--input", folder_.filePath("x.safetensors"), "--out", folder_.filePath("y.safetensors")});
    if (ran.status != 0) qWarning("%s", ran.err.constData());
    const auto tensors = loom::readSafetensors(path("y.safetensors"));
    if (!tensors) return out;
    for (const NamedTensor& tensor : *tensors) out[tensor.name] = tensor;
    return out;
  }

 private slots:
  void activationsAndWhatFlows() {
    QVERIFY(loom::test::IdxFolder{folder_.path().toStdString()}.writeAll(60, 10, 28, 10));
    loom::Project project = loom::test::lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    QVERIFY(loom::saveProject(project, path("net.loom")));
    loom::Trainer trainer;
    trainer.showIdle(project);
    loom::ViewRequest request;
    for (const loom::Node& node : project.graph.nodes) request.nodes.push_back(node.id);
    request.probeSample = 7;
    request.closely = "conv2";
    request.wire = "input";
    trainer.request(request);
    const Snapshot* seen = nullptr;
    for (int i = 0; i < 6000 && !(seen && seen->flow.node == "input"); ++i) {
      if (const Snapshot* snapshot = trainer.newSnapshot()) seen = snapshot;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    QVERIFY(seen && seen->flow.node == "input");
    QVERIFY(loom::writeSafetensors(path("w.safetensors"), trainer.weights()));

    const auto data = trainer.dataset();
    std::vector<float> inputs, classes;
    for (int i = 0; i < 16; ++i) {
      for (const std::uint8_t byte : data->image(data->train, i))
        inputs.push_back(static_cast<float>(byte) / 255.0F);
      classes.push_back(static_cast<float>(data->train.labels[static_cast<std::size_t>(i)]));
    }
    const auto all = traced(inputs, classes);
    QVERIFY(!all.empty());
    const auto& back = all.at("gradient.input").values;
    QVERIFY(areClose(seen->flow.gradientNorm, lengthOf(back)) && lengthOf(back) > 0);
    QCOMPARE(seen->flow.low, *std::ranges::min_element(inputs));
    QCOMPARE(seen->flow.high, *std::ranges::max_element(inputs));

    QCOMPARE(seen->activations.size(), std::size_t{13});  // all but the loss
    for (const loom::NodeView& view : seen->activations) {
      const auto& rows = all.at("activation." + view.node).values;
      const std::size_t size = rows.size() / 16;
      QCOMPARE(view.values.size(), size);
      for (std::size_t i = 0; i < size; ++i)
        QVERIFY2(areClose(double(view.values[i]), double(rows[7 * size + i])), view.node.c_str());
    }
    const auto& conv = all.at("activation.conv2").values;
    for (std::size_t c = 0; c < 16; ++c) {
      const std::span plane(conv.data() + 7 * 1600 + c * 100, 100);
      QVERIFY(
          areClose(double(seen->close.channels[c].high), double(*std::ranges::max_element(plane))));
      QVERIFY(
          areClose(double(seen->close.channels[c].low), double(*std::ranges::min_element(plane))));
    }
  }
};

LOOM_TEST(trace_views_test, TraceViewsTest)
#include "trace_views_test.moc"
