#pragma once

// The verbs of the command line, a file each. Main thread.

#include <vector>

#include "app/command_line.h"

namespace loom {

Verb checkVerb();
Verb trainVerb();
Verb evaluateVerb();
Verb predictVerb();
Verb traceVerb();
Verb benchVerb();
Verb layersVerb();

}  // namespace loom
