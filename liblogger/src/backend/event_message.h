// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/value.h>

#include <fmt/format.h>
#include <span>
#include <string_view>

namespace tapewatch::backend {

/// Writes what a person reads of a typed event: "filled buy 0.01 BTCUSDT @ 50000.10, order ORD123".
void appendEventMessage(std::string_view eventKey, std::span<const FieldView> members,
                        fmt::memory_buffer &out);

} // namespace tapewatch::backend
