#include "ui/charts/chart_csv.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <cmath>

#include "ui/charts/metric_text.h"

namespace loom::ui {
namespace {

constexpr qsizetype kPiece = 1 << 20;  // bytes between two writes

/// Rows that go to the file a piece at a time: a long run has more of them than memory should hold.
class TableWriter {
 public:
  explicit TableWriter(const QString& path) : file_(path) {
    ok_ = file_.open(QIODevice::WriteOnly);
    text_ = "chart,run,curve,step,epoch,seconds,value\n";
  }

  void rows(const QByteArray& begin, const Track& track, const Chunked<float>& values) {
    for (std::size_t i = 0; i < values.size() && ok_; ++i) {
      if (!std::isfinite(values[i])) continue;
      text_ += begin;
      text_ += QByteArray::number(static_cast<qint64>(track.x(XAxis::Step)[i])) + ',';
      text_ += QByteArray::number(track.x(XAxis::Epoch)[i], 'g', 10) + ',';
      text_ += QByteArray::number(track.x(XAxis::Time)[i], 'f', 3) + ',';
      text_ += QByteArray::number(static_cast<double>(values[i]), 'g', 7) + '\n';
      if (text_.size() >= kPiece) flush();
    }
  }

  QString finish() {
    flush();
    if (ok_ && file_.commit()) return {};
    return QCoreApplication::translate("loom::ui::PictureFile",
                                       "%1 could not be written: %2. Choose another folder.")
        .arg(QFileInfo(file_.fileName()).fileName(), file_.errorString());
  }

 private:
  void flush() {
    ok_ = ok_ && file_.write(text_) == text_.size();
    text_.clear();
  }

  QSaveFile file_;
  QByteArray text_;
  bool ok_ = false;
};

/// A name may have commas.
QByteArray quoted(const QString& text) {
  QString inside = text;
  return '"' + inside.replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
}

}  // namespace

std::vector<TableRun> tableRuns(const ChartModel& model) {
  std::vector<TableRun> runs;
  if (!model.run().empty()) runs.push_back({QString(), model.run()});
  for (const ChartModel::Shown& shown : model.compared())
    runs.push_back({shown.name, *shown.curves});
  return runs;
}

QString writeTable(const QString& path, const std::vector<ChartMetric>& metrics,
                   const std::vector<TableRun>& runs) {
  TableWriter table(path);
  for (const ChartMetric metric : metrics) {
    for (const TableRun& run : runs) {
      const QByteArray begin = metricKey(metric).toUtf8() + ',' +
                               (run.name.isEmpty() ? QByteArray() : quoted(run.name)) + ',';
      const Track& train = run.curves.train();
      const Track& checks = run.curves.validation();
      table.rows(begin + "train,", train, train.series(metric).raw().values);
      if (metric != ChartMetric::LearningRate)
        table.rows(begin + "train smoothed,", train, train.series(metric).smoothed().values);
      if (metric == ChartMetric::Loss || metric == ChartMetric::Accuracy)
        table.rows(begin + "validation,", checks, checks.series(metric).raw().values);
    }
  }
  return table.finish();
}

}  // namespace loom::ui
