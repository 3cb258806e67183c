#pragma once

// What the microscope shows on the canvas: which node is under way, what travels along its wires,
// which nodes are done, and which gave a gradient that was disproved. Marks lie above the nodes and
// change nothing of them; only what moves is painted anew. GUI thread.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/graph/graph.h"

class QGraphicsItem;

namespace loom::ui {

class Scene;

/// A moment of it; plain values.
struct Travel {
  /// What goes along a wire, and which way.
  struct Load {
    loom::Link wire;
    QString text;
  };
  bool isOn = false;
  bool back = false;                        // gradients, against the wires
  std::string node;                         // under way
  std::set<std::string> forward, returned;  // done
  std::map<std::string, QString> wrong;     // and why
  std::vector<Load> loads;
  int moveMs = 0;  // how long they take; 0: they have arrived
};

class TravelMarks : public QObject {
  Q_OBJECT

 public:
  explicit TravelMarks(Scene& scene, QObject* parent = nullptr);

  void show(Travel travel);
  const Travel& travel() const { return travel_; }
  bool isMoving() const { return timer_.isActive(); }
  /// How a node is marked, in words; empty: it is not.
  QString markText(const std::string& node) const;

  class Mark;
  class Dot;

 private:
  void remake();
  void clear();
  void tick();
  void moveDots(qreal share);

  Scene& scene_;
  Travel travel_;
  std::vector<Mark*> marks_;  // owned by the scene
  std::vector<Dot*> dots_;
  QTimer timer_;
  QElapsedTimer since_;
};

}  // namespace loom::ui
