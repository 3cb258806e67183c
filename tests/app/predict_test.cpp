// Pictures of any kind become the same digit; a picture of the network's own size is taken as it
// is.

#include <QtGui/QImage>
#include <QtGui/QPainter>

#include "app/commands/picture.h"
#include "program.h"
#include "test_program.h"

using loom::readPicture;
using loom::Shape;

namespace {

/// A thick slanted stroke, as a pen draws a one.
QImage stroke(int size, QColor paper, QColor ink) {
  QImage image(size, size, QImage::Format_ARGB32);
  image.fill(paper);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, size / 12.0, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(size * 0.55, size * 0.2), QPointF(size * 0.45, size * 0.8));
  return image;
}

float difference(const std::vector<float>& a, const std::vector<float>& b) {
  float most = a.size() == b.size() ? 0.0F : 9.0F;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

}  // namespace

class PredictTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  const Shape digit_{1, 28, 28};
  QString path(const QString& name) const { return folder_.filePath(name); }
  std::vector<float> read(const QImage& image, const Shape& shape) const {
    const QString file = path("picture.png");
    image.save(file);
    const auto values = readPicture(file.toStdString(), shape);
    return values ? *values : std::vector<float>();
  }

 private slots:
  void paperAndInkMayBeOfAnyBrightness() {
    const std::vector<float> onDark = read(stroke(200, Qt::black, Qt::white), digit_);
    QCOMPARE(onDark.size(), std::size_t{784});
    QVERIFY(*std::max_element(onDark.begin(), onDark.end()) > 0.8F);
    QCOMPARE(onDark[0], 0.0F);
    QVERIFY(difference(onDark, read(stroke(200, Qt::white, Qt::black), digit_)) < 0.02F);
    QVERIFY(difference(onDark, read(stroke(200, QColor(235, 230, 200), QColor(30, 30, 90)),
                                    digit_)) < 0.1F);
    QVERIFY(difference(onDark, read(stroke(200, Qt::transparent, Qt::black), digit_)) < 0.02F);
    QVERIFY(difference(
                onDark,
                read(stroke(400, Qt::black, Qt::white).convertToFormat(QImage::Format_Grayscale8),
                     digit_)) < 0.15F);
  }

  void anEmptyPictureIsEmpty() {
    const std::vector<float> values = read(stroke(60, Qt::white, Qt::white), digit_);
    QCOMPARE(values, std::vector<float>(784, 0.0F));
  }

  void aPictureOfTheInputsSizeIsTakenAsItIs() {
    QImage image(28, 28, QImage::Format_Grayscale8);
    for (int y = 0; y < 28; ++y) {
      for (int x = 0; x < 28; ++x) image.scanLine(y)[x] = static_cast<uchar>((9 * y + x) % 256);
    }
    const std::vector<float> values = read(image, digit_);
    QCOMPARE(values.size(), std::size_t{784});
    for (int i = 0; i < 784; ++i)
      QVERIFY(std::abs(values[static_cast<std::size_t>(i)] * 255 -
                       static_cast<float>((9 * (i / 28) + i % 28) % 256)) < 0.01F);
  }

  void coloursComeAsPlanesOfRedGreenBlue() {
    QImage image(4, 2, QImage::Format_RGB32);
    image.fill(QColor(255, 128, 0));
    const std::vector<float> values = read(image, Shape{3, 2, 4});
    QCOMPARE(values.size(), std::size_t{24});
    QVERIFY(std::abs(values[0] - 1) < 1e-6F && std::abs(values[8] - 128 / 255.0F) < 1e-6F &&
            values[16] == 0);
    QCOMPARE(read(image.scaled(40, 20), Shape{3, 2, 4}).size(), std::size_t{24});
  }

  void whatIsNoPictureIsNamed() {
    writeFile(path("words.png"), "not a picture");
    const auto words = readPicture(path("words.png").toStdString(), digit_);
    QVERIFY(!words.ok());
    QVERIFY(words.error().message().find("words.png is not a picture") != std::string::npos);
    QVERIFY(!readPicture(path("none.png").toStdString(), digit_).ok());
  }

  void theProgramAnswers() {
    writeFile(path("small.loom"), smallProject());
    const Ran training = layerloom({"train", path("small.loom"), "--run", path("run"), "--quiet"});
    QVERIFY2(training.status == 0, training.err);
    stroke(300, Qt::white, Qt::black).save(path("one.png"));
    const QStringList common{"predict", path("small.loom"), "--weights",
                             path("run/best.safetensors"), path("one.png")};
    const Ran ran = layerloom(common + QStringList{"--json"});
    QVERIFY2(ran.status == 0, ran.err);
    const QJsonObject answer = ran.json()["predictions"].toArray()[0].toObject();
    QCOMPARE(answer.keys(), (QStringList{"class", "file", "label", "probabilities"}));
    QCOMPARE(answer["file"].toString(), path("one.png"));
    QCOMPARE(answer["class"].toInt(), 1);
    QCOMPARE(answer["label"].toString(), QString("1"));
    double sum = 0;
    for (const QJsonValue& share : answer["probabilities"].toArray()) sum += share.toDouble();
    QVERIFY(std::abs(sum - 1) < 1e-9);
    const Ran half = layerloom(common + QStringList{path("none.png")});
    QCOMPARE(half.status, 1);
    QVERIFY2(half.err.contains("none.png"), half.err);
    QVERIFY(half.out.contains("one.png"));
  }
};

LOOM_TEST(predict_test, PredictTest)
#include "predict_test.moc"
