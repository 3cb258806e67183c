// The table of what each layer costs: its figures, order, copies, and that it and the canvas choose
// for each other.

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

#include "engine/graph/edit.h"
#include "engine/io/project_file.h"
#include "test_program.h"
#include "ui/canvas/canvas.h"
#include "ui/panels/analyse_model.h"
#include "ui/panels/analyse_panel.h"
#include "ui/tabular.h"
#include "ui/theme.h"
#include "ui/window_parts.h"

using namespace loom::ui;
using Column = AnalyseModel::Column;

namespace {

loom::Project analysedLenet() {
  QFile file(QStringLiteral(":/templates/lenet5.loom"));
  if (!file.open(QIODevice::ReadOnly)) qFatal("no template");
  return *loom::parseProject(file.readAll().toStdString());
}

struct AnalyseFixture : WindowParts {
  AnalysePanel& panel{window.analyse()};
  AnalyseModel& model{panel.model()};
  QTableView& table{panel.table()};
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

  AnalyseFixture() {
    window.resize(1400, 900);
    document.reset(analysedLenet(), {});
    show();
    window.tabs().setCurrentWidget(&panel);
    QCoreApplication::processEvents();
  }
  QString at(const QString& id, Column column) const {
    return model.index(model.rowOf(id), column).data().toString();
  }
  QStringList column(Column column) const {
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
      texts << model.index(row, column).data().toString();
    return texts;
  }
  QStringList selectedRows() const {
    QStringList ids;
    for (const QModelIndex& index : table.selectionModel()->selectedRows())
      ids << model.idAt(index.row());
    ids.sort();
    return ids;
  }
  void click(const QString& id, Qt::KeyboardModifiers modifiers = {}) {
    const QModelIndex index = model.index(model.rowOf(id), 0);
    table.scrollTo(index);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, modifiers,
                      table.visualRect(index).center());
  }
  void clickHeader(Column column) {
    QHeaderView* header = table.horizontalHeader();
    const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2,
                    header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
  }
  QToolButton* button(const QString& text) const {
    for (QToolButton* each : panel.findChildren<QToolButton*>())
      if (each->text().startsWith(text)) return each;
    return nullptr;
  }
  Scene::Ids selected() { return window.canvas().board().selection(); }
};

}  // namespace

class AnalyseTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void figuresAreTheNetworks();
  void sharesAddUp();
  void errorsSayWhy();
  void headerSortsAndGoesBack();
  void menuSortsByKeyboard();
  void clicksAndKeysChooseOnTheCanvas();
  void canvasChoosesRows();
  void selectionLivesThroughEdits();
  void copiesAsMarkdown();
  void copiesAsCsv();
  void separatorsInNamesAreQuoted();
  void rowsFollowEdits();
  void hiddenDoesNothing();
  void emptyNetworkSaysSo();
  void figuresAreNeverCut();
};

void AnalyseTest::initTestCase() {
  QCoreApplication::setOrganizationName("layerloom");
  QCoreApplication::setApplicationName("layerloom");
  applyTheme(*qApp, ThemeMode::Light);
}

void AnalyseTest::figuresAreTheNetworks() {
  AnalyseFixture f;
  const loom::Analysis& analysis = f.document.analysis();
  QCOMPARE(f.model.rowCount(), static_cast<int>(analysis.order.size()));
  for (int row = 0; row < f.model.rowCount(); ++row)
    QCOMPARE(f.model.idAt(row).toStdString(), analysis.order[static_cast<std::size_t>(row)]);
  QCOMPARE(f.at("conv1", Column::Type), QString("Conv2d"));
  QCOMPARE(f.at("conv1", Column::OutputShape), QString("6×28×28"));
  QCOMPARE(f.at("conv1", Column::Parameters), QString("156"));  // 6 * (5 * 5 + 1)
  QCOMPARE(f.at("conv1", Column::Flops), groupedNumber(2 * 6 * 28 * 28 * 25));
  QCOMPARE(f.at("fc1", Column::Parameters), groupedNumber(400 * 120 + 120));
  QCOMPARE(f.at("fc1", Column::ParameterShare), percentText(48120.0 / 61706));
  QCOMPARE(f.model.total(Column::Parameters), groupedNumber(61706));
  const auto alignment = f.model.index(0, Column::Flops).data(Qt::TextAlignmentRole).toInt();
  QVERIFY(alignment & Qt::AlignRight);
}

