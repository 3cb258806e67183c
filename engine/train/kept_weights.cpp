#include "engine/train/kept_weights.h"

#include <algorithm>
#include <new>

#include "engine/base/memory.h"

namespace loom {

namespace {
constexpr std::size_t kFewest = 2;  // the first and the newest
constexpr std::int64_t kMegabyte = 1'000'000;
}  // namespace

std::size_t KeptWeights::capacity() const {
  return bytesEach_ > 0 ? static_cast<std::size_t>(bound_) / bytesEach_ : 0;
}

void KeptWeights::setBound(std::int64_t bytes) {
  bound_ = std::max<std::int64_t>(bytes, 0);
  ended_ = false;
  message_ = {};
  if (capacity() < kFewest) {
    moments_.clear();
    spare_.clear();
  } else {
    makeRoom(capacity());
    while (moments_.size() + spare_.size() > capacity()) spare_.pop_back();
  }
  tell();
}

void KeptWeights::clear() {
  moments_.clear();
  spare_.clear();
  stride_ = 1;
  best_ = newest_ = -1;
  ended_ = false;
  message_ = {};
  tell();
}

void KeptWeights::keep(int epoch, std::int64_t step, const std::vector<float>& values, int best) {
  if (bound_ <= 0 || ended_) return;
  bytesEach_ = std::max<std::size_t>(values.size() * sizeof(float), 1);
  best_ = best;
  newest_ = epoch;
  if (capacity() < kFewest) {
    message_ = {
        LOOM_TEXT("The weights of one epoch take %1 MB, so that none are kept within %2 MB; "
                  "let kept epochs take more."),
        {grouped(static_cast<long long>(bytesEach_) / kMegabyte), grouped(bound_ / kMegabyte)}};
    return tell();
  }
  try {
    if (!moments_.empty() && moments_.back().epoch >= epoch) release(moments_.size() - 1);
    makeRoom(capacity() - 1);
    write(epoch, step, values);
  } catch (const std::bad_alloc&) {
    ended_ = true;
    message_ = LOOM_TEXT(
        "The machine has not enough free memory to keep more epochs; close other programs, or let "
        "kept epochs take less.");
  }
  tell();
}

void KeptWeights::write(int epoch, std::int64_t step, const std::vector<float>& values) {
  Moment moment{epoch, step, {}};
  if (spare_.empty()) {
    requireMemory(values.size(), sizeof(float));
    moment.values = values;
  } else {
    moment.values = std::move(spare_.back());
    spare_.pop_back();
    moment.values = values;
  }
  moments_.push_back(std::move(moment));
}

bool KeptWeights::isSpared(std::size_t index) const {
  const int epoch = moments_[index].epoch;
  return index == 0 || epoch % stride_ == 0 || epoch == best_ || epoch == newest_ ||
         epoch == pinned_;
}

/// Without those that stayed only as the newest, the best or the one that was looked at.
void KeptWeights::thin() {
  for (std::size_t i = moments_.size(); i-- > 0;) {
    if (!isSpared(i)) release(i);
  }
}

void KeptWeights::makeRoom(std::size_t most) {
  thin();
  while (moments_.size() > most && stride_ <= newest_) {
    stride_ *= 2;
    thin();
  }
  // What is left has a reason to stay; where there is room for so few, the first counts most.
  while (moments_.size() > std::max<std::size_t>(most, 1))
    release(moments_.back().epoch == newest_ ? moments_.size() - 2 : moments_.size() - 1);
}

void KeptWeights::release(std::size_t index) {
  const auto at = moments_.begin() + static_cast<std::ptrdiff_t>(index);
  spare_.push_back(std::move(at->values));
  moments_.erase(at);
}

void KeptWeights::say(Text message) {
  message_ = std::move(message);
  tell();
}

const KeptWeights::Moment* KeptWeights::find(int epoch) const {
  const auto found = std::ranges::find(moments_, epoch, &Moment::epoch);
  return found == moments_.end() ? nullptr : &*found;
}

void KeptWeights::tell() {
  auto now = std::make_shared<KeptEpochs>();
  for (const Moment& moment : moments_) now->epochs.push_back(moment.epoch);
  now->best = find(best_) ? best_ : -1;
  now->stride = stride_;
  now->bytes = static_cast<std::int64_t>(moments_.size() * bytesEach_);
  now->bound = bound_;
  now->message = message_;
  told_ = std::move(now);
}

}  // namespace loom
