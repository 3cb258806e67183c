#!/usr/bin/env bash
# Fails unless the translation is whole: check_translations.sh [FILE]
# Every text of the sources is there and none else, finished, not empty, with the same %1 %2 %n; and lupdate has no
# complaint (a class that calls tr() without Q_OBJECT is never translated).
set -euo pipefail
here=$(dirname "$(realpath "$0")")
file=$(realpath "${1:-$here/../translations/layerloom_zh_CN.ts}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$file" "$work/fresh.ts"
"$here/update_translations.sh" "$work/fresh.ts" 2> "$work/complaints" ||
  { cat "$work/complaints" >&2; exit 1; }

python3 - "$file" "$work/fresh.ts" "$work/complaints" <<'PYTHON'
import re
import sys
import xml.etree.ElementTree as xml


def messages(path):
    """{(context, source, comment): message element}"""
    return {(context.findtext("name"), message.findtext("source"), message.findtext("comment") or ""):
            message for context in xml.parse(path).iter("context") for message in context.iter("message")}


def faults(source, message):
    translation = message.find("translation")
    if translation.get("type"):
        yield translation.get("type")
        return
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    for form in forms:
        wanted, found = (set(re.findall(r"%L?(?:\d+|n)", text)) for text in (source, form))
        if not form.strip():
            yield "empty"
        elif wanted != found:
            yield f"placeholders differ: {sorted(wanted)} became {sorted(found)}"


ours, fresh = messages(sys.argv[1]), messages(sys.argv[2])
errors = [line.strip() for line in open(sys.argv[3], encoding="utf-8") if line.strip()]
errors += [f'{key[0]}: "{key[1]}": missing' for key in fresh.keys() - ours.keys()]
for key, message in ours.items():
    found = ["no longer in the sources"] if key not in fresh else faults(key[1], message)
    errors += [f'{key[0]}: "{key[1]}": {fault}' for fault in found]
for error in sorted(errors):
    print(error)
print(f"translations: {len(fresh)} texts, {len(errors)} errors")
sys.exit(1 if errors else 0)
PYTHON
