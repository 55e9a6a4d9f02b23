#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Formats the sources, or says which are not formatted.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
scripts/format.sh [--check]

Formats every C++ source with clang-format (.clang-format). With --check nothing is changed: it fails and
names the sources that are not formatted.
TEXT
}

check=no
case ${1:-} in
"") ;;
--check) check=yes ;;
-h | --help) usage && exit 0 ;;
*) usage >&2 && exit 2 ;;
esac

command -v clang-format >/dev/null || install_packages clang-format
cd "$top"
mapfile -d '' -t sources < <(find app liblogger examples tests bench \( -name '*.cpp' -o -name '*.h' \) -print0 | sort -z)
[ ${#sources[@]} -gt 0 ] || fail "no sources found in $top"
if [ $check = no ]; then
    clang-format -i "${sources[@]}"
    say "Formatted ${#sources[@]} sources"
    exit 0
fi
bad=0
for source in "${sources[@]}"; do
    if ! clang-format --dry-run -Werror "$source" >/dev/null 2>&1; then
        say "not formatted: $source"
        bad=$((bad + 1))
    fi
done
[ $bad -eq 0 ] || fail "$bad of ${#sources[@]} sources are not formatted; run scripts/format.sh"
say "${#sources[@]} sources are formatted"
