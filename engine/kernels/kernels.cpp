#include "engine/kernels/kernels.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace loom {

// Defined by isa.cpp, once for each instruction set.
namespace v2 {
template <class T>
const Kernels<T>& table();
template <class T>
const Kernels<T>& singleTable();
}  // namespace v2
namespace v3 {
template <class T>
const Kernels<T>& table();
template <class T>
const Kernels<T>& singleTable();
}  // namespace v3
namespace v4 {
template <class T>
const Kernels<T>& table();
template <class T>
const Kernels<T>& singleTable();
}  // namespace v4

namespace {

Isa machineIsa() {
  // The parts of each level that its kernels use; what else belongs to a level came with these.
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") ||
      !__builtin_cpu_supports("bmi2")) {
    return Isa::V2;
  }
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") ||
      !__builtin_cpu_supports("avx512cd") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512vl")) {
    return Isa::V3;
  }
  return Isa::V4;
}

Isa allowedIsa() {
  const char* value = std::getenv("LOOM_ISA");
  const std::string_view wanted = value ? value : "";
  if (wanted == "v2") return Isa::V2;
  if (wanted == "v3") return Isa::V3;
  return Isa::V4;
}

}  // namespace

Isa bestIsa() {
  static const Isa kBest = std::min(machineIsa(), allowedIsa());
  return kBest;
}

template <class T>
const Kernels<T>& kernels(Isa isa) {
  switch (isa) {
    case Isa::V2:
      return v2::table<T>();
    case Isa::V3:
      return v3::table<T>();
    case Isa::V4:
      break;
  }
  return v4::table<T>();
}

template <class T>
const Kernels<T>& singleKernels(Isa isa) {
  switch (isa) {
    case Isa::V2:
      return v2::singleTable<T>();
    case Isa::V3:
      return v3::singleTable<T>();
    case Isa::V4:
      break;
  }
  return v4::singleTable<T>();
}

template const Kernels<float>& singleKernels<float>(Isa);
template const Kernels<double>& singleKernels<double>(Isa);
template const Kernels<float>& kernels<float>(Isa);
template const Kernels<double>& kernels<double>(Isa);

}  // namespace loom
