// Every number that the microscope shows is the one that `layerloom trace` writes, to the bit.

#include <map>
#include <thread>

#include "engine/idx_files.h"
#include "engine/inspect/microscope.h"
#include "engine/io/project_file.h"
#include "engine/io/safetensors.h"
#include "engine/networks.h"
#include "engine/train/trainer.h"
#include "program.h"
#include "test_program.h"

using namespace loom;

class MicroscopeTraceTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }

  std::map<std::string, NamedTensor> traced(const std::string& project) const {
    std::map<std::string, NamedTensor> out;
    const Ran ran = layerloom(
        {"trace", QString::fromStdString(project), "--weights", folder_.filePath("w.safetensors"),
         "--input", folder_.filePath("x.safetensors"), "--out", folder_.filePath("y.safetensors")});
    if (ran.status != 0) qWarning("%s", ran.err.constData());
    const auto tensors = readSafetensors(path("y.safetensors"));
    if (!tensors) return out;
    for (const NamedTensor& tensor : *tensors) out[tensor.name] = tensor;
    return out;
  }

 private slots:
  void everyNumber_data() {
    QTest::addColumn<int>("samples");
    QTest::newRow("one sample") << 1;
    QTest::newRow("a batch") << 19;
  }
  void everyNumber() {
    QFETCH(int, samples);
    QVERIFY(test::IdxFolder{folder_.path().toStdString()}.writeAll(60, 10, 28, 10));
    Project project = test::lenet();
    project.data.source = "idx";
    project.data.params.set("folder", folder_.path().toStdString());
    QVERIFY(saveProject(project, path("net.loom")));
    Trainer trainer;
    TrainerOptions options;
    options.startPaused = true;
    trainer.start(project, options);
    trainer.step();
    ModelCopy copy = trainer.copyModel().get();
    while (copy.step < 1) copy = trainer.copyModel().get();
    QVERIFY(copy.network && copy.dataset);

    MicroscopeSetup setup{copy.network, copy.weights};
    resizeBatch(setup.batch, copy.dataset->train, copy.dataset->shape, samples);
    for (int i = 0; i < samples; ++i)
      readSample(setup.batch, i, copy.dataset->train, copy.dataset->shape, i + 3);
    const std::vector<float> classes(setup.batch.classes.begin(), setup.batch.classes.end());
    QVERIFY(writeSafetensors(path("w.safetensors"), copy.weights->tensors()));
    QVERIFY(writeSafetensors(path("x.safetensors"),
                             {{"input", Shape{samples, 1, 28, 28}, setup.batch.inputs},
                              {"target", Shape{samples}, classes}}));
    Workers workers(1);
    const auto microscope = Microscope::look(std::move(setup), workers);
    QVERIFY(microscope.ok());
    auto all = traced(path("net.loom"));
    QVERIFY(!all.empty());

    std::size_t compared = 0;
    const PassRecord& record = *(*microscope)->record();
    const auto compare = [&](const std::string& name, std::span<const float> shown) {
      const auto found = all.find(name);
      if (found == all.end()) return;
      QVERIFY2(std::ranges::equal(shown, found->second.values), name.c_str());
      ++compared;
    };
    compare("loss", {&record.loss, 1});
    for (const NodePass& node : record.nodes) compare("activation." + node.node, node.output);
    for (const ParameterPass& one : record.parameters) compare("gradient." + one.key, one.gradient);
    compare("gradient.input", record.node("input")->gradient);
    QCOMPARE(compared, all.size());

    // And what is shown of a step is what was kept.
    for (const MicroscopeStep& step : (*microscope)->steps()) {
      for (const MicroscopeTensor& tensor : (*microscope)->tensors(step)) {
        const std::string name = (tensor.isLoss        ? "loss"
                                  : !tensor.isGradient ? "activation." + tensor.tensor
                                                       : "gradient." + tensor.tensor);
        const auto found = all.find(name);
        if (found == all.end()) continue;
        const auto shown = (*microscope)->values(tensor, samples - 1);
        const auto first = static_cast<std::size_t>((*microscope)->placeOf(tensor, samples - 1, 0));
        QVERIFY2(
            std::ranges::equal(shown, std::span(found->second.values).subspan(first, shown.size())),
            name.c_str());
      }
    }
    trainer.stop();
    trainer.wait();
  }
};

LOOM_TEST(microscope_trace_test, MicroscopeTraceTest)
#include "microscope_trace_test.moc"