void AnalyseTest::sharesAddUp() {
  AnalyseFixture f;
  for (const Column column : {Column::ParameterShare, Column::FlopShare}) {
    double sum = 0;
    for (int row = 0; row < f.model.rowCount(); ++row)
      sum += f.model.index(row, column).data(AnalyseModel::ShareRole).toDouble();
    QVERIFY2(std::abs(sum - 1) < 1e-9, qPrintable(QString::number(sum)));
  }
  f.document.edit("only an input", loom::removeNodes(
                                       f.document.graph(),
                                       [&] {
                                         std::vector<std::string> ids;
                                         for (const auto& node : f.document.graph().nodes)
                                           if (node.type != "Input") ids.push_back(node.id);
                                         return ids;
                                       }(),
                                       false));
  QCOMPARE(f.model.rowCount(), 1);
  QCOMPARE(f.model.index(0, Column::ParameterShare).data().toString(), QString("–"));
}

void AnalyseTest::errorsSayWhy() {
  AnalyseFixture f;
  f.document.edit("400",
                  loom::setParam(f.document.graph(), "fc1", "in_features", std::int64_t{401}));
  QCOMPARE(f.at("fc1", Column::OutputShape), QString("–"));
  QString sentence;
  for (const auto& problem : f.document.analysis().problems)
    if (problem.node == "fc1") sentence = QString::fromStdString(problem.text.english());
  QVERIFY(!sentence.isEmpty());
  const QModelIndex cell = f.model.index(f.model.rowOf("fc1"), Column::Name);
  QCOMPARE(cell.data(Qt::ToolTipRole).toString(), sentence);
  QVERIFY(cell.data(AnalyseModel::TroubleRole).toBool());
  QVERIFY(!f.model.index(f.model.rowOf("conv1"), 0).data(AnalyseModel::TroubleRole).toBool());
}

void AnalyseTest::headerSortsAndGoesBack() {
  AnalyseFixture f;
  const QStringList network = f.column(Column::Name);
  for (int column = 0; column < AnalyseModel::ColumnCount; ++column) {
    f.clickHeader(static_cast<Column>(column));
    QCOMPARE(f.model.sortedColumn(), column);
    const QStringList first = f.column(Column::Name);
    f.clickHeader(static_cast<Column>(column));
    QVERIFY2(f.column(Column::Name) != first, qPrintable(f.model.longTitle(column)));
    f.clickHeader(static_cast<Column>(column));
    QCOMPARE(f.column(Column::Name), network);
  }
  f.clickHeader(Column::Parameters);
  QCOMPARE(f.model.idAt(0), QString("fc1"));  // the greatest first
  QCOMPARE(f.model.idAt(1), QString("fc2"));
  f.clickHeader(Column::Name);
  QStringList names = f.column(Column::Name);
  QStringList sorted = names;
  sorted.sort(Qt::CaseInsensitive);
  QCOMPARE(names, sorted);
}

void AnalyseTest::menuSortsByKeyboard() {
  AnalyseFixture f;
  QToolButton* sort = f.button("Sort");
  QVERIFY(sort->focusPolicy() & Qt::TabFocus);
  emit sort->menu()->aboutToShow();
  QAction* flops = nullptr;
  for (QAction* action : sort->menu()->actions())
    if (action->text() == "FLOPs") flops = action;
  QVERIFY(flops);
  flops->trigger();
  QCOMPARE(f.model.sortedColumn(), static_cast<int>(Column::Flops));
  QCOMPARE(f.model.idAt(0), QString("conv2"));
}

