// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/journal.h"

#include <cerrno>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace tapewatch::journal {

namespace {
constexpr const char *kName = "journal";
constexpr std::size_t kRedoBytes = 512 * 1024; // grows while the file system refuses
} // namespace

Result<std::unique_ptr<Journal>> Journal::create()
{
    auto folder = ProcessFolder::create();
    if (!folder)
        return folder.error();
    auto file = platform::SharedFile::create((*folder)->descriptor(), kName, sizeof(Header));
    auto dictionary = DictionaryWriter::create((*folder)->descriptor());
    if (!file || !dictionary) {
        (*folder)->remove();
        return file ? dictionary.error() : file.error();
    }
    auto *header = new (file->data()) Header{};
    header->version = kVersion;
    header->pid = static_cast<std::uint32_t>(::getpid());
    header->magic = kMagic;
    return std::unique_ptr<Journal>(
        new Journal(std::move(*folder), std::move(*file), std::move(*dictionary)));
}

Result<std::unique_ptr<Journal>> Journal::open(std::unique_ptr<ProcessFolder> folder)
{
    auto file = platform::SharedFile::open(folder->descriptor(), kName);
    if (!file)
        return file.error();
    const auto *header = reinterpret_cast<const Header *>(file->data());
    if (file->size() < sizeof(Header) || header->magic != kMagic || header->version != kVersion)
        return Error{Error::Code::Corrupt,
                     "Cannot recover " + folder->path().string(),
                     "its journal is of another version of the recorder, or none",
                     "Recover it with the version that wrote it, or delete the folder",
                     {}};
    auto dictionary = DictionaryWriter::create(folder->descriptor());
    if (!dictionary)
        return dictionary.error();
    return std::unique_ptr<Journal>(new Journal(std::move(folder), std::move(*file), std::move(*dictionary)));
}

Result<RedoLog> Journal::redoLog(std::size_t category)
{
    const std::string name = "redo-" + std::to_string(category);
    const int folder = m_folder->descriptor();
    // One that is empty was being made when its process was killed.
    struct stat info = {};
    const bool known = ::fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0 && info.st_size > 0;
    if (!known)
        m_folder->removeFile(name);
    auto file = known ? platform::SharedFile::open(folder, name)
                      : platform::SharedFile::create(folder, name, kRedoBytes);
    if (!file)
        return file.error();
    Header &h = header();
    return RedoLog(h.ledgers[category], {&h.commits[0].sinks[category], &h.commits[1].sinks[category]},
                   h.generation, std::move(*file));
}

void Journal::begin(const platform::TickClock::State &clock)
{
    const Commit &before = committed();
    Commit &next = header().commits[nextParity()];
    for (std::size_t i = 0; i < kMaxCategories; ++i)
        next.sinks[i] = {before.sinks[i].epoch + 1, 0, 0, 0, before.sinks[i].dropsTaken, {}};
    commit(clock);
}

std::size_t Journal::nextParity() const
{
    return (header().generation.load(std::memory_order_relaxed) + 1) & 1;
}

const Commit &Journal::committed() const
{
    return header().commits[header().generation.load(std::memory_order_acquire) & 1];
}

void Journal::keep(std::size_t category)
{
    header().commits[nextParity()].sinks[category] = committed().sinks[category];
}

void Journal::commit(const platform::TickClock::State &clock)
{
    Header &h = header();
    h.commits[nextParity()].clock = clock;
    h.generation.fetch_add(1, std::memory_order_release);
}

} // namespace tapewatch::journal
