#include "app/compose.h"

#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/main_window.h"
#include "ui/session.h"

namespace loom {

Composition::Composition()
    : document_(std::make_unique<ui::Document>()),
      clock_(std::make_unique<ui::FrameClock>(trainer_)),
      session_(std::make_unique<ui::Session>(*document_, trainer_, *clock_)),
      window_(std::make_unique<ui::MainWindow>(*document_, *session_, *clock_)) {}

Composition::~Composition() = default;

}  // namespace loom
