// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/json_cursor.h"
#include "format/json_text.h"
#include "format/names.h"
#include "format/utf8.h"

#include <tapewatch/format/control.h>
#include <tapewatch/format/file_name.h>

namespace tapewatch::control {

namespace {

using detail::JsonCursor;
using nlohmann::json;

RpcError invalidRequest(std::string message)
{
    return {RpcCode::InvalidRequest, std::move(message), nullptr};
}

bool isVersionTwo(const json &message)
{
    const auto version = message.find("jsonrpc");
    return version != message.end() && *version == "2.0";
}

bool isId(const json &id)
{
    return id.is_string() || id.is_number() || id.is_null();
}

/// Moves a member out; null where there is none.
json take(json &message, std::string_view key)
{
    const auto it = message.find(key);
    return it != message.end() ? std::move(*it) : json();
}

Error notUnderstood(std::string why)
{
    return {Error::Code::Corrupt,
            "The answer cannot be understood",
            std::move(why),
            "Check that both sides are the same version of Tapewatch",
            {}};
}

void readInt(const JsonCursor &at, int &target)
{
    const json &value = at.value();
    const bool fits = value.is_number_integer() && value >= std::numeric_limits<int>::min() &&
                      value <= std::numeric_limits<int>::max();
    if (fits)
        target = value.get<int>();
    else
        at.failType("a whole number", {});
}

void readRpcError(const JsonCursor &at, RpcError &target)
{
    if (!at.isObject())
        return;
    int code = 0;
    at.required("code", code, readInt);
    at.required("message", target.message, detail::readString);
    target.code = static_cast<RpcCode>(code);
}

void readInstance(const JsonCursor &at, std::string &target)
{
    detail::readString(at, target);
    if (!isValidInstance(target))
        at.failType("the first part of a log file's name", {});
}

void readBot(const JsonCursor &at, std::string &target)
{
    detail::readString(at, target);
    if (!isValidName(target))
        at.failType("a bot's name", {});
}

void readProtocol(const JsonCursor &at, int &target)
{
    readInt(at, target);
    if (at.value().is_number_integer() && target != kProtocolVersion)
        at.fail(Error::Code::Unsupported, "The bot speaks control protocol " + std::to_string(target),
                "this program knows version " + std::to_string(kProtocolVersion),
                "Use the same version of Tapewatch on both sides");
}

void readObject(const JsonCursor &at, json &target)
{
    if (at.isObject())
        target = at.value();
}

} // namespace

std::variant<Request, RpcError> parseRequest(std::string_view line)
{
    if (line.size() >= kMaxMessageBytes)
        return invalidRequest("A message can have " + std::to_string(kMaxMessageBytes) +
                              " bytes, newline included");
    Result<json> parsed = detail::parseJsonText(line);
    if (!parsed)
        return RpcError{RpcCode::ParseError, parsed.error().text(), nullptr};
    json &message = *parsed;
    if (message.is_array())
        return invalidRequest("Batches are not supported: send one request a line");
    if (!message.is_object() || !isVersionTwo(message))
        return invalidRequest(R"(A request is an object with "jsonrpc":"2.0")");
    Request request{take(message, "id"), {}, take(message, "params")};
    if (!isId(request.id))
        return invalidRequest(R"("id" has to be a number or text)");
    const json method = take(message, "method");
    if (!method.is_string())
        return invalidRequest(R"("method" has to be text)");
    request.method = method.get<std::string>();
    if (request.params.is_null())
        request.params = json::object();
    if (!request.params.is_object())
        return RpcError{RpcCode::InvalidParams, R"("params" has to be an object: parameters go by name)",
                        nullptr};
    return request;
}

Result<Response> parseResponse(std::string_view line)
{
    Result<json> parsed = detail::parseJsonText(line);
    if (!parsed)
        return notUnderstood(parsed.error().text());
    json &message = *parsed;
    if (!message.is_object() || !isVersionTwo(message))
        return notUnderstood(R"(it is no object with "jsonrpc":"2.0")");
    if (message.contains("result") == message.contains("error"))
        return notUnderstood(R"(it needs either "result" or "error")");
    Response response{take(message, "id"), take(message, "result"), {}};
    if (!isId(response.id))
        return notUnderstood(R"("id" has to be a number or text)");
    if (message.contains("error")) {
        detail::Faults faults{Error::Code::Corrupt, {}};
        readRpcError(JsonCursor(message["error"], faults, "/error"), response.error.emplace());
        if (faults.first)
            return notUnderstood(faults.first->text());
        response.error->data = take(message["error"], "data");
    }
    return response;
}

std::string toLine(const Request &request)
{
    json message{{"jsonrpc", "2.0"}, {"method", request.method}, {"params", request.params}};
    if (!request.id.is_null())
        message["id"] = request.id;
    return detail::toText(message) + '\n';
}

std::string toLine(const Response &response)
{
    json message{{"jsonrpc", "2.0"}, {"id", response.id}};
    if (!response.error) {
        message["result"] = response.result;
        return detail::toText(message) + '\n';
    }
    json &error = message["error"];
    error["code"] = static_cast<int>(response.error->code);
    error["message"] = response.error->message;
    if (!response.error->data.is_null())
        error["data"] = response.error->data;
    return detail::toText(message) + '\n';
}

json toJson(const Hello &hello)
{
    return {
        {"protocol", hello.protocol},
        {"bot", hello.bot},
        {"instance", hello.instance},
        {"pid", hello.pid},
        {"version", hello.version},
        {"directory", detail::repairedUtf8(hello.directory)},
        {"started", toRfc3339(hello.started)},
        {"revision", hello.revision},
    };
}

Result<Hello> helloFromJson(const json &json)
{
    detail::Faults faults{Error::Code::Corrupt, {}};
    const JsonCursor root(json, faults);
    Hello hello;
    if (root.isObject()) {
        root.required("protocol", hello.protocol, readProtocol);
        root.required("bot", hello.bot, readBot);
        root.required("instance", hello.instance, readInstance);
        root.required("pid", hello.pid, detail::readUint32);
        root.required("version", hello.version, detail::readString);
        root.required("directory", hello.directory, detail::readString);
        root.required("started", hello.started, detail::readTimestamp);
        root.required("revision", hello.revision, detail::readUint64);
    }
    return faults.first ? Result<Hello>(*faults.first) : Result<Hello>(std::move(hello));
}

json toJson(const ConfigState &state)
{
    return {{"revision", state.revision}, {"config", state.config}};
}

Result<ConfigState> configStateFromJson(const json &json)
{
    detail::Faults faults{Error::Code::Corrupt, {}};
    const JsonCursor root(json, faults);
    ConfigState state;
    if (root.isObject()) {
        root.required("revision", state.revision, detail::readUint64);
        root.required("config", state.config, readObject);
    }
    return faults.first ? Result<ConfigState>(*faults.first) : Result<ConfigState>(std::move(state));
}

} // namespace tapewatch::control
