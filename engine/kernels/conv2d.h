// Convolution of one block and its gradient with respect to the input, both as grids of
// correlations.
#pragma once

#include "engine/kernels/correlate.h"

namespace loom::LOOM_ISA_NAMESPACE {

template <class T>
void conv2dForward(const Conv2dGeometry& g, const T* input, const T* weight, const T* bias,
                   T* output, T*) {
  constexpr ptrdiff_t L = kLanes<T>;
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  const ptrdiff_t row = L * g.width, plane = row * g.height, outPlane = L * g.outH * g.outW;
  const ptrdiff_t kernel = ptrdiff_t(g.kernelH) * g.kernelW;
  CorrelationGrid<T> grid{
      .taps = {.count = {channels, g.kernelH, g.kernelW},
               .inputStep = {plane, row * g.dilationH, L * g.dilationW},
               .weightStep = {kernel, g.kernelW, 1}},
      .rows = filters,
      .ny = g.outH,
      .nx = g.outW,
      .inputStepY = row * g.strideH,
      .inputStepX = L * g.strideW,
      .weightStepRow = kernel * channels,
      .outputStepRow = outPlane,
      .outputStepY = L * g.outW,
      .outputStepX = L,
  };
  for (int group = 0; group < g.groups; ++group) {
    grid.input = input + group * channels * plane;
    grid.weight = weight + group * filters * grid.weightStepRow;
    grid.bias = bias ? bias + group * filters : nullptr;
    grid.output = output + group * filters * outPlane;
    correlate(grid);
  }
}

/// Along one axis, input coordinate y is reached from output o through tap k where o * stride + k *
/// dilation == y. The taps of one y form a progression: k = tap + i * tapStep reaches o = out - i *
/// outStep, i < count. Going from y to y + stride keeps the taps and moves `out` by one, except
/// near the edges; so coordinates of equal taps come in runs y, y + stride, y + 2 stride ...
struct AxisRun {
  int begin, length;    // coordinates begin + i * stride, i < length
  int tap, out, count;  // of the first coordinate
};

struct Axis {
  int size, kernel, stride, dilation, outSize;
  int tapStep, outStep;

  Axis(int inputSize, int taps, int step, int spread, int outputSize)
      : size(inputSize), kernel(taps), stride(step), dilation(spread), outSize(outputSize) {
    int common = stride;  // Euclid's; std::gcd would be a function the linker shares between
                          // instruction sets
    for (int rest = dilation; rest != 0;) {
      const int next = common % rest;
      common = rest;
      rest = next;
    }
    tapStep = stride / common;
    outStep = dilation / common;
  }

  AxisRun at(int y) const {
    AxisRun run{.begin = y, .length = 1, .tap = 0, .out = 0, .count = 0};
    for (int k = 0; k < kernel; ++k) {
      const int rest = y - k * dilation;
      if (rest < 0) break;
      if (rest % stride != 0 || rest / stride >= outSize) continue;
      if (run.count++ == 0) run.tap = k, run.out = rest / stride;
    }
    return run;
  }

  template <class Fn>
  void forEachRun(Fn&& fn) const {
    for (int phase = 0; phase < stride && phase < size; ++phase) {
      AxisRun run = at(phase);
      for (int y = phase + stride; y < size; y += stride) {
        const AxisRun next = at(y);
        if (next.count == run.count && (next.tap == run.tap || next.count == 0)) {
          ++run.length;
        } else {
          fn(run);
          run = next;
        }
      }
      fn(run);
    }
  }
};

template <class T>
size_t noScratch(const Conv2dGeometry&) {
  return 0;
}

template <class T>
void conv2dInputGradient(const Conv2dGeometry& g, const T* outputGradient, const T* weight,
                         T* inputGradient, T* /*scratch*/) {
  constexpr ptrdiff_t L = kLanes<T>;
  const int channels = g.channels / g.groups, filters = g.filters / g.groups;
  const ptrdiff_t row = L * g.width, plane = row * g.height, outRow = L * g.outW,
                  outPlane = outRow * g.outH;
  const ptrdiff_t kernel = ptrdiff_t(g.kernelH) * g.kernelW;
  const Axis vertical(g.height, g.kernelH, g.strideH, g.dilationH, g.outH);
  const Axis horizontal(g.width, g.kernelW, g.strideW, g.dilationW, g.outW);
  CorrelationGrid<T> grid{
      .taps = {.inputStep = {outPlane, -outRow * vertical.outStep, -L * horizontal.outStep},
               .weightStep = {kernel * channels, ptrdiff_t(g.kernelW) * vertical.tapStep,
                              horizontal.tapStep}},
      .rows = channels,
      .inputStepY = outRow,
      .inputStepX = L,
      .weightStepRow = kernel,
      .outputStepRow = plane,
      .outputStepY = row * g.strideH,
      .outputStepX = L * g.strideW,
  };
  vertical.forEachRun([&](const AxisRun& v) {
    horizontal.forEachRun([&](const AxisRun& h) {
      grid.taps.count[0] = filters;
      grid.taps.count[1] = v.count;
      grid.taps.count[2] = h.count;
      grid.ny = v.length;
      grid.nx = h.length;
      for (int group = 0; group < g.groups; ++group) {
        grid.input = outputGradient + group * filters * outPlane + v.out * outRow + h.out * L;
        grid.weight = weight + group * filters * channels * kernel + v.tap * g.kernelW + h.tap;
        grid.output = inputGradient + group * channels * plane + v.begin * row + h.begin * L;
        correlate(grid);
      }
    });
  });
}

}  // namespace loom::LOOM_ISA_NAMESPACE
