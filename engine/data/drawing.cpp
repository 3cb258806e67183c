#include "engine/data/drawing.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "engine/data/ink.h"

namespace loom {

namespace {

constexpr double kPenWidth = 2.4;  // pixels of 28: what MNIST's pens have, near enough

bool isUsable(const PenPoint& point) {
  constexpr float kFar = 1e6F;
  return std::isfinite(point.x) && std::isfinite(point.y) && std::abs(point.x) < kFar && std::abs(point.y) < kFar;
}

}  // namespace

std::vector<float> normaliseDrawing(const std::vector<Stroke>& strokes, int size) {
  std::vector<InkLine> lines;
  double widest = 0;
  for (const Stroke& stroke : strokes) {
    InkLine line;
    for (const PenPoint& point : stroke.points) {
      if (isUsable(point)) line.push_back({point.x, point.y, 1.0});
    }
    if (line.empty()) continue;
    lines.push_back(std::move(line));
    if (std::isfinite(stroke.width)) widest = std::max(widest, static_cast<double>(stroke.width));
  }
  std::vector<float> out(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0F);
  if (lines.empty()) return out;
  InkFrame frame;
  frame.size = size;
  frame.penWidth = kPenWidth * size / 28.0;
  // A dot stays as small as its pen drew it.
  if (widest > 0) frame.maxScale = frame.penWidth / widest;
  drawInk(lines, frame, out);
  return out;
}

std::vector<float> normaliseImage(const std::vector<float>& grey, int width, int height, int size) {
  std::vector<float> out(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0.0F);
  if (width <= 0 || height <= 0 || grey.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    return out;
  }
  constexpr float kInk = 0.2F;
  int left = width, right = -1, top = height, bottom = -1;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      if (!(grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] >= kInk)) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  if (right < 0) return out;
  try {
    const cv::Mat all(height, width, CV_32F, const_cast<float*>(grey.data()));
    const cv::Mat ink = all(cv::Rect(left, top, right - left + 1, bottom - top + 1));
    const double scale = kInkShare * size / std::max(ink.cols, ink.rows);
    const cv::Size inside(std::max(1, static_cast<int>(std::lround(ink.cols * scale))),
                          std::max(1, static_cast<int>(std::lround(ink.rows * scale))));
    cv::Mat small;
    cv::resize(ink, small, inside, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    const cv::Moments mass = cv::moments(small);
    const double centreX = mass.m00 > 0 ? mass.m10 / mass.m00 : (inside.width - 1) / 2.0;
    const double centreY = mass.m00 > 0 ? mass.m01 / mass.m00 : (inside.height - 1) / 2.0;
    const double middle = (size - 1) / 2.0;
    const cv::Matx23d shift(1, 0, middle - centreX, 0, 1, middle - centreY);
    cv::Mat framed(size, size, CV_32F, out.data());
    cv::warpAffine(small, framed, shift, framed.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
  } catch (const cv::Exception&) {
    std::fill(out.begin(), out.end(), 0.0F);  // a picture that OpenCV cannot scale holds no digit
  }
  return out;
}

}  // namespace loom
