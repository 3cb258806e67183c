#include "engine/io/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <new>

#include "engine/io/file.h"
#include "engine/io/json.h"

// File: 8 bytes length N of the header, N bytes of JSON {"name": {"dtype", "shape", "data_offsets":
// [begin, end]}}, then the bytes of all tensors without a gap.

namespace loom {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors are copied as little endian");

constexpr std::uint64_t kLargestTensorFile = 16ULL << 30;
constexpr std::uint64_t kLargestHeader = 16ULL << 20;
constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kDeepestRank = 16;
constexpr const char* kMetadata = "__metadata__";

/// What the header says of one tensor, checked.
struct Extent {
  std::string name;
  std::string dtype;
  Shape shape;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Weights, states and traces are many files in one folder: say which.
Error inFile(const std::string& path, const Error& error) {
  if (error.message().find(path) != std::string::npos) return error;
  return {Text("%1: %2", {path, error.message()}), error.kind};
}

std::uint64_t bytesPerElement(const std::string& dtype) {
  return dtype == "I64" ? 8 : 4;
}

bool isSize(const Json& json) {
  return json.is_number_unsigned() &&
         json.get<std::uint64_t>() <=
             static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}

bool isListOfSizes(const Json& json) {
  return json.is_array() && std::all_of(json.begin(), json.end(), isSize);
}

Result<Extent> extentOf(const std::string& name, const Json& json) {
  const bool complete = json.is_object() && json.contains("dtype") && json["dtype"].is_string() &&
                        json.contains("shape") && isListOfSizes(json["shape"]) &&
                        json["shape"].size() <= kDeepestRank && json.contains("data_offsets") &&
                        isListOfSizes(json["data_offsets"]) && json["data_offsets"].size() == 2;
  if (!complete) {
    return failed(
        Text(LOOM_TEXT(
                 "Tensor \"%1\" has no proper dtype, shape and data_offsets; the file is damaged."),
             {name}));
  }
  Extent extent{name, json["dtype"].get<std::string>(), Shape(json["shape"].get<Ints>()),
                json["data_offsets"][0].get<std::uint64_t>(),
                json["data_offsets"][1].get<std::uint64_t>()};
  if (extent.dtype != "F32" && extent.dtype != "I64" && extent.dtype != "I32") {
    return failed(Text(LOOM_TEXT("Tensor \"%1\" holds %2 numbers; expected F32 (or I64, I32): "
                                 "convert it, in PyTorch with .float()."),
                       {name, extent.dtype}));
  }
  return extent;
}

/// The bytes of all tensors must be there, each as long as its shape says, one after the other.
Result<void> checkExtents(std::vector<Extent> extents, std::uint64_t dataBytes) {
  std::stable_sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::uint64_t filled = 0;
  for (const Extent& extent : extents) {
    if (extent.end > dataBytes || extent.begin > extent.end) {
      return failed(Text(LOOM_TEXT("Tensor \"%1\" lies at bytes %2 to %3, but the file has only "
                                   "%4; it is cut short or damaged."),
                         {extent.name, std::to_string(extent.begin), std::to_string(extent.end),
                          std::to_string(dataBytes)}));
    }
    const auto elements = static_cast<std::uint64_t>(extent.shape.elements());
    const std::uint64_t bytes = extent.end - extent.begin;
    const std::uint64_t each = bytesPerElement(extent.dtype);
    if (bytes % each != 0 || bytes / each != elements) {
      return failed(
          Text(LOOM_TEXT("Tensor \"%1\" is said to be %2 but takes %3 bytes; the file is damaged."),
               {extent.name, extent.shape.text(), std::to_string(bytes)}));
    }
    if (extent.begin != filled) {
      return failed(Text(
          LOOM_TEXT("Tensor \"%1\" begins at byte %2 where %3 was expected; the file is damaged."),
          {extent.name, std::to_string(extent.begin), std::to_string(filled)}));
    }
    filled = extent.end;
  }
  if (filled == dataBytes) return {};
  return failed(
      Text(LOOM_TEXT("The tensors take %1 bytes but the file has %2; the file is damaged."),
           {std::to_string(filled), std::to_string(dataBytes)}));
}

Result<Json> headerOf(const std::string& file, std::size_t& dataBegin) {
  std::uint64_t length = 0;
  if (file.size() >= kLengthBytes) std::memcpy(&length, file.data(), kLengthBytes);
  if (length < 2 || length > kLargestHeader || length > file.size() - kLengthBytes) {
    return failed(
        LOOM_TEXT("It is not a safetensors file, or it is cut short: its header does not fit."));
  }
  dataBegin = kLengthBytes + static_cast<std::size_t>(length);
  const Result<Json> header =
      parseJson(std::string_view(file).substr(kLengthBytes, static_cast<std::size_t>(length)));
  if (!header || !header->is_object()) {
    return failed(LOOM_TEXT("It is not a safetensors file: its header is not JSON."));
  }
  return header;
}

Result<void> readMetadata(const Json& json, TensorMetadata& metadata) {
  const bool texts =
      json.is_object() &&
      std::all_of(json.begin(), json.end(), [](const Json& item) { return item.is_string(); });
  if (!texts)
    return failed(LOOM_TEXT("Its __metadata__ is not made of texts; the file is damaged."));
  for (const auto& [key, value] : json.items())
    metadata.emplace_back(key, value.get<std::string>());
  return {};
}

template <class Stored>
void convert(const char* bytes, std::vector<float>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Stored stored;
    std::memcpy(&stored, bytes + i * sizeof stored, sizeof stored);
    values[i] = static_cast<float>(stored);
  }
}

NamedTensor tensorOf(const Extent& extent, const char* data) {
  NamedTensor tensor{extent.name, extent.shape,
                     std::vector<float>(static_cast<std::size_t>(extent.shape.elements()))};
  const char* bytes = data + extent.begin;
  if (extent.dtype == "F32") convert<float>(bytes, tensor.values);
  if (extent.dtype == "I64") convert<std::int64_t>(bytes, tensor.values);
  if (extent.dtype == "I32") convert<std::int32_t>(bytes, tensor.values);
  return tensor;
}

Result<std::vector<NamedTensor>> parse(const std::string& file, TensorMetadata* metadata) {
  std::size_t dataBegin = 0;
  const Result<Json> header = headerOf(file, dataBegin);
  if (!header) return header.error();
  std::vector<Extent> extents;
  TensorMetadata found;
  for (const auto& [name, json] : header->items()) {
    if (name == kMetadata) {
      if (const auto read = readMetadata(json, found); !read) return read.error();
      continue;
    }
    const Result<Extent> extent = extentOf(name, json);
    if (!extent) return extent.error();
    extents.push_back(*extent);
  }
  if (const auto fits = checkExtents(extents, file.size() - dataBegin); !fits) return fits.error();
  std::vector<NamedTensor> tensors;
  for (const Extent& extent : extents) tensors.push_back(tensorOf(extent, file.data() + dataBegin));
  if (metadata) *metadata = std::move(found);
  return tensors;
}

std::string contentOf(const std::vector<NamedTensor>& tensors, const TensorMetadata& metadata) {
  Json header = Json::object();
  for (const auto& [key, value] : metadata) header[kMetadata][key] = value;
  std::uint64_t filled = 0;
  for (const NamedTensor& tensor : tensors) {
    const std::uint64_t end = filled + tensor.values.size() * sizeof(float);
    header[tensor.name] = {
        {"dtype", "F32"}, {"shape", tensor.shape.sizes()}, {"data_offsets", {filled, end}}};
    filled = end;
  }
  std::string json = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  json.resize((json.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes,
              ' ');  // so that the data is aligned
  const std::uint64_t length = json.size();
  std::string content(kLengthBytes, '\0');
  std::memcpy(content.data(), &length, kLengthBytes);
  content.reserve(kLengthBytes + json.size() + static_cast<std::size_t>(filled));
  content += json;
  for (const NamedTensor& tensor : tensors) {
    content.append(reinterpret_cast<const char*>(tensor.values.data()),
                   tensor.values.size() * sizeof(float));
  }
  return content;
}

}  // namespace

Result<std::vector<NamedTensor>> readSafetensors(const std::string& path,
                                                 TensorMetadata* metadata) {
  try {
    const Result<std::string> file = readFile(path, kLargestTensorFile);
    if (!file) return inFile(path, file.error());
    auto tensors = parse(*file, metadata);
    if (!tensors) return inFile(path, tensors.error());
    return tensors;
  } catch (const std::bad_alloc&) {
    return inFile(path, failed(LOOM_TEXT("There is not enough memory to read the tensors.")));
  }
}

Result<void> writeSafetensors(const std::string& path, const std::vector<NamedTensor>& tensors,
                              const TensorMetadata& metadata) {
  for (const NamedTensor& tensor : tensors) {
    if (static_cast<std::int64_t>(tensor.values.size()) != tensor.shape.elements()) {
      return failed(Text(LOOM_TEXT("Tensor \"%1\" is said to be %2 but has %3 values."),
                         {tensor.name, tensor.shape.text(), std::to_string(tensor.values.size())}));
    }
  }
  try {
    return replaceFile(path, contentOf(tensors, metadata));
  } catch (const std::bad_alloc&) {
    return inFile(path, failed(LOOM_TEXT("There is not enough memory to write the tensors.")));
  }
}

}  // namespace loom
