// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>
#include <tapewatch/format/record.h>

namespace tapewatch {

/// Somewhere records go beside the files: a console, a spdlog sink, a program's own.
///
/// The backend calls it from its one thread, so nothing needs to lock; a slow output delays the files behind
/// it. What it throws is caught, reported once to RecorderOptions::onError, and the record still goes
/// everywhere else.
class Output {
public:
    virtual ~Output() = default;

    /// Borrows `record` for the call only. `seq` is that of the record's own category file.
    virtual void write(const RecordView &record) = 0;

    /// After each batch of records, and before the recorder stops.
    virtual void flush() = 0;
};

} // namespace tapewatch
