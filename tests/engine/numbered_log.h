// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/compressed_files.h"

#include <tapewatch/format/timestamp.h>

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <utility>

namespace tapewatch::test {

/// A program that writes numbered lines to a log and rotates it in the ways that programs do. It keeps its
/// file open over a rename, as most do.
class NumberedLog {
public:
    explicit NumberedLog(std::filesystem::path path, bool append = true)
        : m_path(std::move(path))
        , m_append(append)
    {
    }
    ~NumberedLog() { close(); }
    NumberedLog(const NumberedLog &) = delete;
    NumberedLog &operator=(const NumberedLog &) = delete;

    static std::string line(int number)
    {
        char text[64];
        std::snprintf(text, sizeof text, "%08d a line of a log\n", number);
        return text;
    }

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    /// Of the last line that was begun.
    [[nodiscard]] int last() const { return m_last; }

    void write(int lines)
    {
        std::string text;
        for (int i = 0; i < lines; ++i)
            text += line(++m_last);
        writeText(text);
    }

    void writeHalfLine() { writeText(line(++m_last).substr(0, kHalf)); }
    void writeOtherHalf() { writeText(line(m_last).substr(kHalf)); }

    /// Lets go of the file; the next write opens whatever has the name then.
    void close()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_descriptor = -1;
    }

    void open()
    {
        close();
        m_descriptor =
            ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (m_append ? O_APPEND : 0), 0644);
    }

    void renameTo(const std::filesystem::path &name) { std::filesystem::rename(m_path, name); }

    /// x.log.2 -> x.log.3, x.log.1 -> x.log.2, x.log -> x.log.1
    void renameNumbered()
    {
        shift();
        renameTo(numbered(1));
    }

    /// Ours: bot.main.log -> bot.main.<stamp>.log
    void renameStamped() { renameTo(stamped(m_stamp++)); }

    [[nodiscard]] std::filesystem::path stamped(int which) const
    {
        const Timestamp time{1'767'608'130'000'000'000 + which * 1'000'000'000LL};
        auto name = m_path;
        return name.replace_extension().concat("." + toFileStamp(time) + ".log");
    }

    /// Which of the stamped files come next.
    [[nodiscard]] int nextStamp() const { return m_stamp; }

    /// As a recorder does: the new name is there before the old one goes, and the time of change is kept.
    void compress(int which, int frameBytes = 100)
    {
        const auto plain = stamped(which);
        const auto part = plain.parent_path() / "part";
        QFile file(QString::fromStdString(part.string()));
        if (!std::filesystem::exists(plain) || !file.open(QIODevice::WriteOnly))
            return;
        file.write(asZstd(bytesOf(QString::fromStdString(plain.string())), frameBytes));
        file.close();
        std::filesystem::last_write_time(part, std::filesystem::last_write_time(plain));
        std::filesystem::rename(part, plain.string() + ".zst");
        std::filesystem::remove(plain);
    }

    void copyNumbered()
    {
        shift();
        std::filesystem::copy_file(m_path, numbered(1));
    }

    void truncate() { std::filesystem::resize_file(m_path, 0); }

    /// Another file takes the name at once, with lines in it.
    void replace(int lines)
    {
        close();
        const auto target = std::exchange(m_path, m_path.string() + ".new");
        write(lines);
        close();
        std::filesystem::rename(m_path, target);
        m_path = target;
    }

    void remove() { std::filesystem::remove(m_path); }

    [[nodiscard]] std::filesystem::path numbered(int number) const
    {
        return m_path.string() + "." + std::to_string(number);
    }

private:
    static constexpr std::size_t kHalf = 12;

    void shift()
    {
        int oldest = 1;
        while (std::filesystem::exists(numbered(oldest)))
            ++oldest;
        for (; oldest > 1; --oldest)
            std::filesystem::rename(numbered(oldest - 1), numbered(oldest));
    }

    void writeText(const std::string &text)
    {
        if (m_descriptor < 0)
            open();
        std::size_t done = 0;
        while (done < text.size()) {
            const ssize_t n = ::write(m_descriptor, text.data() + done, text.size() - done);
            if (n <= 0)
                return;
            done += static_cast<std::size_t>(n);
        }
    }

    std::filesystem::path m_path;
    bool m_append;
    int m_descriptor = -1;
    int m_last = 0;
    int m_stamp = 0;
};

} // namespace tapewatch::test
