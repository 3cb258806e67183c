#pragma once

// Where things are on this machine. Only places.cpp is compiled with these paths, so that a
// compiler cache serves other checkouts too.

namespace loom::test {

extern const char* const kSourceFolder;
extern const char* const kProgram;  // layerloom itself

}  // namespace loom::test
