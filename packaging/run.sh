#!/usr/bin/env bash
# Sets up a Debian 12 machine, builds Layerloom and opens its window. Arguments are passed on.
# Without a display it trains LeNet-5 in the terminal instead.
set -euo pipefail
repository=$(dirname "$(dirname "$(realpath "$0")")")

groups=(build)
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then groups+=(run); fi
"$repository/packaging/setup.sh" "${groups[@]}"
(
  cd "$repository"
  cmake --preset release > /dev/null
  cmake --build --preset release --target layerloom
) >&2

program=$repository/build/release/layerloom
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then exec "$program" "$@"; fi
echo "run: no display found (DISPLAY and WAYLAND_DISPLAY are not set), so LeNet-5 trains here." >&2
exec "$program" train "$repository/resources/templates/lenet5.loom" "$@"
