// The engine against PyTorch: activations, losses, every gradient, and a hundred steps of training,
// in float and in double, for every level of processor that this machine can play.
// tests/golden/make_goldens.py made the figures.

#include <QtTest>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/base/rng.h"
#include "engine/graph/program.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "golden/goldens.h"
#include "sanitized.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

// Goldens are the truth rounded to float, which is off by up to 6e-8.
template <class T>
constexpr double kGoldenBound = std::is_same_v<T, float> ? 1e-5 : 1e-7;

/// training.json, or the networks of a family.
const nlohmann::json& goldenCases(const std::string& file) {
  static std::map<std::string, nlohmann::json> parsed;
  const auto [entry, fresh] = parsed.try_emplace(file);
  if (fresh) entry->second = nlohmann::json::parse(std::ifstream(goldenPath(file + ".json")));
  return entry->second;
}

/// Every file of networks beside make_goldens.py.
std::vector<std::string> families() {
  std::vector<std::string> names;
  const QDir folder(QString::fromStdString(goldenPath("families")));
  for (const QString& file : folder.entryList({"*.py"}, QDir::Files, QDir::Name))
    names.push_back(QFileInfo(file).baseName().toStdString());
  return names;
}

/// One case's own part of a project file, read as the program reads it.
Project projectWith(const char* key, const nlohmann::json& part) {
  nlohmann::json file = {{"format", "layerloom"}, {"version", 1}, {"name", "case"}};
  file["graph"] = {{"nodes", nlohmann::json::array()}, {"links", nlohmann::json::array()}};
  file[key] = part;
  return must(parseProject(file.dump()));
}

const nlohmann::json& caseNamed(const std::string& file, const std::string& name) {
  for (const nlohmann::json& entry : goldenCases(file)) {
    if (entry["name"] == name) return entry;
  }
  throw std::runtime_error("no case " + name);
}

/// A network with given weights, ready to run.
template <class T>
struct GoldenBench {
  Workers workers;
  std::shared_ptr<const Network> network;
  std::shared_ptr<Parameters<T>> parameters;
  std::unique_ptr<Program<T>> program;

  GoldenBench(const Graph& graph, const std::vector<NamedTensor>& weights, int maxBatch,
              int threads, bool backward = true, bool share = false)
      : workers(threads), network(must(compile(graph))) {
    parameters = must(Parameters<T>::create(network->graph, network->analysis, 7));
    must(parameters->load(weights));
    ProgramOptions options{maxBatch, backward, backward};
    options.share = share;
    program = must(Program<T>::create(network, parameters, workers, options));
  }

  /// A pass over a full batch of NaN leaves the worst behind in every buffer: nothing of it may be
  /// seen afterwards.
  void poison(bool training) {
    const int batch = program->maxBatch();
    const Shape shape = *network->analysis.find(network->analysis.inputNodes[0])->output;
    std::fill_n(program->input(), static_cast<std::size_t>(batch * shape.elements()),
                std::numeric_limits<T>::quiet_NaN());
    const std::vector<std::int32_t> classes(static_cast<std::size_t>(batch * 64), 0);
    program->forward(batch, {classes.data(), nullptr}, training);
    program->backward();
  }

  T forward(const std::vector<float>& input, const Targets<T>& targets, int batch,
            bool training = false) {
    std::copy(input.begin(), input.end(), program->input());
    return program->forward(batch, targets, training);
  }
};

/// A golden's target as a program takes it: numbers in the shape of the output, or classes.
template <class T>
struct GoldenTarget {
  std::vector<std::int32_t> classes;
  std::vector<T> values;

  GoldenTarget(const NamedTensor& target, const Shape& output) {
    const bool numbers = target.shape.rank() == output.rank() + 1;
    if (numbers)
      values.assign(target.values.begin(), target.values.end());
    else
      classes.assign(target.values.begin(), target.values.end());
  }
  Targets<T> targets() const {
    return {classes.empty() ? nullptr : classes.data(), values.empty() ? nullptr : values.data()};
  }
};

