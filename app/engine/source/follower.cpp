// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/follower.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>

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

std::vector<FileIdentity> identitiesOf(const std::vector<FinishedFile> &files)
{
    std::vector<FileIdentity> identities;
    for (const FinishedFile &file : files)
        identities.push_back(file.state.identity);
    return identities;
}

bool contains(const std::vector<FileIdentity> &identities, const FileIdentity &one)
{
    return std::find(identities.begin(), identities.end(), one) != identities.end();
}

} // namespace

Follower::Follower(Options options)
    : m_options(std::move(options))
{
    const std::vector<FinishedFile> finished = finishedFiles(m_options.path);
    m_known = identitiesOf(finished);
    // Of our own families the list is taken anew: files may have rotated since the caller looked.
    if (m_options.follow && parseLogFileName(m_options.path.filename().string())) {
        for (const FinishedFile &file : finished)
            m_history.push_back(file.path);
    } else {
        m_history.assign(m_options.history.begin(), m_options.history.end());
    }
    for (const auto &path : m_history) {
        if (const auto state = lookAt(path))
            m_historyBytes += state->size;
    }
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
            return {.found = Found::Failed,
                    .segment = {},
                    .error = systemError("Cannot read " + m_options.path.string(), read.reason)};
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
    const bool isHistory = !m_history.empty();
    const auto path = isHistory ? m_history.front() : m_options.path;
    auto segment = Segment::open(path);
    if (isHistory) {
        m_history.pop_front();
        if (segment)
            m_file.emplace(std::move(*segment));
        if (m_file)
            m_historyBytes -= std::min(m_historyBytes, m_file->unread());
        return std::nullopt;
    }
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
        auto next = Segment::open(m_history.front());
        m_history.pop_front();
        if (next) {
            m_file.emplace(std::move(*next));
            m_historyBytes -= std::min(m_historyBytes, m_file->unread());
        }
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
    const auto files = finishedFiles(m_options.path);
    const bool copied = adoptCopy(files);
    m_known = identitiesOf(files);
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
            identitiesOf(finishedFiles(m_options.path)) != identitiesOf(files))
            continue;
        m_successors = std::move(*between);
        m_successors.push_back(std::move(last));
        m_known = identitiesOf(files);
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
        if (m_file && file.state.identity == m_file->identity()) {
            afterOurs = true;
            continue;
        }
        // By name where ours still has one; otherwise what was not there before, unless it is older
        // (restored).
        const bool appeared = !contains(m_known, file.state.identity) &&
                              (!m_file || file.state.modifiedNs >= m_file->modifiedNs());
        if (afterOurs || appeared)
            news.push_back(file);
    }
    return news;
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
