// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/process_folder.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tapewatch::journal {

namespace {

namespace fs = std::filesystem;

constexpr const char *kLock = "lock";
constexpr const char *kWhat = "Cannot keep records safe from a crash";
/// A folder is made under a name with this before it, so that nobody takes one that is not locked yet.
constexpr char kUnfinished = '.';

Error folderError(const fs::path &path, int errnoValue)
{
    return systemError(std::string(kWhat) + " in " + path.string(), errnoValue,
                       "Set TAPEWATCH_CRASH_DIR to a folder of yours in a memory file system");
}

/// Made by us or by nobody: a folder in /dev/shm that somebody else made could be swapped under our feet.
Result<void> makeRoot(const fs::path &root)
{
    if (::mkdir(root.c_str(), 0700) != 0 && errno != EEXIST)
        return folderError(root, errno);
    struct stat info = {};
    if (::lstat(root.c_str(), &info) != 0)
        return folderError(root, errno);
    if (S_ISDIR(info.st_mode) && info.st_uid == ::geteuid() && (info.st_mode & 077) == 0)
        return {};
    return Error{Error::Code::Io,
                 std::string(kWhat) + " in " + root.string(),
                 "it is not a folder of this user alone (mode 0700)",
                 "Remove it, or set TAPEWATCH_CRASH_DIR to another folder",
                 {}};
}

/// Deletes what processes left that were killed while they made their folder: nothing is in it.
void removeUnfinished(const fs::path &root)
{
    std::error_code ignored;
    for (fs::directory_iterator it(root, ignored), end; it != end; it.increment(ignored)) {
        const std::string name = it->path().filename().string();
        const pid_t pid = name.front() == kUnfinished ? static_cast<pid_t>(std::atoi(name.c_str() + 1)) : 0;
        if (pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH)
            fs::remove_all(it->path(), ignored);
    }
}

int openFolder(const fs::path &path)
{
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

/// The lock of the open file `fd`, which the kernel frees when the last process that has it open ends.
bool lockFile(int fd)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(fd, F_OFD_SETLK, &lock) == 0;
}

} // namespace

fs::path crashRoot()
{
    const char *own = std::getenv("TAPEWATCH_CRASH_DIR");
    if (own != nullptr && *own != '\0')
        return own;
    return "/dev/shm/tapewatch-" + std::to_string(::geteuid());
}

Result<std::unique_ptr<ProcessFolder>> ProcessFolder::create()
{
    const fs::path root = crashRoot();
    if (auto made = makeRoot(root); !made)
        return made.error();
    removeUnfinished(root);
    std::string pattern = (root / (kUnfinished + std::to_string(::getpid()) + "-XXXXXX")).string();
    if (::mkdtemp(pattern.data()) == nullptr)
        return folderError(root, errno);
    const fs::path made(pattern);
    const fs::path path = root / made.filename().string().substr(1);
    const int folder = openFolder(made);
    const int lock = folder < 0 ? -1 : ::openat(folder, kLock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    std::unique_ptr<ProcessFolder> mine(new ProcessFolder(path, folder, lock));
    if (lock >= 0 && lockFile(lock) && ::rename(made.c_str(), path.c_str()) == 0)
        return mine;
    const Error error = folderError(made, errno);
    std::error_code ignored;
    fs::remove_all(made, ignored);
    return error;
}

Result<std::unique_ptr<ProcessFolder>> ProcessFolder::takeOver(const fs::path &path)
{
    const int folder = openFolder(path);
    if (folder < 0)
        return folderError(path, errno);
    const int lock = ::openat(folder, kLock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    std::unique_ptr<ProcessFolder> taken(new ProcessFolder(path, folder, lock));
    if (lock < 0)
        return folderError(path, errno);
    struct stat info = {};
    // Whoever recovers a folder deletes it while it holds the lock: ours may be that of a deleted one.
    if (lockFile(lock) && ::fstat(lock, &info) == 0 && info.st_nlink > 0)
        return taken;
    return Error{Error::Code::Busy,
                 "Cannot recover " + path.string(),
                 "its process lives, or another recovers it",
                 "Try again when it has ended",
                 {}};
}

std::vector<fs::path> ProcessFolder::list()
{
    std::vector<fs::path> found;
    const fs::path root = crashRoot();
    if (struct stat info = {}; ::lstat(root.c_str(), &info) != 0 || info.st_uid != ::geteuid())
        return found;
    std::error_code ignored; // a root that cannot be listed has nothing to recover
    for (fs::directory_iterator it(root, ignored), end; it != end; it.increment(ignored))
        if (it->path().filename().native().front() != kUnfinished && it->is_directory(ignored))
            found.push_back(it->path());
    std::ranges::sort(found);
    return found;
}

ProcessFolder::~ProcessFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
    if (m_folder >= 0)
        ::close(m_folder);
}

std::vector<std::string> ProcessFolder::files(const std::string &prefix) const
{
    std::vector<std::string> names;
    std::error_code ignored; // a folder that vanished has no files
    for (fs::directory_iterator it(m_path, ignored), end; it != end; it.increment(ignored))
        if (std::string name = it->path().filename().string(); name.starts_with(prefix))
            names.push_back(std::move(name));
    std::ranges::sort(names);
    return names;
}

void ProcessFolder::removeFile(const std::string &name) const
{
    ::unlinkat(m_folder, name.c_str(), 0);
}

void ProcessFolder::remove() const
{
    std::error_code ignored; // what cannot be deleted is looked at again by the next recovery
    fs::remove_all(m_path, ignored);
}

void ProcessFolder::closeInChild()
{
    if (m_lock >= 0)
        ::close(m_lock);
    m_lock = -1;
}

} // namespace tapewatch::journal