/// What the program says under the name that a golden has.
template <class T>
std::vector<T> figure(const GoldenBench<T>& bench, T loss, const std::string& name) {
  std::vector<T> values;
  if (name == "loss") return {loss};
  if (name.starts_with("activation.")) {
    bench.program->copyActivation(name.substr(std::strlen("activation.")), values);
    return values;
  }
  if (name.starts_with("buffer.")) {
    const auto* entry = bench.parameters->find(name.substr(std::strlen("buffer.")));
    if (!entry) throw std::runtime_error("no " + name);
    const T* value = bench.parameters->value(*entry);
    return {value, value + entry->size};
  }
  const std::string key = name.substr(std::strlen("gradient."));
  if (const auto* entry = bench.parameters->find(key)) {
    const T* gradient = bench.parameters->gradient(*entry);
    return {gradient, gradient + entry->size};
  }
  bench.program->copyGradient(key, values);
  return values;
}

/// Empty, or the tensors that are further off than `bound`.
template <class T>
std::string disagreements(const Graph& graph, const std::vector<NamedTensor>& weights,
                          const NamedTensor& input, const NamedTensor& target,
                          const std::vector<NamedTensor>& expected, int threads,
                          bool training = false, bool share = false) {
  const auto batch = static_cast<int>(input.shape[0]);
  GoldenBench<T> bench(graph, weights, batch + 9, threads, true, share);
  const Analysis& analysis = bench.network->analysis;
  const GoldenTarget<T> wanted(target, *analysis.find(analysis.outputNode)->output);
  bench.poison(training);
  must(bench.parameters->load(weights));  // the poison may have reached running statistics
  const T loss = bench.forward(input.values, wanted.targets(), batch, training);
  bench.program->backward();
  std::string text;
  for (const NamedTensor& golden : expected) {
    const std::vector<T> found = figure(bench, loss, golden.name);
    const double error = relativeError<T>(found, golden.values);
    if (error <= kGoldenBound<T>) continue;
    text += golden.name + ": " + std::to_string(found.size()) + " values for " +
            std::to_string(golden.values.size()) + ", off by " +
            QString::number(error).toStdString() + "; ";
  }
  return text;
}

/// Empty, or the activations that differ when the samples come one by one.
template <class T>
std::string singleDisagreements(const Graph& graph, const std::vector<NamedTensor>& weights,
                                const NamedTensor& input,
                                const std::vector<NamedTensor>& expected) {
  GoldenBench<T> bench(graph, weights, 1, 2, false);
  const auto samples = static_cast<std::size_t>(input.shape[0]);
  const std::size_t size = input.values.size() / samples;
  std::vector<std::vector<T>> found(expected.size());
  for (std::size_t sample = 0; sample < samples; ++sample) {
    std::copy_n(input.values.begin() + static_cast<std::ptrdiff_t>(sample * size), size,
                bench.program->input());
    bench.program->forward(1, {});
    for (std::size_t i = 0; i < expected.size(); ++i) {
      std::vector<T> values;
      bench.program->copyActivation(expected[i].name, values);
      found[i].insert(found[i].end(), values.begin(), values.end());
    }
  }
  std::string text;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double error = relativeError<T>(found[i], expected[i].values);
    if (error > kGoldenBound<T>)
      text += expected[i].name + ": off by " + QString::number(error).toStdString() + "; ";
  }
  return text;
}

/// Batch `step` of the made-up data: the bytes of made_up_batch() in make_goldens.py.
void madeUpBatch(int step, int batch, std::vector<float>& pixels,
                 std::vector<std::int32_t>& classes) {
  pixels.resize(static_cast<std::size_t>(batch) * 784);
  classes.resize(static_cast<std::size_t>(batch));
  for (int k = 0; k < batch; ++k) {
    const auto sample = static_cast<std::uint64_t>(step * batch + k);
    const std::uint64_t label = mix(sample + (1ULL << 40)) % 10;
    classes[static_cast<std::size_t>(k)] = static_cast<std::int32_t>(label);
    for (std::uint64_t i = 0; i < 784; ++i) {
      const std::uint64_t tile = i / 28 / 4 * 7 + i % 28 / 4;
      const bool lit = mix(label * 49 + tile + (1ULL << 41)) >> 62 == 0;
      const std::uint64_t noise = mix(sample * 784 + i) >> 56;
      pixels[static_cast<std::size_t>(k) * 784 + i] =
          static_cast<float>((lit ? 160 : 0) + noise * 3 / 8) / 255.0F;
    }
  }
}

