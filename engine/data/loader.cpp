#include "engine/data/loader.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/base/rng.h"

namespace loom {

namespace {

constexpr std::uint64_t kOrderStream = hashOf("order of an epoch");

}  // namespace

std::vector<std::int32_t> epochOrder(const std::vector<std::int32_t>& samples, bool shuffle, std::uint64_t seed,
                                     std::int64_t epoch) {
  std::vector<std::int32_t> order = samples;
  if (!shuffle) return order;
  Rng rng(seed, kOrderStream, static_cast<std::uint64_t>(epoch));
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
  return order;
}

class Loader::Impl {
 public:
  Impl(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples, Augmenter augmenter,
       const LoaderSettings& settings)
      : dataset_(std::move(dataset)),
        samples_(std::move(samples)),
        augmenter_(std::move(augmenter)),
        settings_(settings),
        // One more than is prepared ahead: the reader holds one.
        ring_(static_cast<std::size_t>(std::max(settings.ahead, 1)) + 1) {
    const auto batch = static_cast<std::size_t>(std::min<std::int64_t>(settings.batchSize, count()));
    for (Batch& slot : ring_) {
      slot.inputs.reserve(batch * imageSize());
      slot.classes.reserve(batch);
      slot.samples.reserve(batch);
    }
    thread_ = std::jthread([this](std::stop_token stop) { work(stop); });
  }

  ~Impl() {
    thread_.request_stop();
    { const std::lock_guard lock(mutex_); }
    room_.notify_all();
  }

  std::int64_t stepsPerEpoch() const { return (count() + settings_.batchSize - 1) / settings_.batchSize; }

  const Batch& next() {
    std::unique_lock lock(mutex_);
    if (holding_) {
      ++released_;
      room_.notify_one();
    }
    holding_ = true;
    ready_.wait(lock, [&] { return prepared_ > released_; });
    return ring_[static_cast<std::size_t>(released_) % ring_.size()];
  }

 private:
  std::int64_t count() const { return static_cast<std::int64_t>(samples_.size()); }
  std::size_t imageSize() const { return static_cast<std::size_t>(dataset_->shape.elements()); }

  void work(std::stop_token stop) {
    std::int64_t epoch = -1;
    std::vector<std::int32_t> order;
    for (std::int64_t step = settings_.firstStep;; ++step) {
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
          return stop.stop_requested() || prepared_ - released_ < static_cast<std::int64_t>(ring_.size());
        });
        if (stop.stop_requested()) return;
      }
      if (step / stepsPerEpoch() != epoch) {
        epoch = step / stepsPerEpoch();
        order = epochOrder(samples_, settings_.shuffle, settings_.seed, epoch);
      }
      prepare(ring_[static_cast<std::size_t>(step - settings_.firstStep) % ring_.size()], step, epoch, order);
      const std::lock_guard lock(mutex_);
      ++prepared_;
      ready_.notify_one();
    }
  }

  void prepare(Batch& batch, std::int64_t step, std::int64_t epoch, const std::vector<std::int32_t>& order) const {
    const std::int64_t first = step % stepsPerEpoch() * settings_.batchSize;
    batch.size = static_cast<int>(std::min<std::int64_t>(settings_.batchSize, count() - first));
    batch.step = step;
    batch.epoch = epoch;
    batch.inputs.resize(static_cast<std::size_t>(batch.size) * imageSize());
    batch.classes.resize(static_cast<std::size_t>(batch.size));
    batch.samples.resize(static_cast<std::size_t>(batch.size));
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.size); ++i) {
      const std::int32_t sample = order[static_cast<std::size_t>(first) + i];
      const auto image = dataset_->image(dataset_->train, sample);
      float* out = batch.inputs.data() + i * imageSize();
      // As torchvision's ToTensor: a true division, not a product with 1/255.
      for (std::size_t p = 0; p < image.size(); ++p) out[p] = static_cast<float>(image[p]) / 255.0F;
      augmenter_.apply(dataset_->shape, {out, imageSize()}, sample, epoch);
      batch.samples[i] = sample;
      batch.classes[i] = dataset_->train.labels[static_cast<std::size_t>(sample)];
    }
  }

  std::shared_ptr<const Dataset> dataset_;
  std::vector<std::int32_t> samples_;
  Augmenter augmenter_;
  LoaderSettings settings_;
  std::vector<Batch> ring_;

  std::mutex mutex_;  // the counters below
  std::condition_variable ready_;
  std::condition_variable room_;
  std::int64_t prepared_ = 0;
  std::int64_t released_ = 0;
  bool holding_ = false;
  std::jthread thread_;  // last: it must end before what it uses
};

Loader::Loader(std::shared_ptr<const Dataset> dataset, std::vector<std::int32_t> samples, Augmenter augmenter,
               const LoaderSettings& settings)
    : impl_(std::make_unique<Impl>(std::move(dataset), std::move(samples), std::move(augmenter), settings)) {}
Loader::~Loader() = default;

std::int64_t Loader::stepsPerEpoch() const { return impl_->stepsPerEpoch(); }
const Batch& Loader::next() { return impl_->next(); }

}  // namespace loom
