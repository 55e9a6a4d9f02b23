// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/segments.h"

#include "sinks/instance_lock.h"
#include "sinks/io_error.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <limits>
#include <sys/statvfs.h>
#include <tuple>
#include <unistd.h>

namespace tapewatch::sinks {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kStatBlock = 512; // what st_blocks counts, whatever the file system's blocks are

/// rename() that never replaces a file; returns an errno.
int moveTo(const fs::path &from, const fs::path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    // The file system cannot do it (NFS, some FUSE). Nobody but the holder of the name makes such files, so
    // looking first is enough.
    if (::faccessat(AT_FDCWD, to.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

int moveToStamp(const fs::path &activePath, LogFileName name, Timestamp &stamp)
{
    for (;; stamp.ns += 1) {
        name.firstRecord = stamp;
        const int error = moveTo(activePath, activePath.parent_path() / toString(name));
        if (error != EEXIST)
            return error;
    }
}

fs::path nextPathOf(const fs::path &activePath)
{
    std::string name = ".";
    (name += activePath.filename().string()) += ".next";
    return activePath.parent_path() / name;
}

std::optional<Segment> segmentAt(const fs::path &path, LogFileName name)
{
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    return Segment{path,
                   std::move(name),
                   static_cast<std::uint64_t>(info.st_size),
                   static_cast<std::uint64_t>(info.st_blocks) * kStatBlock,
                   Timestamp{info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec},
                   {}};
}

auto orderOf(const Segment &segment)
{
    return std::tie(*segment.name.firstRecord, segment.name.instance, segment.name.compressed);
}

/// Both forms of one segment become one; `segments` are sorted.
void joinTwins(std::vector<Segment> &segments)
{
    const auto twins = [](Segment &plain, const Segment &compressed) {
        if (plain.name.firstRecord != compressed.name.firstRecord ||
            plain.name.instance != compressed.name.instance)
            return false;
        plain.twin = compressed.path;
        plain.allocated += compressed.allocated;
        return true;
    };
    segments.erase(std::unique(segments.begin(), segments.end(), twins), segments.end());
}

/// Returns an errno. A file that is gone already is no fault.
int deleteSegment(const Segment &segment)
{
    int error = 0;
    for (const fs::path &path : {segment.path, segment.twin})
        if (!path.empty() && ::unlink(path.c_str()) != 0 && errno != ENOENT)
            error = errno;
    return error;
}

} // namespace

bool isInstanceOf(const fs::path &directory, std::string_view bot, std::string_view instance)
{
    if (instance == bot)
        return true;
    if (!instance.starts_with(bot) || instance.size() < bot.size() + 2 || instance[bot.size()] != '-')
        return false;
    const std::string_view pid = instance.substr(bot.size() + 1);
    std::error_code ignored;
    return pid.find_first_not_of("0123456789") == std::string_view::npos &&
           !fs::exists(lockPath(directory, instance), ignored);
}

Result<ActiveFile> finishSegment(const fs::path &activePath, Timestamp &stamp)
{
    const std::optional<LogFileName> name = parseLogFileName(activePath.filename().string());
    const fs::path nextPath = nextPathOf(activePath);
    // The next file is made first: most of what can fail fails here, while nothing has moved yet.
    Result<ActiveFile> next = ActiveFile::create(nextPath);
    if (!next)
        return next;
    int error = name ? moveToStamp(activePath, *name, stamp) : EINVAL;
    if (error == 0)
        error = moveTo(nextPath, activePath);
    if (error == 0)
        return next;
    ::unlink(nextPath.c_str());
    return ioError("Cannot rename log file " + activePath.string(), error);
}

std::vector<Segment> finishedSegments(const fs::path &directory, std::string_view bot,
                                      std::string_view category)
{
    std::vector<Segment> segments;
    std::error_code ignored; // a folder that cannot be listed has nothing that could be deleted
    for (fs::directory_iterator it(directory, ignored), end; it != end; it.increment(ignored)) {
        std::optional<LogFileName> name = parseLogFileName(it->path().filename().string());
        if (!name || name->active() || name->category != category ||
            !isInstanceOf(directory, bot, name->instance))
            continue;
        if (std::optional<Segment> segment = segmentAt(it->path(), std::move(*name)))
            segments.push_back(std::move(*segment));
    }
    std::ranges::sort(segments, {}, orderOf);
    joinTwins(segments);
    return segments;
}

std::uint64_t freeBytes(const fs::path &directory)
{
    struct statvfs info = {};
    if (::statvfs(directory.c_str(), &info) != 0)
        return std::numeric_limits<std::uint64_t>::max();
    return std::uint64_t{info.f_bavail} * info.f_frsize;
}

std::optional<Error> applyRetention(const RetentionConfig &limits, const std::vector<Segment> &segments,
                                    Timestamp now, std::uint64_t free)
{
    std::uint64_t total = 0;
    for (const Segment &segment : segments)
        total += segment.bytes;
    std::size_t left = segments.size();
    std::optional<Error> fault;
    for (const Segment &segment : segments) {
        const bool tooMany = limits.maxFiles > 0 && left > limits.maxFiles;
        const bool tooLarge = limits.maxBytes > 0 && total > limits.maxBytes;
        const bool tooOld = limits.maxAge.count() > 0 && now - segment.lastChange > limits.maxAge;
        if (!tooMany && !tooLarge && !tooOld && free >= limits.minFreeBytes)
            continue;
        if (const int error = deleteSegment(segment)) {
            if (!fault)
                fault = ioError("Cannot delete old log file " + segment.path.string(), error);
            continue;
        }
        --left;
        total -= segment.bytes;
        // Added up, not asked for: a program that has the file open keeps its space for now, and asking would
        // see everything deleted for nothing.
        free += segment.allocated;
    }
    return fault;
}

} // namespace tapewatch::sinks
