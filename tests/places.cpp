#include "places.h"

namespace loom::test {

const char* const kSourceFolder = LAYERLOOM_SOURCE_DIR;
const char* const kProgram = LAYERLOOM_BINARY;

}  // namespace loom::test
