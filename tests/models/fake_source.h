// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/pipeline.h"

#include <atomic>
#include <memory>
#include <string>

namespace tapewatch::test {

/// A source without a file: a store that a test fills.
class FakeSource final : public engine::Source {
public:
    FakeSource(std::uint32_t id, std::shared_ptr<engine::NameTable> names)
        : m_id(engine::SourceId(id))
        , m_names(std::move(names))
    {
    }

    void add(std::int64_t seconds, const std::string &message, Level level = Level::Info)
    {
        engine::RowColumns columns;
        columns.time = {seconds * 1'000'000'000};
        columns.level = level;
        columns.category = m_names->intern("main");
        columns.bot = m_names->intern("alpha");
        columns.logger = m_names->intern("strategy");
        add(columns, message);
    }

    void add(const engine::RowColumns &columns, const std::string &message)
    {
        m_store.beginBlock(nullptr, 0, message);
        m_store.append(columns, 0, std::uint32_t(message.size()));
        m_store.publish();
    }

    [[nodiscard]] engine::RowRef ref(std::uint32_t row) const { return {m_id, engine::RowId(row)}; }

    [[nodiscard]] engine::SourceId id() const override { return m_id; }
    [[nodiscard]] const engine::SourceSpec &spec() const override { return m_spec; }
    [[nodiscard]] const engine::RecordStore &store() const override { return m_store; }
    [[nodiscard]] engine::SourceStatus status() const override { return {}; }

    [[nodiscard]] std::optional<engine::Record> record(engine::RowId row, bool residentOnly) const override
    {
        ++decoded;
        if ((residentOnly && !resident) || lost)
            return {};
        engine::Record record;
        record.message = m_store.residentText(row).value_or("");
        return record;
    }

    bool resident = true; ///< false: records need the file
    bool lost = false;    ///< the file does not have them any more
    mutable std::atomic<int> decoded = 0;

private:
    engine::SourceId m_id;
    std::shared_ptr<engine::NameTable> m_names;
    engine::SourceSpec m_spec;
    engine::RecordStore m_store;
};

} // namespace tapewatch::test
