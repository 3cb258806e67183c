#pragma once

// How well the selected node learns: mark, verdict and figure, and what to do. GUI thread.

#include <QWidget>
#include <optional>

#include "engine/inspect/health.h"

namespace loom::ui {

class HealthLine : public QWidget {
  Q_OBJECT

 public:
  explicit HealthLine(QWidget* parent = nullptr);

  /// Null: nothing was learned yet, or, of a past epoch, it is not known.
  void setHealth(const NodeHealth* health, bool past = false);
  QString text() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  int lines() const;
  std::optional<NodeHealth> health_;
  bool past_ = false;
};

}  // namespace loom::ui
