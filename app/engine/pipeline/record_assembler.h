// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"
#include "engine/pipeline/line_buffer.h"
#include "engine/store/local_names.h"
#include "engine/store/row.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tapewatch::engine {

/// Turns lines into rows: reads each with the source's format and joins continuation lines to the record
/// before them.
///
/// The last record of a format that may continue is held back until the next one begins or release() is
/// called, because a published row never changes. A continuation that comes later than that becomes a row of
/// its own, with the columns of the record that it belongs to.
class RecordAssembler {
public:
    struct Row {
        RowColumns columns;
        std::size_t start = 0; ///< in the buffer's bytes
        std::size_t end = 0;
    };

    RecordAssembler(NameTable &names, LineContext context);

    /// From the next line on.
    void setFormat(std::shared_ptr<const LineFormat> format);

    /// A line of `bytes`, readable LineBuffer::kPadding bytes past its end.
    void add(std::string_view bytes, LineBuffer::Line line);
    /// Nothing will come to the record that is held back.
    void release();

    [[nodiscard]] bool holdsBack() const { return m_held.has_value(); }
    /// Where the record that is held back begins.
    [[nodiscard]] std::size_t heldStart() const { return m_held->start; }

    /// The rows that are ready, to be emptied with clearRows().
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    void clearRows() { m_rows.clear(); }
    /// The buffer forgot its first `bytes`.
    void moveBack(std::size_t bytes);

    /// Lines that the format could not read.
    [[nodiscard]] std::uint64_t malformed() const { return m_malformed; }

private:
    void begin(const ParsedLine &parsed);

    LocalNames m_names;
    LineContext m_context;
    std::shared_ptr<const LineFormat> m_format;
    std::unique_ptr<LineFormat::Scratch> m_scratch;
    bool m_mayContinue = false;
    RowColumns m_last;        ///< of the newest record: what a continuation or a line without a time takes
    bool m_timeKnown = false; ///< some line had a time
    std::optional<Row> m_held;
    std::vector<Row> m_rows;
    std::uint64_t m_malformed = 0;
};

} // namespace tapewatch::engine
