#include "ui/canvas/lights.h"

#include <map>
#include <utility>

#include "ui/canvas/scene.h"
#include "ui/health_mark.h"

namespace loom::ui {

void Lights::forget() {
  if (shown_) forgotten_ = std::exchange(shown_, nullptr);
}

void Lights::show(const Report& newest, const Scene& scene) {
  const Report report = newest == forgotten_ ? nullptr : newest;
  if (report == shown_) return;
  const Report before = std::exchange(shown_, report);
  if (before) {  // who has no verdict any more
    std::set<std::string> lit;
    if (report) {
      for (const NodeHealth& health : *report) lit.insert(health.node);
    }
    for (const NodeHealth& health : *before) {
      if (lit.count(health.node)) continue;
      if (NodeItem* item = scene.node(health.node)) item->setLight(std::nullopt, {});
      if (NodeItem* item = scene.shownFor(health.node)) item->setLight(std::nullopt, {});
    }
  }
  again(scene);
}

void Lights::again(const Scene& scene) {
  if (!shown_) return;
  std::map<NodeItem*, const NodeHealth*> folded;  // the worst of each folded block
  for (const NodeHealth& health : *shown_) {
    NodeItem* item = scene.node(health.node);
    if (!item) continue;
    item->setLight(health.verdict, healthText(health));
    NodeItem* seen = scene.shownFor(health.node);
    if (!seen || seen == item) continue;
    const NodeHealth*& worst = folded[seen];
    if (!worst || health.verdict > worst->verdict) worst = &health;
  }
  for (const auto& [item, worst] : folded)
    item->setLight(worst->verdict,
                   QString::fromStdString(worst->node) + QStringLiteral(": ") + healthText(*worst));
}

}  // namespace loom::ui
