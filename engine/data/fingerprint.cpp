#include "engine/data/fingerprint.h"

#include <cstring>

#include "engine/base/rng.h"

namespace loom {

namespace {

template <class T>
std::string_view bytesOf(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

}  // namespace

std::uint64_t hashBytes(std::string_view bytes, std::uint64_t start) {
  std::uint64_t hash = mix(start ^ bytes.size());
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(bytes.size(), sizeof word);
    std::memcpy(&word, bytes.data(), count);
    hash = mix(hash ^ word);
    bytes.remove_prefix(count);
  }
  return hash;
}

std::string fingerprintOf(const Dataset& dataset) {
  std::uint64_t hash = hashBytes(bytesOf(dataset.shape.sizes()));
  for (const std::string& name : dataset.classes) hash = hashBytes(name, hash);
  if (!dataset.alphabet.empty()) hash = hashBytes(dataset.alphabet, hash);
  for (const Samples* samples : {&dataset.train, &dataset.test}) {
    hash = hashBytes(bytesOf(samples->pixels), hash);
    hash = hashBytes(bytesOf(samples->labels), hash);
    if (samples->hasOneClassEach()) continue;
    hash = hashBytes(bytesOf(samples->target.sizes()), hash);
    hash = hashBytes(bytesOf(samples->values), hash);
  }
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(hash >> shift) & 15];
  return text;
}

}  // namespace loom
