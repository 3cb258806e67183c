#include "ui/charts/metric_text.h"

#include <QCoreApplication>

namespace loom::ui {
namespace {

struct MetricText {
  Q_DECLARE_TR_FUNCTIONS(loom::ui::MetricText)
};

}  // namespace

QString metricName(ChartMetric metric) {
  switch (metric) {
    case ChartMetric::Loss:
      return MetricText::tr("Loss");
    case ChartMetric::Accuracy:
      return MetricText::tr("Accuracy");
    case ChartMetric::LearningRate:
      return MetricText::tr("Learning rate");
    default:
      return MetricText::tr("Gradient norm");
  }
}

QString metricHelp(ChartMetric metric) {
  switch (metric) {
    case ChartMetric::Loss:
      return MetricText::tr("How wrong the network is; lower is better.");
    case ChartMetric::Accuracy:
      return MetricText::tr("The share of samples that it gets right.");
    case ChartMetric::LearningRate:
      return MetricText::tr("How large a step each batch makes, as the schedule says.");
    default:
      return MetricText::tr(
          "The length of the whole gradient before it is clipped; leaps or a fall to zero mean "
          "trouble.");
  }
}

QString metricKey(ChartMetric metric) {
  static const char* const keys[] = {"loss", "accuracy", "learning_rate", "gradient_norm"};
  return QLatin1String(keys[static_cast<std::size_t>(metric)]);
}

}  // namespace loom::ui
