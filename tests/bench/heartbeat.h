#pragma once

// What the benches of the training window share: a heartbeat in the GUI thread that writes down how
// late each beat is, and a LeNet-5 that trains for as long as anyone looks.

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QString>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <vector>

#include "engine/io/project_file.h"
#include "places.h"
#include "ui/session.h"
#include "ui/theme.h"

namespace loom::bench {

inline constexpr double kPeriod = 4.0;  // ms
inline constexpr double kMostP99 = 16.0;
inline constexpr double kMostEver = 50.0;

/// Writes down how late each beat comes, in ms.
class Heartbeat {
 public:
  Heartbeat() {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(static_cast<int>(kPeriod));
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
      const double now = static_cast<double>(clock_.nsecsElapsed()) * 1e-6;
      late_.push_back(std::max(0.0, now - last_ - kPeriod));
      last_ = now;
    });
  }

  void start() {
    late_.clear();
    late_.reserve(1 << 16);
    last_ = 0;
    clock_.start();
    timer_.start();
  }

  struct Figures {
    double p50, p99, max;
  };
  Figures stop() {
    timer_.stop();
    std::sort(late_.begin(), late_.end());
    const auto at = [&](double share) {
      return late_[static_cast<std::size_t>(share * static_cast<double>(late_.size() - 1))];
    };
    return {at(0.5), at(0.99), late_.back()};
  }
  std::size_t beats() const { return late_.size(); }

 private:
  QTimer timer_;
  QElapsedTimer clock_;
  std::vector<double> late_;
  double last_ = 0;
};

/// Nobody's own settings.
struct BenchHome {
  BenchHome() { qputenv("XDG_CONFIG_HOME", folder.path().toUtf8()); }
  QTemporaryDir folder;
};

/// A program that draws as the real one does.
struct BenchApplication {
  BenchApplication(int& argc, char** argv, const char* name) : application(argc, argv) {
    QApplication::setOrganizationName("layerloom");
    QApplication::setApplicationName(name);
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
  }
  BenchHome home;  // before the application, which reads it
  QApplication application;
};

/// Runs the event loop for so long.
inline void pass(double seconds) {
  QEventLoop loop;
  QTimer::singleShot(static_cast<int>(seconds * 1000), &loop, &QEventLoop::quit);
  loop.exec();
}

/// The template, with data that is there and more epochs than anyone waits for.
inline QString projectIn(const QTemporaryDir& folder) {
  auto project =
      loadProject(std::string(loom::test::kSourceFolder) + "/resources/templates/lenet5.loom");
  if (!project) {
    std::fprintf(stderr, "bench: %s\n", project.error().message().c_str());
    return {};
  }
  project->data.source = qEnvironmentVariableIsSet("LAYERLOOM_DATA") ? "mnist" : "digits";
  project->training.epochs = 10000;
  project->training.earlyStopping.reset();
  const QString path = folder.filePath("heartbeat.loom");
  return saveProject(*project, path.toStdString()) ? path : QString();
}

inline bool waitUntilRunning(ui::Session& session) {
  for (int i = 0; i < 600; ++i) {
    pass(0.1);
    const TrainerStatus status = session.status();
    if (status.state == TrainerStatus::State::Running && status.step > 100) return true;
    if (status.state == TrainerStatus::State::Failed) {
      std::fprintf(stderr, "bench: %s\n", status.message.english().c_str());
      return false;
    }
  }
  std::fprintf(stderr, "bench: training did not begin within a minute\n");
  return false;
}

}  // namespace loom::bench
