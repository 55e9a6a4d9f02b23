// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/source/segment.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::engine {

/// Where a rotated file stands among those of its log; the oldest sorts first.
struct RotationRank {
    enum class Kind : std::uint8_t {
        Dated,    ///< orders.log.2026-01-05, orders-20260105.log
        Numbered, ///< orders.log.1 (the newest), orders.2.log
        Stamped   ///< ours: bot.trade.20260105T101530.123456789Z.log
    };

    Kind kind = Kind::Dated;
    std::int64_t order = 0; ///< grows from older to newer
    std::string date;       ///< of Dated, as it stands in the name
    auto operator<=>(const RotationRank &) const = default;
};

/// What the name of a rotated file says.
struct RotatedName {
    std::string active; ///< name of the file that is written to
    RotationRank rank;
};

/// Nothing for other names, compressed ones included unless they are ours.
[[nodiscard]] std::optional<RotatedName> parseRotatedName(std::string_view fileName);

/// A finished file of a log, as its folder shows it.
struct FinishedFile {
    std::filesystem::path path;
    RotationRank rank;
    FileState state;
};

/// Whether both are the same piece of a log. Ours are told by their stamps: compression makes another file of
/// a segment. All others by their identity: their names move on.
[[nodiscard]] bool samePiece(const FinishedFile &a, const FinishedFile &b);

/// The finished files of the log that is written to `active`, oldest first. Of a segment of ours that is
/// there plain and compressed, as it is for a moment, the plain one.
[[nodiscard]] std::vector<FinishedFile> finishedFiles(const std::filesystem::path &active);

} // namespace tapewatch::engine
