// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>
#include <tapewatch/format/timestamp.h>

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::control {

// The control protocol: JSON-RPC 2.0, one message a line, over a local stream socket
// (docs/control-protocol.md).

inline constexpr int kProtocolVersion = 1;
inline constexpr std::size_t kMaxMessageBytes = 1024 * 1024; ///< newline included

/// $TAPEWATCH_RUNTIME_DIR, else $XDG_RUNTIME_DIR/tapewatch, else /tmp/tapewatch-<uid>. Not created here.
[[nodiscard]] std::filesystem::path runtimeFolder();

/// "<instance>.<pid>.sock"
struct SocketName {
    std::string instance;
    std::uint32_t pid = 0;
};
[[nodiscard]] std::string toString(const SocketName &name);
[[nodiscard]] std::optional<SocketName> parseSocketName(std::string_view fileName);

/// Fails with InvalidArgument where the path does not fit sockaddr_un (107 bytes), naming both lengths and
/// what to set.
[[nodiscard]] Result<void> checkSocketPath(const std::filesystem::path &path);

/// A socket found in the folder. That its bot still answers is not known until hello.
struct BotSocket {
    std::filesystem::path path;
    SocketName name;
};
/// Every well-named socket of `folder`, by name; a missing folder has none. Ignores folders that are not the
/// caller's own or that others may write to.
[[nodiscard]] std::vector<BotSocket> listBots(const std::filesystem::path &folder);

/// Codes of the error object. The first five are JSON-RPC's own.
enum class RpcCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    RevisionConflict = 1, ///< `data.revision` has the current one
    ConfigRefused = 2,    ///< `data.pointer`, `data.why`, `data.hint`
};

struct Request {
    nlohmann::json id; ///< number, string, or null for a notification
    std::string method;
    nlohmann::json params = nlohmann::json::object();
};

struct RpcError {
    RpcCode code = RpcCode::InternalError;
    std::string message;
    nlohmann::json data; ///< null, or an object
};

struct Response {
    nlohmann::json id;
    nlohmann::json result; ///< when `error` is empty
    std::optional<RpcError> error;
};

/// One line without its newline. The server answers an error with it (id null where it could not be read).
[[nodiscard]] std::variant<Request, RpcError> parseRequest(std::string_view line);
[[nodiscard]] Result<Response> parseResponse(std::string_view line);
/// With the newline.
[[nodiscard]] std::string toLine(const Request &request);
[[nodiscard]] std::string toLine(const Response &response);

/// `hello` -> who is there.
struct Hello {
    int protocol = kProtocolVersion;
    std::string bot;
    std::string instance; ///< first part of its file names
    std::uint32_t pid = 0;
    std::string version;   ///< of the library
    std::string directory; ///< absolute path of its logs
    Timestamp started;
    std::uint64_t revision = 0; ///< of its configuration
};
[[nodiscard]] nlohmann::json toJson(const Hello &hello);
[[nodiscard]] Result<Hello> helloFromJson(const nlohmann::json &json);

/// `config.get` -> {revision, config}; `config.patch` {revision, patch, reason?} -> the same.
/// `level.set` {logger | category, level (null: inherited), reason?} -> the same. `metrics` -> Metrics.
/// `loggers` -> [{name, level, configured}]: every logger the bot has made, its effective level, and its own
/// or null.
struct ConfigState {
    std::uint64_t revision = 0;
    nlohmann::json config; ///< complete document
};
[[nodiscard]] nlohmann::json toJson(const ConfigState &state);
[[nodiscard]] Result<ConfigState> configStateFromJson(const nlohmann::json &json);

inline constexpr std::string_view kHello = "hello";
inline constexpr std::string_view kMetrics = "metrics";
inline constexpr std::string_view kConfigGet = "config.get";
inline constexpr std::string_view kConfigPatch = "config.patch";
inline constexpr std::string_view kLevelSet = "level.set";
inline constexpr std::string_view kLoggers = "loggers";

} // namespace tapewatch::control
