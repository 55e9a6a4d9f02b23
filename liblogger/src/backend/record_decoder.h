// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/message_format.h"
#include "backend/wire_reader.h"
#include "front/site_dictionary.h"

#include <tapewatch/detail/ring.h>
#include <tapewatch/format/record.h>
#include <tapewatch/logger.h>

#include <deque>
#include <fmt/args.h>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tapewatch::backend {

/// Where a decoder has the call sites and loggers from that records name by number.
class NameSource {
public:
    virtual ~NameSource() = default;
    /// Appends what `known` lacks; known[id - 1] has `id`. The pointers stay valid.
    virtual void refresh(std::vector<const front::Site *> &known) const = 0;
    virtual void refresh(std::vector<const detail::LoggerNode *> &known) const = 0;
};

/// Turns the bytes of a ring into records: looks up call site and logger, formats the message, collects the
/// fields. Used from one thread.
class RecordDecoder {
public:
    /// Borrows `names`.
    RecordDecoder(const NameSource &names, std::string bot, std::uint32_t pid)
        : m_source(names)
        , m_bot(std::move(bot))
        , m_pid(pid)
    {
    }

    /// `record` is a whole record, its header included. What comes back borrows from it and from the decoder,
    /// until the next call. Category and seq are the caller's to fill in.
    [[nodiscard]] RecordView decode(std::span<const std::byte> record, std::uint32_t thread, Timestamp time);

    /// The box of a record that has one.
    [[nodiscard]] static std::optional<detail::Box> boxOf(std::span<const std::byte> record);
    /// Context and arguments of a record, wherever they are; padding may follow them.
    [[nodiscard]] static std::span<const std::byte> bodyOf(std::span<const std::byte> record);

    [[nodiscard]] const front::Site &site(std::uint32_t id);

private:
    void learnSites();
    [[nodiscard]] const detail::LoggerNode *logger(std::uint32_t id);
    void readArguments(const front::Site &site, const MessageFormat &format,
                       std::span<const std::byte> encoded);
    void readContext(std::span<const std::byte> encoded);
    void append(std::string_view name, const WireReader::Value &value, std::vector<FieldView> &fields);
    void pushArgument(const WireReader::Value &value);
    [[nodiscard]] std::string_view finishMessage(const front::Site &site, const MessageFormat &format);
    [[nodiscard]] std::string_view formatMessage(const front::Site &site);
    [[nodiscard]] std::string_view keep(std::string text);

    const NameSource &m_source;
    std::string m_bot;
    std::uint32_t m_pid;
    std::vector<const front::Site *> m_sites; ///< by id, less one
    std::vector<MessageFormat> m_formats;     ///< of the sites
    std::vector<const detail::LoggerNode *> m_loggers;

    // Of the record at hand; kept for their memory.
    std::vector<FieldView> m_fields;
    std::vector<FieldView> m_event;
    std::string_view m_onlyText; ///< the one argument of "{}", where it is a string
    std::size_t m_positional = 0;
    fmt::dynamic_format_arg_store<fmt::format_context> m_arguments;
    std::deque<std::string> m_kept; ///< texts that stand nowhere else
    fmt::memory_buffer m_message;
};

} // namespace tapewatch::backend