void AnalyseTest::clicksAndKeysChooseOnTheCanvas() {
  AnalyseFixture f;
  QSignalSpy changes(&f.window.canvas(), &Canvas::selectionChanged);
  f.click("conv2");
  QCOMPARE(f.selected(), Scene::Ids{"conv2"});
  QCOMPARE(changes.count(), 1);  // no echo
  f.table.setFocus();
  QTest::keyClick(&f.table, Qt::Key_Down);
  const std::string next = f.model.idAt(f.model.rowOf("conv2") + 1).toStdString();
  QCOMPARE(f.selected(), Scene::Ids{next});
  QCOMPARE(changes.count(), 2);
  f.click("fc2", Qt::ControlModifier);
  QCOMPARE(f.selected(), (Scene::Ids{next, "fc2"}));
  // Enter brings what was scrolled away back into view.
  f.click("conv1");
  f.window.canvas().centerOn(9000, 9000);
  const QRectF place = f.window.canvas().board().node("conv1")->rect();
  QVERIFY(!f.window.canvas().shownArea().contains(place));
  QTest::keyClick(&f.table, Qt::Key_Return);
  QVERIFY(f.window.canvas().shownArea().contains(place));
}

void AnalyseTest::canvasChoosesRows() {
  AnalyseFixture f;
  QSignalSpy echoes(&f.panel, &AnalysePanel::nodesChosen);
  Scene& board = f.window.canvas().board();
  board.select({"conv1", "fc3"});
  QCOMPARE(f.selectedRows(), (QStringList{"conv1", "fc3"}));
  board.select({});
  QVERIFY(f.selectedRows().isEmpty());
  QCOMPARE(echoes.count(), 0);
  // Also what was chosen while the tab was hidden.
  f.window.tabs().setCurrentIndex(0);
  board.select({"fc2"});
  f.window.tabs().setCurrentWidget(&f.panel);
  QCOMPARE(f.selectedRows(), QStringList{"fc2"});
  QVERIFY(f.table.viewport()->rect().contains(
      f.table.visualRect(f.model.index(f.model.rowOf("fc2"), 0))));
}

void AnalyseTest::selectionLivesThroughEdits() {
  AnalyseFixture f;
  f.click("fc2");
  f.clickHeader(Column::Parameters);
  QCOMPARE(f.selectedRows(), QStringList{"fc2"});
  f.document.edit("wider",
                  loom::setParam(f.document.graph(), "fc2", "out_features", std::int64_t{2000}));
  QCOMPARE(f.model.idAt(0), QString("fc2"));  // sorted anew
  QCOMPARE(f.selectedRows(), QStringList{"fc2"});
  loom::Node node;
  node.id = "extra";
  node.type = "ReLU";
  f.document.edit("one more", {loom::InsertNode{node, -1}});
  QVERIFY(f.model.rowOf("extra") >= 0);
  QCOMPARE(f.selectedRows(), QStringList{"fc2"});
  QCOMPARE(f.selected(), Scene::Ids{"fc2"});
}

void AnalyseTest::copiesAsMarkdown() {
  AnalyseFixture f;
  f.click("conv1");  // a node to copy, were it the canvas' turn
  f.table.setFocus();
  QTest::keyClick(&f.table, Qt::Key_C, Qt::ControlModifier);
  const QStringList lines = QApplication::clipboard()->text().trimmed().split('\n');
  QCOMPARE(lines.size(), f.model.rowCount() + 3);
  QCOMPARE(lines[0],
           QString("| Name | Type | Output shape | Parameters | Share of all parameters | FLOPs | "
                   "Share of all FLOPs |"));
  QCOMPARE(lines[1], QString("| --- | --- | --- | ---: | ---: | ---: | ---: |"));
  QVERIFY(lines.last().startsWith("| Total | "));
  QVERIFY(lines.last().contains(groupedNumber(61706)));
  for (const QString& line : lines) QCOMPARE(line.count('|'), 8);
  QApplication::clipboard()->clear();
  QTest::mouseClick(f.button("Copy as Markdown"), Qt::LeftButton);
  QCOMPARE(QApplication::clipboard()->text().trimmed().split('\n'), lines);
}

