// Search-and-add: what stands first, what is greyed and why, and names of other frameworks. With
// real keys where a person would use them.

#include "ui/canvas/layer_search.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>

#include "test_program.h"
#include "tests/ui/own_settings.h"
#include "ui/canvas_fixture.h"
#include "ui/theme.h"

using namespace loom::ui;

class LayerSearchTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void betterMatchesStandFirst_data();
  void betterMatchesStandFirst();
  void otherFrameworksNames_data();
  void otherFrameworksNames();
  void everySynonymFindsItsType();
  void noLetterInCommonFindsNothing();
  void whatFitsStandsFirst();
  void whatDoesNotFitSaysWhy();
  void pulledWiresOfferOnlyWhatFits();
  void whatIsUsedStandsFirst();
  void matchesCountMoreThanUse();
  void oldHabitsFade();
  void damagedCountsDoNoHarm();

 private:
  std::unique_ptr<loom::test::OwnSettings> folder_;
};

namespace {

QStringList names(const CanvasFixture& f) {
  QStringList names;
  const QListWidget* list = f.canvas.search().list();
  for (int i = 0; i < list->count(); ++i) names << list->item(i)->data(Qt::UserRole).toString();
  return names;
}

/// Opens the search by Tab and types.
void search(CanvasFixture& f, const QString& words) {
  f.canvas.setFocus();
  f.key(Qt::Key_Tab);
  QVERIFY(f.canvas.search().isVisible());
  QTest::keyClicks(f.canvas.search().field(), words);
}

QStringList foundBy(const QString& words) {
  std::vector<SearchEntry> entries;
  for (const loom::LayerType& type : loom::layerTypes()) entries.push_back({&type, {}});
  QStringList found;
  for (const SearchEntry& entry : searched(entries, words, {}))
    found << QString::fromStdString(entry.type->name);
  return found;
}

}  // namespace

void LayerSearchTest::initTestCase() {
  applyTheme(*qApp, ThemeMode::Light);
}

void LayerSearchTest::init() {
  folder_ = std::make_unique<loom::test::OwnSettings>();
}

void LayerSearchTest::betterMatchesStandFirst_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QStringList>("inThisOrder");
  QTest::newRow("exact") << "elu" << QStringList{"ELU", "ReLU"};
  QTest::newRow("exact before beginning") << "dropout" << QStringList{"Dropout", "Dropout2d"};
  QTest::newRow("beginning before a word's") << "conv" << QStringList{"Conv1d", "Conv2d"};
  QTest::newRow("a word's before a part") << "pool" << QStringList{"MaxPool2d", "AvgPool2d"};
  QTest::newRow("loss") << "mse" << QStringList{"MSELoss"};
  QTest::newRow("letters in order") << "mxpl" << QStringList{"MaxPool2d"};
  QTest::newRow("more than one word") << "batch norm" << QStringList{"BatchNorm1d", "BatchNorm2d"};
}

void LayerSearchTest::betterMatchesStandFirst() {
  QFETCH(QString, words);
  QFETCH(QStringList, inThisOrder);
  const QStringList found = foundBy(words);
  QCOMPARE(found.mid(0, 1), inThisOrder.mid(0, 1));
  for (qsizetype i = 1; i < inThisOrder.size(); ++i)
    QVERIFY2(found.indexOf(inThisOrder[i]) > found.indexOf(inThisOrder[i - 1]),
             qPrintable(found.join(' ')));
}

void LayerSearchTest::otherFrameworksNames_data() {
  QTest::addColumn<QString>("words");
  QTest::addColumn<QString>("type");
  const std::pair<const char*, const char*> pairs[] = {{"Dense", "Linear"},
                                                       {"fully connected", "Linear"},
                                                       {"fully-conn", "Linear"},
                                                       {"Conv2D", "Conv2d"},
                                                       {"Conv2DTranspose", "ConvTranspose2d"},
                                                       {"deconvolution", "ConvTranspose2d"},
                                                       {"batchnorm", "BatchNorm1d"},
                                                       {"relu", "ReLU"},
                                                       {"MaxPooling2D", "MaxPool2d"},
                                                       {"global average", "AdaptiveAvgPool2d"},
                                                       {"swish", "SiLU"},
                                                       {"residual", "Add"},
                                                       {"Concatenate", "Concat"},
                                                       {"huber", "SmoothL1Loss"},
                                                       {"MAE", "L1Loss"}};
  for (const auto& [words, type] : pairs) QTest::newRow(words) << QString(words) << QString(type);
}

void LayerSearchTest::otherFrameworksNames() {
  QFETCH(QString, words);
  QFETCH(QString, type);
  CanvasFixture f;
  search(f, words);
  QCOMPARE(names(f).value(0), type);
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Return);
  QCOMPARE(QString::fromStdString(f.graph().nodes.back().type), type);
}

void LayerSearchTest::everySynonymFindsItsType() {
  for (const loom::LayerType& type : loom::layerTypes()) {
    const QString name = QString::fromStdString(type.name);
    for (const std::string& synonym : type.synonyms) {
      const QString words = QString::fromStdString(synonym);
      QVERIFY2(words.size() >= 2 && words == words.trimmed(), synonym.c_str());
      const qsizetype place = foundBy(words).indexOf(name);
      QVERIFY2(place >= 0 && place < 3, qPrintable(name + " by " + words));
      QVERIFY2(!loom::findLayerType(synonym), synonym.c_str());  // a name leads to its own type
    }
  }
}

