#pragma once

// The Activations tab: what the selected node makes of the probe, every channel large, with its
// scale. GUI thread.

#include <QWidget>

class QLabel;
class QToolButton;

namespace loom {
struct NodeView;
struct Snapshot;
}  // namespace loom

namespace loom::ui {

class MapsView;
class NumberLabel;
class Session;
struct Frame;

class ActivationsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ActivationsPanel(Session& session, QWidget* parent = nullptr);

  MapsView* maps() { return maps_; }
  QString title() const;
  void setFrame(const Frame& frame);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void retranslate();
  void setNode(const QString& id);
  void showSnapshot(const Snapshot* snapshot);
  QString titleOf(const NodeView& view, const Snapshot& snapshot) const;
  void stepSample(int by);

  Session& session_;
  NumberLabel* title_ = nullptr;
  QToolButton* scale_ = nullptr;
  QToolButton* previous_ = nullptr;
  QToolButton* next_ = nullptr;
  MapsView* maps_ = nullptr;
  QString node_;
};

}  // namespace loom::ui
