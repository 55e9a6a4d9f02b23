# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
#
# Sourced by the other scripts: where we are, how we speak, which packages we need.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Debian 12's names. build: to compile everything; test: to run the tests; show: for a window without a display;
# check: for the checks of sources.
packages_build=(
    build-essential cmake ninja-build pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    nlohmann-json3-dev libfmt-dev libspdlog-dev libasio-dev libsimdjson-dev libpcre2-dev libcli11-dev libzstd-dev
)
packages_test=(python3 python3-jsonschema)
packages_show=(xvfb fonts-dejavu-core libqt6svg6 qt6-translations-l10n)
packages_check=(clang-format python3 qt6-l10n-tools shellcheck)

# install_packages NAME...: what is missing of them; a second call does nothing.
install_packages() {
    local missing=() name
    command -v dpkg-query >/dev/null || fail "this is no Debian: install by hand: $*"
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "sudo is missing; as root: apt-get install ${missing[*]}"
        sudo=(sudo)
    fi
    say "Installing: ${missing[*]}"
    "${sudo[@]}" apt-get update -qq || fail "apt-get update failed; is there a network?"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        fail "apt-get could not install: ${missing[*]}"
}

# jobs_for_build: as many as there are cores, fewer where memory is short (a compiler may take 1 GiB), TAPEWATCH_JOBS
# where it is set.
jobs_for_build() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    [ "$cores" -le "$memory" ] || cores=$memory
    printf '%s\n' "${TAPEWATCH_JOBS:-$cores}"
}

# build_preset PRESET [TARGET...]
build_preset() {
    local preset=$1 log
    shift
    say "Building the preset $preset in build/$preset"
    log=$(mktemp)
    (cd "$top" && cmake --preset "$preset") >"$log" 2>&1 || {
        cat "$log" >&2
        rm -f "$log"
        fail "the preset $preset does not configure; if it was moved, delete build/$preset"
    }
    rm -f "$log"
    (cd "$top" && cmake --build --preset "$preset" -j "$(jobs_for_build)" ${1:+--target "$@"}) ||
        fail "the preset $preset does not build"
}
