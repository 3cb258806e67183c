#include "test_program.h"

#include <QFileInfo>
#include <cstdio>
#include <map>

#ifdef LOOM_TEST_WIDGETS
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

namespace loom::test {

namespace {

std::map<QString, int (*)(int, char**)>& tests() {
  static std::map<QString, int (*)(int, char**)> all;
  return all;
}

}  // namespace

Enrolled::Enrolled(const char* file, int (*run)(int, char**)) {
  tests().emplace(QFileInfo(QString::fromUtf8(file)).completeBaseName(), run);
}

}  // namespace loom::test

int main(int argc, char** argv) {
  const auto& tests = loom::test::tests();
  const auto found = argc > 1 ? tests.find(QString::fromUtf8(argv[1])) : tests.end();
  if (found == tests.end()) {
    std::fprintf(stderr, "Expected the name of a test first, one of:\n");
    for (const auto& [name, run] : tests) std::fprintf(stderr, "  %s\n", qPrintable(name));
    return 2;
  }
  Application application(argc, argv);
#ifdef LOOM_TEST_WIDGETS
  application.setAttribute(Qt::AA_Use96Dpi);  // as QTEST_MAIN does
#endif
  // QtTest does not know the name of the test among its arguments.
  argv[1] = argv[0];
  return found->second(argc - 1, argv + 1);
}
