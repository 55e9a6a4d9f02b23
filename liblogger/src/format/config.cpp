// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

#include "format/config_reader.h"
#include "format/json_text.h"
#include "format/utf8.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

namespace tapewatch {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxFileBytes = 1024 * 1024;

struct CloseFile {
    void operator()(std::FILE *file) const { std::fclose(file); }
};

Error cannotRead(const std::filesystem::path &path, int errnoValue)
{
    Error error = systemError("Cannot read configuration " + path.string(), errnoValue,
                              errnoValue == ENOENT ? "Check the path; it counts from the folder that the "
                                                     "program was started in"
                                                   : "");
    if (errnoValue == ENOENT)
        error.code = Error::Code::NotFound;
    return error;
}

Result<std::string> readAll(const std::filesystem::path &path)
{
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file)
        return cannotRead(path, errno);
    std::string text(kMaxFileBytes + 1, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    if (std::ferror(file.get()) != 0)
        return cannotRead(path, errno);
    if (text.size() > kMaxFileBytes)
        return Error{Error::Code::InvalidArgument,
                     "Cannot use configuration " + path.string(),
                     "it is larger than 1 MiB",
                     "Check that it is the right file",
                     {}};
    return text;
}

Error inFile(Error error, const std::filesystem::path &path)
{
    error.what += " in " + path.string();
    return error;
}

Result<json> parseFile(const std::filesystem::path &path)
{
    const Result<std::string> text = readAll(path);
    if (!text)
        return text.error();
    Result<json> document = detail::parseJsonText(*text);
    return document ? std::move(document) : inFile(document.error(), path);
}

/// The members that a running recorder cannot change.
std::optional<Error> frozenMember(const Config &before, const Config &after)
{
    std::string_view pointer;
    if (before.bot != after.bot)
        pointer = "/bot";
    else if (before.directory != after.directory)
        pointer = "/directory";
    else if (before.queue.ringBytes != after.queue.ringBytes)
        pointer = "/queue/ring_bytes";
    else if (before.queue != after.queue)
        pointer = "/queue/crash_safe";
    else if (before.control != after.control)
        pointer = "/control/enabled";
    if (pointer.empty())
        return std::nullopt;
    return Error{Error::Code::InvalidArgument, "Cannot change this while the bot runs",
                 "files, rings and the socket are made once, at the start",
                 "Change it in the bot's configuration file and start the bot again", std::string(pointer)};
}

} // namespace

Result<Config> configFromJson(const json &document)
{
    return detail::readConfig(document);
}

Result<Config> configFromText(std::string_view text)
{
    const Result<json> document = detail::parseJsonText(text);
    return document ? configFromJson(*document) : document.error();
}

Result<Config> configFromFile(const std::filesystem::path &path)
{
    return loadConfig(path, {});
}

Result<Config> loadConfig(const std::filesystem::path &path, const Environment &environment)
{
    const Result<json> document = parseFile(path);
    if (!document)
        return document.error();
    // The file is judged by itself first: a fault of its own must not be blamed on a variable.
    if (const Result<Config> alone = configFromJson(*document); !alone)
        return inFile(alone.error(), path);
    const Result<json> complete = applyEnvironment(*document, environment);
    return complete ? configFromJson(*complete) : complete.error();
}

Result<Config> patchConfig(const Config &config, const json &mergePatch)
{
    using Code = Error::Code;
    if (!mergePatch.is_object())
        return Error{Code::InvalidArgument,
                     "The patch is not an object",
                     "an RFC 7396 merge patch names the members to change",
                     R"(Write, for instance, {"levels":{"":"debug"}})",
                     {}};
    if (mergePatch.contains("preset"))
        return Error{Code::InvalidArgument, "A preset cannot be patched in",
                     "it fills in what a document leaves out, and a running configuration leaves nothing out",
                     "Patch the members that should change", "/preset"};
    json document = configToJson(config);
    document.merge_patch(mergePatch);
    Result<Config> patched = configFromJson(document);
    if (!patched)
        return patched;
    if (auto refusal = frozenMember(config, *patched))
        return *refusal;
    return patched;
}

Level effectiveLevel(const Config &config, std::string_view logger)
{
    for (;;) {
        if (const auto own = config.levels.find(logger); own != config.levels.end())
            return own->second;
        if (logger.empty())
            return Level::Info;
        const std::size_t dot = logger.rfind('.');
        logger = logger.substr(0, dot == std::string_view::npos ? 0 : dot);
    }
}

} // namespace tapewatch
