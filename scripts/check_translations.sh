#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Checks that every text of the window is translated.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
scripts/check_translations.sh

Reads the texts of the sources into copies of translations/*.ts and fails where a copy then has a text without a
translation, or one that the sources no longer have. Changes nothing; `ninja tapewatch_lupdate` brings the files
up to date.
TEXT
}

case ${1:-} in
"") ;;
-h | --help) usage && exit 0 ;;
*) usage >&2 && exit 2 ;;
esac

lupdate=$(command -v lupdate-qt6 || true)
[ -n "$lupdate" ] || lupdate=/usr/lib/qt6/bin/lupdate
[ -x "$lupdate" ] || install_packages qt6-l10n-tools
copies=$(mktemp -d --tmpdir tapewatch.XXXXXX)
trap 'rm -rf "$copies"' EXIT

bad=0
for file in "$top"/translations/tapewatch_*.ts; do
    [ -e "$file" ] || fail "there are no translations in $top/translations"
    name=$(basename "$file")
    cp "$file" "$copies/$name"
    # English is the sources' language: its file has the plural forms only.
    plural=()
    [ "$name" != tapewatch_en.ts ] || plural=(-pluralonly)
    (cd "$top" && "$lupdate" -silent -locations none "${plural[@]}" -I app app/main.cpp app/bridge app/models app/ui \
        -ts "$copies/$name") || fail "lupdate could not read the sources"
    for fault in unfinished vanished obsolete; do
        count=$(grep -c "type=\"$fault\"" "$copies/$name" || true)
        [ "$count" -eq 0 ] || {
            bad=1
            say "translations/$name: $count $fault"
            grep -B4 "type=\"$fault\"" "$copies/$name" | grep -o '<source>.*</source>' | head -n 10 || true
        }
    done
    say "translations/$name: $(grep -c '<source>' "$copies/$name" || true) texts"
done
[ $bad -eq 0 ] || fail "translations are missing: ninja tapewatch_lupdate, then Qt Linguist"
