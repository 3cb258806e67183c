#pragma once

// The safetensors file format (https://huggingface.co/docs/safetensors): float32, little endian.
// Every offset is checked against the file before anything is allocated. Any thread; touches the
// disk.

#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/graph/parameters.h"

namespace loom {

/// The header's `__metadata__`: texts by name.
using TensorMetadata = std::vector<std::pair<std::string, std::string>>;

/// F32 tensors as they are; I64 and I32 tensors are converted to float (class targets).
Result<std::vector<NamedTensor>> readSafetensors(const std::string& path,
                                                 TensorMetadata* metadata = nullptr);
/// Deterministic bytes: tensors in the given order.
Result<void> writeSafetensors(const std::string& path, const std::vector<NamedTensor>& tensors,
                              const TensorMetadata& metadata = {});

}  // namespace loom
