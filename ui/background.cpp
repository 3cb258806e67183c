#include "ui/background.h"

#include <utility>

namespace loom::ui {

Background::Background(QObject* parent) : QObject(parent) {
  connect(this, &Background::ended, this, &Background::deliver, Qt::QueuedConnection);
  thread_ = std::jthread([this](std::stop_token stop) { work(stop); });
}

Background::~Background() {
  thread_.request_stop();
  thread_.join();
}

void Background::start(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void Background::work(std::stop_token stop) {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    Ending ending = job();
    {
      const std::lock_guard lock(mutex_);
      endings_.push_back(std::move(ending));
    }
    emit ended();
  }
}

void Background::deliver() {
  std::vector<Ending> endings;
  {
    const std::lock_guard lock(mutex_);
    endings.swap(endings_);
  }
  for (const Ending& ending : endings) ending();
}

}  // namespace loom::ui
