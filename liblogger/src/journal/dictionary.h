// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What a reader of a dead process's rings must know beside them: a file of frames, only ever appended to,
// each written with one write() before a record can refer to it.

namespace tapewatch::journal {

struct SiteEntry {
    std::uint32_t id = 0;
    std::uint32_t line = 0;
    std::uint32_t eventMembers = 0;
    std::string format;
    std::string file;
    std::string function;
    std::string eventKey;
    std::vector<std::string> names;
};

struct LoggerEntry {
    std::uint32_t id = 0;
    std::string name;
    std::string context; ///< encoded fields
};

/// Of the recorder that runs; the last one in the file counts.
struct SessionEntry {
    std::string instance;
    std::string config; ///< JSON (docs/configuration.md)
    std::vector<std::string> categories;
};

/// Appends entries; any thread.
class DictionaryWriter {
public:
    /// Makes the file in the folder with this descriptor. Fails with Io.
    [[nodiscard]] static Result<DictionaryWriter> create(int folder);
    DictionaryWriter(DictionaryWriter &&other) noexcept;
    DictionaryWriter &operator=(DictionaryWriter &&) = delete;
    ~DictionaryWriter();

    // A frame that the file system refuses is left out; what refers to it cannot be recovered then.
    void add(const SiteEntry &entry);
    void add(const LoggerEntry &entry);
    void add(const SessionEntry &entry);

private:
    explicit DictionaryWriter(int fd)
        : m_fd(fd)
    {
    }
    void write(std::string_view frame);

    int m_fd;
    std::unique_ptr<std::mutex> m_mutex = std::make_unique<std::mutex>(); ///< one frame at a time
};

/// All of a dead process's entries. A torn last frame, which nothing refers to, is left out.
struct Dictionary {
    std::deque<SiteEntry> sites;     ///< by id, from 1; one that is missing has none
    std::deque<LoggerEntry> loggers; ///< the same
    SessionEntry session;

    /// Fails with Io, or Corrupt where no session is in it.
    [[nodiscard]] static Result<Dictionary> read(int folder);
};

} // namespace tapewatch::journal
