#pragma once

// The four IDX files in which MNIST and its relatives come (format: LeCun,
// http://yann.lecun.com/exdb/mnist): images and labels to train with and to test with, plain or
// gzip. Any thread; reads the disk.

#include <string>

#include "engine/data/dataset.h"

namespace loom {

/// Whether `folder` holds the images to train with; enough to choose it.
bool hasIdxFiles(const std::string& folder);

/// Reads and checks all four files. The classes are "0" up to the largest label.
Result<Dataset> loadIdxFolder(const std::string& folder, const LoadContext& context);

}  // namespace loom