void LayerSearchTest::noLetterInCommonFindsNothing() {
  QVERIFY(foundBy("qqq").isEmpty());
  QVERIFY(foundBy("--").isEmpty());
  QCOMPARE(foundBy("  ").size(), static_cast<qsizetype>(loom::layerTypes().size()));
}

void LayerSearchTest::whatFitsStandsFirst() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.board().select({"relu1"});  // gives images
  search(f, "conv");
  QCOMPARE(names(f).value(0), QString("Conv2d"));  // Conv1d comes first in the palette
  QVERIFY(names(f).contains("Conv1d"));
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Return);
  QVERIFY(f.linked("relu1", f.graph().nodes.back().id));
  // Nothing selected: nothing arrives, and without use the palette's order holds.
  QSettings().clear();
  f.canvas.board().select({});
  search(f, "conv");
  QCOMPARE(names(f).value(0), QString("Conv1d"));
}

void LayerSearchTest::whatDoesNotFitSaysWhy() {
  CanvasFixture f;
  f.makeChain(2);
  f.canvas.board().select({"relu1"});
  search(f, "conv1d");
  QListWidgetItem* item = f.canvas.search().list()->item(0);
  QCOMPARE(item->data(Qt::UserRole).toString(), QString("Conv1d"));
  QCOMPARE(item->foreground().color(), Theme::light().muted);
  QVERIFY(item->flags() & Qt::ItemIsEnabled);
  // The sentence is the one that the node would get.
  loom::Project project = f.document.project();
  loom::Node node;
  node.id = "conv1";
  node.type = "Conv1d";
  loom::applyEdits(project,
                   {loom::InsertNode{node, -1}, loom::InsertLink{{"relu1", "conv1", 0}, -1}});
  QStringList sentences;
  for (const loom::Problem& problem : loom::analyse(project).problems)
    if (problem.node == "conv1") sentences << QString::fromStdString(problem.text.english());
  const QString sentence = f.canvas.search().about()->text();
  QVERIFY2(sentences.contains(sentence), qPrintable(sentence));
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Escape);
  search(f, "conv2d");
  QVERIFY(f.canvas.search().list()->item(0)->foreground().color() != Theme::light().muted);
  QVERIFY(f.canvas.search().about()->text() != sentence);
  QVERIFY(!f.canvas.search().about()->text().isEmpty());
}

void LayerSearchTest::pulledWiresOfferOnlyWhatFits() {
  CanvasFixture f;
  f.makeChain(1);
  f.drag(f.output("input"), f.at({400, 400}));
  QVERIFY(f.canvas.search().isVisible());
  QVERIFY(names(f).contains("Conv2d"));
  QVERIFY(names(f).contains("Add"));  // it waits for a second wire
  QVERIFY(!names(f).contains("Conv1d"));
  QVERIFY(!names(f).contains("Input"));
  QVERIFY(!names(f).contains("CrossEntropyLoss"));
}

void LayerSearchTest::whatIsUsedStandsFirst() {
  CanvasFixture f;
  search(f, "GELU");
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Return);
  f.canvas.board().select({});
  search(f, {});
  QCOMPARE(names(f).value(0), QString("GELU"));
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Escape);
  // From the palette it counts as well.
  for (int i = 0; i < 2; ++i) f.canvas.commands().addToSelection(*loom::findLayerType("Softplus"));
  f.canvas.board().select({});
  search(f, {});
  QCOMPARE(names(f).mid(0, 2), (QStringList{"Softplus", "GELU"}));
  QCOMPARE(layerUses(), (QHash<QString, int>{{"GELU", 1}, {"Softplus", 2}}));
}

void LayerSearchTest::matchesCountMoreThanUse() {
  for (int i = 0; i < 5; ++i) countUse(*loom::findLayerType("Dropout2d"));
  CanvasFixture f;
  search(f, "dropout");
  QCOMPARE(names(f).mid(0, 2), (QStringList{"Dropout", "Dropout2d"}));
  QTest::keyClick(f.canvas.search().field(), Qt::Key_Backspace);
  QCOMPARE(names(f).value(0), QString("Dropout2d"));  // two beginnings: use decides
}

void LayerSearchTest::oldHabitsFade() {
  countUse(*loom::findLayerType("Tanh"));
  for (int i = 0; i < 3; ++i) countUse(*loom::findLayerType("ELU"));
  for (int i = 0; i < 1000; ++i) countUse(*loom::findLayerType("GELU"));
  const QHash<QString, int> uses = layerUses();
  QVERIFY(uses.value("GELU") <= 64 && uses.value("GELU") > 16);
  QVERIFY(!uses.contains("Tanh"));
}

void LayerSearchTest::damagedCountsDoNoHarm() {
  QSettings settings;
  settings.setValue("search/used/GELU", "many");
  settings.setValue("search/used/ELU", -7);
  settings.setValue("search/used/Tanh", 2000000000);
  settings.setValue("search/used/NoSuchLayer", 9);
  QCOMPARE(layerUses().value("GELU"), 0);
  QCOMPARE(layerUses().value("ELU"), 0);
  countUse(*loom::findLayerType("Tanh"));
  QVERIFY(layerUses().value("Tanh") > 0);
  CanvasFixture f;
  search(f, {});
  QCOMPARE(names(f).value(0), QString("Tanh"));
}

LOOM_TEST(layer_search_test, LayerSearchTest)
#include "layer_search_test.moc"