double mean(std::span<const float> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The loss of every step of a case of training.json.
std::vector<float> losses(const nlohmann::json& entry, int steps, int threads) {
  const int batch = entry["batch"];
  const TrainingSettings settings =
      projectWith("training", {{"optimizer", entry["optimizer"]}, {"schedule", entry["schedule"]}})
          .training;
  const OptimizerType* type = findOptimizerType(settings.optimizer.type);
  const ScheduleType* schedule = findScheduleType(settings.schedule.type);
  if (!type || !schedule) throw std::runtime_error("no such optimiser or schedule");
  const Project project = must(loadProject(lenet5Path()));
  GoldenBench<float> bench(project.graph, Tensors("lenet5_weights.safetensors").all(), batch,
                           threads);
  const Reader params(type->fields, settings.optimizer.params);
  const Reader scheduleParams(schedule->fields, settings.schedule.params);
  const auto optimizer = type->make(params, *bench.parameters);
  ScheduleMoment moment{0, steps, entry["steps_per_epoch"], params.real("lr")};
  std::vector<float> found;
  std::vector<float> pixels;
  std::vector<std::int32_t> classes;
  for (; moment.step < steps; ++moment.step) {
    madeUpBatch(static_cast<int>(moment.step), batch, pixels, classes);
    found.push_back(bench.forward(pixels, {classes.data(), nullptr}, batch));
    bench.program->backward();
    optimizer->step(*bench.parameters, learningRate(*schedule, scheduleParams, moment),
                    moment.step + 1, bench.workers);
    if (schedule->remember && (moment.step + 1) % moment.stepsPerEpoch == 0) {
      const auto epoch = std::span(found).last(static_cast<std::size_t>(moment.stepsPerEpoch));
      moment.memory = schedule->remember(scheduleParams, moment.memory, mean(epoch));
    }
  }
  return found;
}

}  // namespace

class GoldenTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lenet5_data() {
    QTest::addColumn<QString>("count");
    QTest::addColumn<bool>("twice");
    QTest::addColumn<int>("threads");
    for (const char* count : {"3", "21"}) {
      for (const int threads : {1, 2}) {
        QTest::addRow("%s images, float, %d threads", count, threads) << count << false << threads;
        QTest::addRow("%s images, double, %d threads", count, threads) << count << true << threads;
      }
    }
  }
  void lenet5() {
    QFETCH(QString, count);
    QFETCH(bool, twice);
    QFETCH(int, threads);
    const Project project = must(loadProject(lenet5Path()));
    const Tensors weights("lenet5_weights.safetensors");
    const Tensors x("lenet5_x" + count.toStdString() + ".safetensors");
    const Tensors y("lenet5_y" + count.toStdString() + ".safetensors");
    const auto run = twice ? disagreements<double> : disagreements<float>;
    const std::string wrong =
        run(project.graph, weights.all(), x["input"], x["target"], y.all(), threads, false, false);
    QVERIFY2(wrong.empty(), wrong.c_str());
  }

  void layers_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("twice");
    QVERIFY(!families().empty());
    for (const std::string& family : families()) {
      for (const nlohmann::json& entry : goldenCases(family)) {
        const std::string name = entry["name"];
        for (const bool twice : {false, true})
          QTest::addRow("%s, %s", name.c_str(), twice ? "double" : "float")
              << QString::fromStdString(family) << QString::fromStdString(name) << twice;
      }
    }
  }
  void layers() {
    QFETCH(QString, family);
    QFETCH(QString, name);
    QFETCH(bool, twice);
    static std::map<QString, Tensors> files;
    const Tensors& tensors =
        files.try_emplace(family, family.toStdString() + ".safetensors").first->second;
    const std::string prefix = name.toStdString() + "/";
    const nlohmann::json& entry = caseNamed(family.toStdString(), name.toStdString());
    const Graph graph = projectWith("graph", entry["graph"]).graph;
    std::vector<NamedTensor> expected;
    for (const char* kind : {"activation.", "gradient.", "buffer.", "loss"}) {
      for (NamedTensor& tensor : tensors.under(prefix + kind)) {
        tensor.name = kind + tensor.name;
        expected.push_back(std::move(tensor));
      }
    }
    QVERIFY(expected.size() >= 3);
    const auto run = twice ? disagreements<double> : disagreements<float>;
    for (const bool share : {false, true}) {
      if (share) std::erase_if(expected, [](const auto& t) { return t.name.starts_with("activ"); });
      const std::string wrong =
          run(graph, tensors.under(prefix + "weight."), tensors[prefix + "input"],
              tensors[prefix + "target"], expected, 2, entry.value("train", false), share);
      QVERIFY2(wrong.empty(), wrong.c_str());
    }
  }

  // A program for single images has a way of its own, without lanes.
  void oneAtATime_data() { layers_data(); }
  void oneAtATime() {
    QFETCH(QString, family);
    QFETCH(QString, name);
    QFETCH(bool, twice);
    const nlohmann::json& entry = caseNamed(family.toStdString(), name.toStdString());
    if (entry.value("train", false)) return;  // needs the whole batch
    const Graph graph = projectWith("graph", entry["graph"]).graph;
    static std::map<QString, Tensors> files;
    const Tensors& tensors =
        files.try_emplace(family, family.toStdString() + ".safetensors").first->second;
    const std::string prefix = name.toStdString() + "/";
    const auto run = twice ? singleDisagreements<double> : singleDisagreements<float>;
    const std::string wrong = run(graph, tensors.under(prefix + "weight."),
                                  tensors[prefix + "input"], tensors.under(prefix + "activation."));
    QVERIFY2(wrong.empty(), wrong.c_str());
  }

  void training_data() {
    QTest::addColumn<QString>("name");
    for (const nlohmann::json& entry : goldenCases("training")) {
      const std::string name = entry["name"];
      QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }
  }
  // In float two right programs drift apart, because training magnifies what rounding leaves. How
  // fast was measured: `spread` is the furthest that any of eight float32 runs of PyTorch (which
  // differ only in the order of the samples within a batch) strayed from the float64 run up to that
  // step.
  void training() {
    QFETCH(QString, name);
    const nlohmann::json& entry = caseNamed("training", name.toStdString());
    static const Tensors tensors("training.safetensors");
    const std::vector<float>& truth = tensors[name.toStdString() + "/float64"].values;
    const std::vector<float>& spread = tensors[name.toStdString() + "/spread"].values;
    const std::vector<float> found = losses(entry, static_cast<int>(truth.size()), 2);
    for (std::size_t step = 0; step < truth.size(); ++step) {
      const double error = std::abs(found[step] - truth[step]) / truth[step];
      const double bound =
          step < 50 ? 1e-5 : std::max(1e-4, 10.0 * static_cast<double>(spread[step]));
      QVERIFY2(error <= bound,
               qPrintable(QString("step %1: loss %2, PyTorch's is %3: off by %4, bound %5")
                              .arg(step)
                              .arg(found[step])
                              .arg(truth[step])
                              .arg(error)
                              .arg(bound)));
    }
  }

  // The level is chosen once a process, so each lower one gets a process of its own.
  void lowerLevels_data() {
    QTest::addColumn<QString>("level");
    QTest::newRow("x86-64-v2") << "v2";
    QTest::newRow("x86-64-v3") << "v3";
  }
  void lowerLevels() {
    if (qEnvironmentVariableIsSet("LOOM_ISA")) return;  // this is such a process
    QFETCH(QString, level);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LOOM_ISA", level);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList all = {"golden_test"};
    if (kIsSanitized) all += {"lenet5", "oneAtATime"};
    process.start(QCoreApplication::applicationFilePath(), all);
    QVERIFY2(process.waitForFinished(-1), qPrintable(process.errorString()));
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
             process.readAll().constData());
  }

  // A comparison that lets everything pass would make this whole file worthless.
  void damageIsSeen() {
    const Project project = must(loadProject(lenet5Path()));
    const Tensors weights("lenet5_weights.safetensors");
    const Tensors x("lenet5_x3.safetensors");
    const Tensors y("lenet5_y3.safetensors");
    for (const NamedTensor& golden : y.all()) {
      std::vector<NamedTensor> damaged = {golden};
      auto largest = std::max_element(damaged[0].values.begin(), damaged[0].values.end(),
                                      [](float a, float b) { return std::abs(a) < std::abs(b); });
      *largest *= 1.0001F;
      const std::string text =
          disagreements<float>(project.graph, weights.all(), x["input"], x["target"], damaged, 1);
      QVERIFY2(text.starts_with(golden.name), golden.name.c_str());
    }
  }
};

LOOM_TEST(golden_test, GoldenTest)
#include "golden_test.moc"
