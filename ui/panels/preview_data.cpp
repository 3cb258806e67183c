#include "ui/panels/preview_data.h"

#include "ui/document.h"
#include "ui/frame_clock.h"
#include "ui/session.h"

namespace loom::ui {
namespace {

constexpr int kTrainersTurnMs = 1000;
constexpr int kProgressMs = 100;

}  // namespace

PreviewData::PreviewData(Document& document, Session& session, QObject* parent)
    : QObject(parent), document_(document), session_(session) {
  patience_.setSingleShot(true);
  patience_.setInterval(kTrainersTurnMs);
  progress_.setInterval(kProgressMs);
  connect(&patience_, &QTimer::timeout, this, [this] {
    const double share = session_.status().preparing;
    if (trainerWillLoad() && share > 0 && share < 1)
      patience_.start();  // it is at it
    else
      load();
  });
  connect(&progress_, &QTimer::timeout, this, &PreviewData::changed);
  connect(&document_, &Document::changed, this, &PreviewData::look);
  connect(&session_.clock(), &FrameClock::frame, this, &PreviewData::look);
}

PreviewData::~PreviewData() {
  stop_.request_stop();
}

void PreviewData::setWanted(bool wanted) {
  wanted_ = wanted;
  look();
}

bool PreviewData::isWanted(const DataSettings& settings) const {
  const DataSettings& now = document_.project().data;
  return settings.source == now.source && settings.params == now.params;
}

double PreviewData::progress() const {
  if (ticket_ != 0) return *loaded_;
  return session_.status().preparing;
}

/// It does so soon after an edit, unless it is busy or the network has problems.
bool PreviewData::trainerWillLoad() const {
  return !document_.analysis().hasErrors() && !session_.status().active();
}

void PreviewData::look() {
  if (!wanted_) return;
  if (auto have = session_.ownDataset()) {
    if (have == dataset_) return;
    forget();
    dataset_ = std::move(have);
    settings_ = document_.project().data;
    emit changed();
    return;
  }
  const bool known = dataset_ || !problem_.empty() || ticket_ != 0;
  if (known && isWanted(settings_)) return;
  if (known) {
    forget();
    emit changed();
  }
  if (!trainerWillLoad()) return load();
  if (!patience_.isActive()) patience_.start();
  emit changed();
}

/// What is shown belongs to other data than the document's.
void PreviewData::forget() {
  if (ticket_ != 0) stop_.request_stop();
  ticket_ = 0;
  dataset_ = nullptr;
  problem_ = {};
  patience_.stop();
  progress_.stop();
}

void PreviewData::load() {
  patience_.stop();
  if (!wanted_ || dataset_ || ticket_ != 0) return;
  settings_ = document_.project().data;
  stop_ = std::stop_source();
  loaded_ = std::make_shared<std::atomic<double>>(0);
  ticket_ = ++lastTicket_;
  progress_.start();
  files_.start([this, ticket = ticket_, settings = settings_, stop = stop_.get_token(),
                loaded = loaded_]() -> Background::Ending {
    LoadContext context;
    context.stop = stop;
    context.progress = [loaded](double share) { *loaded = share; };
    auto dataset = loadDataset(settings, context);
    return [this, ticket, dataset = std::move(dataset)] { finish(ticket, dataset); };
  });
  emit changed();
}

void PreviewData::finish(int ticket, const Result<std::shared_ptr<const Dataset>>& loaded) {
  if (ticket != ticket_) return;  // others came in the meantime
  ticket_ = 0;
  progress_.stop();
  if (loaded)
    dataset_ = *loaded;
  else
    problem_ = loaded.error().text;
  emit changed();
}

}  // namespace loom::ui
