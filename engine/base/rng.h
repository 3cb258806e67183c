#pragma once

// Counter-based random numbers: a draw is a pure function of (seed, stream, index), so the same
// seed gives the same bits for any number of threads, in any order, after a pause and after a
// resume. Any thread.

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace loom {

/// 64 well-mixed bits of x (the finaliser of SplitMix64, Steele et al. 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// A number for a name, the same on every machine (FNV-1a).
constexpr std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

/// A stream of draws. Copies continue independently from the same place.
class Rng {
 public:
  explicit constexpr Rng(std::uint64_t seed, std::uint64_t stream = 0, std::uint64_t substream = 0)
      : key_(mix(mix(mix(seed) ^ stream) ^ substream)) {}

  /// The draw at `index`, without moving the stream.
  constexpr std::uint64_t at(std::uint64_t index) const { return mix(key_ ^ mix(index)); }
  constexpr std::uint64_t next() { return at(counter_++); }

  /// [0, 1) with 53 random bits.
  constexpr double uniform() { return toUnit(next()); }
  constexpr double uniform(double low, double high) { return low + (high - low) * uniform(); }
  static constexpr double toUnit(std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
  }

  /// 0 .. count-1 without bias worth naming (128-bit multiply). REQUIRES: count > 0.
  constexpr std::uint64_t below(std::uint64_t count) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * count) >> 64);
  }

  /// Mean 0, variance 1 (Box and Muller 1958).
  double normal() {
    const double radius = uniform();
    return fromUnits(radius, uniform());
  }
  /// Two at once, for half of the time.
  std::pair<double, double> normals() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 6.283185307179586 * uniform();
    return {radius * std::cos(angle), radius * std::sin(angle)};
  }
  /// The same at `index`, without moving the stream.
  double normalAt(std::uint64_t index) const {
    return fromUnits(toUnit(at(2 * index)), toUnit(at(2 * index + 1)));
  }

 private:
  static double fromUnits(double radius, double angle) {
    return std::sqrt(-2.0 * std::log(1.0 - radius)) * std::cos(6.283185307179586 * angle);
  }

  std::uint64_t key_;
  std::uint64_t counter_ = 0;
};

}  // namespace loom
