#pragma once

// Whole files, read with a bound and replaced atomically (write beside, fsync, rename). Any thread;
// touches the disk.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace loom {

/// Fails if the file is missing, unreadable or larger than `maxBytes`.
Result<std::string> readFile(const std::string& path, std::uint64_t maxBytes);
/// Like readFile, and inflates gzip (recognised by its first bytes); `maxBytes` bounds the inflated
/// size.
Result<std::string> readMaybeGzip(const std::string& path, std::uint64_t maxBytes);
Result<void> replaceFile(const std::string& path, std::string_view content);
Result<void> makeFolder(const std::string& path);

}  // namespace loom
