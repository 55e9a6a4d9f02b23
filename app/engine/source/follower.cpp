// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/follower.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <cerrno>

namespace tapewatch::engine {

namespace {

using namespace std::chrono_literals;

// How long a program may go on writing to the file that was renamed under it, after the first line came to
// the new one. Our own files have one writer, which is done with the old one before it begins the next.
constexpr auto kGrace = 100ms;
// For file systems that give no notices.
constexpr auto kPollInterval = 250ms;
// A rotation that goes on while its folder is read; the next look is soon.
constexpr int kAttempts = 3;

bool contains(const std::vector<FinishedFile> &files, const FinishedFile &one)
{
    return std::any_of(files.begin(), files.end(),
                       [&](const FinishedFile &file) { return samePiece(file, one); });
}

bool sameList(const std::vector<FinishedFile> &a, const std::vector<FinishedFile> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), samePiece);
}

// A listing is no snapshot: of a segment that is compressed meanwhile it may show neither form.
std::vector<FinishedFile> listSteadily(const std::filesystem::path &active)
{
    auto files = finishedFiles(active);
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto again = finishedFiles(active);
        const bool steady = sameList(files, again);
        files = std::move(again);
        if (steady)
            break;
    }
    return files;
}

Error damageError(const Segment &segment, std::uint64_t offset)
{
    return {.code = Error::Code::Corrupt,
            .what = "Cannot read all of " + segment.path().string(),
            .why = "It is damaged behind the first " + std::to_string(offset) + " bytes of its content",
            .hint = "What stands before that is shown; restore the file from a backup",
            .pointer = {}};
}

} // namespace

Follower::Follower(Options options)
    : m_options(std::move(options))
{
    m_known = isOurs() ? listSteadily(m_options.path) : finishedFiles(m_options.path);
    // Of our own families the list is taken anew: files may have rotated since the caller looked.
    if (m_options.follow && isOurs()) {
        for (const FinishedFile &file : m_known)
            m_history.push_back({file.path, file.state.size});
    } else {
        for (const auto &path : m_options.history) {
            const auto state = lookAt(path);
            m_history.push_back({path, state ? state->size : 0});
        }
    }
    for (const Listed &file : m_history)
        m_historyBytes += file.bytes;
}

Follower::Step Follower::next(char *into, std::size_t room)
{
    for (;;) {
        if (m_ended)
            return {.found = Found::Done, .segment = {}, .error = {}};
        if (!m_file) {
            if (auto step = openFirst())
                return *step;
            continue;
        }
        const auto read = m_file->read(into, room);
        switch (read.outcome) {
        case TailFile::Outcome::Bytes:
            m_bytesRead += read.bytes;
            return {Found::Bytes, read.bytes, m_file->offset() - read.bytes, m_file->segment(), {}};
        case TailFile::Outcome::Failed:
            if (const Step failed = readFailed(read.reason); failed.error)
                return failed;
            break;
        case TailFile::Outcome::Overwritten:
            if (auto step = afterOverwrite())
                return *step;
            break;
        case TailFile::Outcome::End:
            if (auto step = atEnd())
                return *step;
            break;
        }
    }
}

// Nothing was read so far, or the files before could not be opened.
std::optional<Follower::Step> Follower::openFirst()
{
    if (!m_history.empty()) {
        m_file = openNextOfHistory();
        return std::nullopt;
    }
    auto segment = Segment::open(m_options.path);
    if (segment && !m_options.follow) {
        m_file.emplace(std::move(*segment));
        return std::nullopt;
    }
    if (segment) {
        // It may have been rotated since we began to wait for it.
        if (!collectSuccessors())
            return Step{.found = Found::Idle, .segment = {}, .error = {}};
        m_file.emplace(std::move(m_successors.front()));
        m_successors.pop_front();
        return std::nullopt;
    }
    if (segment.error().code == Error::Code::NotFound && m_options.follow)
        return Step{.found = Found::Waiting, .segment = {}, .error = {}};
    if (segment.error().code == Error::Code::NotFound && !m_options.history.empty())
        m_ended = true;
    if (m_ended)
        return std::nullopt;
    return Step{.found = Found::Failed, .segment = {}, .error = segment.error()};
}

