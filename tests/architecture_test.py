#!/usr/bin/env python3
"""Keeps the house in order: reads the sources and fails on what the plan forbids.

- includes that run against app -> ui -> engine, and Qt in engine/;
- the name of a layer, loss, optimiser, transform or data source in a string of ui/;
- a source file over 500 lines (a warning over 400);
- a name that two files of a library both have in an anonymous namespace: sources are compiled in groups;
- a top-level folder that the plan does not have.

`architecture_test.py [ROOT]` checks a tree; `--self-test` plants one violation of each kind and
fails unless every one is found.
"""
import re
import sys
import tempfile
from pathlib import Path

FOLDERS = {"app", "engine", "ui", "resources", "tests", "translations", "packaging"}
MAY_INCLUDE = {  # who may include whose headers; tests may include everything
    "engine": {"engine"},
    "ui": {"ui", "engine"},
    "app": {"app", "ui", "engine"},
}
SOURCES = (".cpp", ".h", ".inc", ".def")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
ITEM = re.compile(r'^\s*LOOM_ITEM\(\s*"?([^,"\s]+)"?\s*,\s*(\w+)', re.M)
# Comments are skipped, so that a quote inside one starts no string; strings are captured.
TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|\'(?:[^\'\\\n]|\\[^\'\n]+|\\\')\'|R"(\w*)\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"',
    re.S)


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield path


def line_at(text, position):
    return text.count("\n", 0, position) + 1


def check_includes(root):
    for path in sources(root, *MAY_INCLUDE):
        area = path.relative_to(root).parts[0]
        text = text_of(path)
        for match in INCLUDE.finditer(text):
            where = f"{path.relative_to(root)}:{line_at(text, match.start())}"
            first = match[2].split("/")[0]
            if match[2].startswith("."):
                yield f"{where}: write the include from the root of the repository: {match[2]}"
            elif first in FOLDERS and first not in MAY_INCLUDE[area]:
                yield f"{where}: {area}/ must not include {match[2]}"
            elif area == "engine" and re.match(r"Q[A-Z]|Qt|q[a-z]+\.h$", match[2]):
                yield f"{where}: no Qt in engine/: {match[2]}"
        if area == "engine":
            for number, line in enumerate(text.splitlines(), 1):
                if not INCLUDE.match(line) and re.search(r"\bQ_[A-Z]+\b|\bQ(String|Object|List|Vector|Variant|Image)\b",
                                                          line.split("//")[0]):
                    yield f"{path.relative_to(root)}:{number}: no Qt in engine/: {line.strip()}"


def known_items(root):
    """{type name: header of its own file} of every LOOM_ITEM in engine/**/*.def."""
    items = {}
    for path in sorted((root / "engine").rglob("*.def")):
        folder = path.parent.relative_to(root).as_posix()
        for match in ITEM.finditer(text_of(path)):
            items[match[1]] = f"{folder}/{match[2]}.h"
    return items


def check_names(root):
    items = known_items(root)
    # "Conv2d" is found inside any string. "Add" or "mnist" is also a plain word: only a string that is
    # nothing else counts, and a text for people, tr("Add"), may say it.
    distinct = {name for name in items if re.search(r"[a-z][A-Z]|\d|^[A-Z]{2}", name)}
    anywhere = re.compile(r"\b(" + "|".join(map(re.escape, sorted(distinct))) + r")\b")
    headers = {header: name for name, header in items.items()}
    for path in sources(root, "ui"):
        text = text_of(path)
        for match in TOKEN.finditer(text):
            literal = match[2] if match[2] is not None else match[3]
            if literal is None:
                continue
            where = f"{path.relative_to(root)}:{line_at(text, match.start())}"
            if literal in headers:
                yield f"{where}: ui/ must not know {headers[literal]}"
                continue
            found = anywhere.search(literal) if distinct else None
            name = found[1] if found else literal if literal in items else None
            for_people = text[:match.start()].rstrip().endswith("tr(")
            if name and (found or not for_people):
                yield f'{where}: ui/ must not name "{name}": read it from the engine\'s list'


def check_sizes(root):
    """Yields (too long?, message)."""
    for path in sources(root, "app", "engine", "ui", "tests"):
        lines = len(text_of(path).splitlines())
        if lines > 400:
            message = f"{path.relative_to(root)}: {lines} lines; look for the second idea hiding inside"
            yield lines > 500, message


def private_names(text):
    """What the anonymous namespaces of a source file name: types, constants and functions."""
    for body in re.findall(r"^namespace \{\n(.*?)^\}  // namespace\n", text, re.S | re.M):
        for line in body.splitlines():
            if line[:1] in ("", " ", "/", "}", "#"):
                continue
            yield from re.findall(r"\bk[A-Z]\w*\b(?= ?[\[({=])", line)
            named = (re.match(r"(?:struct|class|enum class|using) (\w+)", line)
                     or re.match(r"[\w:<>*&, \[\]]+?[ *&](\w+)\(", line))
            if named:
                yield named[1]


