// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/socket_folder.h"

#include "control/file_descriptor.h"
#include "control/socket_address.h"

#include <tapewatch/format/control.h>

#include <cerrno>
#include <csignal>
#include <sys/stat.h>

namespace tapewatch::control {

namespace {

namespace fs = std::filesystem;

/// A trailing slash would make lstat() follow a link.
fs::path withoutTrailingSlash(const fs::path &folder)
{
    return folder.has_filename() ? folder : folder.parent_path();
}

Result<void> makeFolder(const fs::path &folder)
{
    std::error_code failed;
    fs::create_directories(folder.parent_path(), failed);
    if (!failed && (::mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST))
        return {};
    return systemError("Cannot make the folder for control sockets, " + folder.string(),
                       failed ? failed.value() : errno,
                       "Set TAPEWATCH_RUNTIME_DIR to a folder that this user can make");
}

Error refused(const fs::path &folder, std::string why, std::string hint)
{
    return {Error::Code::InvalidArgument,
            "Will not put a control socket into " + folder.string(),
            std::move(why),
            std::move(hint),
            {}};
}

Result<void> checkFolder(const fs::path &folder)
{
    struct stat info = {};
    if (::lstat(folder.c_str(), &info) != 0)
        return systemError("Cannot look at the folder for control sockets, " + folder.string(), errno);
    if (S_ISLNK(info.st_mode))
        return refused(folder, "it is a symbolic link", "Set TAPEWATCH_RUNTIME_DIR to the folder itself");
    if (!S_ISDIR(info.st_mode))
        return refused(folder, "it is not a folder", "Set TAPEWATCH_RUNTIME_DIR to a folder");
    if (info.st_uid != ::geteuid())
        return refused(folder, "it belongs to user " + std::to_string(info.st_uid),
                       "Set TAPEWATCH_RUNTIME_DIR to a folder of your own");
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refused(folder, "other users may enter it",
                       "Close it with chmod 700, or set TAPEWATCH_RUNTIME_DIR to another folder");
    return {};
}

bool isRunning(std::uint32_t pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno != ESRCH;
}

} // namespace

Result<void> prepareSocketFolder(const fs::path &folder)
{
    const fs::path plain = withoutTrailingSlash(folder);
    if (auto made = makeFolder(plain); !made)
        return made;
    return checkFolder(plain);
}

bool isAbandonedSocket(const fs::path &path)
{
    struct stat info = {};
    // Connecting to a plain file is refused as well.
    if (!checkSocketPath(path) || ::lstat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode))
        return false;
    const FileDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const sockaddr_un address = socketAddress(path);
    return probe && ::connect(probe.get(), generic(address), sizeof address) != 0 && errno == ECONNREFUSED;
}

void removeDeadSockets(const fs::path &folder)
{
    // Both tests are needed: between its bind and its listen a living one refuses connections, and in
    // another container the pid means nothing here.
    for (const BotSocket &bot : listBots(folder))
        if (!isRunning(bot.name.pid) && isAbandonedSocket(bot.path))
            ::unlink(bot.path.c_str());
}

} // namespace tapewatch::control
