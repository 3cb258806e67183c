#pragma once

// The safetensors file format (https://huggingface.co/docs/safetensors): float32, little endian. Every offset is
// checked against the file before anything is allocated. Any thread; touches the disk.

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/graph/parameters.h"

namespace loom {

/// F32 tensors as they are; I64 and I32 tensors are converted to float (class targets).
Result<std::vector<NamedTensor>> readSafetensors(const std::string& path);
/// Deterministic bytes: tensors in the given order.
Result<void> writeSafetensors(const std::string& path, const std::vector<NamedTensor>& tensors);

}  // namespace loom
