// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace tapewatch {

/// What went wrong, written for the person who has to mend it.
struct Error {
    enum class Code { InvalidArgument, NotFound, Io, Corrupt, Unsupported, Busy, Timeout };

    Code code = Code::Io;
    std::string what;    ///< "Cannot open orders.log"
    std::string why;     ///< "Permission denied (EACCES)"
    std::string hint;    ///< "Start the monitor as the bot's user", or empty
    std::string pointer; ///< JSON pointer (RFC 6901) of the value at fault, or empty

    /// "what: why. hint", on one line; the pointer, where there is one, leads.
    [[nodiscard]] std::string text() const;

    bool operator==(const Error &) const = default;
};

/// Error::Code::Io with the text and the name of `errnoValue` as its `why`:
/// "No space left on device (ENOSPC)".
[[nodiscard]] Error systemError(std::string what, int errnoValue, std::string hint = {});

/// A value or the reason why there is none. Reading the one that is not there is a bug (asserted).
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T &value() & { return *get(); }
    [[nodiscard]] const T &value() const & { return *get(); }
    [[nodiscard]] T &&value() && { return std::move(*get()); }
    T &operator*() & { return *get(); }
    const T &operator*() const & { return *get(); }
    T &&operator*() && { return std::move(*get()); }
    T *operator->() { return get(); }
    const T *operator->() const { return get(); }

    [[nodiscard]] const Error &error() const
    {
        const Error *error = std::get_if<1>(&m_state);
        assert(error != nullptr);
        return *error;
    }

private:
    T *get()
    {
        T *value = std::get_if<0>(&m_state);
        assert(value != nullptr);
        return value;
    }
    const T *get() const
    {
        const T *value = std::get_if<0>(&m_state);
        assert(value != nullptr);
        return value;
    }

    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const
    {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace tapewatch
