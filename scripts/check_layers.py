#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
"""Checks the arrows of the house (docs/architecture.md) from the include lines.

Every source belongs to a room; RULES says what each room may include. Whatever is no room and no library named
in EXTERNAL is the standard library or the system, which every room may use.
"""

import argparse
import fnmatch
import glob
import os
import re
import sys
import tempfile

# Libraries by the start of the include.
EXTERNAL = {
    "nlohmann/": "json", "sodium": "sodium", "fmt/": "fmt", "spdlog/": "spdlog", "asio": "asio",
    "zstd": "zstd", "curl/": "curl", "simdjson": "simdjson", "pcre2": "regex", "hs/": "regex",
    "hs.h": "regex", "CLI/": "cli11", "benchmark/": "benchmark",
}

# Where includes in quotes are looked for, and the rooms below each root.
ROOTS = ["liblogger/src", "app", "examples/demo_bot"]

FORMAT = ["format", "json", "sodium"]
FORMAT_ITSELF = FORMAT + ["regex"]
LOGGER = FORMAT + ["api", "platform", "journal", "fmt", "spdlog", "zstd", "curl"]
ENGINE = FORMAT + ["simdjson", "regex", "zstd"]
WIDGETS = ["Qt/Core", "Qt/Gui", "Qt/Widgets", "Qt/Charts", "Qt/Svg", "Qt/DBus"]
PANEL = FORMAT + WIDGETS + ["models", "bridge", "engine/store", "engine/query", "engine/domain",
                            "ui/common", "ui/theme"]

