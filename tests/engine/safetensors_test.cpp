// Weights: exact bytes there and back, and every way in which a file can lie about its offsets.

#include "engine/io/safetensors.h"

#include <QtTest/QtTest>
#include <cstring>

#include "test_program.h"

using namespace loom;

namespace {

std::string fileOf(const std::string& header, const std::string& data = {}) {
  const std::uint64_t length = header.size();
  std::string file(8, '\0');
  std::memcpy(file.data(), &length, 8);
  return file + header + data;
}

template <class Number>
std::string bytesOf(std::initializer_list<Number> numbers) {
  std::string bytes;
  for (const Number number : numbers)
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  return bytes;
}

std::string tensor(const char* dtype, const char* shape, const char* offsets) {
  return std::string(R"({"a": {"dtype": ")") + dtype + R"(", "shape": )" + shape +
         R"(, "data_offsets": )" + offsets + "}}";
}

}  // namespace

class SafetensorsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::string path() const { return folder_.filePath("w.safetensors").toStdString(); }

  void write(const std::string& content) const {
    QFile file(folder_.filePath("w.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content.data(), static_cast<qint64>(content.size())),
             static_cast<qint64>(content.size()));
  }
  QByteArray bytes() const {
    QFile file(folder_.filePath("w.safetensors"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private Q_SLOTS:
  void tensorsComeBackExactly() {
    const std::vector<NamedTensor> tensors = {
        {"z.weight", Shape{2, 3}, {1, -0.0F, 3e-41F, 4, 5, std::numeric_limits<float>::infinity()}},
        {"a.bias", Shape{0}, {}},
        {"loss", Shape(), {0.25F}}};
    QVERIFY(writeSafetensors(path(), tensors, {{"step", "12"}}).ok());
    TensorMetadata metadata;
    const auto read = readSafetensors(path(), &metadata);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().message().c_str());
    QCOMPARE(read->size(), tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      QCOMPARE((*read)[i].name, tensors[i].name);
      QVERIFY((*read)[i].shape == tensors[i].shape);
      QVERIFY(std::equal(tensors[i].values.begin(), tensors[i].values.end(),
                         (*read)[i].values.begin(), (*read)[i].values.end(),
                         [](float a, float b) { return std::memcmp(&a, &b, sizeof a) == 0; }));
    }
    QVERIFY((metadata == TensorMetadata{{"step", "12"}}));
    const QByteArray first = bytes();
    QVERIFY(writeSafetensors(path(), *read, metadata).ok());
    QCOMPARE(bytes(), first);
    std::uint64_t header = 0;
    std::memcpy(&header, first.data(), 8);
    QCOMPARE(header % 8, std::uint64_t{0});  // the data is aligned
  }

  void wholeNumbersBecomeFloats() {
    write(fileOf(
        R"({"t": {"dtype": "I64", "shape": [2], "data_offsets": [0, 16]}, "u": {"dtype": "I32", "shape": [1], "data_offsets": [16, 20]}})",
        bytesOf<std::int64_t>({3, -1}) + bytesOf<std::int32_t>({7})));
    const auto read = readSafetensors(path());
    QVERIFY(read.ok());
    QVERIFY(((*read)[0].values == std::vector<float>{3, -1}));
    QVERIFY(((*read)[1].values == std::vector<float>{7}));
  }

  void badFilesAreExplained_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const std::string& content, const char* expected) {
      QTest::newRow(name) << QByteArray::fromStdString(content) << QString(expected);
    };
    const std::string four = bytesOf<float>({1});
    row("empty", "", "not a safetensors file");
    row("short", "abc", "not a safetensors file");
    row("huge header", bytesOf<std::uint64_t>({~0ULL}) + "{}", "not a safetensors file");
    row("header past the end", bytesOf<std::uint64_t>({100}) + "{}", "not a safetensors file");
    row("not JSON", fileOf("hello!!!"), "its header is not JSON");
    row("a list", fileOf("[]      "), "its header is not JSON");
    row("no dtype", fileOf(R"({"a": {"shape": [1], "data_offsets": [0, 4]}})", four),
        "\"a\" has no proper dtype");
    row("negative size", fileOf(tensor("F32", "[-1]", "[0, 4]"), four),
        "\"a\" has no proper dtype");
    row("size text", fileOf(tensor("F32", "[\"1\"]", "[0, 4]"), four), "\"a\" has no proper dtype");
    row("three offsets", fileOf(tensor("F32", "[1]", "[0, 2, 4]"), four),
        "\"a\" has no proper dtype");
    row("half", fileOf(tensor("F16", "[2]", "[0, 4]"), four), "\"a\" holds F16 numbers");
    row("past the end", fileOf(tensor("F32", "[2]", "[0, 8]"), four), "the file has only 4");
    row("backwards", fileOf(tensor("F32", "[1]", "[4, 0]"), four), "the file has only 4");
    row("far away",
        fileOf(tensor("F32", "[1]", "[9223372036854775800, 9223372036854775804]"), four),
        "the file has only 4");
    row("shape", fileOf(tensor("F32", "[2]", "[0, 4]"), four),
        "\"a\" is said to be 2 but takes 4 bytes");
    row("overflowing shape",
        fileOf(tensor("F32", "[4611686018427387904, 4611686018427387904]", "[0, 4]"), four),
        "takes 4 bytes");
    row("odd bytes", fileOf(tensor("F32", "[0]", "[0, 3]"), "abc"), "takes 3 bytes");
    row("gap", fileOf(tensor("F32", "[1]", "[4, 8]"), four + four),
        "begins at byte 4 where 0 was expected");
    row("rest", fileOf(tensor("F32", "[1]", "[0, 4]"), four + four),
        "take 4 bytes but the file has 8");
    row("overlap",
        fileOf(
            R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})",
            four),
        "\"b\" begins at byte 0 where 4 was expected");
    row("twice", fileOf(R"({"a": {}, "a": {}})"), "its header is not JSON");
    row("metadata", fileOf(R"({"__metadata__": {"a": 1}})"), "__metadata__ is not made of texts");
  }

  void badFilesAreExplained() {
    QFETCH(QByteArray, content);
    QFETCH(QString, expected);
    write(content.toStdString());
    const auto read = readSafetensors(path());
    QVERIFY(!read.ok());
    const QString found = QString::fromStdString(read.error().message());
    QVERIFY2(found.contains(expected), found.toUtf8());
    QVERIFY(found.contains("w.safetensors"));
  }

  void missingFileAndWrongSizesFail() {
    QVERIFY(!readSafetensors(folder_.filePath("none").toStdString()).ok());
    QVERIFY(!writeSafetensors(folder_.filePath("no/such/folder").toStdString(), {}).ok());
    QVERIFY(!writeSafetensors(path(), {{"a", Shape{2}, {1}}}).ok());
  }
};

LOOM_TEST(safetensors_test, SafetensorsTest)
#include "safetensors_test.moc"
