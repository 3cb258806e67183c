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

/// A ring of batches: the thread fills, the trainer reads. One batch is out with the trainer; up to
/// `ahead` are ready.
class Loader::Impl {
 public:
  Impl(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples,
       Augmenter augmenter, const LoaderSettings& settings);
  ~Impl();

  std::int64_t stepsPerEpoch() const { return stepsPerEpoch_; }
  const Batch& next();

 private:
  void run(const std::stop_token& stop);
  void fill(Batch& batch, std::int64_t step);
  Batch& slot(std::int64_t index) { return ring_[static_cast<std::size_t>(index) % ring_.size()]; }

  const std::shared_ptr<const Dataset> dataset_;
  const std::vector<std::int32_t> samples_;
  const Augmenter augmenter_;
  const LoaderSettings settings_;
  std::int64_t stepsPerEpoch_ = 0;
  std::int64_t ahead_ = 1;

  // The loader thread's own.
  std::vector<std::int32_t> order_;
  std::int64_t orderEpoch_ = -1;

  std::vector<Batch> ring_;  // ahead_ + 1: one is being read
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable_any freed_;
  std::int64_t made_ = 0;   // batches filled so far
  std::int64_t taken_ = 0;  // batches handed out so far
  bool resting_ = false;    // the loader thread waits for room
  std::jthread thread_;     // last, so that it ends first
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
  ahead_ = std::max(settings_.ahead, 1);
  if (count == 0) return;
  const auto most = static_cast<int>(std::min(batchSize, count));
  ring_.resize(static_cast<std::size_t>(ahead_ + 1));
  for (Batch& batch : ring_) {
    // Room for a full batch, so that nothing is allocated once it runs.
    resizeBatch(batch, dataset_->train, dataset_->shape, most);
  }
  order_.reserve(samples_.size());
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Loader::Impl::~Impl() = default;

void Loader::Impl::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      // Once it rests it waits until half of the ring is empty: half as many awakenings.
      const auto room = [&] { return made_ - taken_ < (resting_ ? (ahead_ + 1) / 2 : ahead_); };
      if (!room()) {
        resting_ = true;
        freed_.wait(lock, stop, room);
        resting_ = false;
        if (stop.stop_requested()) return;
      }
    }
    // Only this thread changes made_, and the trainer does not touch this slot until made_ has
    // passed it.
    fill(slot(made_), settings_.firstStep + made_);
    {
      const std::lock_guard lock(mutex_);
      ++made_;
    }
    filled_.notify_one();
  }
}

void Loader::Impl::fill(Batch& batch, std::int64_t step) {
  const std::int64_t epoch = step / stepsPerEpoch_;
  if (epoch != orderEpoch_) {
    order_.assign(samples_.begin(), samples_.end());
    if (settings_.shuffle) shuffleEpoch(order_, settings_.seed, epoch);
    orderEpoch_ = epoch;
  }
  const auto batchSize = static_cast<std::size_t>(std::max(settings_.batchSize, 1));
  const std::size_t first = static_cast<std::size_t>(step % stepsPerEpoch_) * batchSize;
  const std::size_t size = std::min(batchSize, order_.size() - first);
  const auto pixels = static_cast<std::size_t>(dataset_->shape.elements());
  resizeBatch(batch, dataset_->train, dataset_->shape, static_cast<int>(size));
  batch.epoch = epoch;
  batch.step = step;
  for (std::size_t i = 0; i < size; ++i) {
    const std::int32_t sample = order_[first + i];
    readSample(batch, static_cast<int>(i), dataset_->train, dataset_->shape, sample);
    const std::span<float> image(batch.inputs.data() + i * pixels, pixels);
    if (!augmenter_.empty()) augmenter_.apply(dataset_->shape, image, sample, epoch);
  }
}

const Batch& Loader::Impl::next() {
  static const Batch kNothing;
  if (ring_.empty()) return kNothing;
  std::unique_lock lock(mutex_);
  filled_.wait(lock, [this] { return made_ > taken_; });
  const Batch& batch = slot(taken_++);
  const bool wake = resting_ && made_ - taken_ < (ahead_ + 1) / 2;
  lock.unlock();
  if (wake) freed_.notify_one();
  return batch;
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
