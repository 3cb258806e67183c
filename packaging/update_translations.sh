#!/usr/bin/env bash
# Brings a .ts file up to date with the sources: update_translations.sh [FILE]
# The engine has no Qt, and lupdate cannot give a macro of ours a fixed context. So it reads a copy in
# which LOOM_TEXT("...") is spelt QT_TRANSLATE_NOOP("engine", "...").
set -euo pipefail
cd "$(dirname "$0")/.."
file=$(realpath -m "${1:-translations/layerloom_zh_CN.ts}")
lupdate=$(command -v /usr/lib/qt6/bin/lupdate lupdate6 lupdate | head -n 1) ||
  { echo "update_translations: lupdate is missing; install qt6-l10n-tools" >&2; exit 1; }

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
folders=()
for folder in app engine ui; do [ ! -d "$folder" ] || folders+=("$folder"); done
find "${folders[@]}" \( -name '*.cpp' -o -name '*.h' \) -exec cp --parents -t "$copy" {} +
find "$copy" -type f -exec sed -i -E \
  '/^[[:space:]]*#/!s/\bLOOM_TEXT\(/QT_TRANSLATE_NOOP("engine", /g' {} +
cd "$copy"
"$lupdate" -silent -no-obsolete -locations none -target-language zh_CN -I . . -ts "$file" 2>&1 |
  sed "s|^$copy/||" >&2
