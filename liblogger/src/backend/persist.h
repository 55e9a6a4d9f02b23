// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::backend {

class Router;

/// A call that waits until a category is on the disk. Lives on the caller's stack; the backend fills it in.
struct PersistRequest {
    std::string_view category;
    std::uint64_t ticket = 0;            ///< of the round that takes over everything logged before the call
    std::optional<std::uint64_t> target; ///< `seq` of the category's last record, once that round is over
    std::uint64_t onTheWay = 0; ///< records in the backend that are not on the disk, when last looked at
    std::uint64_t refused = 0;  ///< records of the category, since the recorder started
    std::string fault;          ///< of its files, when last looked at
    std::optional<Result<void>> outcome;
};

/// What a finished round means for the request. `complete`: it took everything that was logged before the
/// request. True where the files have something to do for it now.
bool advance(PersistRequest &request, Router &router, bool complete);

/// Why a request that is not done is given up; `left` records are not on the disk.
[[nodiscard]] Error lateError(const PersistRequest &request, std::uint64_t left,
                              std::chrono::milliseconds limit);
[[nodiscard]] Error refusedError(std::string_view category, std::uint64_t count);
/// No recorder runs, or it stopped meanwhile.
[[nodiscard]] Error noRecorderError(std::string_view category);

} // namespace tapewatch::backend
