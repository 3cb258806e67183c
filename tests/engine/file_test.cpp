// Whole files: bounded reading, gzip sound and damaged, and replacing without a moment in between.

#include "engine/io/file.h"

#include <zlib.h>

#include <QtTest/QtTest>

#include "engine/sentences.h"
#include "test_program.h"

using namespace loom;
using namespace loom::test;

namespace {

std::string gzip(const std::string& content) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(content.size() + 100, '\0');
  std::string input = content;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

class FileTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::string at(const char* name) const { return folder_.filePath(name).toStdString(); }

 private Q_SLOTS:
  void whatIsWrittenIsRead() {
    const std::string content("a\0b\xff\n", 5);
    QVERIFY(replaceFile(at("plain"), content).ok());
    QCOMPARE(*readFile(at("plain"), 5), content);
    QCOMPARE(*readMaybeGzip(at("plain"), 5), content);
    QVERIFY(replaceFile(at("plain"), "").ok());
    QCOMPARE(*readFile(at("plain"), 0), std::string());
  }

  void theBoundHolds() {
    QVERIFY(replaceFile(at("ten"), "0123456789").ok());
    QVERIFY(readFile(at("ten"), 10).ok());
    QVERIFY(says(readFile(at("ten"), 9), "has 10 bytes where at most 9"));
    QVERIFY(says(readMaybeGzip(at("ten"), 9), "at most 9"));
    QVERIFY(readFile(at("ten"), ~std::uint64_t{0}).ok());
    QVERIFY(readMaybeGzip(at("ten"), ~std::uint64_t{0}).ok());
    // A device has no size; the bound still ends the reading.
    QVERIFY(says(readFile("/dev/zero", 1000), "at most 1000"));
  }

  void whatIsNotThereIsNamed() {
    QVERIFY(says(readFile(at("none"), 10), "There is no file"));
    QVERIFY(says(readFile(at("none"), 10), at("none").c_str()));
    QVERIFY(says(readFile(folder_.path().toStdString(), 10), "is a folder"));
  }

  void gzipIsInflated() {
    std::string content;
    for (std::uint32_t i = 0; i < 300'000; ++i) content += static_cast<char>(i * i >> 7);
    QVERIFY(replaceFile(at("packed"), gzip(content)).ok());
    QCOMPARE(*readMaybeGzip(at("packed"), content.size()), content);
    QVERIFY(says(readMaybeGzip(at("packed"), content.size() - 1), "at most"));
    // Two members one after the other are one file, as gzip says.
    QVERIFY(replaceFile(at("packed"), gzip("first ") + gzip("second")).ok());
    QCOMPARE(*readMaybeGzip(at("packed"), 100), std::string("first second"));
  }

  void aBombStopsAtTheBound() {
    QVERIFY(replaceFile(at("bomb"), gzip(std::string(50'000'000, '\0'))).ok());
    QVERIFY(says(readMaybeGzip(at("bomb"), 1'000'000), "at most 1000000"));
  }

  void damagedGzipIsNamed() {
    const std::string packed = gzip("some text that is long enough to be packed, packed, packed");
    for (std::size_t length = 2; length < packed.size(); ++length) {
      QVERIFY(replaceFile(at("cut"), packed.substr(0, length)).ok());
      QVERIFY(says(readMaybeGzip(at("cut"), 1000), "damaged or was cut short"));
    }
    std::string wrong = packed;
    wrong[packed.size() - 6] ^= 1;  // the checksum
    QVERIFY(replaceFile(at("cut"), wrong).ok());
    QVERIFY(says(readMaybeGzip(at("cut"), 1000), "damaged"));
  }

  void replacingKeepsRightsAndLinks() {
    QVERIFY(replaceFile(at("old"), "old").ok());
    QVERIFY(QFile::setPermissions(folder_.filePath("old"), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::link(folder_.filePath("old"), folder_.filePath("link")));
    QVERIFY(replaceFile(at("link"), "new").ok());
    QVERIFY(QFileInfo(folder_.filePath("link")).isSymLink());
    QCOMPARE(*readFile(at("old"), 10), std::string("new"));
    const auto rights = QFile::permissions(folder_.filePath("old"));
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther)));
    const QStringList left = QDir(folder_.path()).entryList({"*.new-*"});
    QVERIFY2(left.isEmpty(), qPrintable(left.join(", ")));
  }

  void aFailedReplaceLeavesTheOldFile() {
    QVERIFY(says(replaceFile(at("no/such/folder"), "x"), "could not be written"));
    QVERIFY(QDir(folder_.path()).mkdir("taken"));
    QVERIFY(QDir(folder_.path()).mkdir("taken/inside"));
    QVERIFY(says(replaceFile(at("taken"), "x"), "could not be written"));
    QVERIFY(QDir(folder_.filePath("taken/inside")).exists());
    QVERIFY(QDir(folder_.path()).entryList({"*.new-*"}).isEmpty());
  }

  void foldersAreMade() {
    QVERIFY(makeFolder(at("a/b/c")).ok());
    QVERIFY(makeFolder(at("a/b/c")).ok());
    QVERIFY(replaceFile(at("file"), "x").ok());
    QVERIFY(says(makeFolder(at("file")), "could not be made"));
    QVERIFY(says(makeFolder(at("file/below")), "could not be made"));
  }
};

LOOM_TEST(file_test, FileTest)
#include "file_test.moc"