std::optional<TailFile> Follower::openNextOfHistory()
{
    Listed next = std::move(m_history.front());
    m_history.pop_front();
    m_historyBytes -= next.bytes;
    auto segment = Segment::open(next.path);
    // A recorder compresses behind our back: the new name is there before the old one goes.
    if (!segment && segment.error().code == Error::Code::NotFound && isOurs())
        segment = Segment::open(next.path += ".zst");
    if (segment)
        return TailFile(std::move(*segment));
    if (segment.error().code != Error::Code::NotFound)
        note(segment.error());
    return std::nullopt;
}

// A damaged file is read no further, and the next one is: a step without an error.
Follower::Step Follower::readFailed(int reason)
{
    const Segment &segment = *m_file->segment();
    Step step{.found = Found::Failed, .segment = {}, .error = {}};
    if (!segment.compressed() || reason != EBADMSG) {
        step.error = systemError("Cannot read " + segment.path().string(), reason);
        return step;
    }
    note(damageError(segment, m_file->offset()));
    m_lostBytes += m_file->unread();
    m_file->abandon();
    return step;
}

std::optional<Follower::Step> Follower::atEnd()
{
    if (!m_history.empty())
        return endOfFile();
    if (!m_successors.empty())
        return finish();
    return lookForSuccessors();
}

// The end of the last file that we know of: is it still the active one?
std::optional<Follower::Step> Follower::lookForSuccessors()
{
    const auto active = lookAt(m_options.path);
    const bool moved = active && active->identity != m_file->identity();
    m_wasActive = m_wasActive || (active && !moved);
    if (moved && collectSuccessors())
        return finish();
    if (!m_options.follow) {
        m_ended = true;
        return endOfFile();
    }
    return Step{.found = active ? Found::Idle : Found::Waiting, .segment = {}, .error = {}};
}

// The old file is read to its end and another one is there.
std::optional<Follower::Step> Follower::finish()
{
    const auto active = lookAt(m_options.path);
    if (active && active->identity == m_file->identity()) {
        m_successors.clear(); // renamed back
        m_graceEnd.reset();
        return std::nullopt;
    }
    // While the new file is empty, its writer may not know of it yet.
    const TailFile &next = m_successors.front();
    const auto state = next.segment()->look();
    const bool empty = state && state->size == 0;
    const bool mayNotBeKnown = m_options.follow && empty && active && active->identity == next.identity();
    if (mayNotBeKnown)
        return Step{.found = Found::Idle, .segment = {}, .error = {}};
    const auto now = std::chrono::steady_clock::now();
    if (!m_graceEnd) {
        // What was written before the first line of the new file is in the old one by now: read on, then
        // switch.
        m_graceEnd = now + (isOurs() || !m_options.follow ? 0ms : kGrace);
        return std::nullopt;
    }
    if (now < *m_graceEnd)
        return Step{.found = Found::Idle, .segment = {}, .error = {}};
    if (next.segment()->compressed() && m_file->beginsLike(*next.segment())) {
        // Our own file: nothing of it had been read when the compressed one was found.
        m_successors.pop_front();
        return std::nullopt;
    }
    m_rotations += m_wasActive ? 1 : 0;
    m_wasActive = true;
    return endOfFile();
}

Follower::Step Follower::endOfFile()
{
    Step step{.found = Found::EndOfFile, .segment = m_file->segment(), .error = {}};
    m_graceEnd.reset();
    if (!m_history.empty() && m_successors.empty()) {
        // The next one is opened before this one is let go, so that a last file is always there to ask what
        // came after it.
        if (auto next = openNextOfHistory())
            m_file = std::move(next);
    } else if (!m_successors.empty()) {
        m_file.emplace(std::move(m_successors.front()));
        m_successors.pop_front();
    }
    return step;
}

// The writer emptied the file that we read. A writer that copies first left the lines that we have not seen
// in the copy.
std::optional<Follower::Step> Follower::afterOverwrite()
{
    auto files = finishedFiles(m_options.path);
    const bool copied = adoptCopy(files);
    // A stamp is no copy's: a segment that came meanwhile is still to be read.
    std::erase_if(files, [&](const FinishedFile &file) {
        return file.rank.kind == RotationRank::Kind::Stamped && !contains(m_known, file);
    });
    m_known = std::move(files);
    ++m_rotations;
    if (copied)
        return std::nullopt;
    m_lostBytes += m_file->unread();
    Step step{.found = Found::EndOfFile, .segment = m_file->segment(), .error = {}};
    if (const auto restarted = m_file->restart(); !restarted)
        return Step{.found = Found::Failed, .segment = {}, .error = restarted.error()};
    return step;
}

