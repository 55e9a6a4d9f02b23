// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace tapewatch::engine {
struct Record;
}

namespace tapewatch::ui {

/// One line for the clipboard: "2026-01-05T10:15:30.123456789Z ERROR [trade] bot exchange.ws: message".
/// What the record does not say is left out.
[[nodiscard]] QString recordLine(const engine::Record &record);

/// The record as JSON on one line: `rawText` where that is JSON already, otherwise made of its fields.
[[nodiscard]] QString recordJson(const engine::Record &record, const QString &rawText);

} // namespace tapewatch::ui
