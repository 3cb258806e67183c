#include "app/commands/picture.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/data/drawing.h"

namespace loom {
namespace {

constexpr std::uintmax_t kLargestPicture = 256U << 20;
constexpr int kDigitSide = 28;

/// 1 / the value of white in a picture of that depth.
double scaleOf(int depth) {
  if (depth == CV_8U) return 1.0 / 255;
  return depth == CV_16U ? 1.0 / 65535 : 1.0;
}

/// On white where it is transparent. (H, W, 4) -> (H, W, 3)
cv::Mat flattened(const cv::Mat& picture) {
  cv::Mat opaque(picture.rows, picture.cols, CV_32FC3);
  for (int y = 0; y < picture.rows; ++y) {
    const auto* from = picture.ptr<cv::Vec4f>(y);
    auto* to = opaque.ptr<cv::Vec3f>(y);
    for (int x = 0; x < picture.cols; ++x) {
      for (int c = 0; c < 3; ++c) to[x][c] = from[x][c] * from[x][3] + (1 - from[x][3]);
    }
  }
  return opaque;
}

/// (H, W) or (H, W, 3) as blue, green, red; 0..1.
cv::Mat decode(const std::string& path, int channels) {
  const cv::Mat stored = cv::imread(path, cv::IMREAD_UNCHANGED);
  if (stored.empty()) return {};
  cv::Mat picture;
  stored.convertTo(picture, CV_32F, scaleOf(stored.depth()));
  if (picture.channels() == 4) picture = flattened(picture);
  if (picture.channels() == 3 && channels == 1) cv::cvtColor(picture, picture, cv::COLOR_BGR2GRAY);
  if (picture.channels() == 1 && channels == 3) cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
  return picture.channels() == channels ? picture : cv::Mat();
}

/// The middle value of the outermost pixels.
float borderLevel(const cv::Mat& grey) {
  std::vector<float> border;
  for (int x = 0; x < grey.cols; ++x)
    border.insert(border.end(), {grey.at<float>(0, x), grey.at<float>(grey.rows - 1, x)});
  for (int y = 0; y < grey.rows; ++y)
    border.insert(border.end(), {grey.at<float>(y, 0), grey.at<float>(y, grey.cols - 1)});
  const auto middle = border.begin() + static_cast<std::ptrdiff_t>(border.size() / 2);
  std::nth_element(border.begin(), middle, border.end());
  return *middle;
}

std::vector<float> digitOf(cv::Mat grey) {
  if (borderLevel(grey) > 0.5F) grey = 1.0 - grey;
  const float paper = borderLevel(grey);
  double ink = 0;
  cv::minMaxLoc(grey, nullptr, &ink);
  // Less contrast than this is paper without a digit; shades near the paper's are its grain, not
  // ink.
  constexpr float kLeastContrast = 0.05F;
  constexpr float kGrain = 0.15F;
  const float range = static_cast<float>(ink) - paper;
  std::vector<float> values;
  for (int y = 0; y < grey.rows; ++y) {
    for (int x = 0; x < grey.cols; ++x) {
      const float share = range < kLeastContrast ? 0 : (grey.at<float>(y, x) - paper) / range;
      values.push_back(share < kGrain ? 0 : share);
    }
  }
  return normaliseImage(values, grey.cols, grey.rows, kDigitSide);
}

/// (H, W, C) as blue, green, red -> (C, H, W) as red, green, blue.
std::vector<float> planesOf(const cv::Mat& picture) {
  const int channels = picture.channels();
  std::vector<float> values;
  for (int c = channels - 1; c >= 0; --c) {
    for (int y = 0; y < picture.rows; ++y) {
      const float* row = picture.ptr<float>(y);
      for (int x = 0; x < picture.cols; ++x) values.push_back(row[x * channels + c]);
    }
  }
  return values;
}

}  // namespace

Result<std::vector<float>> readPicture(const std::string& path, const Shape& input) {
  const auto height = static_cast<int>(input[1]);
  const auto width = static_cast<int>(input[2]);
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  if (error) return failed(Text("%1 cannot be read: %2", {path, error.message()}));
  if (bytes > kLargestPicture)
    return failed(Text("%1 is larger than 256 MB; make the picture smaller", {path}));
  try {
    cv::Mat picture = decode(path, static_cast<int>(input[0]));
    if (picture.empty())
      return failed(
          Text("%1 is not a picture that can be read; expected PNG, JPEG or the like", {path}));
    if (picture.rows == height && picture.cols == width) return planesOf(picture);
    if (input == Shape{1, kDigitSide, kDigitSide}) return digitOf(picture);
    cv::resize(picture, picture, cv::Size(width, height), 0, 0, cv::INTER_AREA);
    return planesOf(picture);
  } catch (const cv::Exception&) {
    return failed(
        Text("%1 is not a picture that can be read; expected PNG, JPEG or the like", {path}));
  } catch (const std::bad_alloc&) {
    return failed(Text("%1 needs more memory than there is; make the picture smaller", {path}));
  }
}

}  // namespace loom
