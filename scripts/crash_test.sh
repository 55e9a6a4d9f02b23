#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Kills bots at random moments and counts the records that are missing afterwards.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
scripts/crash_test.sh [KILLS] [--preset dev|release|asan|tsan] [--seed N] [--no-install]

Builds the preset (release by default). So many times (200 by default) it starts a bot that logs from four threads
as fast as it can, with rotation and compression on, kills it with SIGKILL at a random moment, lets the bot's next
start or the recovery call write what it left (every fourth time killing the recovery, too), and reads the files.
Ends with the line

    kills 200 lost 0 doubled 0 torn 0

and fails where one of the other numbers is not 0.
TEXT
}

kills=200
preset=release
seed=$RANDOM
install=yes
while [ $# -gt 0 ]; do
    case $1 in
    --preset) preset=${2:?--preset needs a name} && shift 2 ;;
    --seed) seed=${2:?--seed needs a number} && shift 2 ;;
    --no-install) install=no && shift ;;
    -h | --help) usage && exit 0 ;;
    *) kills=$1 && shift ;;
    esac
done
[[ $kills =~ ^[0-9]+$ && $kills -ge 1 ]] || fail "KILLS is a number, 1 or more"
[[ $seed =~ ^[0-9]+$ ]] || fail "--seed is a number"

[ $install = no ] || install_packages "${packages_build[@]}"
build_preset "$preset" crash_bot crash_test
say "Killing $kills bots, seed $seed"
folder=$top/build/$preset/tests/recovery
"$folder/crash_test" "$folder/crash_bot" "$kills" "$seed"
