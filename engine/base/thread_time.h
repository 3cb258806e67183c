// How much a thread has computed.
#pragma once

#include <chrono>

namespace loom {

/// Computing done by the calling thread so far; what others take of its core does not count. Only
/// differences mean anything. Where the system does not tell, the time that passed. Any thread;
/// takes a quarter of a microsecond.
std::chrono::nanoseconds threadTime();

}  // namespace loom
