// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/log_family.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <tuple>

namespace tapewatch::engine {

namespace {

constexpr std::string_view kDigits = "0123456789";

// More than that is a port or a process, not a rotation.
constexpr int kHighestNumber = 999;

std::optional<RotationRank> numberRank(std::string_view text)
{
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size() || number < 1 || number > kHighestNumber)
        return std::nullopt;
    return RotationRank{RotationRank::Kind::Numbered, -number, {}};
}

// A date that begins with its year, so that the text sorts by time.
std::optional<RotationRank> dateRank(std::string_view text)
{
    if (!text.starts_with("19") && !text.starts_with("20"))
        return std::nullopt;
    const auto digits = std::count_if(text.begin(), text.end(),
                                      [](char c) { return kDigits.find(c) != std::string_view::npos; });
    if (digits < 6 || text.find_first_not_of("0123456789-_.:TZ") != std::string_view::npos)
        return std::nullopt;
    return RotationRank{RotationRank::Kind::Dated, 0, std::string(text)};
}

std::optional<RotationRank> rankOf(std::string_view text)
{
    const auto number = numberRank(text);
    return number ? number : dateRank(text);
}

bool isCompressed(std::string_view extension)
{
    constexpr std::array<std::string_view, 5> kEndings{".zst", ".gz", ".xz", ".bz2", ".zip"};
    return std::find(kEndings.begin(), kEndings.end(), extension) != kEndings.end();
}

std::string joined(std::string_view a, std::string_view b)
{
    return std::string(a).append(b);
}

// Where a date that ends `text` begins; the separator before it is not part of it.
std::size_t suffixBegin(std::string_view text)
{
    std::size_t at = text.size();
    while (at > 0 && std::string_view("0123456789-_:TZ").find(text[at - 1]) != std::string_view::npos)
        --at;
    while (at < text.size() && kDigits.find(text[at]) == std::string_view::npos)
        ++at;
    return at;
}

std::optional<RotatedName> split(std::string_view stem, std::string_view extension)
{
    const std::size_t begin = suffixBegin(stem);
    if (begin < 2 || std::string_view(".-_").find(stem[begin - 1]) == std::string_view::npos)
        return std::nullopt;
    const auto rank = rankOf(stem.substr(begin));
    // "orders-1.log" may well be another log than "orders.log"; "orders.1.log" is not.
    if (!rank || (rank->kind == RotationRank::Kind::Numbered && stem[begin - 1] != '.'))
        return std::nullopt;
    return RotatedName{joined(stem.substr(0, begin - 1), extension), *rank};
}

std::optional<RotatedName> ourName(std::string_view fileName)
{
    auto name = parseLogFileName(fileName);
    if (!name || name->active())
        return std::nullopt;
    RotatedName rotated{{}, {RotationRank::Kind::Stamped, name->firstRecord->ns, {}}};
    name->firstRecord.reset();
    name->compressed = false;
    rotated.active = toString(*name);
    return rotated;
}

} // namespace

std::optional<RotatedName> parseRotatedName(std::string_view fileName)
{
    if (auto ours = ourName(fileName))
        return ours;
    if (auto whole = split(fileName, {}))
        return whole;
    const std::size_t dot = fileName.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || isCompressed(fileName.substr(dot)))
        return std::nullopt;
    return split(fileName.substr(0, dot), fileName.substr(dot));
}

bool samePiece(const FinishedFile &a, const FinishedFile &b)
{
    if (a.rank.kind == RotationRank::Kind::Stamped)
        return a.rank == b.rank;
    return a.state.identity == b.state.identity;
}

std::vector<FinishedFile> finishedFiles(const std::filesystem::path &active)
{
    const std::string name = active.filename().string();
    const auto folder = active.has_parent_path() ? active.parent_path() : std::filesystem::path(".");
    std::vector<FinishedFile> found;
    std::error_code fault;
    for (std::filesystem::directory_iterator entry(folder, fault), end; !fault && entry != end;
         entry.increment(fault)) {
        auto rotated = parseRotatedName(entry->path().filename().string());
        if (!rotated || rotated->active != name)
            continue;
        const auto state = lookAt(entry->path());
        if (state && state->regular)
            found.push_back({entry->path(), std::move(rotated->rank), *state});
    }
    const auto order = [](const FinishedFile &file) {
        return std::tuple(file.rank, isZstdName(file.path), file.path.native());
    };
    std::sort(found.begin(), found.end(),
              [&](const FinishedFile &a, const FinishedFile &b) { return order(a) < order(b); });
    found.erase(std::unique(found.begin(), found.end(), samePiece), found.end());
    return found;
}

} // namespace tapewatch::engine
