// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/key_names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tapewatch::redact {

// The built-in names, as words; docs/redaction.md has the same list.

inline constexpr std::string_view kSecretNames[]{"api key",
                                                 "api keys",
                                                 "api secret",
                                                 "api key id",
                                                 "api sign",
                                                 "bapi sign",
                                                 "access sign",
                                                 "secret",
                                                 "secrets",
                                                 "secret key",
                                                 "private key",
                                                 "access key",
                                                 "access key id",
                                                 "listen key",
                                                 "signing key",
                                                 "encryption key",
                                                 "master key",
                                                 "client key",
                                                 "consumer key",
                                                 "hmac key",
                                                 "ssh key",
                                                 "auth key",
                                                 "service key",
                                                 "account key",
                                                 "storage key",
                                                 "passkey",
                                                 "pass key",
                                                 "password",
                                                 "passwords",
                                                 "passwd",
                                                 "passphrase",
                                                 "pass phrase",
                                                 "passcode",
                                                 "api pass",
                                                 "db pass",
                                                 "user pass",
                                                 "pwd",
                                                 "credential",
                                                 "credentials",
                                                 "creds",
                                                 "signature",
                                                 "auth",
                                                 "auth code",
                                                 "bearer",
                                                 "jwt",
                                                 "otp",
                                                 "totp",
                                                 "pin",
                                                 "pin code",
                                                 "mfa code",
                                                 "2fa",
                                                 "2fa code",
                                                 "cvv",
                                                 "session id",
                                                 "session key",
                                                 "jsessionid",
                                                 "phpsessid",
                                                 "webhook url",
                                                 "xprv",
                                                 "access token",
                                                 "refresh token",
                                                 "auth token",
                                                 "bearer token",
                                                 "id token",
                                                 "session token",
                                                 "csrf token",
                                                 "xsrf token",
                                                 "jwt token",
                                                 "api token",
                                                 "bot token",
                                                 "security token",
                                                 "user token",
                                                 "client token",
                                                 "private token",
                                                 "secret token",
                                                 "oauth token",
                                                 "personal token",
                                                 "login token",
                                                 "device token",
                                                 "push token"};
inline constexpr std::string_view kAssetNames[]{"token"};
inline constexpr std::string_view kLineNames[]{"authorization", "cookie", "cookies", "set cookie"};
inline constexpr std::string_view kPhraseNames[]{"mnemonic",        "mnemonic phrase", "seed phrase",
                                                 "recovery phrase", "backup phrase",   "wallet seed"};

/// Meant only where it is the whole name: a filter is a low_pass.
inline constexpr std::string_view kWholeName = "pass";

/// Names that are meant even where they are glued to what stands before them: `dbpassword`.
inline constexpr std::pair<std::string_view, KeyKind> kUnmistakable[]{
    {"apikey", KeyKind::Secret},       {"apisecret", KeyKind::Secret}, {"secretkey", KeyKind::Secret},
    {"privatekey", KeyKind::Secret},   {"accesskey", KeyKind::Secret}, {"listenkey", KeyKind::Secret},
    {"accesstoken", KeyKind::Secret},  {"authtoken", KeyKind::Secret}, {"refreshtoken", KeyKind::Secret},
    {"sessiontoken", KeyKind::Secret}, {"password", KeyKind::Secret},  {"passwd", KeyKind::Secret},
    {"passphrase", KeyKind::Secret},   {"secret", KeyKind::Secret},    {"signature", KeyKind::Secret},
    {"authorization", KeyKind::Line},  {"mnemonic", KeyKind::Phrase},  {"token", KeyKind::Asset},
};

/// Words behind a name that leave it what it is: `api_key_hex`, `password_old`.
inline constexpr std::string_view kQualifiers[]{
    "b",    "base",    "bytes", "current", "dev",     "encoded", "hash",     "header", "hex",
    "live", "main",    "new",   "old",     "mainnet", "pem",     "previous", "plain",  "prod",
    "raw",  "sandbox", "str",   "string",  "test",    "testnet", "text",     "value"};

template <std::size_t Size>
[[nodiscard]] constexpr bool isOneOf(std::string_view word, const std::string_view (&words)[Size])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

} // namespace tapewatch::redact
