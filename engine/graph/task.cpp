// Whether a network learns the data's answers, or its samples themselves.

#include "engine/graph/draft.h"

namespace loom {

bool areNumbers(const DataInfo& data) {
  return data.classes == 0 && data.target.rank() > 0;
}

bool isRebuilt(const Shape& output, const LayerType& loss, const DataInfo& data) {
  if (output != data.shape || !loss.takesNumbers || (data.classes == 0 && !areNumbers(data)))
    return false;
  std::vector<std::int64_t> answer = data.target.sizes();
  if (data.classes > 0) answer.push_back(data.classes);
  return data.shape != Shape(std::move(answer));
}

DataInfo taskOf(const Analysis& analysis, const DataInfo& data) {
  const NodeInfo* output = analysis.find(analysis.outputNode);
  const NodeInfo* loss = analysis.find(analysis.lossNode);
  if (!output || !output->output || !loss || !isRebuilt(*output->output, *loss->type, data))
    return data;
  return {.shape = data.shape, .target = data.shape, .tokens = data.tokens, .rebuilt = true};
}

}  // namespace loom
