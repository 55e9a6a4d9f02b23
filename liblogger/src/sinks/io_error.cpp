// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/io_error.h"

#include <cerrno>
#include <sys/stat.h>

namespace tapewatch::sinks {

namespace {

const char *hintFor(int errnoValue)
{
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        return "Free some space; records wait in memory up to a limit, and what does not fit is counted";
    case EFBIG:
        return "Rotate earlier (`rotation.max_bytes`) or raise the limit of file sizes (ulimit -f)";
    case ENOTDIR:
    case EEXIST:
        return "A file stands where a folder should be: move it, or choose another `directory` in the "
               "configuration";
    case ELOOP:
        return "Log files are not written through symbolic links: remove the link";
    case EMFILE:
    case ENFILE:
        return "Raise the limit of open files (ulimit -n)";
    case EIO:
        return "Check the disk; records wait in memory up to a limit, and what does not fit is counted";
    default:
        return "Choose a folder the bot's user may write to: `directory` in the configuration";
    }
}

bool isFolder(const std::filesystem::path &path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

int makeEachFolder(const std::filesystem::path &folder)
{
    if (folder.empty() || isFolder(folder))
        return 0;
    if (folder.has_relative_path()) {
        if (const int error = makeEachFolder(folder.parent_path()))
            return error;
    }
    if (::mkdir(folder.c_str(), 0750) == 0 || (errno == EEXIST && isFolder(folder)))
        return 0;
    return errno;
}

} // namespace

Error ioError(std::string what, int errnoValue)
{
    return systemError(std::move(what), errnoValue, hintFor(errnoValue));
}

Result<void> makeFolder(const std::filesystem::path &folder)
{
    if (const int error = makeEachFolder(folder.lexically_normal()))
        return ioError("Cannot create log folder " + folder.string(), error);
    return {};
}

} // namespace tapewatch::sinks
