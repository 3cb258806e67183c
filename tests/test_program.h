#pragma once

// Many tests share a program, because to compile Qt's headers and to link takes longer than the
// tests themselves: `tests_engine value_test [QtTest's arguments]` runs one of them.

#include <QtTest>

namespace loom::test {

/// Makes a test known to the program under the name of its source file.
struct Enrolled {
  Enrolled(const char* file, int (*run)(int argc, char** argv));
};

}  // namespace loom::test

#define LOOM_TEST(Class)                                                                  \
  static const loom::test::Enrolled enrolled##Class(__FILE__, [](int argc, char** argv) { \
    Class test;                                                                           \
    return QTest::qExec(&test, argc, argv);                                               \
  });
