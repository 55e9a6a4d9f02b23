// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/dispatcher.h"

#include "format/json_cursor.h"
#include "format/json_text.h"
#include "format/suggestion.h"

#include <algorithm>
#include <array>
#include <exception>

namespace tapewatch::control {

namespace {

using detail::Faults;
using detail::JsonCursor;
using nlohmann::json;
using Outcome = std::variant<json, RpcError>;

RpcError invalidParams(std::string message)
{
    return {RpcCode::InvalidParams, std::move(message), nullptr};
}

void readObject(const JsonCursor &at, json &target)
{
    if (at.isObject())
        target = at.value();
}

void readRevision(const JsonCursor &at, std::optional<std::uint64_t> &target)
{
    if (!at.value().is_null())
        detail::readUint64(at, target.emplace());
}

/// Which names are levels is for the host to say.
void readLevelName(const JsonCursor &at, json &target)
{
    if (!at.value().is_null() && !at.value().is_string())
        at.failType("a level's name, or null", {});
    target = at.value();
}

std::vector<std::string> categoryNames(const ConfigState &state)
{
    std::vector<std::string> names;
    for (const auto &category : state.config.at("categories").items())
        names.push_back(category.key());
    return names;
}

/// A merge patch would make the category.
std::optional<RpcError> refuseUnknownCategory(const Host &host, const std::string &name)
{
    const std::vector<std::string> names = categoryNames(host.configState());
    if (std::ranges::find(names, name) != names.end())
        return std::nullopt;
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string hint = detail::didYouMean(name, known);
    return RpcError{RpcCode::ConfigRefused,
                    "Unknown category " + detail::inQuotes(name),
                    {{"pointer", "/categories" + detail::pointerStep(name)},
                     {"why", "the bot's categories are " + detail::commaSeparated(known)},
                     {"hint", hint.empty() ? "Use one of them, or add a category with config.patch" : hint}}};
}

Outcome toOutcome(std::variant<ConfigState, RpcError> patched)
{
    if (auto *error = std::get_if<RpcError>(&patched))
        return std::move(*error);
    return toJson(std::get<ConfigState>(patched));
}

Outcome hello(Host &host, const json &, const std::string &)
{
    return toJson(host.hello());
}

Outcome metrics(Host &host, const json &, const std::string &)
{
    return toJson(host.metrics());
}

Outcome getConfig(Host &host, const json &, const std::string &)
{
    return toJson(host.configState());
}

Outcome patchConfig(Host &host, const json &params, const std::string &who)
{
    Faults faults;
    const JsonCursor root(params, faults);
    std::optional<std::uint64_t> revision;
    json patch;
    Origin origin{who, {}};
    root.member("revision", revision, readRevision);
    root.required("patch", patch, readObject);
    root.member("reason", origin.reason, detail::readString);
    if (faults.first)
        return invalidParams(faults.first->text());
    return toOutcome(host.patch(revision, patch, origin));
}

Outcome setLevel(Host &host, const json &params, const std::string &who)
{
    const bool isLogger = params.contains("logger");
    if (isLogger == params.contains("category"))
        return invalidParams(R"(Name either a "logger" or a "category")");
    Faults faults;
    const JsonCursor root(params, faults);
    std::string name;
    json level;
    Origin origin{who, {}};
    root.required(isLogger ? "logger" : "category", name, detail::readString);
    root.required("level", level, readLevelName);
    root.member("reason", origin.reason, detail::readString);
    if (faults.first)
        return invalidParams(faults.first->text());
    if (isLogger)
        return toOutcome(host.patch(std::nullopt, {{"levels", {{name, level}}}}, origin));
    if (auto refusal = refuseUnknownCategory(host, name))
        return std::move(*refusal);
    return toOutcome(host.patch(std::nullopt, {{"categories", {{name, {{"level", level}}}}}}, origin));
}

Outcome listLoggers(Host &host, const json &, const std::string &)
{
    json list = json::array();
    for (const LoggerInfo &logger : host.loggers()) {
        const json configured = logger.configured ? json(levelName(*logger.configured)) : json(nullptr);
        list.push_back(
            {{"name", logger.name}, {"level", levelName(logger.effective)}, {"configured", configured}});
    }
    return list;
}

struct Method {
    std::string_view name;
    Outcome (*run)(Host &host, const json &params, const std::string &who);
};

constexpr std::array kMethods{
    Method{kHello, hello},         Method{kMetrics, metrics},
    Method{kConfigGet, getConfig}, Method{kConfigPatch, patchConfig},
    Method{kLevelSet, setLevel},   Method{kLoggers, listLoggers},
};

RpcError methodNotFound(std::string_view name)
{
    std::array<std::string_view, kMethods.size()> names;
    std::ranges::transform(kMethods, names.begin(), &Method::name);
    return {RpcCode::MethodNotFound,
            "There is no method " + detail::inQuotes(name) + ": the methods are " +
                detail::commaSeparated(names),
            nullptr};
}

Outcome run(Host &host, const Request &request, const std::string &who)
{
    const auto method = std::ranges::find(kMethods, request.method, &Method::name);
    return method != kMethods.end() ? method->run(host, request.params, who)
                                    : Outcome(methodNotFound(request.method));
}

RpcError failed(std::string_view why)
{
    return {RpcCode::InternalError, "The bot could not answer: " + std::string(why), nullptr};
}

Outcome runSafely(Host &host, const Request &request, const std::string &who)
{
    try {
        return run(host, request, who);
    } catch (const std::exception &error) {
        return failed(error.what());
    } catch (...) {
        return failed("an unknown exception");
    }
}

std::string toLine(json id, Outcome outcome)
{
    Response response;
    response.id = std::move(id);
    if (auto *error = std::get_if<RpcError>(&outcome))
        response.error = std::move(*error);
    else
        response.result = std::move(std::get<json>(outcome));
    return control::toLine(response);
}

} // namespace

std::string Dispatcher::answer(std::string_view line, const std::string &who) const
{
    auto parsed = parseRequest(line);
    if (auto *error = std::get_if<RpcError>(&parsed))
        return toLine(nullptr, std::move(*error));
    auto &request = std::get<Request>(parsed);
    Outcome outcome = runSafely(m_host, request, who);
    if (request.id.is_null())
        return {};
    std::string answer = toLine(request.id, std::move(outcome));
    if (answer.size() <= kMaxMessageBytes)
        return answer;
    return toLine(request.id, failed("the answer has " + std::to_string(answer.size()) +
                                     " bytes and a message can have " + std::to_string(kMaxMessageBytes)));
}

} // namespace tapewatch::control
