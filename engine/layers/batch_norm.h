#pragma once

// Normalisation of each channel over the batch (Ioffe and Szegedy 2015). While training, mean and
// variance are the batch's own, and running means of them are kept; otherwise those are used. A
// frozen node always uses the running ones and keeps them. Lanes; called as layer.h says.
//
// With a single value a channel there is no variance: the output is the bias, and the running
// variance stays.

#include "engine/layers/layer_type.h"

namespace loom {

/// All of the declaration but name, summary and rule for shapes.
void setBatchNorm(LayerType& type);

/// The input's shape, or what is wrong with num_features.
ShapeAnswer batchNormShape(const SiteInfo& site);

}  // namespace loom
