#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Takes the pictures of docs/images.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/demo_bots.sh"

usage() {
    cat <<'TEXT'
scripts/screenshots.sh [--seconds N] [--no-install]

Builds a release, lets three demo bots run for a while (30 s) and writes docs/images/<view>-<theme>.png: the
window with their records, each view in light and dark, on a virtual display.
TEXT
}

seconds=30
install=yes
while [ $# -gt 0 ]; do
    case $1 in
    --seconds) seconds=${2:?--seconds needs a number} && shift 2 ;;
    --no-install) install=no && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && fail "unknown option $1" ;;
    esac
done
[[ $seconds =~ ^[0-9]+$ ]] || fail "--seconds is a whole number"

[ $install = no ] || install_packages "${packages_build[@]}" "${packages_show[@]}"
build_preset release tapewatch tapewatch_demo_bot

clean_up_at_exit
logs=$(mktemp -d --tmpdir tapewatch.XXXXXX)
empty=$(mktemp -d --tmpdir tapewatch.XXXXXX)
demo_folders+=("$logs" "$empty")
own_runtime_folder
images=$top/docs/images
mkdir -p "$images"

start_display
say "Letting three demo bots run for $seconds s"
start_bots "$logs" 40
wait_for_records "$logs" 100
sleep "$seconds"
for view in table details config empty; do
    for theme in light dark; do
        runtime=$TAPEWATCH_RUNTIME_DIR
        arguments=("$logs")
        # Nothing open and nobody there.
        if [ $view = empty ]; then
            runtime=$empty
            arguments=()
        fi
        picture=$images/$view-$theme.png
        TAPEWATCH_RUNTIME_DIR=$runtime "$top/build/release/app/tapewatch" --theme "$theme" --language en \
            --size 1440x900 --screenshot "$picture" --view "$view" "${arguments[@]}" ||
            fail "no picture of the view $view in $theme"
        say "$picture"
    done
done
