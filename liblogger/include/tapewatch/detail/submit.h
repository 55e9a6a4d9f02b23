// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/event_members.h>
#include <tapewatch/detail/ring.h>
#include <tapewatch/detail/ticks.h>
#include <tapewatch/fmt_decimal.h>
#include <tapewatch/logger.h>

#include <array>
#include <new>
#include <span>
#include <tuple>
#include <utility>

// The hot path: from a call's arguments to a published record. No allocation, no lock, no system call after a
// thread's first record and a call site's first call.

namespace tapewatch::detail {

/// A place in the program that logs; lives in its translation unit, constant-initialised.
struct CallSite {
    const char *format;
    const char *file;
    const char *function;
    std::uint32_t line;
    std::atomic<std::uint32_t> id{0}; ///< in the dictionary; 0 until the first call

    constexpr CallSite(const char *format_, const char *file_, const char *function_, std::uint32_t line_)
        : format(format_)
        , file(file_)
        , function(function_)
        , line(line_)
    {
    }
};

/// What the dictionary needs beside the call site itself.
struct SiteShape {
    std::span<const std::string_view> names; ///< of the arguments in order; empty for one of the message
    std::string_view eventKey;               ///< "trade" ...; empty for an ordinary record
    std::size_t eventMembers = 0;            ///< so many named arguments are the event's, the rest are fields
};

/// This thread's end of its ring, and its scoped context. All that a call needs of it is in one cache line,
/// which the first call after a pause finds cold.
struct alignas(64) ThreadState {
    RingProducer ring;
    std::string context;
};

/// Null before the thread's first record.
extern constinit thread_local ThreadState *threadState [[gnu::tls_model("initial-exec")]];

/// Lowest level that any file or output wants of a category, by its index; Level::Off while no recorder runs.
extern std::array<std::atomic<std::uint8_t>, 32> categoryThresholds;

// The rare ways, out of line.
[[nodiscard]] std::uint32_t registerSite(CallSite &site, const SiteShape &shape);
[[nodiscard]] ThreadState *attachThread(); ///< null where no memory for a ring could be had (counted)
/// Applies the category's overflow policy. Null: refused, and counted.
[[nodiscard]] std::byte *waitForRoom(ThreadState &state, const RecordHeader &header);
/// Room outside the ring for a body that is too large for it; no bytes where there is no memory.
[[nodiscard]] Box makeBox(std::size_t bytes);
void dropBox(const Box &box);
/// A record that found no memory at all.
void countRefused(const RecordHeader &header);

inline constexpr std::uint32_t kAlign = 8;
[[nodiscard]] constexpr std::size_t aligned(std::size_t bytes)
{
    return (bytes + kAlign - 1) & ~static_cast<std::size_t>(kAlign - 1);
}

template <typename... Wires>
[[gnu::noinline]] void writeBoxed(ThreadState &state, RecordHeader header, const Wires &...wires)
{
    const std::size_t bytes = state.context.size() + (wireSize(wires) + ... + 0);
    const Box box = makeBox(bytes);
    if (box.bytes == nullptr)
        return countRefused(header);
    std::memcpy(box.bytes, state.context.data(), state.context.size());
    [[maybe_unused]] std::byte *out = box.bytes + state.context.size();
    ((out = putWire(wires, out)), ...);

    header.size = sizeof header + sizeof box;
    std::byte *room = state.ring.reserve(header.size);
    if (room == nullptr)
        room = waitForRoom(state, header);
    if (room == nullptr) {
        dropBox(box);
        return;
    }
    header.level |= kBoxed;
    std::memcpy(room, &header, sizeof header);
    std::memcpy(room + sizeof header, &box, sizeof box);
    state.ring.commit(header.size);
}

/// The level as a record of `node` carries it, marked where the logger does not write it. The mark is made
/// here and not where the record is read: by then the level may be another one, or the process dead.
[[nodiscard]] inline std::uint8_t levelByte(const LoggerNode &node, Level level)
{
    const auto rank = static_cast<std::uint8_t>(level);
    return rank < node.written.load(std::memory_order_relaxed) ? rank | kHeldBack : rank;
}

template <typename... Wires>
inline void write(std::uint32_t site, const LoggerNode &node, std::uint8_t level, std::uint8_t category,
                  const Wires &...wires)
{
    const std::uint64_t ticks = readTicks();
    ThreadState *state = threadState;
    if (state == nullptr) [[unlikely]] {
        state = attachThread();
        if (state == nullptr)
            return countRefused({0, site, ticks, node.id, 0, level, category});
    }
    const std::size_t contextBytes = state->context.size();
    const std::size_t size = aligned(sizeof(RecordHeader) + contextBytes + (wireSize(wires) + ... + 0));
    const auto makeHeader = [&](void *where) {
        return new (where) RecordHeader{static_cast<std::uint32_t>(size),         site,  ticks,   node.id,
                                        static_cast<std::uint16_t>(contextBytes), level, category};
    };
    if (size > state->ring.capacity() / 4) [[unlikely]] {
        RecordHeader header;
        return writeBoxed(*state, *makeHeader(&header), wires...);
    }

    std::byte *room = state->ring.reserve(static_cast<std::uint32_t>(size));
    if (room == nullptr) [[unlikely]] {
        RecordHeader header;
        room = waitForRoom(*state, *makeHeader(&header));
        if (room == nullptr)
            return;
    }
    makeHeader(room); // in its place: a copy would be read in one piece just after it was written in seven
    std::byte *out = room + sizeof(RecordHeader);
    if (contextBytes != 0) {
        std::memcpy(out, state->context.data(), contextBytes);
        out += contextBytes;
    }
    ((out = putWire(wires, out)), ...);
    state->ring.commit(static_cast<std::uint32_t>(size));
}

template <typename T>
struct ArgumentTraits {
    static_assert(Plain<T>,
                  "an argument of a log message is a bool, number, enum, Decimal, string or pointer; "
                  "format anything else into a string first: fmt::to_string(value)");
    static constexpr std::string_view kName{};
    static constexpr bool kPositional = true;
    [[nodiscard]] static auto wire(const T &value) { return toWire(value); }
};

template <FixedString Name, typename T>
struct ArgumentTraits<Field<Name, T>> {
    static constexpr std::string_view kName = Name.view();
    static constexpr bool kPositional = false;
    [[nodiscard]] static auto wire(const Field<Name, T> &field) { return toWire(field.value); }
};

/// Positional arguments come before fields, so that "{}" and what fills it stand together.
template <typename... Args>
[[nodiscard]] consteval bool positionalFirst()
{
    bool fieldSeen = false;
    bool ordered = true;
    ((ArgumentTraits<Args>::kPositional ? void(ordered = ordered && !fieldSeen) : void(fieldSeen = true)),
     ...);
    return ordered;
}

template <typename... Positional>
struct FormatCheck {
    template <typename FormatString>
    static constexpr void check()
    {
        [[maybe_unused]] constexpr fmt::format_string<Positional...> kChecked(FormatString{});
    }
};

template <typename FormatString, typename... Done>
constexpr void checkFormat(FormatCheck<Done...>)
{
    FormatCheck<Done...>::template check<FormatString>();
}
template <typename FormatString, typename First, typename... Rest, typename... Done>
constexpr void checkFormat(FormatCheck<Done...>, const First *, const Rest *...rest)
{
    if constexpr (ArgumentTraits<First>::kPositional)
        checkFormat<FormatString>(FormatCheck<Done..., Wire<First>>{}, rest...);
    else
        checkFormat<FormatString>(FormatCheck<Done...>{});
}

template <typename... Args>
inline constexpr std::array<std::string_view, sizeof...(Args)> kArgumentNames{ArgumentTraits<Args>::kName...};

template <typename... Args>
[[nodiscard]] inline std::uint32_t siteId(CallSite &site)
{
    const std::uint32_t id = site.id.load(std::memory_order_relaxed);
    if (id != 0) [[likely]]
        return id;
    return registerSite(site, {kArgumentNames<Args...>, {}, 0});
}

template <typename FormatString, typename... Args>
inline void submit(CallSite &site, const Logger &logger, Level level, FormatString, const Args &...args)
{
    static_assert(positionalFirst<Args...>(), "arguments of the message come before the fields");
    checkFormat<FormatString>(FormatCheck<>{}, static_cast<const Args *>(nullptr)...);
    LoggerNode &node = *logger.node();
    write(siteId<Args...>(site), node, levelByte(node, level), node.category.load(std::memory_order_relaxed),
          ArgumentTraits<Args>::wire(args)...);
}

/// A typed event, with further fields behind its members.
template <typename Event, typename... Fields>
inline void submitEvent(CallSite &site, const Logger &logger, const Event &event, const Fields &...fields)
{
    using Members = EventMembers<Event>;
    if (logger.node() == nullptr)
        return;
    LoggerNode &node = *logger.node();
    const Level level = Members::level(event);
    const std::uint8_t category =
        Members::kCategory ? *Members::kCategory : node.category.load(std::memory_order_relaxed);
    const std::uint8_t threshold = Members::kCategory
                                       ? categoryThresholds[category].load(std::memory_order_relaxed)
                                       : node.threshold.load(std::memory_order_relaxed);
    if (static_cast<std::uint8_t>(level) < threshold)
        return;
    std::uint32_t id = site.id.load(std::memory_order_relaxed);
    if (id == 0) [[unlikely]] {
        static constexpr auto kNames = joinNames(Members::kNames, kArgumentNames<Fields...>);
        id = registerSite(site, {kNames, Members::kKey, Members::kNames.size()});
    }
    const std::uint8_t marked =
        Members::kCategory ? static_cast<std::uint8_t>(level) : levelByte(node, level);
    std::apply(
        [&](const auto &...members) {
            write(id, node, marked, category, toWire(members)..., ArgumentTraits<Fields>::wire(fields)...);
        },
        Members::values(event));
}

void submitError(CallSite &site, const Logger &logger, std::string_view message, const ErrorEvent &event);

} // namespace tapewatch::detail
