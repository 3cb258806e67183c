#pragma once

// What is on the pad: strokes as lines, not pixels, so that they can be undone, erased one by one,
// and shown to the network at its own size; under them a picture, if one was pasted. Plain value;
// GUI thread.

#include <QImage>
#include <QRectF>
#include <vector>

#include "engine/data/drawing.h"

namespace loom::ui {

/// One stroke; positions and widths in parts of the pad's shorter side, from its centre.
struct PadStroke {
  struct Dot {
    QPointF at;
    double width = 0;
  };
  std::vector<Dot> dots;
};

/// A picture as ink on paper.
struct PadPicture {
  QImage ink;  // Grayscale8: 0 paper to 255 ink; null: none
  QRectF at;   // in the strokes' unit
};

struct PadContent {
  std::vector<PadStroke> strokes;
  PadPicture picture;

  bool isEmpty() const { return strokes.empty() && picture.ink.isNull(); }
  /// As the engine takes them; a stroke whose width changes with the pen's pressure becomes
  /// several.
  std::vector<Stroke> lines() const;
  /// What the network is shown, `size` x `size`, and where the pad's places come to lie in it.
  std::vector<float> input(int size, Framing* framing) const;
  /// Takes away all that has ink within `radius`; false: nothing has.
  bool erase(QPointF at, double radius);
};

/// States that can be gone back to and forth from.
class PadHistory {
 public:
  /// `content` is about to change.
  void remember(const PadContent& content);
  bool canUndo() const { return !past_.empty(); }
  bool canRedo() const { return !future_.empty(); }
  void undo(PadContent& content) { step(past_, future_, content); }
  void redo(PadContent& content) { step(future_, past_, content); }

 private:
  static void step(std::vector<PadContent>& from, std::vector<PadContent>& to, PadContent& content);

  std::vector<PadContent> past_, future_;
};

}  // namespace loom::ui
