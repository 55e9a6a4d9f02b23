// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/host.h"

#include <string>
#include <string_view>

namespace tapewatch::control {

/// Answers messages by asking the host.
class Dispatcher {
public:
    /// `host` must outlive it.
    explicit Dispatcher(Host &host)
        : m_host(host)
    {
    }

    /// The line to send back for `line` (without its newline); empty for a notification. What the host
    /// throws becomes an InternalError.
    [[nodiscard]] std::string answer(std::string_view line, const std::string &who) const;

private:
    Host &m_host;
};

} // namespace tapewatch::control
