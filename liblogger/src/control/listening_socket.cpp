// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/listening_socket.h"

#include "control/socket_address.h"
#include "control/socket_folder.h"

#include <cerrno>
#include <sys/stat.h>

namespace tapewatch::control {

namespace {

namespace fs = std::filesystem;

constexpr int kBacklog = 64;

Error cannotListen(const fs::path &path, int error)
{
    const std::string what = "Cannot make the control socket " + path.string();
    if (error != EADDRINUSE)
        return systemError(what, error);
    Error busy = systemError(what, error, "Stop the other program, or remove the file if it is no socket");
    busy.code = Error::Code::Busy;
    return busy;
}

} // namespace

SocketFile::SocketFile(fs::path path)
    : m_path(std::move(path))
{
    struct stat info = {};
    if (::lstat(m_path.c_str(), &info) != 0)
        return;
    m_device = info.st_dev;
    m_inode = info.st_ino;
}

SocketFile::SocketFile(SocketFile &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_device(other.m_device)
    , m_inode(other.m_inode)
{
}

SocketFile::~SocketFile()
{
    struct stat info = {};
    if (!m_path.empty() && ::lstat(m_path.c_str(), &info) == 0 && info.st_dev == m_device &&
        info.st_ino == m_inode)
        ::unlink(m_path.c_str());
}

Result<ListeningSocket> listenOn(const fs::path &path)
{
    if (auto fits = checkSocketPath(path); !fits)
        return fits.error();
    FileDescriptor descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The file gets the mode that the socket has when it is bound, so there is no moment with a wider one.
    if (!descriptor || ::fchmod(descriptor.get(), S_IRUSR | S_IWUSR) != 0)
        return cannotListen(path, errno);
    if (isAbandonedSocket(path))
        ::unlink(path.c_str());
    const sockaddr_un address = socketAddress(path);
    if (::bind(descriptor.get(), generic(address), sizeof address) != 0)
        return cannotListen(path, errno);
    SocketFile file(path);
    if (::listen(descriptor.get(), kBacklog) != 0)
        return cannotListen(path, errno);
    return ListeningSocket{std::move(descriptor), std::move(file)};
}

} // namespace tapewatch::control
