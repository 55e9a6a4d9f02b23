// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace demo {

/// What the bot is doing: one object a function that is worth a line in an error's stack.
///     const Trail here("OrderDesk::submit");
///     ... currentTrail() // "OrderDesk::submit (order_desk.cpp:88)\nBot::step (bot.cpp:61)"
/// Costs a few stores a call, needs no debug information, and reads the same in every build.
class [[nodiscard]] Trail {
public:
    /// `function` must outlive the object: a literal. File and line are those of the declaration.
    explicit Trail(const char *function, const char *file = __builtin_FILE(), int line = __builtin_LINE());
    ~Trail();
    Trail(const Trail &) = delete;
    Trail &operator=(const Trail &) = delete;

private:
    friend std::string currentTrail();
    const char *m_function;
    const char *m_file;
    int m_line;
    const Trail *m_caller;
};

/// This thread's trail, innermost function first, one a line.
[[nodiscard]] std::string currentTrail();

} // namespace demo
