// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>
#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tapewatch::detail {

/// The first fault of a document; what is found later is not kept.
struct Faults {
    Error::Code code = Error::Code::InvalidArgument; ///< of a value at fault
    std::optional<Error> first;
};

/// A value of a JSON document that is being validated, and where it stands. Reading goes on after a fault:
/// it only has no effect that anybody sees.
class JsonCursor {
public:
    JsonCursor(const nlohmann::json &value, Faults &faults, std::string pointer = {})
        : m_value(&value)
        , m_faults(&faults)
        , m_pointer(std::move(pointer))
    {
    }

    [[nodiscard]] const nlohmann::json &value() const { return *m_value; }
    /// Name of the member that this is; empty at the root.
    [[nodiscard]] std::string_view name() const { return m_name; }

    /// Whether it is an object; a fault where it is not.
    [[nodiscard]] bool isObject() const;
    /// Whether it is an object; a fault where it is not, and where a member has none of the names `known`.
    [[nodiscard]] bool isObject(std::span<const std::string_view> known) const;

    /// `read(member, target)` where there is such a member. Requires an object.
    template <typename T, typename Read>
    void member(std::string_view key, T &target, Read read) const
    {
        if (const auto it = m_value->find(key); it != m_value->end())
            read(step(key, *it), target);
    }

    /// The same, and a fault where there is none.
    template <typename T, typename Read>
    void required(std::string_view key, T &target, Read read) const
    {
        if (m_value->contains(key))
            member(key, target, read);
        else
            failMissing(key);
    }

    /// `read(member)` for each member of an object.
    template <typename Read>
    void eachMember(Read read) const
    {
        for (auto it = m_value->begin(); it != m_value->end(); ++it)
            read(step(it.key(), it.value()));
    }

    /// `read(element)` for each element; a fault where this is no array.
    template <typename Read>
    void eachElement(Read read) const
    {
        if (!m_value->is_array())
            return failType("a list", {});
        for (std::size_t i = 0; i < m_value->size(); ++i)
            read(step(std::to_string(i), (*m_value)[i]));
    }

    void fail(std::string what, std::string why, std::string hint) const
    {
        fail(m_faults->code, std::move(what), std::move(why), std::move(hint));
    }
    void fail(Error::Code code, std::string what, std::string why, std::string hint) const;
    /// 'Bad value "yes": "enabled" has to be true or false'
    void failType(std::string_view expected, std::string hint) const;

private:
    [[nodiscard]] JsonCursor step(std::string_view key, const nlohmann::json &value) const;
    void failMissing(std::string_view key) const;

    const nlohmann::json *m_value;
    Faults *m_faults;
    std::string m_pointer;
    std::string m_name;
};

// Readers for JsonCursor::member(): each sets `target` or reports what is wrong.
void readBool(const JsonCursor &at, bool &target);
void readString(const JsonCursor &at, std::string &target);
void readLevel(const JsonCursor &at, Level &target);
void readTimestamp(const JsonCursor &at, Timestamp &target);
void readUint32(const JsonCursor &at, std::uint32_t &target);
void readUint64(const JsonCursor &at, std::uint64_t &target);

/// A whole number of zero or more; 1.0 is one as well, as JSON Schema has it.
[[nodiscard]] std::optional<std::uint64_t> wholeNumber(const nlohmann::json &value);

} // namespace tapewatch::detail
