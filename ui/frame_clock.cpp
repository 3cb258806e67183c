#include "ui/frame_clock.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>
#include <climits>
#include <thread>

#include "engine/base/thread_time.h"

namespace loom::ui {
namespace {

constexpr int kFrameMs = static_cast<int>(FramePace::kLeast.count());
constexpr int kRestMs = 150;     // while nothing trains and nothing was asked
constexpr int kQuietTicks = 60;  // two seconds without news
constexpr int kRoomMs = 1;       // in which a thread of the trainer comes to the end of its part
constexpr FramePace::Duration kWorthACore{2};  // less is over before a thread has made room
constexpr int kSoonMs = 3;
constexpr int kHurriedMs = 20;  // between two frames at least, else there is no time for a hand
constexpr int kMostLooks = 100;

/// What a person could see change.
bool looksDifferent(const TrainerStatus& a, const TrainerStatus& b) {
  return a.state != b.state || a.step != b.step || a.epoch != b.epoch || a.epochs != b.epochs ||
         a.totalSteps != b.totalSteps || a.preparing != b.preparing ||
         a.trainSamples != b.trainSamples || a.validationSamples != b.validationSamples ||
         a.testSamples != b.testSamples || a.hasValidation != b.hasValidation ||
         a.weightsStep != b.weightsStep || a.bestStep != b.bestStep ||
         a.weightsNumber != b.weightsNumber || a.hasLearned != b.hasLearned || a.kept != b.kept ||
         a.validationLoss != b.validationLoss || a.threads != b.threads || a.isa != b.isa ||
         a.message != b.message;
}

}  // namespace

FrameClock::FrameClock(Trainer& trainer, QObject* parent)
    : QObject(parent),
      trainer_(trainer),
      pace_(std::max(1, static_cast<int>(std::thread::hardware_concurrency()))) {
  frame_.status = trainer_.status();
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &FrameClock::makeRoom);
  timer_.start(kFrameMs);
  soon_.setTimerType(Qt::PreciseTimer);
  soon_.setInterval(kSoonMs);
  connect(&soon_, &QTimer::timeout, this, &FrameClock::lookSoon);
  shown_.start();
}

void FrameClock::wake() {
  quiet_ = 0;
  if (timer_.remainingTime() > kFrameMs) timer_.start(kFrameMs);
}

void FrameClock::hurry(int epoch) {
  wake();
  awaited_ = epoch;
  looks_ = kMostLooks;
  if (!soon_.isActive()) soon_.start();
}

void FrameClock::lookSoon() {
  if (shown_.elapsed() < kHurriedMs) return;
  tick();
  const bool isThere = frame_.snapshot && frame_.snapshot->epoch == awaited_;
  if (isThere || --looks_ <= 0) soon_.stop();
}

void FrameClock::beginRun() {
  drained_.clear();
  trainer_.drainPoints(drained_);
  lastStep_ = -1;
  emit runStarted();
  wake();
}

bool FrameClock::takePoints() {
  drained_.clear();
  trainer_.drainPoints(drained_);
  frame_.newPoints.clear();
  bool restarted = false;
  for (const Point& point : drained_) {
    if (point.split == Point::Split::Train) {
      // A run goes forward only: a step back is the first point of another run.
      if (point.step <= lastStep_) {
        frame_.newPoints.clear();
        restarted = true;
      }
      lastStep_ = point.step;
    }
    frame_.newPoints.push_back(point);
  }
  return restarted;
}

void FrameClock::makeRoom() {
  if (frame_.status.state != TrainerStatus::State::Running || pace_.cost() < kWorthACore)
    return tick();
  trainer_.giveWay(true);
  QTimer::singleShot(kRoomMs, Qt::PreciseTimer, this, &FrameClock::tick);
}

void FrameClock::tick() {
  if (takePoints()) emit runStarted();
  TrainerStatus status = trainer_.status();
  frame_.statusIsNew = looksDifferent(status, frame_.status);
  const bool active = status.active();
  frame_.status = std::move(status);
  const Snapshot* snapshot = trainer_.newSnapshot();
  frame_.snapshotIsNew = snapshot != nullptr;
  if (snapshot) frame_.snapshot = snapshot;
  const EvaluationNews* evaluation = trainer_.newEvaluation();
  frame_.evaluationIsNew = evaluation != nullptr;
  if (evaluation) frame_.evaluation = evaluation;
  const bool news = frame_.statusIsNew || frame_.snapshotIsNew || frame_.evaluationIsNew ||
                    !frame_.newPoints.empty();
  if (news) show();
  if (!isPainting_) trainer_.giveWay(false);
  frame_.newPoints.clear();
  frame_.snapshotIsNew = frame_.statusIsNew = frame_.evaluationIsNew = false;
  quiet_ = news || active ? 0 : std::min(quiet_ + 1, kQuietTicks);
  if (timer_.interval() != interval()) timer_.start(interval());
}

void FrameClock::show() {
  shown_.restart();
  if (!isPainting_) {
    isPainting_ = true;
    began_ = threadTime();
    // Arrives once everything that the frame changes is painted.
    QCoreApplication::postEvent(this, new QEvent(QEvent::User), INT_MIN);
  }
  emit frame(frame_);
}

void FrameClock::customEvent(QEvent*) {
  isPainting_ = false;
  trainer_.giveWay(false);
  pace_.add(threadTime() - began_);
}

int FrameClock::interval() const {
  if (quiet_ >= kQuietTicks) return kRestMs;
  if (frame_.status.state != TrainerStatus::State::Running) return kFrameMs;
  return static_cast<int>(pace_.interval().count());
}

}  // namespace loom::ui
