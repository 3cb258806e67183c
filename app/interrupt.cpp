#include "app/interrupt.h"

#include <csignal>

namespace loom {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// A signal handler can reach nothing else.
volatile std::sig_atomic_t requestedNow = 0;

void note(int) {
  requestedNow = 1;
}

}  // namespace

Interrupt::Interrupt() {
  requestedNow = 0;
  struct sigaction once {};
  once.sa_handler = note;
  once.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (const int signal : kSignals) {
    struct sigaction before {};
    sigaction(signal, nullptr, &before);
    // Under nohup a closed terminal is to be ignored.
    if (before.sa_handler != SIG_IGN) sigaction(signal, &once, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (const int signal : kSignals) {
    struct sigaction now {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler == note) std::signal(signal, SIG_DFL);
  }
}

bool Interrupt::requested() const {
  return requestedNow != 0;
}

}  // namespace loom
