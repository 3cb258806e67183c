#!/usr/bin/env bash
# Installs the Debian packages of the given groups that are missing: setup.sh build run ...
# Needs root or sudo only if something is missing. The list is packages.txt.
set -euo pipefail
list=$(dirname "$(realpath "$0")")/packages.txt

wanted=()
while read -r name groups; do
  for group in "$@"; do
    if [[ " $groups " == *" $group "* ]]; then wanted+=("$name"); break; fi
  done
done < <(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$list")

if ! command -v apt-get dpkg-query > /dev/null; then
  echo "setup: this is not a Debian system; please have these installed: ${wanted[*]}" >&2
  exit 0
fi
missing=()
for name in "${wanted[@]}"; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2> /dev/null || true)
  [ "$status" = installed ] || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo > /dev/null; then
    echo "setup: these packages are missing: ${missing[*]}" >&2
    echo "setup: as root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "setup: installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
