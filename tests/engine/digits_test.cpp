// The built-in digits: the same bytes always, balanced, framed as MNIST frames, and a cache that is
// never trusted blindly.

#include "engine/data/digits.h"

#include <QtTest/QtTest>
#include <set>

#include "engine/data/handwriting.h"
#include "engine/io/file.h"
#include "test_program.h"

using namespace loom;

namespace {

// Of seed 0. It changes with every change of what is written; then raise kVersion in digits.cpp as
// well, or old caches would be taken for new.
constexpr const char* kFingerprint = "8d8d3940dc0aea7a";

Result<std::shared_ptr<const Dataset>> loadDigits(std::int64_t seed,
                                                  const LoadContext& context = {}) {
  DataSettings settings;
  settings.source = "digits";
  settings.params.set("seed", seed);
  return loadDataset(settings, context);
}

}  // namespace

class DigitsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::shared_ptr<const Dataset> first_;

 private Q_SLOTS:
  void initTestCase() {
    qputenv("XDG_CACHE_HOME", folder_.path().toLocal8Bit());
    first_ = *loadDigits(0);
  }

  void theBytesAreThoseOfTheSeed() { QCOMPARE(first_->fingerprint.c_str(), kFingerprint); }

  void anyNumberOfThreadsWritesTheSame() {
    const auto one = makeDigits(0, 1, {});
    const auto three = makeDigits(0, 3, {});
    QVERIFY(one.ok() && three.ok());
    QVERIFY(one->train.pixels == three->train.pixels && one->test.pixels == three->test.pixels);
    QCOMPARE(one->fingerprint, first_->fingerprint);
    QCOMPARE(three->fingerprint, first_->fingerprint);
  }

  void classesAreBalancedAndMixed() {
    QVERIFY(first_->shape == (Shape{1, 28, 28}));
    QCOMPARE(first_->classes.size(), std::size_t{10});
    QCOMPARE(first_->train.size(), 20'000);
    QCOMPARE(first_->test.size(), 4'000);
    for (const Samples* samples : {&first_->train, &first_->test}) {
      QCOMPARE(samples->pixels.size(), samples->labels.size() * 784);
      for (std::int32_t digit = 0; digit < 10; ++digit) {
        QCOMPARE(std::count(samples->labels.begin(), samples->labels.end(), digit),
                 samples->size() / 10);
      }
      QVERIFY(!std::is_sorted(samples->labels.begin(), samples->labels.end()));
    }
  }

  void everyDigitIsFramedAsMnistFrames() {
    for (int i = 0; i < first_->test.size(); ++i) {
      const auto image = first_->image(first_->test, i);
      double mass = 0, x = 0, y = 0;
      int left = 28, right = -1, top = 28, bottom = -1;
      for (int p = 0; p < 784; ++p) {
        const int value = image[static_cast<std::size_t>(p)];
        mass += value;
        x += value * (p % 28);
        y += value * (p / 28);
        if (value < 64) continue;
        left = std::min(left, p % 28);
        right = std::max(right, p % 28);
        top = std::min(top, p / 28);
        bottom = std::max(bottom, p / 28);
      }
      QVERIFY(mass > 20 * 255);  // a thin 1 has the least ink
      // MNIST shifts by whole pixels, so its own centres lie within half a pixel.
      QVERIFY(std::abs(x / mass - 14) < 0.5 && std::abs(y / mass - 14) < 0.5);
      const int side = std::max(right - left, bottom - top) + 1;
      QVERIFY2(side >= 18 && side <= 21, qPrintable(QString::number(side)));
    }
  }

  void noTwoSamplesAreTheSame() {
    std::set<std::vector<std::uint8_t>> seen;
    for (const Samples* samples : {&first_->train, &first_->test}) {
      for (int i = 0; i < samples->size(); ++i) {
        const auto image = first_->image(*samples, i);
        QVERIFY(seen.emplace(image.begin(), image.end()).second);
      }
    }
    QVERIFY((*loadDigits(1))->fingerprint != first_->fingerprint);
  }

  void theCacheIsReadButNotTrusted() {
    const std::string path = digitsCachePath(0);
    auto content = readFile(path, 1U << 30);
    QVERIFY(content.ok());
    QCOMPARE((*loadDigits(0))->fingerprint, first_->fingerprint);

    // That it is read at all: another seed's cache under this name would be noticed, a sound one is
    // taken.
    for (const std::size_t at : {std::size_t{3}, content->size() / 2, content->size() - 1}) {
      std::string damaged = *content;
      damaged[at] ^= 4;
      QVERIFY(replaceFile(path, damaged).ok());
      QCOMPARE((*loadDigits(0))->fingerprint, first_->fingerprint);
      QCOMPARE(*readFile(path, 1U << 30), *content);  // written anew
    }
    QVERIFY(replaceFile(path, content->substr(0, 1000)).ok());
    QCOMPARE((*loadDigits(0))->fingerprint, first_->fingerprint);
    QVERIFY(replaceFile(path, *readFile(digitsCachePath(1), 1U << 30)).ok());
    QCOMPARE((*loadDigits(0))->fingerprint, first_->fingerprint);
  }

  void aSoundCacheIsNotWrittenAnew() {
    QVERIFY(loadDigits(0).ok());
    std::vector<double> reports;
    QVERIFY(loadDigits(0, {[&](double done) { reports.push_back(done); }, {}}).ok());
    QVERIFY((reports == std::vector<double>{1.0}));  // nothing was made
    QVERIFY(QFile::remove(QString::fromStdString(digitsCachePath(0))));
    reports.clear();
    const auto caller = std::this_thread::get_id();
    QVERIFY(loadDigits(0, {[&](double done) {
                             QVERIFY(std::this_thread::get_id() == caller);
                             reports.push_back(done);
                           },
                           {}})
                .ok());
    QVERIFY(reports.size() > 10);
    QCOMPARE(reports.back(), 1.0);
  }

  void withoutAPlaceForTheCacheAllWorks() {
    const QString blocked = folder_.filePath("a file");
    QVERIFY(replaceFile(blocked.toStdString(), "in the way").ok());
    qputenv("XDG_CACHE_HOME", blocked.toLocal8Bit());
    QCOMPARE((*loadDigits(0))->fingerprint, first_->fingerprint);
    qputenv("XDG_CACHE_HOME", folder_.path().toLocal8Bit());
  }

  void cancellingStopsAndLeavesNoCache() {
    std::stop_source source;
    const auto stopped =
        loadDigits(2, {[&](double) { source.request_stop(); }, source.get_token()});
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
    QVERIFY(!QFile::exists(QString::fromStdString(digitsCachePath(2))));
  }
};

LOOM_TEST(digits_test, DigitsTest)
#include "digits_test.moc"
