#pragma once

// Work that would make the window wait, such as reading a file, on one thread of its own; how it
// ended is told in the GUI thread. What passes between the two goes through a mutex and not through
// Qt's event queue, so that the thread sanitizer can judge it. GUI thread.

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace loom::ui {

class Background : public QObject {
  Q_OBJECT

 public:
  using Ending = std::function<void()>;
  using Job = std::function<Ending()>;

  explicit Background(QObject* parent = nullptr);
  /// Does what was asked for, so that no save is lost; endings still due are dropped.
  ~Background() override;

  /// Calls `job` on the other thread, after those before it, and what it returns in this one.
  void start(Job job);

 signals:
  void ended();

 private:
  void work(std::stop_token stop);
  void deliver();

  std::mutex mutex_;  // jobs_, endings_
  std::condition_variable_any wake_;
  std::deque<Job> jobs_;
  std::vector<Ending> endings_;
  std::jthread thread_;  // last: it must end before what it uses
};

}  // namespace loom::ui
