#pragma once

// One metric over the epochs: every batch faint, its smoothed curve strong, validation with markers
// in the second colour, a line at each epoch and a ring at the best. Hover reads all curves,
// dragging zooms, a double-click shows all again. Points may come at any rate: it repaints at most
// about fifteen times a second, and not while hidden. GUI thread.

#include <QChartView>
#include <QTimer>
#include <optional>

#include "ui/charts/series.h"

class QLineSeries;
class QRubberBand;
class QScatterSeries;
class QValueAxis;
class QLogValueAxis;

namespace loom::ui {

class ChartReading;

class LineChart : public QChartView {
  Q_OBJECT

 public:
  enum class Best { Lowest, Highest };
  /// How the y axis is chosen: from 0 up to what was reached, or within 0..1.
  enum class Scale { FromZero, Share };

  LineChart(Scale scale, Best best, QWidget* parent = nullptr);

  /// The metric's name: title of the chart, and of the columns of its export.
  void setName(const QString& name);
  QString name() const { return name_; }
  /// How many epochs the run will have: the right end of the x axis.
  void setEpochs(double epochs);
  /// 0 (none) to below 1; as over a thousandth of the run.
  void setSmoothing(double keep);
  void setLogarithmic(bool on);
  bool isLogarithmic() const { return logarithmic_; }

  void addTrain(double epoch, double value);
  void addValidation(double epoch, double value);
  void clear();
  /// Shows what was added now instead of within the next 66 ms.
  void flush();

  const Series& train() const { return train_; }
  const Series& validation() const { return validation_; }

  /// x and y of what is shown.
  QRectF shownRange() const;
  void zoomTo(double fromEpoch, double toEpoch);
  void resetZoom();
  bool isZoomed() const { return zoomed_; }
  /// What hovering at this epoch says: one line a curve.
  QStringList readingsAt(double epoch) const;

  /// The whole curve, not only what is shown: "epoch,curve,value".
  QByteArray csv() const;
  QByteArray svg();
  QSize pictureSize() const;
  QImage image(qreal scale = 2);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void makeChart();
  QLineSeries* addLine();
  void cancelDrag();
  void restyle();
  void retranslate();
  void schedule();
  void fitX();
  void fitY();
  void fitReducers();
  void showBest();
  NiceAxis wantedY();
  int bestIndex() const;
  void paintLegend(QPainter& painter, const QRectF& row) const;
  void paintPicture(QPainter& painter);
  double epochAt(const QPoint& position) const;
  void showReading(const QPoint& position);
  void readAt(double epoch);
  void zoomAround(double epoch, double factor);

  Scale scale_;
  Best best_;
  QString name_;
  Series train_, validation_;
  double epochs_ = 0;
  double keep_ = 0.9;
  bool logarithmic_ = false;
  bool zoomed_ = false;
  QPointF zoom_;  // from, to
  NiceAxis shownX_, shownY_{0, 0, 0};

  QChart* chart_;
  QLineSeries* rawLine_;
  QLineSeries* smoothLine_;
  QLineSeries* validationLine_;
  QScatterSeries* validationDots_;
  QScatterSeries* bestDot_;
  QValueAxis* xAxis_;
  QValueAxis* yAxis_;
  QLogValueAxis* logAxis_;
  ChartReading* reading_;
  QRubberBand* band_ = nullptr;
  QPoint pressed_;
  std::optional<double> read_;  // the epoch that the arrow keys are at
  bool dragging_ = false;       // from press to release, unless it was taken back
  QTimer repaint_;
};

}  // namespace loom::ui
