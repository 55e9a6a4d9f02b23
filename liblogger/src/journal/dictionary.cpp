// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/dictionary.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::journal {

namespace {

constexpr const char *kName = "dictionary";
constexpr const char *kWhat = "Cannot use the dictionary of call sites";

enum class Kind : std::uint8_t { Site = 1, Logger = 2, Session = 3 };

/// A frame: length of the rest (32 bits), kind, members.
class FrameWriter {
public:
    explicit FrameWriter(Kind kind)
        : m_bytes(sizeof(std::uint32_t), '\0')
    {
        m_bytes.push_back(static_cast<char>(kind));
    }
    void number(std::uint32_t value)
    {
        std::array<char, sizeof value> bytes;
        std::memcpy(bytes.data(), &value, sizeof value);
        m_bytes.append(bytes.data(), bytes.size());
    }
    void text(std::string_view value)
    {
        number(static_cast<std::uint32_t>(value.size()));
        m_bytes += value;
    }
    void texts(const std::vector<std::string> &values)
    {
        number(static_cast<std::uint32_t>(values.size()));
        for (const std::string &value : values)
            text(value);
    }
    [[nodiscard]] std::string_view finish()
    {
        const auto length = static_cast<std::uint32_t>(m_bytes.size() - sizeof(std::uint32_t));
        std::memcpy(m_bytes.data(), &length, sizeof length);
        return m_bytes;
    }

private:
    std::string m_bytes;
};

/// Members of a frame in the order they were written; empty ones behind its end.
class FrameReader {
public:
    explicit FrameReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }
    [[nodiscard]] std::uint32_t number()
    {
        std::uint32_t value = 0;
        if (m_rest.size() < sizeof value)
            return m_rest = {}, 0;
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest.remove_prefix(sizeof value);
        return value;
    }
    [[nodiscard]] std::string text()
    {
        const std::size_t length = std::min<std::size_t>(number(), m_rest.size());
        std::string value(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return value;
    }
    [[nodiscard]] std::vector<std::string> texts()
    {
        std::vector<std::string> values;
        for (std::uint32_t count = number(); count > 0 && !m_rest.empty(); --count)
            values.push_back(text());
        return values;
    }

private:
    std::string_view m_rest;
};

Result<std::string> readAll(int fd)
{
    std::string bytes;
    std::array<char, 64 * 1024> block;
    for (;;) {
        const ssize_t count = ::read(fd, block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemError(kWhat, errno);
        if (count == 0)
            return bytes;
        bytes.append(block.data(), static_cast<std::size_t>(count));
    }
}

/// Ids count 1, 2, 3 ...; where one is missing, an entry without id stands in its place.
template <typename Entry>
Entry &at(std::deque<Entry> &entries, std::uint32_t id)
{
    constexpr std::uint32_t kMostIds = 10'000'000; // a damaged number is not to take all memory
    if (id == 0 || id > kMostIds)
        return entries.emplace_back();
    if (entries.size() < id)
        entries.resize(id);
    return entries[id - 1];
}

void readFrame(std::string_view frame, Dictionary &dictionary)
{
    const auto kind = static_cast<Kind>(frame.front());
    FrameReader reader(frame.substr(1));
    if (kind == Kind::Site) {
        const std::uint32_t id = reader.number();
        SiteEntry &site = at(dictionary.sites, id);
        site.id = id;
        site.line = reader.number();
        site.eventMembers = reader.number();
        site.format = reader.text();
        site.file = reader.text();
        site.function = reader.text();
        site.eventKey = reader.text();
        site.names = reader.texts();
    } else if (kind == Kind::Logger) {
        const std::uint32_t id = reader.number();
        LoggerEntry &logger = at(dictionary.loggers, id);
        logger.id = id;
        logger.name = reader.text();
        logger.context = reader.text();
    } else if (kind == Kind::Session) {
        dictionary.session.instance = reader.text();
        dictionary.session.config = reader.text();
        dictionary.session.categories = reader.texts();
    }
}

} // namespace

Result<DictionaryWriter> DictionaryWriter::create(int folder)
{
    const int fd = ::openat(folder, kName, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return systemError(kWhat, errno);
    return DictionaryWriter(fd);
}

DictionaryWriter::DictionaryWriter(DictionaryWriter &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_mutex(std::move(other.m_mutex))
{
}

DictionaryWriter::~DictionaryWriter()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

/// A frame that the file system takes half, or not at all, is taken back: the next ones stay readable.
void DictionaryWriter::write(std::string_view frame)
{
    const std::lock_guard lock(*m_mutex);
    struct stat info = {};
    if (::fstat(m_fd, &info) != 0)
        return;
    ssize_t count = -1;
    do
        count = ::write(m_fd, frame.data(), frame.size());
    while (count < 0 && errno == EINTR);
    if (count != static_cast<ssize_t>(frame.size()) && ::ftruncate(m_fd, info.st_size) != 0)
        m_fd = -1; // nothing that is added behind a torn frame could be read
}

void DictionaryWriter::add(const SiteEntry &entry)
{
    FrameWriter frame(Kind::Site);
    frame.number(entry.id);
    frame.number(entry.line);
    frame.number(entry.eventMembers);
    frame.text(entry.format);
    frame.text(entry.file);
    frame.text(entry.function);
    frame.text(entry.eventKey);
    frame.texts(entry.names);
    write(frame.finish());
}

void DictionaryWriter::add(const LoggerEntry &entry)
{
    FrameWriter frame(Kind::Logger);
    frame.number(entry.id);
    frame.text(entry.name);
    frame.text(entry.context);
    write(frame.finish());
}

void DictionaryWriter::add(const SessionEntry &entry)
{
    FrameWriter frame(Kind::Session);
    frame.text(entry.instance);
    frame.text(entry.config);
    frame.texts(entry.categories);
    write(frame.finish());
}

Result<Dictionary> Dictionary::read(int folder)
{
    const int fd = ::openat(folder, kName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return systemError(kWhat, errno);
    const Result<std::string> bytes = readAll(fd);
    ::close(fd);
    if (!bytes)
        return bytes.error();

    Dictionary dictionary;
    std::string_view rest = bytes.value();
    for (std::uint32_t length = 0; rest.size() >= sizeof length;) {
        std::memcpy(&length, rest.data(), sizeof length);
        rest.remove_prefix(sizeof length);
        if (length == 0 || length > rest.size())
            break;
        readFrame(rest.substr(0, length), dictionary);
        rest.remove_prefix(length);
    }
    if (dictionary.session.config.empty())
        return Error{Error::Code::Corrupt, kWhat, "it does not say which recorder wrote it", {}, {}};
    return dictionary;
}

} // namespace tapewatch::journal
