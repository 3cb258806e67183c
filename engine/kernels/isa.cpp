// All kernels for one instruction set. Compiled once for each; kernels.cmake says how.
#include "engine/kernels/cells.h"
#include "engine/kernels/conv2d.h"
#include "engine/kernels/conv2d_weight_gradient.h"
#include "engine/kernels/elementwise.h"
#include "engine/kernels/exponential.h"
#include "engine/kernels/layout.h"
#include "engine/kernels/matrix_product.h"
#include "engine/kernels/multiply_adds.h"
#include "engine/kernels/normalise.h"
#include "engine/kernels/pool2d.h"
#include "engine/kernels/rows.h"
#include "engine/kernels/single_image.h"
#include "engine/kernels/update.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T>
constexpr Kernels<T> laneTable() {
  return {
      .isa = LOOM_ISA_NAME,
      .lanes = kLanes<T>,
      .overread = 0,
      .conv2dForward = conv2dForward<T>,
      .conv2dForwardScratch = noScratch<T>,
      .conv2dWeightGradient = conv2dWeightGradient<T>,
      .conv2dInputGradient = conv2dInputGradient<T>,
      .conv2dInputGradientScratch = noScratch<T>,
      .maxPool2dForward = maxPool2dForward<T>,
      .maxPool2dBackward = maxPool2dBackward<T>,
      .padBlock = padBlock<T>,
      .unpadBlock = unpadBlock<T>,
      .rowsToLanes = rowsToLanes<T>,
      .lanesToRows = lanesToRows<T>,
      .relu = relu<T>,
      .reluBackward = reluBackward<T>,
      .add = add<T>,
      .exp = exponential<T>,
      .sigmoid = sigmoid<T>,
      .tanh = hyperbolicTangent<T>,
      .gelu = gelu<T>,
      .geluBackward = geluBackward<T>,
      .laneSums = laneSums<T>,
      .laneSquares = laneSquares<T>,
      .laneProducts = laneProducts<T>,
      .normalise = normalise<T>,
      .normaliseBackward = normaliseBackward<T>,
      .softmaxRows = softmaxRows<T>,
      .softmaxRowsBackward = softmaxRowsBackward<T>,
      .normaliseRows = normaliseRows<T>,
      .normaliseRowsBackward = normaliseRowsBackward<T>,
      .gemm = gemm<T>,
      .addBias = addBias<T>,
      .sumRows = sumRows<T>,
      .stepProducts = stepProducts<T>,
      .tanhBackward = tanhBackward<T>,
      .lstmForward = lstmForward<T>,
      .lstmBackward = lstmBackward<T>,
      .gruForward = gruForward<T>,
      .gruBackward = gruBackward<T>,
      .sumOfSquares = sumOfSquares<T>,
      .sgdStep = sgdStep<T>,
      .adamStep = adamStep<T>,
      .multiplyAdds = multiplyAdds<T>,
      .rmspropStep = rmspropStep<T>,
      .adagradStep = adagradStep<T>,
  };
}

template <class T>
const Kernels<T>& table() {
  static constexpr Kernels<T> kTable = laneTable<T>();
  return kTable;
}

template <class T>
const Kernels<T>& singleTable() {
  static constexpr Kernels<T> kTable = [] {
    Kernels<T> one = laneTable<T>();
    one.lanes = 1;
    one.overread = kLanes<T>;
    one.conv2dForward = singleForward<T>;
    one.conv2dForwardScratch = singleForwardScratch<T>;
    one.conv2dWeightGradient = nullptr;
    one.conv2dInputGradient = singleInputGradient<T>;
    one.maxPool2dForward = singleMaxPool<T>;
    one.maxPool2dBackward = nullptr;
    one.padBlock = padBlock<T, 1>;
    one.unpadBlock = unpadBlock<T, 1>;
    one.rowsToLanes = copyOne<T>;
    one.lanesToRows = copyOne<T>;
    one.laneSums = singleSum<T>;
    one.laneSquares = singleSquares<T>;
    one.laneProducts = nullptr;
    one.stepProducts = nullptr;
    return one;
  }();
  return kTable;
}

template const Kernels<float>& singleTable<float>();
template const Kernels<double>& singleTable<double>();
template const Kernels<float>& table<float>();
template const Kernels<double>& table<double>();

}  // namespace loom::LOOM_ISA_NAMESPACE
