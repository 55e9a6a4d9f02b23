# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154
#
# Sourced after common.sh: starts demo bots and ends them again, whatever happens to the script.

demo_pids=()
demo_folders=()

# run_child COMMAND...: in the background; dies with this script, even where that is killed with SIGKILL.
run_child() {
    setpriv --pdeathsig TERM "$@" &
    demo_pids+=($!)
}

stop_children() {
    local pid
    for pid in "${demo_pids[@]}"; do
        kill -TERM "$pid" 2>/dev/null || true
    done
    for pid in "${demo_pids[@]}"; do
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    demo_pids=()
}

# Call once, before the first child.
clean_up_at_exit() {
    trap 'stop_children; [ ${#demo_folders[@]} -eq 0 ] || rm -rf "${demo_folders[@]}"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
}

# own_runtime_folder: the sockets of this script's bots only, whatever else runs on this machine.
own_runtime_folder() {
    TAPEWATCH_RUNTIME_DIR=$(mktemp -d --tmpdir tapewatch.XXXXXX)
    demo_folders+=("$TAPEWATCH_RUNTIME_DIR")
    export TAPEWATCH_RUNTIME_DIR XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$TAPEWATCH_RUNTIME_DIR}
}

# start_bots FOLDER RATE: three of them, each with its own strategy and market.
start_bots() {
    local bot="$top/build/release/examples/demo_bot/tapewatch_demo_bot"
    run_child "$bot" --name trend --strategy momentum --seed 11 --rate "$2" --directory "$1" >/dev/null
    run_child "$bot" --name swing --strategy mean_reversion --seed 22 --rate "$2" --directory "$1" >/dev/null
    run_child "$bot" --name maker --strategy market_maker --seed 33 --rate "$2" --directory "$1" >/dev/null
}

# start_display: a virtual one with a number that is free; sets DISPLAY.
start_display() {
    local number fifo numbers
    fifo=$(mktemp -u)
    mkfifo "$fifo"
    exec {numbers}<>"$fifo" # both ends, so that opening it waits for nobody
    rm -f "$fifo"
    run_child Xvfb -displayfd "$numbers" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1
    read -r -t 30 -u "$numbers" number || fail "Xvfb did not start"
    exec {numbers}>&-
    export DISPLAY=":$number" QT_QPA_PLATFORM=xcb
}

# wait_for_records FOLDER COUNT: until the bots have written so many.
wait_for_records() {
    local written pid
    for _ in $(seq 600); do
        written=$(cat "$1"/*.log 2>/dev/null | wc -l) || true # none yet
        [ "$written" -lt "$2" ] || return 0
        for pid in "${demo_pids[@]}"; do
            kill -0 "$pid" 2>/dev/null || fail "a bot or the display ended by itself"
        done
        sleep 0.1
    done
    fail "the bots wrote $written of $2 records within a minute"
}
