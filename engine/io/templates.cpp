#include "engine/io/templates.h"

#include <algorithm>

#include "engine/base/text.h"

namespace loom {

std::span<const TemplateText> templateTexts() {
  static constexpr TemplateText kTexts[] = {
      {"lenet5", LOOM_TEXT("LeNet-5"),
       LOOM_TEXT("The classic that reads digits, as PyTorch's tutorial builds it: two "
                 "convolutions, three dense layers.")},
      {"lenet5_tensorflow", LOOM_TEXT("LeNet-5 (TensorFlow)"),
       LOOM_TEXT("As TensorFlow's tutorials build it: no padding, 256 features, and Adam.")},
      {"logistic_regression", LOOM_TEXT("Logistic Regression"),
       LOOM_TEXT(
           "The smallest network of all: one dense layer weighs every pixel for each digit.")},
      {"mlp", LOOM_TEXT("MLP"),
       LOOM_TEXT("A hidden layer of 128 between pixels and digits, with dropout against learning "
                 "by heart.")},
      {"resnet", LOOM_TEXT("ResNet"),
       LOOM_TEXT("Two residual blocks: what they compute is added to what they were given, so deep "
                 "networks learn too.")},
      {"autoencoder", LOOM_TEXT("Autoencoder"),
       LOOM_TEXT("Squeezes a picture into 16 numbers and draws it again from these; its target is "
                 "its own input.")},
      {"lstm", LOOM_TEXT("LSTM"),
       LOOM_TEXT("Reads a picture row by row, as it would read a text, and names the digit after "
                 "the last row.")},
      {"transformer", LOOM_TEXT("Transformer"),
       LOOM_TEXT("Takes the rows of a picture for words: two encoder layers let each row look at "
                 "all others.")},
  };
  return kTexts;
}

const TemplateText* findTemplateText(std::string_view file) {
  const auto all = templateTexts();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const TemplateText& text) { return text.file == file; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace loom
