// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/log_files.h"

#include <tapewatch/tapewatch.h>

#include <QTemporaryDir>

#include <chrono>
#include <string>
#include <vector>

namespace tapewatch::test {

using namespace std::chrono_literals;

/// Long enough for any machine; a test that needs it has failed.
inline constexpr auto kPatience = 60s;

/// A folder and a configuration that writes there, every level on.
struct RecorderFixture {
    QTemporaryDir folder;
    Config config = makeConfig(folder.path());

    static Config makeConfig(const QString &directory)
    {
        Config c;
        c.bot = "alpha";
        c.directory = directory.toStdString();
        c.levels[""] = Level::Trace;
        return c;
    }

    [[nodiscard]] std::vector<nlohmann::json> records(const std::string &category = "main") const
    {
        return familyRecords(folder.path(), "alpha", category);
    }
};

} // namespace tapewatch::test
