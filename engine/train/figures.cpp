#include "engine/train/figures.h"

namespace loom {

const std::vector<std::string>& figureNames() {
  static const std::vector<std::string> names = {"val_loss", "val_accuracy", "loss", "accuracy"};
  return names;
}

bool shouldRise(std::string_view mode, std::string_view figure) {
  if (mode != "auto") return mode == "max";
  return !figure.ends_with("loss");
}

std::string lossInstead(std::string_view figure) {
  return figure.starts_with("val_") ? "val_loss" : "loss";
}

Text whyNotWatched(const std::string& figure, const DataInfo& data) {
  if (!figure.ends_with("accuracy") || data.classes > 0) return {};
  return {LOOM_TEXT("%1 is to be watched, but the network answers in numbers, which have no "
                    "accuracy; watch %2"),
          {figure, lossInstead(figure)}};
}

Field monitorField() {
  return {.key = "monitor",
          .label = LOOM_TEXT("Watch"),
          .help = LOOM_TEXT("The figure that has to get better."),
          .initial = std::string("val_loss"),
          .choices = figureNames()};
}

Field modeField() {
  return {.key = "mode",
          .label = LOOM_TEXT("Better is"),
          .help = LOOM_TEXT("Lower (min) or higher (max); auto knows it from the figure."),
          .initial = std::string("auto"),
          .choices = {"auto", "min", "max"}};
}

}  // namespace loom
