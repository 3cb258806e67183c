#pragma once

// The only place where the window's objects meet: it makes them in order and takes them apart in
// reverse, so that the trainer outlives everything that looks at it. GUI thread.

#include <memory>

#include "engine/train/trainer.h"

namespace loom {

namespace ui {
class Document;
class FrameClock;
class MainWindow;
class Session;
}  // namespace ui

class Composition {
 public:
  Composition();
  ~Composition();  // stops and joins the trainer

  Trainer& trainer() { return trainer_; }
  ui::Document& document() { return *document_; }
  ui::FrameClock& clock() { return *clock_; }
  ui::Session& session() { return *session_; }
  ui::MainWindow& window() { return *window_; }

 private:
  Trainer trainer_;
  std::unique_ptr<ui::Document> document_;
  std::unique_ptr<ui::FrameClock> clock_;
  std::unique_ptr<ui::Session> session_;
  std::unique_ptr<ui::MainWindow> window_;
};

}  // namespace loom
