// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "recovery/crash_rig.h"

#include "support/compressed_files.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <map>
#include <new>
#include <set>
#include <sstream>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace tapewatch::test {

namespace fs = std::filesystem;

namespace {

/// The number behind `key`, or 0: a JSON parser would take most of the time.
std::uint64_t numberAfter(std::string_view line, std::string_view key)
{
    const auto at = line.find(key);
    return at == std::string_view::npos ? 0 : std::strtoull(line.data() + at + key.size(), nullptr, 10);
}

struct Checker {
    CrashFindings findings;
    std::array<std::vector<char>, kMaxThreads> seen;
    std::map<std::pair<std::string, std::uint64_t>, std::uint64_t> last; ///< n by family and thread

    void fault(std::uint64_t &count, const std::string &what, std::string_view line)
    {
        ++count;
        if (findings.first.empty())
            findings.first = what + ": " + std::string(line.substr(0, 300));
    }

    void line(const std::string &family, const std::string &text, std::uint64_t &seq)
    {
        if (!text.starts_with("{\"timestamp\":\"") || !text.ends_with('}'))
            return fault(findings.torn, "torn", text);
        const std::uint64_t number = numberAfter(text, "\"seq\":");
        if (number != seq + 1 && number != 1)
            fault(findings.disordered, "seq after " + std::to_string(seq) + " in " + family, text);
        seq = number;
        if (text.find("\"recovered\":true") != std::string::npos)
            ++findings.recovered;
        if (text.find("\"logger\":\"load.t") != std::string::npos)
            record(family, text);
    }

    void record(const std::string &family, const std::string &text)
    {
        ++findings.records;
        const std::uint64_t thread = numberAfter(text, "\"fields\":{\"t\":");
        const std::uint64_t n = numberAfter(text, ",\"n\":");
        auto &of = seen.at(thread);
        if (of.size() <= n)
            of.resize(n + 1);
        if (of[n]++ != 0)
            return fault(findings.doubled, "doubled", text);
        auto &before = last[{family, thread}];
        if (n < before)
            fault(findings.disordered, "out of order", text);
        before = std::max(before, n);
    }
};

/// A family's files in the order of writing.
std::map<std::string, std::vector<fs::path>> families(const fs::path &folder)
{
    std::map<std::string, std::map<std::pair<bool, std::int64_t>, fs::path>> sorted;
    for (const auto &entry : fs::directory_iterator(folder))
        if (const auto name = parseLogFileName(entry.path().filename().string()))
            sorted[name->instance + "." + name->category]
                  [{name->active(), name->firstRecord ? name->firstRecord->ns : 0}] = entry.path();
    std::map<std::string, std::vector<fs::path>> found;
    for (const auto &[family, files] : sorted)
        for (const auto &[key, path] : files)
            found[family].push_back(path);
    return found;
}

} // namespace

void CrashFindings::add(const CrashFindings &other)
{
    records += other.records;
    recovered += other.recovered;
    lost += other.lost;
    doubled += other.doubled;
    torn += other.torn;
    disordered += other.disordered;
    if (first.empty())
        first = other.first;
}

