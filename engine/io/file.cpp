#include "engine/io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

namespace loom {

namespace {

/// Sums with a bound below this cannot overflow.
constexpr std::uint64_t kLargest = std::uint64_t{1} << 48;

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// An open file that closes itself.
class Handle {
 public:
  explicit Handle(int descriptor) : descriptor_(descriptor) {}
  ~Handle() { close(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  int close() { return descriptor_ < 0 ? 0 : ::close(std::exchange(descriptor_, -1)); }

 private:
  int descriptor_;
};

Error cannotRead(const std::string& path, int error) {
  if (error == ENOENT || error == ENOTDIR) {
    return failed({LOOM_TEXT("There is no file %1; check the path."), {path}});
  }
  return failed({LOOM_TEXT("The file %1 could not be read (%2); check its permissions."),
                 {path, reason(error)}});
}

Error tooLarge(const std::string& path, std::uint64_t size, std::uint64_t maxBytes) {
  return failed(
      {LOOM_TEXT("The file %1 has %2 bytes where at most %3 are expected; choose another file."),
       {path, std::to_string(size), std::to_string(maxBytes)}});
}

Error notEnoughMemory(const std::string& path) {
  return failed(
      {LOOM_TEXT("There is not enough memory to read %1; close other programs and try again."),
       {path}});
}

Error damagedGzip(const std::string& path) {
  return failed(
      {LOOM_TEXT("The gzip file %1 is damaged or was cut short; download or copy it again."),
       {path}});
}

/// Reads to the end in steps, so that a file that grows meanwhile stays within the bound.
Result<std::string> readAll(const Handle& file, const std::string& path, std::uint64_t sizeHint,
                            std::uint64_t maxBytes) {
  constexpr std::size_t kStep = 1 << 16;
  std::string content;
  std::size_t length = 0;
  while (true) {
    if (length == content.size()) {
      const std::uint64_t wanted = std::max<std::uint64_t>(sizeHint + 1, length + kStep);
      content.resize(static_cast<std::size_t>(std::min(wanted, maxBytes + 1)));
    }
    const ssize_t got = ::read(file.get(), content.data() + length, content.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannotRead(path, errno);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (length > maxBytes) return tooLarge(path, length, maxBytes);
  }
  content.resize(length);
  return content;
}

bool isGzip(std::string_view content) {
  return content.size() >= 2 && content[0] == '\x1f' && content[1] == '\x8b';
}

/// A zlib stream that frees itself.
struct Inflater {
  z_stream stream{};
  bool ready = false;
  // 16: gzip only.
  Inflater() { ready = inflateInit2(&stream, 15 + 16) == Z_OK; }
  ~Inflater() {
    if (ready) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

/// Inflates all members of a gzip file.
Result<std::string> inflated(const std::string& packed, const std::string& path,
                             std::uint64_t maxBytes) {
  constexpr std::size_t kStep = 1 << 20;
  Inflater inflater;
  if (!inflater.ready) return notEnoughMemory(path);
  z_stream& stream = inflater.stream;
  std::string content;
  std::size_t length = 0;
  std::size_t at = 0;
  while (true) {
    if (stream.avail_in == 0) {
      const std::size_t piece = std::min(packed.size() - at, std::size_t{1} << 30);
      // zlib's interface is older than const.
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + at));
      stream.avail_in = static_cast<uInt>(piece);
      at += piece;
    }
    if (length == content.size()) {
      const std::uint64_t wanted = std::max<std::uint64_t>(length + kStep, 2 * length);
      content.resize(static_cast<std::size_t>(std::min(wanted, maxBytes + 1)));
    }
    const std::size_t room = std::min(content.size() - length, std::size_t{1} << 30);
    stream.next_out = reinterpret_cast<Bytef*>(content.data() + length);
    stream.avail_out = static_cast<uInt>(room);
    const int status = inflate(&stream, Z_NO_FLUSH);
    length += room - stream.avail_out;
    if (length > maxBytes) return tooLarge(path, length, maxBytes);
    if (status == Z_STREAM_END) {
      const std::size_t rest = at - stream.avail_in;
      if (!isGzip(std::string_view(packed).substr(rest))) break;  // zeros may pad the file
      if (inflateReset(&stream) != Z_OK) return damagedGzip(path);
    } else if (status == Z_MEM_ERROR) {
      return notEnoughMemory(path);
    } else if (status != Z_OK) {
      return damagedGzip(path);
    }
  }
  content.resize(length);
  return content;
}

Error cannotWrite(const std::string& path, int error) {
  return failed(
      {LOOM_TEXT("The file %1 could not be written (%2); check the folder's permissions and the "
                 "free space."),
       {path, reason(error)}});
}

/// 0, or the error number.
int writeAll(const Handle& file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t wrote = ::write(file.get(), content.data(), content.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return ::fsync(file.get()) == 0 ? 0 : errno;
}

/// The file that `path` stands for: a link's target keeps being the file, and the link a link.
std::string resolved(const std::string& path) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

Result<std::string> readFile(const std::string& path, std::uint64_t maxBytes) {
  maxBytes = std::min(maxBytes, kLargest);
  const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return cannotRead(path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return cannotRead(path, errno);
  if (S_ISDIR(info.st_mode)) {
    return failed(
        {LOOM_TEXT("%1 is a folder where a file is expected; choose a file in it."), {path}});
  }
  const auto size = static_cast<std::uint64_t>(std::max<off_t>(info.st_size, 0));
  if (size > maxBytes) return tooLarge(path, size, maxBytes);
  try {
    return readAll(file, path, size, maxBytes);
  } catch (const std::exception&) {
    return notEnoughMemory(path);
  }
}

Result<std::string> readMaybeGzip(const std::string& path, std::uint64_t maxBytes) {
  maxBytes = std::min(maxBytes, kLargest);
  // A packed file is never much larger than what it holds.
  Result<std::string> content = readFile(path, maxBytes + maxBytes / 100 + 4096);
  if (!content) return content;
  if (!isGzip(*content)) {
    if (content->size() > maxBytes) return tooLarge(path, content->size(), maxBytes);
    return content;
  }
  try {
    return inflated(*content, path, maxBytes);
  } catch (const std::exception&) {
    return notEnoughMemory(path);
  }
}

Result<void> replaceFile(const std::string& path, std::string_view content) {
  static std::atomic<unsigned> counter = 0;
  const std::string target = resolved(path);
  const std::string beside =
      target + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
  struct stat before {};
  const bool existed = ::stat(target.c_str(), &before) == 0;
  Handle file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file) return cannotWrite(path, errno);
  int error = writeAll(file, content);
  if (!error && existed && ::fchmod(file.get(), before.st_mode & 07777) != 0) error = errno;
  if (file.close() != 0 && !error) error = errno;
  if (!error && ::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (error) {
    ::unlink(beside.c_str());
    return cannotWrite(path, error);
  }
  // The rename itself lives in the folder; a folder that cannot be synced has still been renamed
  // in.
  const std::filesystem::path folder = std::filesystem::path(target).parent_path();
  const Handle parent(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent) ::fsync(parent.get());
  return {};
}

Result<void> makeFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error && std::filesystem::is_directory(path, error)) return {};
  if (!error) error = std::make_error_code(std::errc::not_a_directory);
  return failed(
      {LOOM_TEXT("The folder %1 could not be made (%2); check the path and its permissions."),
       {path, error.message()}});
}

}  // namespace loom
