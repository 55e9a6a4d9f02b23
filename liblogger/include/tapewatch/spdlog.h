// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/output.h>

#include <memory>
#include <spdlog/sinks/sink.h>
#include <string>

namespace tapewatch {

/// Feeds a program's spdlog loggers to the recorder. Two lines in a program that uses spdlog already:
///     auto recorder = tapewatch::Recorder::start(config);
///     spdlog::default_logger()->sinks() = {tapewatch::makeSpdlogSink()};
/// The spdlog logger's name becomes ours; levels of both apply. Thread-safe.
[[nodiscard]] std::shared_ptr<spdlog::sinks::sink> makeSpdlogSink();

/// Hands every record to a spdlog sink (its pattern and level apply); put it into RecorderOptions::outputs.
[[nodiscard]] std::shared_ptr<Output> makeSpdlogOutput(std::shared_ptr<spdlog::sinks::sink> sink);

} // namespace tapewatch
