// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/control_client.h>
#include <tapewatch/spdlog.h>
#include <tapewatch/tapewatch.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

using namespace tapewatch::literals;
using namespace std::chrono_literals;

namespace {

int fail(const tapewatch::Error &error)
{
    std::cerr << error.text() << '\n';
    return 1;
}

} // namespace

/// Records, changes a level by way of its own control socket, and prints how many lines its files have.
int main()
{
    tapewatch::Config config;
    config.bot = "external";
    config.directory = "logs";
    config.control.enabled = true;
    auto recorder = tapewatch::Recorder::start(config);
    if (!recorder)
        return fail(recorder.error());

    const auto log = tapewatch::logger("strategy");
    for (int i = 0; i < 100; ++i)
        TW_INFO(log, "tick {}", i, "price"_f = 50000.10_dec);
    TW_DEBUG(log, "not recorded: the level is info");

    auto client = tapewatch::control::Client::connect(recorder->controlSocket(), 10s);
    if (!client)
        return fail(client.error());
    const auto changed = client->call("level.set", {{"logger", "strategy"}, {"level", "debug"}}, 10s);
    if (!changed)
        return fail(changed.error());
    TW_DEBUG(log, "recorded");

    if (!recorder->stop(10s).complete)
        return 1;
    std::cout << recorder->metrics().written << '\n';
    return 0;
}
