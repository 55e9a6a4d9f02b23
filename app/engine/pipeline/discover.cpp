// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/pipeline.h"
#include "engine/source/log_family.h"
#include "engine/source/segment.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace tapewatch::engine {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxDepth = 4;
constexpr std::size_t kSampleBytes = 4096;
constexpr std::array<std::string_view, 6> kLogEndings{".log", ".jsonl", ".ndjson", ".txt", ".out", ".err"};

// Half of the bytes of UTF-16 text in Latin letters are zero, all on the same side.
bool isUtf16(std::string_view sample)
{
    if (sample.starts_with("\xFF\xFE") || sample.starts_with("\xFE\xFF"))
        return true;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    const std::size_t many = sample.size() * 2 / 5;
    return (zeros[0] > many && zeros[1] == 0) || (zeros[1] > many && zeros[0] == 0);
}

bool isBinary(std::string_view sample)
{
    return sample.find('\0') != std::string_view::npos && !isUtf16(sample);
}

Result<std::string> sampleOf(const fs::path &path)
{
    auto segment = Segment::open(path);
    if (!segment)
        return segment.error();
    std::string sample(kSampleBytes, '\0');
    const auto bytes = (*segment)->read(0, sample.data(), sample.size());
    if (!bytes)
        return systemError("Cannot read " + path.string(), errno);
    sample.resize(*bytes);
    return sample;
}

std::optional<LogFileName> ourActiveName(const fs::path &path)
{
    auto name = parseLogFileName(path.filename().string());
    if (name) {
        name->firstRecord.reset();
        name->compressed = false;
    }
    return name;
}

SourceSpec familyOf(const fs::path &active)
{
    SourceSpec spec;
    spec.path = active;
    for (const FinishedFile &file : finishedFiles(active))
        spec.history.push_back(file.path);
    return spec;
}

Result<std::vector<SourceSpec>> oneFile(const fs::path &path)
{
    const auto ours = ourActiveName(path);
    std::error_code fault;
    // A damaged segment keeps nobody from seeing the others; the source says what is missing.
    if (ours && isZstdName(path) && fs::exists(path, fault))
        return std::vector{familyOf(path.parent_path() / toString(*ours))};
    const auto sample = sampleOf(path);
    if (!sample)
        return sample.error();
    if (isBinary(*sample)) {
        const auto ending = path.extension();
        const bool compressed = ending == ".gz" || ending == ".xz" || ending == ".bz2";
        return Error{
            .code = Error::Code::Unsupported,
            .what = "Cannot show " + path.string(),
            .why = compressed ? "It is compressed" : "It is not text: it has zero bytes at its start",
            .hint = compressed ? "Decompress it first" : "Open a log file or a folder with log files",
            .pointer = {}};
    }
    if (ours)
        return std::vector{familyOf(path.parent_path() / toString(*ours))};
    SourceSpec spec;
    spec.path = path;
    return std::vector{std::move(spec)};
}

bool endsLikeLog(const std::string &name)
{
    return std::any_of(kLogEndings.begin(), kLogEndings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

// A file's name without what a rotation added.
std::string activeNameOf(const std::string &name)
{
    const auto rotated = parseRotatedName(name);
    return rotated ? rotated->active : name;
}

// A configuration is JSON, too; a log has one object a line.
bool isJsonLines(std::string_view sample)
{
    const std::string_view line = sample.substr(0, sample.find('\n'));
    return line.size() > 2 && line.front() == '{' &&
           line.substr(0, line.find_last_not_of("\r ") + 1).ends_with('}');
}

bool isLog(const fs::path &path)
{
    const std::string active = activeNameOf(path.filename().string());
    const bool json = active.ends_with(".json");
    if (!json && !endsLikeLog(active))
        return false;
    if (isZstdName(path)) // one of our segments: others' names say nothing
        return true;
    const auto sample = sampleOf(path);
    return sample && !isBinary(*sample) && (!json || isJsonLines(*sample));
}

// The log files of one folder, segments behind their active file.
void collect(const fs::path &folder, const std::vector<fs::path> &files, std::vector<SourceSpec> &sources)
{
    std::set<std::string> names;
    for (const auto &file : files)
        names.insert(file.filename().string());
    std::set<std::string> actives;
    for (const std::string &name : names) {
        const std::string active = activeNameOf(name);
        // A family of ours stays one while its active file is not there; a file that only looks rotated is
        // one of its own.
        const bool ours = parseLogFileName(active).has_value();
        actives.insert(ours || names.contains(active) ? active : name);
    }
    for (const std::string &active : actives) {
        if (!parseLogFileName(active) && active != activeNameOf(active) &&
            names.contains(activeNameOf(active)))
            continue;
        sources.push_back(familyOf(folder / active));
    }
}

// `depth` is that of the folder it is in.
bool isInner(const fs::directory_entry &entry, int depth)
{
    std::error_code unknown;
    return depth < kMaxDepth && !entry.path().filename().string().starts_with('.') &&
           entry.is_directory(unknown) && !entry.is_symlink(unknown);
}

void addFolders(const fs::path &folder, int depth, std::vector<fs::path> &folders)
{
    folders.push_back(folder);
    std::error_code fault;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault))
        if (isInner(*entry, depth))
            addFolders(entry->path(), depth + 1, folders);
}

// A folder that cannot be listed is passed over: the others are worth showing.
void scan(const fs::path &folder, int depth, std::vector<SourceSpec> &sources)
{
    std::vector<fs::path> files, folders;
    std::error_code fault;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
        if (entry->path().filename().string().starts_with('.'))
            continue;
        std::error_code unknown;
        if (entry->is_regular_file(unknown) && isLog(entry->path()))
            files.push_back(entry->path());
        else if (isInner(*entry, depth))
            folders.push_back(entry->path());
    }
    collect(folder, files, sources);
    for (const auto &inner : folders)
        scan(inner, depth + 1, sources);
}

Result<std::vector<SourceSpec>> wholeFolder(const fs::path &path)
{
    std::error_code fault;
    const fs::directory_iterator listed(path, fault);
    if (fault)
        return systemError("Cannot list " + path.string(), fault.value(),
                           "Start the monitor as a user who may read it");
    std::vector<SourceSpec> sources;
    scan(path, 1, sources);
    if (sources.empty())
        return Error{.code = Error::Code::NotFound,
                     .what = "No logs in " + path.string(),
                     .why = "No file in it has a log's name (.log, .jsonl, .txt, ...) and text in it",
                     .hint = "Open the file itself if its name is another one",
                     .pointer = {}};
    std::sort(sources.begin(), sources.end(),
              [](const SourceSpec &a, const SourceSpec &b) { return a.path < b.path; });
    return sources;
}

} // namespace

std::vector<fs::path> logFolders(const fs::path &folder)
{
    std::vector<fs::path> folders;
    addFolders(folder, 1, folders);
    return folders;
}

Result<std::vector<SourceSpec>> discoverSources(const fs::path &path)
{
    std::error_code fault;
    const fs::path whole = fs::absolute(path, fault).lexically_normal();
    const fs::path clean = whole.has_filename() ? whole : whole.parent_path();
    return fs::is_directory(clean, fault) ? wholeFolder(clean) : oneFile(clean);
}

} // namespace tapewatch::engine
