// The drawings that a person keeps: what is written is there again, two programs lose nothing,
// damage is named, what is exported can be loaded, and the source mixes them with other data
// cleanly.

#include "engine/data/my_digits.h"

#include <QtTest>
#include <filesystem>
#include <set>
#include <thread>

#include "engine/base/rng.h"
#include "engine/data/batch.h"
#include "engine/io/file.h"
#include "engine/sentences.h"
#include "golden/goldens.h"
#include "idx_files.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

/// Drawing `number` of a kind: no two are alike.
KeptDigit drawingOf(std::int64_t id, int label) {
  KeptDigit digit{.id = id, .label = label};
  for (std::size_t i = 0; i < digit.pixels.size(); ++i)
    digit.pixels[i] = static_cast<std::uint8_t>(static_cast<std::size_t>(id * 7 + label) + i * 3);
  return digit;
}

KeptDigits someDigits(int count) {
  KeptDigits digits;
  for (int i = 0; i < count; ++i) digits.push_back(drawingOf(100 + i, i % 10));
  return digits;
}

std::vector<std::uint8_t> pixelsOf(const Dataset& data, const Samples& samples, int index) {
  const auto image = data.image(samples, index);
  return {image.begin(), image.end()};
}

}  // namespace

class MyDigitsTest : public QObject {
  Q_OBJECT

  QTemporaryDir temporary_;
  int folders_ = 0;