void AnalyseTest::copiesAsCsv() {
  AnalyseFixture f;
  QTest::mouseClick(f.button("Copy as CSV"), Qt::LeftButton);
  const QStringList lines = QApplication::clipboard()->text().trimmed().split('\n');
  QCOMPARE(lines.size(), f.model.rowCount() + 2);
  QCOMPARE(lines[0],
           QString("name,type,output_shape,parameters,parameters_share,flops,flops_share"));
  qint64 parameters = 0;
  for (int i = 1; i + 1 < lines.size(); ++i) {
    bool isNumber = false;
    parameters += lines[i].split(',')[3].toLongLong(&isNumber);
    QVERIFY2(isNumber, qPrintable(lines[i]));
  }
  QCOMPARE(parameters, 61706);
  QCOMPARE(lines.last().split(',')[3], QString("61706"));
  QVERIFY(lines.last().startsWith("total,"));
}

void AnalyseTest::separatorsInNamesAreQuoted() {
  AnalyseFixture f;
  loom::Project project;
  loom::Node node;
  node.id = "odd";
  node.type = "My,\"own\"|layer";
  project.graph.nodes.push_back(node);
  f.document.reset(project, {});
  QVERIFY(f.model.csv().contains("odd,\"My,\"\"own\"\"|layer\","));
  QVERIFY(f.model.markdown().contains("| My,\"own\"\\|layer |"));
}

void AnalyseTest::rowsFollowEdits() {
  AnalyseFixture f;
  QSignalSpy resets(&f.model, &QAbstractItemModel::modelReset);
  f.document.edit("more channels",
                  loom::setParam(f.document.graph(), "conv1", "out_channels", std::int64_t{12}));
  QCOMPARE(f.at("conv1", Column::OutputShape), QString("12×28×28"));
  QCOMPARE(f.at("conv1", Column::Parameters), QString("312"));
  QCOMPARE(f.model.total(Column::Parameters), groupedNumber(f.document.analysis().parameterCount));
  QCOMPARE(resets.count(), 0);  // the same nodes: scrolling and choice stay
  f.document.undoStack().undo();
  QCOMPARE(f.at("conv1", Column::Parameters), QString("156"));
}

void AnalyseTest::hiddenDoesNothing() {
  AnalyseFixture f;
  f.window.tabs().setCurrentIndex(0);
  f.document.edit("more channels",
                  loom::setParam(f.document.graph(), "conv1", "out_channels", std::int64_t{12}));
  QCOMPARE(f.at("conv1", Column::Parameters), QString("156"));
  f.window.tabs().setCurrentWidget(&f.panel);
  QCOMPARE(f.at("conv1", Column::Parameters), QString("312"));
}

void AnalyseTest::emptyNetworkSaysSo() {
  AnalyseFixture f;
  f.document.reset({}, {});
  QVERIFY(!f.table.isVisible());
  bool says = false;
  for (const QLabel* label : f.panel.findChildren<QLabel*>())
    says |= label->isVisible() && label->text().startsWith("No layers yet");
  QVERIFY(says);
  f.document.reset(analysedLenet(), {});
  QVERIFY(f.table.isVisible());
}

void AnalyseTest::figuresAreNeverCut() {
  AnalyseFixture f;
  for (const int width : {1600, 1120, 1000}) {
    f.window.resize(width, 800);
    QTest::qWait(20);
    for (int column = Column::Parameters; column < AnalyseModel::ColumnCount; ++column) {
      QStringList texts = f.column(static_cast<Column>(column));
      texts << f.model.total(column);
      for (const QString& text : texts)
        QVERIFY2(f.table.columnWidth(column) >= tabularWidth(f.table.font(), text),
                 qPrintable(text));
    }
    if (width >= 1120) {
      QCOMPARE(f.table.horizontalHeader()->length(), f.table.viewport()->width());
    }
  }
}

LOOM_TEST(analyse_test, AnalyseTest)
#include "analyse_test.moc"