def check_private_names(root):
    for area in MAY_INCLUDE:
        owners = {}
        for path in sources(root, area):
            if path.suffix != ".cpp" or path.parent.name == "kernels":
                continue
            for name in sorted(set(private_names(text_of(path)))):
                first = owners.setdefault(name, path)
                if first != path:
                    yield (f"{path.relative_to(root)}: {first.relative_to(root)} has a {name} in an anonymous "
                           "namespace too: sources are compiled in groups, so give one another name")


def check_folders(root):
    for path in sorted(root.iterdir()):
        name = path.name
        ignored = name.startswith(".") or name == "build" or name.endswith(".runs")
        if path.is_dir() and not ignored and name not in FOLDERS:
            yield f"{name}/: not a folder of the plan ({', '.join(sorted(FOLDERS))})"


def check(root):
    """(errors, warnings) of a tree."""
    sizes = list(check_sizes(root))
    errors = [*check_includes(root), *check_names(root), *check_private_names(root), *check_folders(root)]
    errors += [message for too_long, message in sizes if too_long]
    return errors, [message for too_long, message in sizes if not too_long]


GOOD = {
    "engine/layers/layers.def": "LOOM_ITEM(Conv2d, conv2d)\nLOOM_ITEM(Add, add)\n",
    "engine/layers/conv2d.cpp": '#include "engine/layers/conv2d.h"\n#include <vector>\n',
    "ui/panel.cpp": '#include <QWidget>\n#include "engine/layers/layer_type.h"\n'
                    '// a "Conv2d" in a comment is fine\nauto a = tr("Add"), b = "Added";\n',
    "app/main.cpp": '#include "ui/panel.h"\n',
    "ui/private.cpp": "namespace {\n\nconstexpr int kGap = 4;\nint gap(int n) {\n  return kGap;\n}\n\n}  // namespace\n",
    "app/private.cpp": "namespace {\nconstexpr int kGap = 4;\n}  // namespace\n",
    "build/anything.cpp": '#include "ui/x.h"\n',
}
BAD = {  # file, content, a part of the message that must come
    "engine -> ui": ("engine/a.cpp", '#include "ui/panel.h"\n', "engine/ must not include"),
    "engine -> app": ("engine/a.cpp", '#include "app/x.h"\n', "engine/ must not include"),
    "ui -> app": ("ui/a.h", '#include "app/compose.h"\n', "ui/ must not include"),
    "relative": ("ui/a.h", '#include "../engine/x.h"\n', "from the root"),
    "tests": ("app/a.cpp", '#include "tests/x.h"\n', "app/ must not include"),
    "Qt header": ("engine/a.h", "#include <QString>\n", "no Qt"),
    "Qt module": ("engine/a.h", "#include <QtCore/qglobal.h>\n", "no Qt"),
    "Qt type": ("engine/a.h", "QString name();\n", "no Qt"),
    "name": ("ui/a.cpp", 'if (type == "Conv2d") return;\n', 'not name "Conv2d"'),
    "name in text": ("ui/a.cpp", 'tr("Drag a Conv2d here")\n', 'not name "Conv2d"'),
    "wide name": ("ui/a.cpp", "int i = 1'000; f('\"'); f(u\"Conv2d\"_s);\n", 'not name "Conv2d"'),
    "raw name": ("ui/a.cpp", 'auto s = R"({"type": "Conv2d"})";\n', 'not name "Conv2d"'),
    "plain word": ("ui/a.cpp", 'f(QStringLiteral("Add"));\n', 'not name "Add"'),
    "header": ("ui/a.cpp", '#include "engine/layers/conv2d.h"\n', "must not know Conv2d"),
    "long file": ("tests/ui/a_test.cpp", "\n" * 501, "501 lines"),
    "same constant": ("ui/z.cpp", "namespace {\nconst QSize kGap(1, 2);\n}  // namespace\n", "has a kGap"),
    "same function": ("ui/z.cpp", "namespace {\nQString gap() {\n}\n}  // namespace\n", "has a gap"),
    "folder": ("src/a.txt", "", "not a folder of the plan"),
}


def plant(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def self_test():
    failures = []
    for case, (name, content, message) in {"none": ("tests/a.h", "\n" * 450, None), **BAD}.items():
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            plant(root, {**GOOD, name: content})
            errors, warnings = check(root)
        if message is None:
            if errors or len(warnings) != 1:
                failures.append(f"{case}: expected no error and one warning, found {errors + warnings}")
        elif len(errors) != 1 or message not in errors[0]:
            failures.append(f'{case}: expected one "{message}", found {errors}')
    return failures, []


def main(arguments):
    if arguments == ["--self-test"]:
        errors, warnings = self_test()
    else:
        root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
        errors, warnings = check(root)
    for message in warnings:
        print(f"warning: {message}")
    for message in errors:
        print(f"error: {message}")
    print(f"architecture: {len(errors)} errors, {len(warnings)} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
