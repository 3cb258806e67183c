#include "engine/io/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace loom {

namespace {

constexpr auto kLockPatience = std::chrono::seconds(10);
constexpr auto kLockGap = std::chrono::milliseconds(10);

Error cannotLock(const std::string& path, int error) {
  return failed(
      {LOOM_TEXT("The file %1 could not be written (%2); check the folder's permissions and the "
                 "free space."),
       {path, std::generic_category().message(error)}});
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path) {
  FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (lock.descriptor_ < 0) return cannotLock(path, errno);
  const auto end = std::chrono::steady_clock::now() + kLockPatience;
  while (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    // A file system without locks is still one to work on.
    if (errno == ENOLCK || errno == EOPNOTSUPP || errno == EINVAL) break;
    if (errno != EWOULDBLOCK && errno != EINTR) return cannotLock(path, errno);
    if (std::chrono::steady_clock::now() > end) {
      return failed({LOOM_TEXT("Another program keeps %1 busy; close it and try again."), {path}});
    }
    std::this_thread::sleep_for(kLockGap);
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace loom