bool Follower::adoptCopy(const std::vector<FinishedFile> &files)
{
    for (auto file = files.rbegin(); file != files.rend(); ++file) {
        if (isZstdName(file->path)) // what is being written to is not compressed, nor are copies of it
            continue;
        auto segment = Segment::open(file->path);
        if (!segment || file->state.identity == m_file->identity())
            continue;
        auto copy = m_file->continuedBy(std::move(*segment));
        if (!copy)
            continue;
        const std::uint64_t wanted = m_file->unread();
        if (!m_file->restart())
            return false;
        m_lostBytes += wanted - std::min(wanted, copy->unread());
        m_successors.push_front(std::move(*m_file));
        m_file = std::move(copy);
        m_graceEnd = std::chrono::steady_clock::now(); // nobody writes to a copy
        return true;
    }
    return false;
}

// Opens everything that was written after our file, the active one last. False where there is nothing to
// switch to, or where the folder does not hold still.
bool Follower::collectSuccessors()
{
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto files = finishedFiles(m_options.path);
        auto active = Segment::open(m_options.path);
        if (!active)
            return false;
        if (auto same = m_file ? m_file->continuedBy(*active) : std::nullopt) {
            // Replaced by a copy of itself with more in it (rsync, an editor): goes on where we are.
            m_file = std::move(same);
            return false;
        }
        auto between = openAll(newSince(files));
        TailFile last(std::move(*active));
        // Opened by name, so only if no name moved on meanwhile do we have what we looked for.
        const auto there = lookAt(m_options.path);
        if (!between || !there || there->identity != last.identity() ||
            (m_file && last.identity() == m_file->identity()) ||
            !sameList(listSteadily(m_options.path), files))
            continue;
        m_successors = std::move(*between);
        m_successors.push_back(std::move(last));
        m_known = files;
        return true;
    }
    return false;
}

// Nothing where a file has another name by now.
std::optional<std::deque<TailFile>> Follower::openAll(const std::vector<FinishedFile> &files)
{
    std::deque<TailFile> opened;
    for (const FinishedFile &file : files) {
        auto segment = Segment::open(file.path);
        if (!segment && segment.error().code == Error::Code::NotFound)
            return std::nullopt;
        if (!segment) {
            note(segment.error());
            m_lostBytes += file.state.size;
            continue;
        }
        TailFile next(std::move(*segment));
        if (next.identity() != file.state.identity)
            return std::nullopt;
        if (!m_file || !m_file->beginsLike(*next.segment())) // a copy of what is read is not news
            opened.push_back(std::move(next));
    }
    return opened;
}

std::vector<FinishedFile> Follower::newSince(const std::vector<FinishedFile> &files) const
{
    std::vector<FinishedFile> news;
    bool afterOurs = false;
    for (const FinishedFile &file : files) {
        if (isFileOf(file)) {
            afterOurs = true;
            continue;
        }
        // By name where ours still has one; otherwise what was not there before, unless it is older
        // (restored).
        const bool appeared =
            !contains(m_known, file) && (!m_file || file.state.modifiedNs >= m_file->modifiedNs());
        if (afterOurs || appeared)
            news.push_back(file);
    }
    return news;
}

// Whether `file` is the one that is read, perhaps compressed since it was opened.
bool Follower::isFileOf(const FinishedFile &file) const
{
    if (!m_file || file.state.identity == m_file->identity())
        return m_file.has_value();
    const auto name = parseRotatedName(m_file->segment()->path().filename().string());
    return name && name->rank.kind == RotationRank::Kind::Stamped && name->rank == file.rank;
}

void Follower::note(const Error &fault)
{
    if (!m_fault)
        m_fault = fault;
}

bool Follower::isOurs() const
{
    return parseLogFileName(m_options.path.filename().string()).has_value();
}

std::chrono::milliseconds Follower::patience() const
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_graceEnd || *m_graceEnd <= now)
        return kPollInterval;
    return std::chrono::ceil<std::chrono::milliseconds>(*m_graceEnd - now);
}

std::uint64_t Follower::bytesTotal() const
{
    std::uint64_t total = m_bytesRead + m_historyBytes + (m_file ? m_file->unread() : 0);
    for (const TailFile &file : m_successors)
        total += file.unread();
    return total;
}

} // namespace tapewatch::engine
