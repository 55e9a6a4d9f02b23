// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/control.h>
#include <tapewatch/format/error.h>
#include <tapewatch/format/level.h>
#include <tapewatch/format/metrics.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tapewatch::control {

/// Who asked for a change, for the record of it.
struct Origin {
    std::string who; ///< "uid 1000 pid 4711"; "program" for the bot itself
    std::string reason;
};

struct LoggerInfo {
    std::string name;
    Level effective = Level::Info;
    std::optional<Level> configured; ///< its own entry
};

/// What the control server asks of the recorder. Called from the control thread; safe beside the recorder's
/// own use.
class Host {
public:
    virtual ~Host() = default;

    [[nodiscard]] virtual Hello hello() const = 0;
    [[nodiscard]] virtual Metrics metrics() const = 0;
    [[nodiscard]] virtual ConfigState configState() const = 0;
    [[nodiscard]] virtual std::vector<LoggerInfo> loggers() const = 0;

    /// Applies a merge patch if `revision` is still the current one (no value: whatever it is). The new
    /// state, or RevisionConflict or ConfigRefused with its data filled.
    [[nodiscard]] virtual std::variant<ConfigState, RpcError>
    patch(std::optional<std::uint64_t> revision, const nlohmann::json &mergePatch, const Origin &origin) = 0;

    /// Faults of the socket itself.
    virtual void report(const Error &error) = 0;
};

} // namespace tapewatch::control