# Room: what it may include besides itself. The first pattern that fits a room counts.
RULES = {
    "format": FORMAT_ITSELF,
    "api": FORMAT + ["fmt", "spdlog"],
    "platform": FORMAT + ["api"],
    "journal": FORMAT + ["api", "platform"],
    "front": LOGGER,
    "sinks": LOGGER,
    "redact": LOGGER,
    "hooks": LOGGER,
    "control": LOGGER + ["asio"],
    "backend": LOGGER + ["front", "sinks", "redact", "hooks", "control"],
    "engine/domain": ENGINE,
    "engine/source": ENGINE,
    "engine/parse": ENGINE + ["engine/domain"],
    "engine/store": ENGINE + ["engine/domain", "engine/source", "engine/parse"],
    "engine/query": ENGINE + ["engine/domain", "engine/parse", "engine/store"],
    "engine/pipeline": ENGINE + ["engine/*"],
    "bridge": FORMAT + ["engine/*", "Qt/Core", "Qt/Network"],
    "models": FORMAT + ["bridge", "engine/*", "Qt/Core"],
    "ui/theme": WIDGETS,
    "ui/common": PANEL,
    "ui/main_window": PANEL + ["ui/*"],
    "ui/*": PANEL,
    "cli": FORMAT + ["engine/*", "api", "cli11", "fmt"],
    "app": FORMAT + WIDGETS + ["bridge", "models", "ui/*", "engine/*"],
    "demo": ["format", "json", "api", "fmt", "cli11"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def room_of_file(path):
    """The room of a source by its path from the top; None where no rule is meant for it."""
    if path.startswith("liblogger/include/tapewatch/"):
        return "format" if path.startswith("liblogger/include/tapewatch/format/") else "api"
    for root in ROOTS:
        if path.startswith(root + "/"):
            return room_in_root(root, path[len(root) + 1:])
    return None


def room_in_root(root, path):
    parts = path.split("/")
    if root == "examples/demo_bot":
        return "demo"
    if parts[0] in ("engine", "ui"):
        return "/".join(parts[:2])
    if len(parts) == 1:
        return "app" if root == "app" else None
    return parts[0]


def room_of_include(top, root, quote, name, qt_modules):
    """The room or library an include line leads to; None for the standard library and the system."""
    if name.startswith("tapewatch/"):
        if name.startswith("tapewatch/detail/") and root == "examples/demo_bot":
            return "the recorder's insides"
        return "format" if name.startswith("tapewatch/format/") else "api"
    if quote == '"':
        if name.endswith(".moc"):
            return None
        for other in ROOTS:
            if os.path.isfile(os.path.join(top, other, name)):
                return room_in_root(other, name)
        return f'"{name}" (not written from the layer down)'
    for start, library in EXTERNAL.items():
        if name.startswith(start):
            return library
    if name.startswith("Q"):
        return "Qt/" + qt_modules.get(name.split("/")[-1], name)
    return None


def allowed(room, target):
    if target is None or target == room:
        return True
    rule = next((rule for pattern, rule in RULES.items() if fnmatch.fnmatch(room, pattern)), [])
    return any(fnmatch.fnmatch(target, pattern) for pattern in rule)


def check(top, qt_modules):
    """Every include that breaks a rule, as a line to print; and how many sources were read."""
    faults = []
    count = 0
    for folder in ["liblogger", "app", "examples/demo_bot"]:
        for path in sorted(glob.glob(os.path.join(top, folder, "**", "*"), recursive=True)):
            relative = os.path.relpath(path, top)
            if not path.endswith((".h", ".cpp")):
                continue
            count += 1
            room = room_of_file(relative)
            if room is None or not any(fnmatch.fnmatch(room, pattern) for pattern in RULES):
                faults.append(f"{relative}: in no room that docs/architecture.md names")
                continue
            faults += check_file(top, path, relative, room, qt_modules)
    return faults, count


def check_file(top, path, relative, room, qt_modules):
    faults = []
    root = next((r for r in ROOTS if relative.startswith(r + "/")), "")
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            target = room_of_include(top, root, match[1], match[2], qt_modules)
            if not allowed(room, target):
                faults.append(f"{relative}:{number}: {room} may not include {target} <{match[2]}>")
    return faults


def find_qt_modules(folder):
    """Module by header: {"QWidget": "Widgets"}."""
    modules = {}
    for module in sorted(glob.glob(os.path.join(folder, "Qt*"))):
        for header in os.listdir(module):
            modules.setdefault(header, os.path.basename(module)[2:])
    return modules


def self_test():
    """A rule that nothing can break checks nothing: each bad line must be found, each good one must pass."""
    files = {
        "app/engine/store/good.h": ("#include <vector>\n#include <tapewatch/format/level.h>\n"
                                    '#include "engine/store/other.h"\n', 0),
        "app/engine/store/other.h": ("", 0),
        "app/engine/store/qt.h": ("#include <QString>\n", 1),
        "app/engine/store/upstream.h": ('#include "engine/query/query.h"\n', 1),
        "app/engine/query/query.h": ('#include "engine/store/good.h"\n', 0),
        "app/engine/parse/recorder.h": ("#include <tapewatch/recorder.h>\n", 1),
        "app/models/widget.h": ("#include <QObject>\n#include <QWidget>\n", 1),
        "app/ui/sidebar/sidebar.h": ('#include <QWidget>\n#include "ui/theme/theme.h"\n', 0),
        "app/ui/theme/theme.h": ("", 0),
        "app/ui/details/neighbour.h": ('#include "ui/sidebar/sidebar.h"\n', 1),
        "app/ui/main_window/window.h": ('#include "ui/sidebar/sidebar.h"\n', 0),
        "app/ui/details/beside.h": ('#include "neighbour.h"\n', 1),
        "app/somewhere/else.h": ("", 1),
        "liblogger/src/front/front.h": ('#include "backend/backend.h"\n#include <fmt/format.h>\n', 1),
        "liblogger/src/backend/backend.h": ('#include "front/front.h"\n#include "redact/redactor.h"\n', 0),
        "liblogger/src/redact/redactor.h": ('#include "front/front.h"\n', 1),
        "liblogger/src/format/pattern.cpp": ("#include <pcre2.h>\n", 0),
        "liblogger/src/sinks/qt.cpp": ("#include <QFile>\n", 1),
        "liblogger/src/format/text.cpp": ("#include <fmt/format.h>\n", 1),
        "examples/demo_bot/insides.cpp": ("#include <tapewatch/detail/ring.h>\n", 1),
        "examples/demo_bot/monitor.cpp": ('#include "engine/store/good.h"\n', 1),
        "examples/demo_bot/good.cpp": ("#include <tapewatch/log.h>\n", 0),
    }
    modules = {"QString": "Core", "QObject": "Core", "QFile": "Core", "QWidget": "Widgets"}
    with tempfile.TemporaryDirectory() as top:
        for name, (text, _) in files.items():
            path = os.path.join(top, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        faults, _ = check(top, modules)
    wrong = []
    for name, (_, expected) in files.items():
        found = sum(fault.startswith(name + ":") for fault in faults)
        if found != expected:
            wrong.append(f"{name}: {found} faults found, {expected} expected")
    print("\n".join(wrong) if wrong else f"self-test: {len(files)} sources judged as expected")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--top", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                        help="the repository; this script's by default")
    parser.add_argument("--qt-headers", default="/usr/include/x86_64-linux-gnu/qt6",
                        help="folder that has QtCore, QtWidgets ...")
    parser.add_argument("--self-test", action="store_true", help="check the checker on sources made for it")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    modules = find_qt_modules(options.qt_headers)
    if "QWidget" not in modules:
        print(f"No Qt headers in {options.qt_headers}: name their folder with --qt-headers", file=sys.stderr)
        return 2
    faults, count = check(options.top, modules)
    print("\n".join(faults) if faults else f"{count} sources keep to their layers")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
