#include <cstdio>
#include <string>
#include <string_view>

#ifdef LOOM_TEST_WIDGETS
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

// The list of the program's tests is made by CMakeLists.txt.
#define LOOM_ITEM(name) int name(int argc, char** argv);
#include "test_list.def"
#undef LOOM_ITEM

namespace {

struct NamedTest {
  const char* name;
  int (*run)(int argc, char** argv);
};

#define LOOM_ITEM(name) {#name, name},
constexpr NamedTest kTests[] = {
#include "test_list.def"
};
#undef LOOM_ITEM

const NamedTest* findTest(std::string_view name) {
  for (const NamedTest& test : kTests)
    if (name == test.name) return &test;
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const NamedTest* test = argc > 1 ? findTest(argv[1]) : nullptr;
  if (!test) {
    std::fprintf(stderr, "Expected the name of a test first, one of:\n");
    for (const NamedTest& known : kTests) std::fprintf(stderr, "  %s\n", known.name);
    return 2;
  }
  Application application(argc, argv);
#ifdef LOOM_TEST_WIDGETS
  application.setAttribute(Qt::AA_Use96Dpi);  // as QTEST_MAIN does
#endif
  // QtTest does not know the name of the test among its arguments.
  argv[1] = argv[0];
  return test->run(argc - 1, argv + 1);
}
