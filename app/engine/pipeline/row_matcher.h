// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/pipeline.h"
#include "engine/query/query.h"

#include <optional>
#include <string>

namespace tapewatch::engine {

/// Tests rows of one source against a query; fetches text and record only where the query asks for them. One
/// a thread; what it was made from must outlive it.
class RowMatcher {
public:
    RowMatcher(const Query &query, const NameTable &names, const Source &source)
        : m_query(query)
        , m_names(names)
        , m_source(source)
        , m_reader(source.store())
    {
        m_probe.text = [this]() -> const std::string & { return text(); };
        m_probe.record = [this]() -> const Record & { return record(); };
    }
    RowMatcher(const RowMatcher &) = delete;
    RowMatcher &operator=(const RowMatcher &) = delete;

    [[nodiscard]] bool matches(RowId row)
    {
        m_row = row;
        m_hasText = false;
        m_hasRecord = false;
        m_probe.columns = m_source.store().columns(row);
        return m_query.matches(m_probe, m_names);
    }

private:
    const std::string &text()
    {
        if (!m_hasText)
            m_text.assign(m_reader.text(m_row).value_or(std::string_view()));
        m_hasText = true;
        return m_text;
    }

    const Record &record()
    {
        if (!m_hasRecord)
            m_record = m_source.record(m_row, false).value_or(Record());
        m_hasRecord = true;
        return m_record;
    }

    const Query &m_query;
    const NameTable &m_names;
    const Source &m_source;
    RecordStore::TextReader m_reader;
    RowProbe m_probe;
    RowId m_row{};
    std::string m_text;
    Record m_record;
    bool m_hasText = false;
    bool m_hasRecord = false;
};

} // namespace tapewatch::engine
