// Pictures on the pad: pasted, dropped, drawn upon, and taken away again.

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "test_program.h"
#include "ui/pad_strokes.h"
#include "ui/sketch/sketch_pad.h"

using namespace loom;
using namespace loom::ui;

class SketchPicturesTest : public QObject {
  Q_OBJECT

  std::unique_ptr<SketchPad> pad_;

 private slots:
  void init() {
    pad_ = std::make_unique<SketchPad>();
    pad_->resize(240, 200);
    pad_->show();
    QVERIFY(QTest::qWaitForWindowExposed(pad_.get()));
  }
  void cleanup() { pad_.reset(); }

  void aPastedPictureIsSeenByTheNetwork_data() {
    QTest::addColumn<QColor>("paper");
    QTest::addColumn<QColor>("ink");
    QTest::newRow("dark on light") << QColor(250, 248, 240) << QColor(30, 30, 60);
    QTest::newRow("light on dark") << QColor(10, 12, 20) << QColor(240, 240, 255);
    QTest::newRow("on nothing") << QColor(0, 0, 0, 0) << QColor(20, 20, 20);
    QTest::newRow("light on nothing") << QColor(0, 0, 0, 0) << QColor(250, 250, 250);
  }
  void aPastedPictureIsSeenByTheNetwork() {
    QFETCH(const QColor, paper);
    QFETCH(const QColor, ink);
    QImage image(300, 200, QImage::Format_ARGB32);
    image.fill(paper);
    {
      QPainter painter(&image);
      painter.setPen(QPen(ink, 16, Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(200, 30, 200, 160);  // a one, off the middle
    }
    QGuiApplication::clipboard()->setImage(image);
    QTest::keyClick(pad_.get(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(!pad_->isEmpty());
    Framing framing;
    const std::vector<float> input = pad_->content().input(28, &framing);
    float inside = 0, outside = 0;
    for (std::size_t i = 0; i < input.size(); ++i) {
      const auto x = static_cast<int>(i % 28), y = static_cast<int>(i / 28);
      const bool inTheMiddle = x >= 11 && x < 18 && y >= 3 && y < 26;
      (inTheMiddle ? inside : outside) += input[i];
    }
    QVERIFY(inside > 30);
    QVERIFY(outside < 1);
    QVERIFY(framing.scale > 0);
    // The middle of the line on the pad lies in the middle of the frame.
    const PadPicture& picture = pad_->content().picture;
    const QPointF middle(picture.at.left() + picture.at.width() * 200 / 300,
                         picture.at.top() + picture.at.height() * 95 / 200);
    QVERIFY(std::abs(middle.x() * framing.scale + framing.x - 14.5) < 0.3);
    QVERIFY(std::abs(middle.y() * framing.scale + framing.y - 14.5) < 0.3);

    drag(*pad_, {{40, 40}, {60, 40}});  // drawn upon
    QVERIFY(pad_->content().input(28, &framing) != input);
    pad_->undo();
    QCOMPARE(pad_->content().input(28, &framing), input);
    pad_->undo();
    QVERIFY(pad_->isEmpty());
    pad_->redo();
    pad_->setErasing(true);
    QTest::mouseClick(pad_.get(), Qt::LeftButton, {},
                      (middle * 200 + QPointF(120, 100)).toPoint());  // on its ink
    QVERIFY(pad_->isEmpty());
  }

  void aDroppedFileIsReadOrRefusedInASentence() {
    const QTemporaryDir folder;
    QImage image(600, 500, QImage::Format_RGB32);
    image.fill(Qt::white);
    {
      QPainter painter(&image);
      painter.fillRect(280, 100, 40, 300, Qt::black);
    }
    QVERIFY(image.save(folder.filePath("one.png")));
    QFile text(folder.filePath("text.png"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("not a picture") > 0);
    text.close();
    image.fill(Qt::white);
    QVERIFY(image.save(folder.filePath("blank.png")));
    const auto drop = [&](const QString& name) {
      QMimeData data;
      data.setUrls({QUrl::fromLocalFile(folder.filePath(name))});
      QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(pad_.get(), &enter);
      QVERIFY(enter.isAccepted());
      QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(pad_.get(), &event);
    };
    QSignalSpy failed(pad_.get(), &SketchPad::failed);
    for (const QString name : {"text.png", "blank.png", "nowhere.png"}) {
      failed.clear();
      drop(name);
      QTRY_COMPARE(failed.size(), 1);
      QVERIFY(failed[0][0].toString().contains(name));
      QVERIFY(pad_->isEmpty());
    }
    drop("one.png");
    QTRY_VERIFY(!pad_->isEmpty());
    QVERIFY(pad_->content().picture.ink.width() <= 400);
    QTest::keyClick(pad_.get(), Qt::Key_Escape);
    QVERIFY(pad_->isEmpty());
  }

  void pastingNothingSaysSo() {
    QGuiApplication::clipboard()->setText("seven");
    QSignalSpy failed(pad_.get(), &SketchPad::failed);
    QTest::keyClick(pad_.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(failed.size(), 1);
    QVERIFY(pad_->isEmpty());
  }

  void theDrawingIsCopiedAndComesBackTheSame() {
    drawSeven(*pad_);
    Framing framing;
    const std::vector<float> drawn = pad_->content().input(28, &framing);
    QTest::keyClick(pad_.get(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(pad_.get(), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(!pad_->content().picture.ink.isNull());
    QVERIFY(pad_->strokes().empty());
    const std::vector<float> pasted = pad_->content().input(28, &framing);
    double apart = 0, mass = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      apart += std::abs(static_cast<double>(drawn[i] - pasted[i]));
      mass += static_cast<double>(drawn[i]);
    }
    // The pen's width is the pad's now, not eased towards MNIST's.
    QVERIFY2(apart < 0.5 * mass, qPrintable(QString::number(apart / mass)));
  }
};

LOOM_TEST(sketch_pictures_test, SketchPicturesTest)
#include "sketch_pictures_test.moc"
