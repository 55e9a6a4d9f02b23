// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/event_message.h"

#include <tapewatch/fmt_decimal.h>

#include <algorithm>
#include <string>

namespace tapewatch::backend {

namespace {

/// The members of one event, by name, and the text that grows from them.
class Composer {
public:
    Composer(std::span<const FieldView> members, fmt::memory_buffer &out)
        : m_members(members)
        , m_out(out)
    {
    }

    [[nodiscard]] bool has(std::string_view name) const { return !text(name).empty(); }

    [[nodiscard]] std::string text(std::string_view name) const
    {
        const auto member = std::find_if(m_members.begin(), m_members.end(),
                                         [&](const FieldView &f) { return f.name == name; });
        if (member == m_members.end())
            return {};
        return std::visit(
            [](const auto &value) -> std::string {
                using T = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<T, std::monostate>)
                    return {};
                else
                    return fmt::format("{}", value);
            },
            member->value);
    }

    /// `before`, the member, `after`; nothing where the member is not set.
    Composer &add(std::string_view before, std::string_view name, std::string_view after = {})
    {
        if (const std::string value = text(name); !value.empty())
            fmt::format_to(std::back_inserter(m_out), "{}{}{}", before, value, after);
        return *this;
    }

    Composer &say(std::string_view words)
    {
        m_out.append(words);
        return *this;
    }

private:
    std::span<const FieldView> m_members;
    fmt::memory_buffer &m_out;
};

void composeTrade(Composer c)
{
    std::string action = c.text("event");
    std::replace(action.begin(), action.end(), '_', ' ');
    c.say(action).add(" ", "side").add(" ", "qty").add(" ", "symbol").add(" @ ", "price");
    c.add(", order ", "order_id").add(", position ", "position").add(": ", "reason");
}

void composeLimit(Composer c, std::string_view what)
{
    c.say(what).add(" ", "rule").add(" ", "symbol").add(": ", "verdict");
    c.add(", observed ", "observed").add(", limit ", "limit").add(", action ", "action");
}

} // namespace

void appendEventMessage(std::string_view eventKey, std::span<const FieldView> members,
                        fmt::memory_buffer &out)
{
    Composer c(members, out);
    if (eventKey == "trade")
        composeTrade(c);
    else if (eventKey == "compliance")
        composeLimit(c, "check");
    else if (eventKey == "risk")
        composeLimit(c, "risk limit passed:");
    else if (eventKey == "api")
        c.add("", "exchange", " ")
            .add("", "method", " ")
            .add("", "endpoint")
            .add(" -> ", "status")
            .add(" in ", "latency_us", " us");
    else if (eventKey == "rate_limit")
        c.say("rate limit")
            .add(" of ", "exchange")
            .add(" ", "scope")
            .add(": used ", "used")
            .add(" of ", "limit")
            .add(", retry after ", "retry_after_ms", " ms");
    else if (eventKey == "error")
        c.add("", "type").add(" ", "code").add(" in ", "component").add(" while ", "operation");
}

} // namespace tapewatch::backend