CrashRig::CrashRig(fs::path bot, const fs::path &root, unsigned seed)
    : m_bot(std::move(bot))
    , m_random(seed)
{
    std::string pattern = (root / "crash-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        std::abort();
    m_folder = pattern;
    m_logs = m_folder / "logs";
    // Shared memory, so that the test is of what users have.
    std::string crash = "/dev/shm/tapewatch-test-XXXXXX";
    if (::mkdtemp(crash.data()) == nullptr)
        std::abort();
    m_crash = crash;
    m_recordPath = m_folder / "record";
    const int fd = ::open(m_recordPath.c_str(), O_RDWR | O_CREAT, 0600);
    if (fd < 0 || ::ftruncate(fd, sizeof(CrashRecord)) != 0)
        std::abort();
    void *base = ::mmap(nullptr, sizeof(CrashRecord), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    m_record = new (base) CrashRecord{};
}

CrashRig::~CrashRig()
{
    ::munmap(m_record, sizeof(CrashRecord));
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
    fs::remove_all(m_crash, ignored);
}

pid_t CrashRig::spawn(const std::string &how, int *input) const
{
    int ends[2] = {-1, -1};
    if (input != nullptr && ::pipe2(ends, O_CLOEXEC) != 0)
        std::abort();
    const pid_t child = ::fork();
    if (child != 0) {
        if (input != nullptr) {
            ::close(ends[0]);
            *input = ends[1];
        }
        return child;
    }
    if (input != nullptr)
        ::dup2(ends[0], STDIN_FILENO);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that gives up leaves nobody behind who fills the disk
    // A sanitizer's runtime, if there is one, is not to turn signals into something else.
    ::setenv("ASAN_OPTIONS", "handle_segv=0:handle_abort=0:detect_leaks=0", 1);
    ::setenv("TSAN_OPTIONS", "handle_segv=0:handle_abort=0:report_bugs=1:halt_on_error=0", 1);
    ::setenv("TAPEWATCH_CRASH_DIR", m_crash.c_str(), 1);
    ::execl(m_bot.c_str(), m_bot.c_str(), m_logs.c_str(), m_recordPath.c_str(), how.c_str(), nullptr);
    ::_exit(127);
}

void CrashRig::waitForRecords(pid_t bot, std::uint64_t count)
{
    for (std::uint64_t returned = 0; returned < count;) {
        std::this_thread::yield();
        returned = 0;
        for (const auto &thread : m_record->returned)
            returned += thread.load(std::memory_order_acquire);
        siginfo_t info = {};
        if (::waitid(P_PID, static_cast<id_t>(bot), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
            info.si_pid != 0)
            return; // it died by itself, which the caller sees
    }
}

int CrashRig::runAndKill(const std::string &how)
{
    int input = -1;
    const pid_t bot = spawn(how, &input);
    const bool full = how == "full";
    waitForRecords(bot, full ? 4 * kRecordsOnAFullDisk
                             : std::uniform_int_distribution<std::uint64_t>(1, 150'000)(m_random));
    if (how == "kill" || full)
        ::kill(bot, SIGKILL);
    else if (::write(input, "x", 1) != 1)
        std::abort();
    int status = 0;
    ::waitpid(bot, &status, 0);
    ::close(input);
    return status;
}

bool CrashRig::recover(const std::string &how, int kills)
{
    for (int i = 0; i < kills; ++i) {
        const pid_t child = spawn(how, nullptr);
        // Somewhere on its way, or before it, or behind it: all of that has to be right.
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution<int>(0, 40'000)(m_random)));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    }
    int status = 0;
    ::waitpid(spawn(how, nullptr), &status, 0);
    return status == 0;
}

CrashFindings CrashRig::check() const
{
    Checker checker;
    for (const auto &[family, files] : families(m_logs)) {
        std::uint64_t seq = 0;
        for (const fs::path &path : files) {
            std::istringstream file(contentOf(QString::fromStdString(path.string())).toStdString());
            for (std::string line; std::getline(file, line);)
                if (file.eof())
                    checker.fault(checker.findings.torn, "torn end of " + path.string(), line);
                else
                    checker.line(family, line, seq);
        }
    }
    for (std::size_t t = 0; t < m_record->returned.size(); ++t) {
        const std::uint64_t returned = m_record->returned[t].load();
        auto &seen = checker.seen[t];
        seen.resize(std::max<std::size_t>(seen.size(), returned + 1));
        for (std::uint64_t n = 1; n <= returned; ++n)
            if (seen[n] == 0)
                checker.fault(checker.findings.lost, "lost",
                              "record " + std::to_string(n) + " of thread " + std::to_string(t));
    }
    return checker.findings;
}

} // namespace tapewatch::test
