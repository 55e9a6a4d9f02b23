// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/names.h"

#include <tapewatch/format/control.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace tapewatch::control {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".sock";

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? value : "";
}

bool isOwnFolder(const fs::path &folder)
{
    struct stat info = {};
    return ::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && info.st_uid == ::geteuid() &&
           (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool isOwnSocket(const fs::path &path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISSOCK(info.st_mode) && info.st_uid == ::geteuid();
}

} // namespace

fs::path runtimeFolder()
{
    if (const std::string own = variable("TAPEWATCH_RUNTIME_DIR"); !own.empty())
        return own;
    // The base directory specification wants a relative path to be ignored.
    if (const fs::path base = variable("XDG_RUNTIME_DIR"); base.is_absolute())
        return base / "tapewatch";
    return "/tmp/tapewatch-" + std::to_string(::getuid());
}

std::string toString(const SocketName &name)
{
    return name.instance + '.' + std::to_string(name.pid) + std::string(kSuffix);
}

std::optional<SocketName> parseSocketName(std::string_view fileName)
{
    if (!fileName.ends_with(kSuffix))
        return std::nullopt;
    fileName.remove_suffix(kSuffix.size());
    const std::size_t dot = fileName.find('.');
    if (dot == std::string_view::npos || !isValidInstance(fileName.substr(0, dot)))
        return std::nullopt;
    const std::string_view digits = fileName.substr(dot + 1);
    SocketName name{std::string(fileName.substr(0, dot)), 0};
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), name.pid);
    const bool whole = end.ec == std::errc() && end.ptr == digits.data() + digits.size();
    if (!whole || digits.front() == '0')
        return std::nullopt;
    return name;
}

Result<void> checkSocketPath(const fs::path &path)
{
    constexpr std::size_t kLongest = sizeof(sockaddr_un::sun_path) - 1;
    const std::size_t length = path.native().size();
    if (length <= kLongest)
        return {};
    return Error{Error::Code::InvalidArgument,
                 "Cannot make the control socket " + path.string(),
                 "the path is " + std::to_string(length) + " bytes long and a socket's can be " +
                     std::to_string(kLongest),
                 "Set TAPEWATCH_RUNTIME_DIR to a folder with a shorter path",
                 {}};
}

std::vector<BotSocket> listBots(const fs::path &folder)
{
    std::vector<BotSocket> bots;
    if (!isOwnFolder(folder))
        return bots;
    std::error_code ignored; // a folder that vanishes meanwhile has no bots
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        auto name = parseSocketName(it->path().filename().native());
        if (name && isOwnSocket(it->path()))
            bots.push_back({it->path(), std::move(*name)});
    }
    std::ranges::sort(bots, {}, &BotSocket::path);
    return bots;
}

} // namespace tapewatch::control
