#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Builds Tapewatch, starts three demo bots and opens the monitor on them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
source "$(dirname "${BASH_SOURCE[0]}")/demo_bots.sh"

usage() {
    cat <<'TEXT'
scripts/demo.sh [--theme light|dark|auto] [--rate N] [--seconds N] [--keep-logs] [--no-install]

Installs what is missing (Debian packages), builds a release in build/release, starts three demo bots with
different strategies and opens the monitor on them. It runs until you close the window. Without a display it
uses a virtual one, leaves a picture of the window in demo.png and ends.

  --theme      of the window; the desktop's by default
  --rate N     records a second and bot, 1 to 100000 (40)
  --seconds N  close the monitor by itself after so long; without a display: picture taken after so long (20)
  --keep-logs  leave the bots' logs in logs/demo; otherwise they are in a folder that is deleted at the end
  --no-install install no packages
TEXT
}

theme=()
rate=40
seconds=
keep=no
install=yes
while [ $# -gt 0 ]; do
    case $1 in
    --theme) theme=(--theme "${2:?--theme needs light, dark or auto}") && shift 2 ;;
    --rate) rate=${2:?--rate needs a number} && shift 2 ;;
    --seconds) seconds=${2:?--seconds needs a number} && shift 2 ;;
    --keep-logs) keep=yes && shift ;;
    --no-install) install=no && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && fail "unknown option $1" ;;
    esac
done
[[ $rate =~ ^[0-9]+$ && $rate -ge 1 && $rate -le 100000 ]] || fail "--rate is 1 to 100000"
[[ -z $seconds || $seconds =~ ^[0-9]+$ ]] || fail "--seconds is a whole number"
here=$PWD

[ $install = no ] || install_packages "${packages_build[@]}" "${packages_show[@]}"
build_preset release tapewatch tapewatch_demo_bot tapectl

clean_up_at_exit
logs=$top/logs/demo
if [ $keep = no ]; then
    logs=$(mktemp -d --tmpdir tapewatch.XXXXXX)
    demo_folders+=("$logs")
fi
mkdir -p "$logs"
own_runtime_folder

say "Starting three demo bots; their logs are in $logs"
start_bots "$logs" "$rate"
monitor=$top/build/release/app/tapewatch

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Opening the monitor; close its window to end the demo"
    run_child "$monitor" "${theme[@]}" "$logs"
    window=${demo_pids[-1]}
    if [ -n "$seconds" ]; then
        end=$((SECONDS + seconds))
        while [ $SECONDS -lt $end ] && kill -0 "$window" 2>/dev/null; do sleep 0.2; done
    else
        wait "$window" || fail "the monitor ended with an error"
    fi
else
    say "No display: using a virtual one"
    start_display
    wait_for_records "$logs" 100
    sleep "${seconds:-20}"
    rm -f "$here/demo.png"
    "$monitor" "${theme[@]}" --size 1440x900 --screenshot "$here/demo.png" --view details "$logs" ||
        fail "the monitor took no picture"
    [ -s "$here/demo.png" ] || fail "the monitor left no picture"
    say "The window with the bots' records: $here/demo.png"
fi
[ $keep = no ] || say "The logs are in $logs"
