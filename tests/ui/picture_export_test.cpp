// The canvas as SVG, PNG and PDF, and in the clipboard; and what is said when that does not work.

#include "ui/canvas/picture_export.h"

#include <sys/resource.h>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <csignal>

#include "engine/graph/blocks.h"
#include "engine/graph/edit.h"
#include "test_program.h"
#include "ui/canvas_fixture.h"
#include "ui/theme.h"

using namespace loom::ui;

namespace {

struct PictureFixture : CanvasFixture {
  PictureExport pictures{canvas};
  QTemporaryDir folder;

  PictureFixture() { makeChain(6); }
  Scene& board() { return canvas.board(); }
  QSize sizeOnCanvas() const {
    const QRectF all = canvas.board().contentRect();
    return {qCeil(all.width()) + 48, qCeil(all.height()) + 48};
  }
  QByteArray written(const QString& name) {
    QSignalSpy done(&pictures, &PictureExport::written);
    pictures.write(folder.filePath(name));
    if (done.isEmpty() && !done.wait(60'000)) return {};
    return read(name);
  }
  QByteArray read(const QString& name) const {
    QFile file(folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  /// What is said instead of writing.
  QString refusal(const QString& path) {
    QSignalSpy failed(&pictures, &PictureExport::failed);
    pictures.write(path);
    if (failed.isEmpty() && !failed.wait(60'000)) return {};
    return failed.front().front().toString();
  }
};

}  // namespace

class PictureExportTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void svgHoldsEveryTitleAsText();
  void foldedBlocksHideTheirLayers();
  void pdfIsAPage();
  void pngIsTwiceAsLarge();
  void hugeNetworksStillFit();
  void selectionLeavesNoMark();
  void coloursAreTheThemes();
  void clipboardGetsThePicture();
  void emptyCanvasOffersNothing();
  void foldersThatCannotBeWrittenToSaySo();
  void aFailureLeavesTheOldFile();
  void otherSuffixesAreRefused();
  void dialogGivesTheSuffix();
};

void PictureExportTest::initTestCase() {
  applyTheme(*qApp, ThemeMode::Light);
}

void PictureExportTest::svgHoldsEveryTitleAsText() {
  PictureFixture f;
  QXmlStreamReader xml(f.written("net.svg"));
  QStringList texts;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("svg")) {
      QCOMPARE(xml.attributes().value("viewBox").toString(),
               QString("0 0 %1 %2").arg(f.sizeOnCanvas().width()).arg(f.sizeOnCanvas().height()));
    }
    if (xml.name() == QLatin1String("text")) texts << xml.readElementText().trimmed();
  }
  QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
  QCOMPARE(texts.count("Input"), 1);
  QCOMPARE(texts.count("ReLU"), 5);
  QCOMPARE(texts.filter("28×28").size(), 7);  // a shape each, and the input's setting
}

void PictureExportTest::foldedBlocksHideTheirLayers() {
  PictureFixture f;
  loom::Project project = f.document.project();
  project.graph.blocks = {{"b1", "Open stem", "blue", false, ""},
                          {"b2", "Shut head", "green", true, ""}};
  const std::pair<const char*, const char*> members[] = {
      {"relu1", "Tanh"}, {"relu2", "Sigmoid"}, {"relu3", "GELU"}, {"relu4", "SiLU"}};
  for (int i = 0; i < 4; ++i) {
    loom::Node* node = project.graph.find(members[i].first);
    node->type = members[i].second;
    node->block = i < 2 ? "b1" : "b2";
  }
  project.graph.notes = {{"a remark", {0, 400}, 200}};
  f.document.reset(project, {});
  f.settle();
  QXmlStreamReader xml(f.written("blocks.svg"));
  QStringList texts;
  while (!xml.atEnd()) {
    if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
      texts << xml.readElementText().trimmed();
  }
  QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
  for (const char* seen : {"Open stem", "Shut head", "Tanh", "Sigmoid", "Input", "a remark"})
    QVERIFY2(texts.count(seen) == 1, seen);
  for (const char* hidden : {"GELU", "SiLU"}) QVERIFY2(texts.filter(hidden).isEmpty(), hidden);
  QCOMPARE(texts.filter("2 layers").size(), 1);  // of the folded one

  // As pixels: where the second layer of the folded block would be, there is only canvas; the open
  // one's frame and both its layers are there.
  const QImage image = QImage::fromData(f.written("blocks.png"), "PNG");
  const QPointF corner = f.canvas.board().contentRect().topLeft() - QPointF(24, 24);
  const auto at = [&](QPointF scene) { return image.pixelColor(((scene - corner) * 2).toPoint()); };
  const Scene& board = f.canvas.board();
  const QRectF fold = board.shownFor("relu3")->rect();
  const QPointF gone = board.node("relu4")->rect().bottomRight() - QPointF(4, 6);
  QVERIFY(!fold.contains(gone));
  QCOMPARE(at(gone), Theme::light().canvas);
  QVERIFY(at(board.frame("b1")->rect().topLeft() + QPointF(20, 40)) != Theme::light().canvas);
  for (const char* id : {"relu1", "relu2"})
    QCOMPARE(at(board.node(id)->rect().bottomRight() - QPointF(4, 6)), Theme::light().nodeFill);
  QCOMPARE(at(fold.bottomRight() - QPointF(4, 6)), Theme::light().nodeFill);
  QVERIFY(f.written("blocks.pdf").startsWith("%PDF-"));

  // Opened, its layers are there.
  loom::Block open = project.graph.blocks[1];
  open.folded = false;
  f.document.edit("open", loom::changeBlock(f.graph(), open));
  const QByteArray opened = f.written("opened.svg");
  for (const char* seen : {"GELU", "SiLU", "Shut head"}) QVERIFY2(opened.contains(seen), seen);
  QVERIFY(!opened.contains("2 layers"));
  // What is selected leaves no mark on any of them, notes neither.
  const QByteArray plain = f.written("plain.png");
  f.board().choose({{"relu1", "relu2"}, {0}, {}});
  QCOMPARE(f.written("chosen.png"), plain);
}

void PictureExportTest::pdfIsAPage() {
  PictureFixture f;
  const QByteArray pdf = f.written("net.pdf");
  QVERIFY(pdf.startsWith("%PDF-"));
  QVERIFY(pdf.trimmed().endsWith("%%EOF"));
  QVERIFY(pdf.contains("/FontFile2") || pdf.contains("/FontFile3"));  // words stay words
  QVERIFY(pdf.size() > 3000);
}

void PictureExportTest::pngIsTwiceAsLarge() {
  PictureFixture f;
  const QImage image = QImage::fromData(f.written("net.png"), "PNG");
  QCOMPARE(image.size(), f.sizeOnCanvas() * 2);
  // The corner is empty canvas, the middle of the first node's square has its colour.
  QCOMPARE(image.pixelColor(2, 2), Theme::light().canvas);
  const auto* item = f.canvas.board().node("input");
  const QPointF dot = item->pos() + item->layout().dot.center() -
                      f.canvas.board().contentRect().topLeft() + QPointF(24, 24);
  QCOMPARE(image.pixelColor((dot * 2).toPoint()), Theme::light().category(loom::Category::Data));
}

void PictureExportTest::hugeNetworksStillFit() {
  PictureFixture f;
  f.makeChain(300);  // 48 000 wide
  const QImage image = QImage::fromData(f.written("net.png"), "PNG");
  QVERIFY(!image.isNull());
  QVERIFY(image.width() <= 32000 && image.width() > 30000);
  QVERIFY(f.written("net.pdf").startsWith("%PDF-"));
  f.add("far", "ReLU", 90000, 90000);
  QVERIFY(!QImage::fromData(f.written("far.png"), "PNG").isNull());
}

void PictureExportTest::selectionLeavesNoMark() {
  PictureFixture f;
  const QByteArray plain = f.written("a.png");
  f.canvas.board().select({"relu1", "relu2"});
  QCOMPARE(f.written("b.png"), plain);
  QVERIFY(f.canvas.board().node("relu1")->isChosen());  // there it still is
  f.canvas.board().selectLink(f.graph().links.front());
  QCOMPARE(f.written("c.png"), plain);
  f.document.edit("one less", loom::removeNodes(f.graph(), {"relu5"}, true));
  QVERIFY(f.written("d.png") != plain);
}

void PictureExportTest::coloursAreTheThemes() {
  PictureFixture f;
  applyTheme(*qApp, ThemeMode::Dark);
  const QImage image = QImage::fromData(f.written("dark.png"), "PNG");
  applyTheme(*qApp, ThemeMode::Light);
  QCOMPARE(image.pixelColor(2, 2), Theme::darkTheme().canvas);
}

void PictureExportTest::clipboardGetsThePicture() {
  PictureFixture f;
  QApplication::clipboard()->clear();
  QSignalSpy said(&f.pictures, &PictureExport::message);
  f.pictures.copy->trigger();
  QVERIFY(!said.isEmpty() || said.wait());
  QCOMPARE(QApplication::clipboard()->image().size(), f.sizeOnCanvas() * 2);
}

void PictureExportTest::emptyCanvasOffersNothing() {
  PictureFixture f;
  QVERIFY(f.pictures.save->isEnabled() && f.pictures.copy->isEnabled());
  f.document.reset({}, {});
  QVERIFY(!f.pictures.save->isEnabled() && !f.pictures.copy->isEnabled());
}

void PictureExportTest::foldersThatCannotBeWrittenToSaySo() {
  PictureFixture f;
  // Nobody may write there, the administrator included.
  for (const QString path : {"/proc/net.svg", "/nowhere/at/all/net.svg"}) {
    const QString sentence = f.refusal(path);
    QVERIFY2(sentence.startsWith("net.svg could not be written: "), qPrintable(sentence));
    QVERIFY(sentence.endsWith(". Choose another folder."));
  }
}

void PictureExportTest::aFailureLeavesTheOldFile() {
  PictureFixture f;
  const QByteArray before = f.written("net.png");
  QVERIFY(before.size() > 1000);
  f.add("more", "ReLU", 0, 600);
  rlimit was{};
  getrlimit(RLIMIT_FSIZE, &was);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = was;
  small.rlim_cur = 100;  // as on a disk that fills up
  setrlimit(RLIMIT_FSIZE, &small);
  const QString sentence = f.refusal(f.folder.filePath("net.png"));
  setrlimit(RLIMIT_FSIZE, &was);
  QVERIFY(sentence.startsWith("net.png could not be written: "));
  QCOMPARE(f.read("net.png"), before);
}

void PictureExportTest::otherSuffixesAreRefused() {
  PictureFixture f;
  const QString path = f.folder.filePath("net.jpeg");
  QCOMPARE(f.refusal(path),
           QString("A picture's name ends in .svg, .png or .pdf; net.jpeg does not."));
  QVERIFY(!QFile::exists(path));
}

void PictureExportTest::dialogGivesTheSuffix() {
  QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  PictureFixture f;
  f.pictures.save->trigger();
  auto* dialog = f.canvas.findChild<QFileDialog*>("pictureDialog");
  QVERIFY(dialog);
  QCOMPARE(dialog->defaultSuffix(), QString("svg"));
  QCOMPARE(dialog->nameFilters().size(), 3);
  emit dialog->filterSelected(dialog->nameFilters().at(2));
  QCOMPARE(dialog->defaultSuffix(), QString("pdf"));
  dialog->setDirectory(f.folder.path());
  dialog->selectFile(f.folder.filePath("mine"));
  QSignalSpy done(&f.pictures, &PictureExport::written);
  QMetaObject::invokeMethod(dialog, "accept");
  QVERIFY(!done.isEmpty() || done.wait());
  QVERIFY(f.read("mine.pdf").startsWith("%PDF-"));
}

LOOM_TEST(picture_export_test, PictureExportTest)
#include "picture_export_test.moc"