  std::string freshFolder() {
    return temporary_.filePath(QString::number(++folders_)).toStdString();
  }
  /// A data home of its own, with these drawings in My digits.
  void keepAtHome(const KeptDigits& digits) {
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString(freshFolder()));
    if (!digits.empty()) QVERIFY(changeMyDigits(myDigitsFolder(), {.put = digits}).ok());
  }
  static DataSettings settingsOf(const std::string& spec) { return must(parseDataSpec(spec, {})); }

 private Q_SLOTS:
  void initTestCase() {
    qputenv("LAYERLOOM_DATA", temporary_.filePath("nothing").toLocal8Bit());
    qputenv("XDG_CACHE_HOME", temporary_.filePath("cache").toLocal8Bit());
  }

  void nothingIsKeptAtFirst() {
    const std::string folder = freshFolder();
    QVERIFY(must(readMyDigits(folder)).empty());
    QVERIFY(!std::filesystem::exists(folder));
    QVERIFY(must(readMyDigits("")).empty());
    QVERIFY(says(changeMyDigits("", {.put = someDigits(1)}), "XDG_DATA_HOME"));
  }

  void whatIsKeptIsThereAgain() {
    const std::string folder = freshFolder();
    const KeptDigits digits = someDigits(23);
    QVERIFY(must(changeMyDigits(folder, {.put = digits})) == digits);
    QVERIFY(must(readMyDigits(folder)) == digits);

    // Labelled anew, removed, and brought back to its place.
    KeptDigit other = digits[4];
    other.label = 9;
    KeptDigits now = must(changeMyDigits(folder, {.put = {other}}));
    QCOMPARE(now.size(), digits.size());
    QCOMPARE(now[4].label, 9);
    now = must(changeMyDigits(folder, {.removed = {digits[7].id, digits[0].id, 999'999}}));
    QCOMPARE(now.size(), digits.size() - 2);
    now = must(changeMyDigits(folder, {.put = {digits[7], digits[0], digits[4]}}));
    QVERIFY(now == digits);
    QVERIFY(must(readMyDigits(folder)) == digits);
  }

  void aChangeIsTakenBack() {
    KeptDigits digits = someDigits(6);
    const KeptDigits before = digits;
    KeptDigit other = digits[2];
    other.label = 0;
    const DigitsChange change{.put = {other, drawingOf(500, 3)}, .removed = {digits[5].id, 42}};
    const DigitsChange back = inverseOf(change, digits);
    applyChange(digits, change);
    QVERIFY(digits != before);
    QCOMPARE(digits.size(), std::size_t{6});
    applyChange(digits, back);
    QVERIFY(digits == before);
  }

  void aDrawingKeepsItsInk() {
    std::vector<float> input(784, 0.0F);
    input[0] = 1.0F;
    input[1] = 0.5F;
    input[2] = 7.0F;
    const KeptDigits none;
    const KeptDigit digit = keptDigit(input, 3, none);
    QCOMPARE(digit.label, 3);
    QCOMPARE(int(digit.pixels[0]), 255);
    QCOMPARE(int(digit.pixels[1]), 128);
    QCOMPARE(int(digit.pixels[2]), 255);
    QCOMPARE(int(digit.pixels[783]), 0);
    // Now, in microseconds, and behind all others whatever their clock said.
    QVERIFY(std::abs(digit.id / 1000 - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    const std::int64_t late = digit.id + 1'000'000'000'000;
    QCOMPARE(keptDigit(input, 3, {drawingOf(late, 1)}).id, late + 1);
  }

  // Four "programs" at once, each of which keeps twenty drawings and removes one of its own.
  void nothingIsLostBetweenPrograms() {
    const std::string folder = freshFolder();
    std::vector<std::jthread> programs;
    for (int program = 0; program < 4; ++program) {
      programs.emplace_back([folder, program] {
        for (int i = 0; i < 20; ++i)
          (void)changeMyDigits(folder, {.put = {drawingOf(1000 * program + i, program)}});
        (void)changeMyDigits(folder, {.removed = {1000 * program + 5}});
      });
    }
    programs.clear();
    const KeptDigits digits = must(readMyDigits(folder));
    QCOMPARE(digits.size(), std::size_t{4 * 19});
    for (int program = 0; program < 4; ++program)
      QCOMPARE(std::ranges::count(digits, program, &KeptDigit::label), 19);
  }

  void damageIsNamedAndLeftAlone_data() {
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("byte");
    QTest::newRow("not an IDX file") << 2 << 0;
    QTest::newRow("more than there are") << 7 << 9;
    QTest::newRow("other rows") << 11 << 3;
    QTest::newRow("no digit") << 12 << 10;
    QTest::newRow("an id again") << 12 + 793 + 8 << 100;
    QTest::newRow("cut short") << -1 << 0;
  }
  void damageIsNamedAndLeftAlone() {
    QFETCH(int, at);
    QFETCH(int, byte);
    const std::string folder = freshFolder();
    QVERIFY(changeMyDigits(folder, {.put = someDigits(3)}).ok());
    std::string path;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
      if (entry.path().extension() == ".idx") path = entry.path().string();
    std::string bytes = must(readFile(path, 1 << 20));
    QCOMPARE(bytes.size(), std::size_t{12 + 3 * 793});
    if (at < 0)
      bytes.pop_back();
    else
      bytes[static_cast<std::size_t>(at)] = static_cast<char>(byte);
    QVERIFY(replaceFile(path, bytes).ok());
    QVERIFY(says(readMyDigits(folder), path));
    QVERIFY(says(readMyDigits(folder), "damaged"));
    QVERIFY(says(changeMyDigits(folder, {.put = {drawingOf(9, 9)}}), "damaged"));
    QCOMPARE(must(readFile(path, 1 << 20)), bytes);
  }

  // What is written is what "idx:FOLDER" reads: all drawings, in either part, once.
  void whatIsExportedCanBeLoaded() {
    const KeptDigits digits = someDigits(47);
    const std::string folder = freshFolder();
    QVERIFY(exportMyDigits(digits, folder).ok());
    const auto data = must(loadDataset(settingsOf("idx:" + folder)));
    QCOMPARE(data->shape.text(), Shape({1, 28, 28}).text());
    QCOMPARE(data->classes.size(), std::size_t{10});
    QCOMPARE(data->train.size() + data->test.size(), 47);
    QVERIFY(data->test.size() >= 5 && data->test.size() <= 10);
    std::set<std::pair<std::vector<std::uint8_t>, int>> expected, found;
    for (const KeptDigit& digit : digits)
      expected.insert({{digit.pixels.begin(), digit.pixels.end()}, digit.label});
    for (const Samples* samples : {&data->train, &data->test}) {
      for (int i = 0; i < samples->size(); ++i)
        found.insert({pixelsOf(*data, *samples, i), samples->labels[static_cast<std::size_t>(i)]});
    }
    QVERIFY(found == expected);
    // It is the same data set as the source's own.
    keepAtHome(digits);
    QCOMPARE(must(loadDataset(settingsOf("my_digits")))->fingerprint, data->fingerprint);
  }

  void evenFewDrawingsAreADataSet() {
    for (const std::vector<int>& labels :
         std::vector<std::vector<int>>{{3, 3}, {0, 9}, {9, 0}, {1, 2, 3, 4}, {5, 5, 7}}) {
      KeptDigits digits;
      for (const int label : labels)
        digits.push_back(drawingOf(static_cast<std::int64_t>(digits.size()) + 1, label));
      const std::string folder = freshFolder();
      QVERIFY(exportMyDigits(digits, folder).ok());
      const auto data = must(loadDataset(settingsOf("idx:" + folder)));
      QCOMPARE(data->train.size(), static_cast<int>(labels.size()) - 1);
      QCOMPARE(data->test.size(), 1);
    }
    QVERIFY(says(exportMyDigits(someDigits(1), freshFolder()), "two at least"));
    QVERIFY(says(exportMyDigits({}, freshFolder()), "two at least"));
  }

  void anExportOverwritesNothing() {
    for (const char* name : {"train-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz"}) {
      const IdxFolder folder{freshFolder()};
      QVERIFY(folder.write(name, "somebody's"));
      QVERIFY(says(exportMyDigits(someDigits(9), folder.path), name));
      QCOMPARE(must(readFile(folder.file(name), 100)), std::string("somebody's"));
      QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path), {}), 1);
    }
  }

  void theSourceSaysWhatIsMissing() {
    keepAtHome({});
    QVERIFY(says(loadDataset(settingsOf("my_digits")), "Nothing was kept"));
    QVERIFY(says(loadDataset(settingsOf("my_digits:digits")), "Nothing was kept"));
    keepAtHome(someDigits(1));
    QVERIFY(says(loadDataset(settingsOf("my_digits")), "one drawing"));
    keepAtHome(someDigits(10));
    QVERIFY(says(loadDataset(settingsOf("my_digits:nothing")), "no data source \"nothing\""));
    QVERIFY(says(loadDataset(settingsOf("my_digits:my_digits")), "with themselves"));
    QVERIFY(says(loadDataset(settingsOf("my_digits:mnist:/nowhere")), "/nowhere"));
    const IdxFolder small{freshFolder()};
    QVERIFY(small.writeAll(20, 10, 14, 10));
    QVERIFY(says(loadDataset(settingsOf("my_digits:idx:" + small.path)), "14"));
    const IdxFolder few{freshFolder()};
    QVERIFY(few.writeAll(20, 10, 28, 4));
    QVERIFY(says(loadDataset(settingsOf("my_digits:idx:" + few.path)), "only 4 classes"));
  }

  // A drawing and its copies learn; what validates is nowhere among what learns, nor among what a
  // network of the other data alone would have learned from; and the test set stays as it was.
  void whatIsMixedIsCleanlySplit() {
    keepAtHome(someDigits(12));
    const IdxFolder folder{freshFolder()};
    QVERIFY(folder.write("train-images-idx3-ubyte", manyImages(2000)) &&
            folder.write("train-labels-idx1-ubyte", idxLabels(2000, 10)) &&
            folder.write("t10k-images-idx3-ubyte", manyImages(300)) &&
            folder.write("t10k-labels-idx1-ubyte", idxLabels(300, 10)));
    DataSettings settings = settingsOf("my_digits:idx:" + folder.path);
    settings.params.set("mix_samples", std::int64_t{400});
    settings.params.set("repeat", std::int64_t{5});
    settings.validationFraction = 0.2;
    settings.splitSeed = 6;
    const auto data = must(loadDataset(settings));
    DataSettings plain = settings;
    plain.source = "idx";
    plain.params = {{"folder", folder.path}};
    const auto other = must(loadDataset(plain));

    const Split split = splitSamples(data->train, 0.2, 6);
    const Split before = splitSamples(other->train, 0.2, 6);
    QCOMPARE(split.train.size(), std::size_t{12 * 5 + 400});
    QCOMPARE(split.validation.size(), std::size_t{100});
    const auto gather = [](const Dataset& from, const std::vector<std::int32_t>& indices) {
      std::multiset<std::vector<std::uint8_t>> images;
      for (const std::int32_t index : indices) images.insert(pixelsOf(from, from.train, index));
      return images;
    };
    const auto learned = gather(*other, before.train), checked = gather(*other, before.validation);
    std::multiset<std::vector<std::uint8_t>> own;
    for (const KeptDigit& digit : someDigits(12))
      for (int i = 0; i < 5; ++i) own.insert({digit.pixels.begin(), digit.pixels.end()});
    int ownCount = 0;
    for (const auto& image : gather(*data, split.train)) {
      if (own.contains(image))
        ++ownCount;
      else
        QVERIFY(learned.contains(image) && !checked.contains(image));
    }
    QCOMPARE(ownCount, 60);
    for (const auto& image : gather(*data, split.validation))
      QVERIFY(checked.contains(image) && !learned.contains(image) && !own.contains(image));
    QVERIFY(data->test.pixels == other->test.pixels && data->test.labels == other->test.labels);
    QVERIFY(data->classes == other->classes);

    // The same again, to the bit; another split seed draws others.
    QCOMPARE(must(loadDataset(settings))->fingerprint, data->fingerprint);
    settings.splitSeed = 7;
    QVERIFY(must(loadDataset(settings))->fingerprint != data->fingerprint);
    settings.splitSeed = 6;
    // Another label is other data.
    KeptDigit changed = someDigits(1).front();
    changed.label = 8;
    QVERIFY(changeMyDigits(myDigitsFolder(), {.put = {changed}}).ok());
    QVERIFY(must(loadDataset(settings))->fingerprint != data->fingerprint);
  }

  void theVersionFollowsEveryChange() {
    keepAtHome(someDigits(5));
    DataSettings settings = settingsOf("my_digits");
    const std::string first = dataVersion(settings);
    QCOMPARE(dataVersion(settings), first);
    KeptDigit changed = someDigits(1).front();
    changed.label = 8;
    QVERIFY(changeMyDigits(myDigitsFolder(), {.put = {changed}}).ok());
    const std::string second = dataVersion(settings);
    QVERIFY(second != first);
    settings.validationFraction = 0.5;
    QVERIFY(dataVersion(settings) != second);
    QVERIFY(dataVersion(settingsOf("mnist")).empty());
  }

  void specsNameData() {
    QCOMPARE(*dataSpec({.source = "digits", .params = {}}), std::string("digits"));
    for (const char* spec : {"digits:seed=3", "mnist", "mnist:/a:b", "idx:/a=b,c",
                             "my_digits:mnist", "my_digits:digits:seed=4"}) {
      QCOMPARE(*dataSpec(settingsOf(spec)), std::string(spec));
    }
    DataSettings text{.source = "text", .params = {{"length", std::int64_t{9}}}};
    QVERIFY(!dataSpec(text));
    QCOMPARE(std::get<std::int64_t>(*settingsOf("digits:seed=3").params.find("seed")), 3);
    QVERIFY(says(parseDataSpec("digits:sead=3", {}), "key=value"));
    QVERIFY(says(parseDataSpec("digits:seed=x", {}), "seed"));

    DataSettings one{.source = "digits", .params = {}}, two = one;
    two.params.set("seed", std::int64_t{0});
    two.validationFraction = 0.7;
    QVERIFY(isSameData(one, two));
    two.params.set("seed", std::int64_t{1});
    QVERIFY(!isSameData(one, two));
    QVERIFY(!isSameData(one, {.source = "mnist", .params = {}}));
  }

 private:
  /// No two of them alike.
  static std::string manyImages(std::uint32_t count) {
    std::string bytes = bigEndian({0x803, count, 28, 28});
    for (std::uint32_t i = 0; i < count; ++i) {
      Rng rng(count, i);
      for (int p = 0; p < 784; ++p) bytes += static_cast<char>(rng.below(256));
    }
    return bytes;
  }
};

LOOM_TEST(my_digits_test, MyDigitsTest)
#include "my_digits_test.moc"
