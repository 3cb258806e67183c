#pragma once

// Which layers cost what: a table with a line of totals that stays in place. What is chosen here is
// chosen on the canvas, and the other way round. It does nothing while it is hidden. GUI thread.

#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QTableView;
class QToolButton;

namespace loom::ui {

class AnalyseModel;
class Document;

class AnalysePanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnalysePanel(Document& document, QWidget* parent = nullptr);

  AnalyseModel& model() const { return *model_; }
  QTableView& table() const { return *table_; }

 public slots:
  /// What is selected on the canvas.
  void setSelection(const QStringList& ids);

 signals:
  /// Somebody chose these rows; none: the choice was taken back.
  void nodesChosen(const QStringList& ids);
  /// Something worth a line in the status bar.
  void message(const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Footer;
  void makeTable();
  QWidget* makeTools();
  void refresh();
  void showRows();
  void applySelection();
  void choose();
  QStringList chosen() const;
  void turnSort(int column);
  void fillSortMenu();
  void copyCsv();
  void copyMarkdown();
  void fitRows();
  void fitColumns();
  void retranslate();

  Document& document_;
  AnalyseModel* model_;
  QTableView* table_;
  Footer* footer_;
  QWidget* tools_;
  QLabel* note_;
  QLabel* empty_;
  QToolButton *sort_, *csv_, *markdown_;
  QStringList selection_;   // the canvas'
  bool stale_ = true;       // the document changed while this was hidden
  bool following_ = false;  // the selection is being taken from the canvas
};

}  // namespace loom::ui
