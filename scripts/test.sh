#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# Builds a preset and runs its tests. Any further arguments go to ctest.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
scripts/test.sh [--preset dev|release|asan|tsan] [--no-install] [--] [CTEST ARGUMENT...]

Installs what is missing (Debian packages), builds the preset (release by default) in build/<preset> and runs
its tests. Further arguments go to ctest:

    scripts/test.sh --preset asan -R tst_ring
TEXT
}

preset=release
install=yes
while [ $# -gt 0 ]; do
    case $1 in
    --preset) preset=${2:?--preset needs a name} && shift 2 ;;
    --no-install) install=no && shift ;;
    -h | --help) usage && exit 0 ;;
    --) shift && break ;;
    *) break ;;
    esac
done
case $preset in dev | release | asan | tsan) ;; *) fail "no preset '$preset': dev, release, asan or tsan" ;; esac

[ $install = no ] || install_packages "${packages_build[@]}" "${packages_test[@]}"
build_preset "$preset"

# ThreadSanitizer maps its shadow at fixed addresses, which newer kernels' address randomisation may take.
runner=()
if [ "$preset" = tsan ] && setarch "$(uname -m)" -R true 2>/dev/null; then
    runner=(setarch "$(uname -m)" -R)
fi
say "Running the tests of the preset $preset"
cd "$top"
"${runner[@]}" ctest --preset "$preset" "$@"
