#!/usr/bin/env bash
# Sets up a Debian 12 machine, builds the release preset and runs every test. Arguments go to ctest.
# LAYERLOOM_DATA names the folder of the data sets; LAYERLOOM_WERROR=ON makes warnings errors.
set -euo pipefail
cd "$(dirname "$(realpath "$0")")/.."
packaging/setup.sh build test

if [ -z "${LAYERLOOM_DATA:-}" ] && [ -d ../shared/data ]; then
  LAYERLOOM_DATA=$(realpath ../shared/data)
  export LAYERLOOM_DATA
fi
export QT_QPA_PLATFORM=offscreen
cmake --preset release -DLAYERLOOM_TESTS=ON -DLAYERLOOM_WERROR="${LAYERLOOM_WERROR:-OFF}"
cmake --build --preset release
ctest --preset release --output-on-failure "$@"
