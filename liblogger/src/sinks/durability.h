// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sinks/sync_thread.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/error.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace tapewatch::sinks {

/// How far one category's records are on the disk itself, and what has to be done for that by when
/// (docs/durability.md). Counts records by their `seq`: `written` is that of the last one that is whole in a
/// file.
///
/// A sync that failed is never made good by a later one: the system may have dropped what it could not write.
/// The file it happened to stays in doubt, and with it everything that is written to it; a new file starts
/// with a clean sheet.
///
/// Used from the backend's thread only.
class Durability {
public:
    /// `thread` may be null: then nothing is synced.
    Durability(std::filesystem::path path, const SyncConfig &config, std::shared_ptr<SyncThread> thread);

    void configure(const SyncConfig &config) { m_config = config; }

    // What happens to the file.

    /// It is another one: its name is new in the folder, which may be new as well.
    void begin(bool foldersToo);
    /// Call before it is replaced.
    void leave(const ActiveFile &file, std::uint64_t written);
    /// Call after each round of writing: takes the answers, orders what is due.
    void update(const ActiveFile &file, std::uint64_t written, Timestamp now);
    /// Everything up to `seq` is to be synced as soon as it is written, whatever the configuration says.
    void demand(std::uint64_t seq);

    // What is known.

    /// Whether the records up to `seq` are on the disk, or why that will not be known; nothing yet where it
    /// is still under way. `file` is the one that is written to.
    [[nodiscard]] std::optional<Result<void>> outcome(std::uint64_t seq, const ActiveFile &file) const;
    [[nodiscard]] std::uint64_t durable() const { return m_durable; } ///< last record that is on the disk
    /// How many of the records up to `written` the configuration wants synced and no answer is known of.
    [[nodiscard]] std::uint64_t unanswered(std::uint64_t written) const;
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    /// Whether it is time to leave a file that is in doubt for a new one; true at most once a minute.
    [[nodiscard]] bool wantsNewFile(const ActiveFile &file, Timestamp now);

private:
    struct Doubt {
        dev_t device;
        ino_t inode;
        std::uint64_t last; ///< record of that file
    };

    [[nodiscard]] bool isDue(std::uint64_t written, Timestamp now) const;
    void order(const ActiveFile &file, std::uint64_t written);
    void take(const SyncAnswer &answer);
    void repeat(int error);
    [[nodiscard]] bool isDoubted(const ActiveFile &file) const;

    std::filesystem::path m_path;
    SyncConfig m_config;
    std::shared_ptr<SyncThread> m_thread;
    std::shared_ptr<SyncAnswers> m_answers = std::make_shared<SyncAnswers>();
    std::uint64_t m_demanded = 0;
    std::uint64_t m_ordered = 0;
    std::uint64_t m_answered = 0; ///< for good or bad
    std::uint64_t m_durable = 0;
    bool m_nameIsNew = false;
    bool m_foldersAreNew = false;
    bool m_leftUnsynced = false; ///< a file that is closed by now
    std::optional<Doubt> m_doubt;
    std::optional<Error> m_fault;
    Timestamp m_now;
    Timestamp m_lastOrder;
    Timestamp m_notBefore; ///< after an order that came to nothing
    Timestamp m_lastEscape;
};

} // namespace tapewatch::sinks
