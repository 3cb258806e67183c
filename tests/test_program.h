#pragma once

// Many tests share a program, because to compile Qt's headers and to link takes longer than the
// tests themselves: `tests_engine value_test [QtTest's arguments]` runs one of them.

#include <QtTest>

/// Ends a test's file: its name, and the class that it runs.
#define LOOM_TEST(name, Class)              \
  int name(int argc, char** argv) {         \
    Class test;                             \
    return QTest::qExec(&test, argc, argv); \
  }
