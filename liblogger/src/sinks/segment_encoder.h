// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <atomic>
#include <cstdint>

namespace tapewatch::sinks {

struct Encoding {
    int level = 3;
    const std::atomic<bool> &stop; ///< looked at before each frame
};

/// Writes the first `bytes` of `plain` to `compressed`, an empty file, in the form of docs/files.md, and
/// reads it back. False where it was told to stop. Fails with Io (`what` is empty: the caller knows the
/// names). Takes a few MiB of memory, whatever the file's size.
[[nodiscard]] Result<bool> encodeSegment(int plain, std::uint64_t bytes, int compressed,
                                         const Encoding &encoding);

} // namespace tapewatch::sinks
