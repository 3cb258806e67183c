// Where samples come from: IDX folders sound and damaged, MNIST's places, specs, and the split.

#include <QtTest/QtTest>
#include <set>

#include "engine/data/dataset.h"
#include "engine/sentences.h"
#include "idx_files.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

Result<std::shared_ptr<const Dataset>> load(const std::string& spec) {
  const auto settings = parseDataSpec(spec, {});
  if (!settings) return settings.error();
  return loadDataset(*settings);
}

}  // namespace

class DataTest : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  QByteArray realData_;

  IdxFolder folder(const char* name) const { return {temporary_.filePath(name).toStdString()}; }

 private Q_SLOTS:
  void initTestCase() {
    realData_ = qgetenv("LAYERLOOM_DATA");
    qputenv("LAYERLOOM_DATA", temporary_.filePath("data").toLocal8Bit());
    qputenv("XDG_DATA_HOME", temporary_.filePath("share").toLocal8Bit());
    qputenv("XDG_CACHE_HOME", temporary_.filePath("cache").toLocal8Bit());
  }

  void everySourceIsDeclared() {
    std::set<std::string> names;
    for (const SourceType& type : sourceTypes()) {
      QVERIFY(names.insert(type.name).second);
      QVERIFY(!type.title.empty() && !type.summary.empty());
      QVERIFY(type.describe && type.load);
      QCOMPARE(findSourceType(type.name), &type);
      if (!type.pathField.empty()) QVERIFY(findField(type.fields, type.pathField));
    }
    QVERIFY(names.contains("digits") && names.contains("mnist") && names.contains("idx"));
    QCOMPARE(findSourceType("nothing"), nullptr);
    const SourceType& mnist = *findSourceType("mnist");
    const auto info = mnist.describe(Reader(mnist.fields, {}));
    QVERIFY(info && info->shape == (Shape{1, 28, 28}) && info->classes == 10);
    const SourceType& idx = *findSourceType("idx");
    QVERIFY(!idx.describe(Reader(idx.fields, {})));
  }

  void specsAreRead() {
    DataSettings base;
    base.source = "mnist";
    base.params.set("folder", std::string("/old"));
    base.validationFraction = 0.25;
    base.splitSeed = 7;
    auto settings = parseDataSpec("idx:/some/where:else", base);
    QVERIFY(settings.ok());
    QCOMPARE(settings->source, std::string("idx"));
    QCOMPARE(std::get<std::string>(*settings->params.find("folder")),
             std::string("/some/where:else"));
    QCOMPARE(settings->validationFraction, 0.25);
    QCOMPARE(settings->splitSeed, std::uint64_t{7});
    settings = parseDataSpec("mnist", base);
    QVERIFY(settings.ok() && settings->params.empty());
    QVERIFY(says(parseDataSpec("minst", base), "did you mean \"mnist\"?"));
    QVERIFY(says(parseDataSpec("qqqqqqqqqqqqqq", base), "choose one of: digits, mnist, idx"));
    QVERIFY(says(parseDataSpec("", base), "There is no data source"));
    QVERIFY(says(parseDataSpec("digits:3", base), "nothing after a colon"));
    QVERIFY(says(parseDataSpec("idx:", base), "Nothing follows the colon"));
    QCOMPARE(parseDataSpec("minst", base).error().kind, Error::Kind::BadInput);
  }

  void wrongSettingsAreNamed() {
    DataSettings settings;
    settings.source = "nope";
    QVERIFY(says(loadDataset(settings), "no data source \"nope\""));
    settings.source = "mnist";
    settings.params.set("folde", std::string("x"));
    QVERIFY(says(loadDataset(settings), "no setting \"folde\""));
    settings.source = "digits";
    settings.params = {{"seed", std::string("many")}};
    QVERIFY(says(loadDataset(settings), "seed"));
  }

  void foldersFollowTheEnvironment() {
    const std::string root = temporary_.path().toStdString();
    QVERIFY((dataFolders() == std::vector<std::string>{root + "/data", root + "/share/layerloom"}));
    QCOMPARE(cacheFolder(), root + "/cache/layerloom");
    const QByteArray home = qgetenv("HOME");
    qputenv("XDG_CACHE_HOME", "relative");  // does not count
    qputenv("HOME", "/home/someone");
    QCOMPARE(cacheFolder(), std::string("/home/someone/.cache/layerloom"));
    qunsetenv("HOME");
    QCOMPARE(cacheFolder(), std::string());
    qputenv("HOME", home);
    qputenv("XDG_CACHE_HOME", temporary_.filePath("cache").toLocal8Bit());
  }

  void anIdxFolderIsReadExactly() {
    const IdxFolder idx = folder("plain");
    QVERIFY(idx.writeAll(7, 3, 2, 3));
    const auto loaded = load("idx:" + idx.path);
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().message().c_str());
    const Dataset& data = **loaded;
    QCOMPARE(data.source, std::string("idx"));
    QCOMPARE(data.title, std::string("plain"));
    QVERIFY(data.shape == (Shape{1, 2, 2}));
    QVERIFY((data.classes == std::vector<std::string>{"0", "1", "2"}));
    QVERIFY((data.train.labels == std::vector<std::int32_t>{0, 1, 2, 0, 1, 2, 0}));
    QCOMPARE(data.test.size(), 3);
    const auto image = data.image(data.train, 4);
    QVERIFY((std::vector<std::uint8_t>(image.begin(), image.end()) ==
             std::vector<std::uint8_t>{4, 5, 6, 7}));
    QCOMPARE(data.fingerprint.size(), std::size_t{16});
    QCOMPARE((*load("idx:" + idx.path + "/"))->fingerprint, data.fingerprint);

    std::string other = idxImages(7, 2, 2);
    other.back() ^= 1;
    QVERIFY(idx.write("train-images-idx3-ubyte", other));
    QVERIFY((*load("idx:" + idx.path))->fingerprint != data.fingerprint);
  }

  void everyDamageIsNamed() {
    const IdxFolder idx = folder("damaged");
    const std::string images = idxImages(4, 3, 3), labels = idxLabels(4, 2);
    struct Case {
      const char* file;
      std::string bytes;
      const char* message;
    };
    std::string wrongType = images;
    wrongType[2] = 0x0d;
    const std::vector<Case> cases = {
        {"train-images-idx3-ubyte", "", "has 0 bytes where an IDX header of 16"},
        {"train-images-idx3-ubyte", images.substr(0, 15), "has 15 bytes"},
        {"train-images-idx3-ubyte", images.substr(0, images.size() - 1),
         "should have 52 bytes by its header but has 51"},
        {"train-images-idx3-ubyte", images + "x", "but has 53"},
        {"train-images-idx3-ubyte", wrongType, "begins with 0x00000d03"},
        {"train-images-idx3-ubyte", labels + std::string(8, '\0'), "begins with 0x00000801"},
        {"train-images-idx3-ubyte", bigEndian({0x803, 0, 3, 3}), "0 images of 3×3"},
        {"train-images-idx3-ubyte", bigEndian({0x803, 4, 0, 3}), "4 images of 0×3"},
        {"train-images-idx3-ubyte", bigEndian({0x803, ~0U, ~0U, ~0U}), "4294967295 images"},
        {"train-images-idx3-ubyte", bigEndian({0x803, 100'000'000, 4096, 4096}),
         "should have 1677721600000016 bytes"},
        {"train-labels-idx1-ubyte", idxLabels(3, 2), "has 4 images but"},
        {"train-labels-idx1-ubyte", labels.substr(0, 11), "should have 12 bytes"},
        {"train-labels-idx1-ubyte", "\x1f\x8b", "damaged or was cut short"},
        {"t10k-images-idx3-ubyte", idxImages(4, 2, 3),
         "are 1×3×3 but those to test with are 1×2×3"},
        {"t10k-labels-idx1-ubyte", idxLabels(4, 4),
         "a test label is 3 but the largest label to train with is 1"},
    };
    for (const Case& damage : cases) {
      QVERIFY(idx.writeAll(4, 4, 3, 2));
      QVERIFY(idx.write(damage.file, damage.bytes));
      const auto loaded = load("idx:" + idx.path);
      QVERIFY2(says(loaded, damage.message), damage.message);
      QVERIFY2(says(loaded, idx.path), damage.message);
    }
    QVERIFY(idx.writeAll(4, 4, 3, 2));
    QVERIFY(QFile::remove(QString::fromStdString(idx.file("t10k-labels-idx1-ubyte"))));
    QVERIFY(says(load("idx:" + idx.path),
                 "no file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz"));
    QVERIFY(says(load("idx:" + idx.path + "/none"), "There is no folder"));
    DataSettings settings;
    settings.source = "idx";
    QVERIFY(says(loadDataset(settings), "needs a folder"));
  }

  void mnistIsFoundOrItsPlacesAreNamed() {
    const auto missing = load("mnist");
    QVERIFY(says(missing, temporary_.filePath("data/mnist").toStdString()));
    QVERIFY(says(missing, temporary_.filePath("share/layerloom").toStdString()));
    QVERIFY(says(missing, "train-images-idx3-ubyte"));
    QVERIFY(says(missing, "digits, which needs no download"));
    for (const char* place : {"share/layerloom/mnist", "data", "data/mnist"}) {
      const IdxFolder idx = folder(place);
      QVERIFY(idx.writeAll(20, 10, 28, 10));
      const auto found = load("mnist");
      QVERIFY2(found.ok(), place);
      QCOMPARE((*found)->title, std::string("MNIST"));
      QVERIFY(QDir(temporary_.filePath(place)).removeRecursively());
    }
    const IdxFolder own = folder("own");
    QVERIFY(own.writeAll(20, 10, 28, 10));
    QVERIFY(load("mnist:" + own.path).ok());
    QVERIFY(own.writeAll(20, 10, 20, 10));
    QVERIFY(says(load("mnist:" + own.path),
                 "10 classes of 1×20×20 images where MNIST has 10 of 1×28×28"));
  }

  void loadingReportsAndStops() {
    const IdxFolder idx = folder("progress");
    QVERIFY(idx.writeAll(4, 4, 3, 2));
    const auto settings = parseDataSpec("idx:" + idx.path, {});
    std::vector<double> reports;
    LoadContext context{[&](double done) { reports.push_back(done); }, {}};
    QVERIFY(loadDataset(*settings, context).ok());
    QVERIFY(!reports.empty() && std::is_sorted(reports.begin(), reports.end()));
    QCOMPARE(reports.back(), 1.0);
    std::stop_source source;
    source.request_stop();
    context.stop = source.get_token();
    QCOMPARE(loadDataset(*settings, context).error().kind, Error::Kind::Cancelled);
  }

  void theSplitIsStratified() {
    std::vector<std::int32_t> labels;
    const std::map<std::int32_t, int> sizes = {{0, 100}, {1, 35}, {2, 1}, {5, 2}};
    for (const auto& [label, count] : sizes)
      labels.insert(labels.end(), static_cast<std::size_t>(count), label);
    const Split split = stratifiedSplit(labels, 0.1, 3);
    std::map<std::int32_t, int> validating;
    for (const std::int32_t i : split.validation) ++validating[labels[static_cast<std::size_t>(i)]];
    // 3.5 rounds up, 0.1 and 0.2 down.
    QVERIFY((validating == std::map<std::int32_t, int>{{0, 10}, {1, 4}}));
    std::vector<std::int32_t> all = split.train;
    all.insert(all.end(), split.validation.begin(), split.validation.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < labels.size(); ++i) QCOMPARE(all[i], static_cast<std::int32_t>(i));
    QCOMPARE(all.size(), labels.size());
    QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
    QVERIFY(std::is_sorted(split.validation.begin(), split.validation.end()));

    QVERIFY(stratifiedSplit(labels, 0.1, 3).validation == split.validation);
    QVERIFY(stratifiedSplit(labels, 0.1, 4).validation != split.validation);
    QVERIFY(stratifiedSplit(labels, 0, 3).validation.empty());
    QVERIFY(stratifiedSplit(labels, std::nan(""), 3).validation.empty());
    QVERIFY(stratifiedSplit({}, 0.5, 3).train.empty());
    // Every class keeps one to learn from.
    QCOMPARE(stratifiedSplit(labels, 1.0, 3).train.size(), sizes.size());
  }

  void realMnistIsWhole() {
    if (realData_.isEmpty()) return;
    qputenv("LAYERLOOM_DATA", realData_);
    const auto loaded = load("mnist");
    qputenv("LAYERLOOM_DATA", temporary_.filePath("data").toLocal8Bit());
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().message().c_str());
    QCOMPARE((*loaded)->train.size(), 60'000);
    QCOMPARE((*loaded)->test.size(), 10'000);
    QCOMPARE((*loaded)->train.labels[0], 5);
    QCOMPARE((*loaded)->test.labels[0], 7);
    const auto& pixels = (*loaded)->train.pixels;
    const double mean = std::accumulate(pixels.begin(), pixels.end(), 0.0) /
                        static_cast<double>(pixels.size()) / 255;
    QVERIFY(std::abs(mean - 0.1307) < 1e-4);  // the figure that every MNIST tutorial quotes
  }
};

LOOM_TEST(data_test, DataTest)
#include "data_test.moc"
