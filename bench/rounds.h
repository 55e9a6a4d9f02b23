// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

// Candidates take turns in many short rounds, each in a process of its own, and a figure is the median of its
// rounds: what else the machine does meets all of them alike, and no candidate's threads disturb another's.

namespace tapewatch::bench {

/// A folder of this process, removed at the end.
class ScratchFolder {
public:
    explicit ScratchFolder(const std::string &name)
        : m_path(std::filesystem::temp_directory_path() / (name + "." + std::to_string(getpid())))
    {
        std::filesystem::create_directories(m_path);
    }
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Runs `measure()` in a child process and returns the `Result` it made there, a trivial type. Ends the
/// program where the child fails. The calling process must not have threads.
template <typename Result, typename Measure>
Result inChild(Measure &&measure)
{
    int ends[2];
    if (pipe(ends) != 0)
        std::exit(1);
    const pid_t child = fork();
    if (child == 0) {
        const Result result = measure();
        const bool sent = write(ends[1], &result, sizeof result) == ssize_t(sizeof result);
        _exit(sent ? 0 : 1);
    }
    close(ends[1]);
    Result result{};
    const bool received = read(ends[0], &result, sizeof result) == ssize_t(sizeof result);
    close(ends[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0 || !received) {
        std::fprintf(stderr, "a round failed (status %d)\n", status);
        std::exit(1);
    }
    return result;
}

/// One figure's values, a round each.
class Rounds {
public:
    void add(const std::string &figure, double value) { m_values[figure].push_back(value); }

    [[nodiscard]] double median(const std::string &figure)
    {
        std::vector<double> &values = m_values[figure];
        std::sort(values.begin(), values.end());
        const std::size_t half = values.size() / 2;
        return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

private:
    std::map<std::string, std::vector<double>> m_values;
};

} // namespace tapewatch::bench
