#pragma once

// A sanitizer watches for what a test does, not for what comes out of it, and makes it many times
// slower: there a test may do the same things with fewer figures.

namespace loom::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

}  // namespace loom::test
