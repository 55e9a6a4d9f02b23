// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <source_location>
#include <string>

namespace demo {

/// What the bot is doing: one object a function that is worth a line in an error's stack.
///     const Trail here;
///     ... currentTrail() // "OrderDesk::submit (order_desk.cpp:88)\nBot::step (bot.cpp:61)"
/// Costs two pointers a call, needs no debug information, and reads the same in every build.
class [[nodiscard]] Trail {
public:
    explicit Trail(std::source_location where = std::source_location::current());
    ~Trail();
    Trail(const Trail &) = delete;
    Trail &operator=(const Trail &) = delete;

private:
    friend std::string currentTrail();
    std::source_location m_where;
    const Trail *m_caller;
};

/// This thread's trail, innermost function first, one a line.
[[nodiscard]] std::string currentTrail();

} // namespace demo
