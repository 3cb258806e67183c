#include <algorithm>

#include "app/cli.h"
#include "app/window.h"

int main(int argc, char** argv) {
  const auto window = [&](const std::string& file) { return loom::runWindow(argc, argv, file); };
  return loom::runCommandLine({argv + std::min(argc, 1), argv + argc}, window);
}
