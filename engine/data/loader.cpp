#include "engine/data/loader.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/rng.h"

namespace loom {

namespace {

void shuffleEpoch(std::vector<std::int32_t>& order, std::uint64_t seed, std::int64_t epoch) {
  Rng rng(seed, hashOf("order"), static_cast<std::uint64_t>(epoch));
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
}

}  // namespace

std::vector<std::int32_t> epochOrder(const std::vector<std::int32_t>& samples, bool shuffle,
                                     std::uint64_t seed, std::int64_t epoch) {
  std::vector<std::int32_t> order = samples;
  if (shuffle) shuffleEpoch(order, seed, epoch);
  return order;
}

/// A ring of batches: the threads fill, the trainer reads. One batch is out with the trainer; up to
/// `ahead` are ready or being filled.
class Loader::Impl {
 public:
  Impl(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples,
       Augmenter augmenter, const LoaderSettings& settings);
  ~Impl();

  std::int64_t stepsPerEpoch() const { return stepsPerEpoch_; }
  const Batch& next();

 private:
  /// A thread's own: the order of the epoch that it is in, and what it needs to mix.
  struct Order {
    std::vector<std::int32_t> samples;
    std::int64_t epoch = -1;
    MixRoom room;
  };
  struct Slot {
    Batch batch;
    bool isFull = false;
  };
  void run(const std::stop_token& stop, Order& order);
  std::int64_t claim(const std::stop_token& stop);
  void fill(Batch& batch, std::int64_t step, Order& order) const;
  Slot& slot(std::int64_t index) { return ring_[static_cast<std::size_t>(index) % ring_.size()]; }

  const std::shared_ptr<const Dataset> dataset_;
  const std::vector<std::int32_t> samples_;
  const Augmenter augmenter_;
  const LoaderSettings settings_;
  std::int64_t stepsPerEpoch_ = 0;
  std::int64_t ahead_ = 1;

  std::vector<Slot> ring_;  // ahead_ + 1: one is being read
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable_any freed_;
  std::int64_t claimed_ = 0;           // batches that threads have begun so far
  std::int64_t taken_ = 0;             // batches handed out so far
  int resting_ = 0;                    // threads that wait for room
  std::vector<Order> orders_;          // one a thread
  std::vector<std::jthread> threads_;  // last, so that they end first
};

Loader::Impl::Impl(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples,
                   Augmenter augmenter, const LoaderSettings& settings)
    : dataset_(std::move(dataset)),
      samples_(std::move(samples)),
      augmenter_(std::move(augmenter)),
      settings_(settings) {
  const auto count = static_cast<std::int64_t>(samples_.size());
  const auto batchSize = static_cast<std::int64_t>(std::max(settings_.batchSize, 1));
  stepsPerEpoch_ = (count + batchSize - 1) / batchSize;
  ahead_ = std::max({settings_.ahead, 2 * settings_.threads, 1});
  if (count == 0) return;
  const auto most = static_cast<int>(std::min(batchSize, count));
  ring_.resize(static_cast<std::size_t>(ahead_ + 1));
  for (Slot& slot : ring_) {
    // Room for a full batch, so that nothing is allocated once it runs.
    reserveBatch(slot.batch, *dataset_, most, augmenter_);
  }
  // Too little memory is for our caller to hear of, so it is asked for before the threads begin.
  orders_.resize(static_cast<std::size_t>(std::max(settings_.threads, 1)));
  for (Order& order : orders_) {
    order.samples.reserve(samples_.size());
    if (augmenter_.mixes()) reserveMixing(order.room, *dataset_, most);
  }
  for (Order& order : orders_)
    threads_.emplace_back([this, &order](const std::stop_token& stop) { run(stop, order); });
}

Loader::Impl::~Impl() {
  for (std::jthread& thread : threads_) thread.request_stop();  // all of them, before one is joined
}

void Loader::Impl::run(const std::stop_token& stop, Order& order) {
  for (std::int64_t index; (index = claim(stop)) >= 0;) {
    // Nobody else touches this slot: the trainer waits for it, and it is claimed once.
    fill(slot(index).batch, settings_.firstStep + index, order);
    {
      const std::lock_guard lock(mutex_);
      slot(index).isFull = true;
    }
    filled_.notify_one();
  }
}

/// The next batch to fill; waits for room. -1: it is over.
std::int64_t Loader::Impl::claim(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto hasRoom = [this] { return claimed_ - taken_ < ahead_; };
  if (!hasRoom()) {
    // Once it rests it waits until half of the ring is empty: half as many awakenings.
    ++resting_;
    freed_.wait(lock, stop, [this] { return claimed_ - taken_ < (ahead_ + 1) / 2; });
    --resting_;
  }
  return stop.stop_requested() ? -1 : claimed_++;
}

void Loader::Impl::fill(Batch& batch, std::int64_t step, Order& order) const {
  const std::int64_t epoch = step / stepsPerEpoch_;
  if (epoch != order.epoch) {
    order.samples.assign(samples_.begin(), samples_.end());
    if (settings_.shuffle) shuffleEpoch(order.samples, settings_.seed, epoch);
    order.epoch = epoch;
  }
  const auto batchSize = static_cast<std::size_t>(std::max(settings_.batchSize, 1));
  const std::size_t first = static_cast<std::size_t>(step % stepsPerEpoch_) * batchSize;
  const std::size_t size = std::min(batchSize, order.samples.size() - first);
  fillBatch(batch, *dataset_, std::span(order.samples).subspan(first, size), {epoch, step},
            augmenter_, order.room);
}

const Batch& Loader::Impl::next() {
  static const Batch kNothing;
  if (ring_.empty()) return kNothing;
  std::unique_lock lock(mutex_);
  Slot& next = slot(taken_);
  filled_.wait(lock, [&next] { return next.isFull; });
  next.isFull = false;
  ++taken_;
  const bool wake = resting_ > 0 && claimed_ - taken_ < (ahead_ + 1) / 2;
  lock.unlock();
  if (wake) freed_.notify_all();
  return next.batch;
}

Loader::Loader(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples,
               Augmenter augmenter, const LoaderSettings& settings)
    : impl_(std::make_unique<Impl>(std::move(dataset), std::move(samples), std::move(augmenter),
                                   settings)) {}

Loader::~Loader() = default;

std::int64_t Loader::stepsPerEpoch() const {
  return impl_->stepsPerEpoch();
}

const Batch& Loader::next() {
  return impl_->next();
}

}  // namespace loom
