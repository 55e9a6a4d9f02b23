// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/recovery.h"

#include "backend/dead_process.h"
#include "backend/drain.h"
#include "backend/error_reporter.h"
#include "platform/process.h"
#include "sinks/instance_lock.h"

#include <tapewatch/detail/event_members.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

namespace tapewatch::backend {

namespace {

/// A dead process's folder, locked, and what was read of it.
struct Remains {
    std::unique_ptr<journal::Journal> journal;
    journal::Dictionary dictionary;
    Config config;
};

CrashedProcess describe(const journal::Journal &journal, const journal::Dictionary &dictionary,
                        const Config &config)
{
    return {journal.folder().path(),     journal.header().pid, config.bot,
            dictionary.session.instance, config.directory,     std::nullopt};
}

/// Nothing where the process left nothing to recover; its folder is deleted then.
Result<std::optional<Remains>> open(const std::filesystem::path &path)
{
    auto folder = journal::ProcessFolder::takeOver(path);
    if (!folder)
        return folder.error();
    auto journal = journal::Journal::open(std::move(*folder));
    if (!journal)
        return journal.error();
    if (!(*journal)->isOpen()) {
        (*journal)->folder().remove();
        return std::optional<Remains>();
    }
    auto dictionary = journal::Dictionary::read((*journal)->folder().descriptor());
    if (!dictionary)
        return dictionary.error();
    auto config = configFromText(dictionary->session.config);
    if (!config)
        return config.error();
    return std::optional(Remains{std::move(*journal), std::move(*dictionary), std::move(*config)});
}

/// Says in the dead process's own file what was done.
RecordView noteOf(const Recovery &recovery, const std::string &message, std::span<const FieldView> fields)
{
    RecordView note;
    note.timestamp = Timestamp::now();
    note.level = Level::Warning;
    note.logger = "tapewatch";
    note.message = message;
    note.bot = recovery.process.bot;
    note.pid = platform::processId();
    note.thread = platform::threadId();
    note.fields = fields;
    note.recovered = true;
    return note;
}

constexpr int kBusyTries = 100;
constexpr auto kBusyWait = std::chrono::milliseconds(20);

bool isBusy(const Recovery &recovery)
{
    std::error_code gone; // somebody else was done with it
    return recovery.error && recovery.error->code == Error::Code::Busy &&
           std::filesystem::exists(recovery.process.folder, gone);
}

bool isSameFolder(const std::filesystem::path &a, const std::filesystem::path &b)
{
    std::error_code failed;
    return a == b || std::filesystem::equivalent(a, b, failed);
}

/// The first thing that went wrong, whichever thread says so and however late.
struct FirstFault {
    std::mutex mutex;
    std::optional<Error> error;
};

void addNote(Router &router, const Recovery &recovery)
{
    const std::string message = "recovered " + std::to_string(recovery.records) + " records of process " +
                                std::to_string(recovery.process.pid) +
                                ", which ended without stopping its recorder";
    const std::array<FieldView, 4> fields{{{"event", std::string_view("records_recovered")},
                                           {"dead_pid", std::uint64_t{recovery.process.pid}},
                                           {"recovered", recovery.records},
                                           {"unreadable_bytes", recovery.unreadable}}};
    router.write(noteOf(recovery, message, fields), detail::kMainIndex);
}

/// Writes everything that `remains` has. The error where files would not take it.
std::optional<Error> drain(Remains &remains, Recovery &recovery)
{
    auto fault = std::make_shared<FirstFault>();
    Router::Environment environment;
    environment.instance = remains.dictionary.session.instance;
    environment.reporter = std::make_shared<ErrorReporter>([fault](const Error &error) {
        const std::lock_guard lock(fault->mutex);
        fault->error = fault->error.value_or(error);
    });
    environment.journal = remains.journal.get();
    environment.recover = true;
    remains.config.console.enabled = false;
    auto router = Router::open(remains.config, remains.dictionary.session.categories, std::move(environment));
    if (!router)
        return router.error();

    DeadRings rings(*remains.journal, remains.dictionary);
    const DeadNames names(remains.dictionary);
    recovery.unreadable = rings.unreadable();
    Drain drain({rings, names, **router, remains.journal.get(), remains.journal->header().drops,
                 platform::TickClock(remains.journal->committed().clock), remains.config.bot,
                 recovery.process.pid, true});
    (*router)->flush(Timestamp::now()); // what it had encoded comes first
    drain.beginRound();
    for (bool done = false; !done && (*router)->pendingRecords() == 0;) {
        done = drain.runBatch();
        recovery.records = drain.records();
        if (done && (recovery.records > 0 || recovery.unreadable > 0))
            addNote(**router, recovery);
    }
    drain.addOwn();
    (*router)->settle();
    if ((*router)->pendingRecords() == 0)
        return std::nullopt;
    const std::lock_guard lock(fault->mutex);
    return fault->error.value_or(
        Error{Error::Code::Io, "Cannot write recovered records", "the files refuse them", {}, {}});
}

Recovery recoverAs(const std::filesystem::path &folder, const CrashedProcess &expected,
                   std::string_view heldInstance)
{
    Recovery recovery;
    recovery.process = expected;
    auto remains = open(folder);
    if (!remains) {
        recovery.error = remains.error();
        return recovery;
    }
    if (!*remains)
        return recovery;
    Remains &left = **remains;
    recovery.process = describe(*left.journal, left.dictionary, left.config);
    std::optional<sinks::InstanceLock> lock;
    if (recovery.process.instance != heldInstance) {
        auto taken =
            sinks::InstanceLock::take(left.config.directory, left.config.bot, recovery.process.instance);
        if (!taken) {
            recovery.error = taken.error();
            return recovery;
        }
        lock.emplace(std::move(*taken));
    }
    recovery.error = drain(left, recovery);
    if (recovery.error)
        return recovery;
    left.journal->setOpen(false);
    left.journal->folder().remove();
    return recovery;
}

} // namespace

bool recoverForStart(const std::filesystem::path &directory, std::string_view bot, std::string_view instance,
                     const std::function<void(const Error &)> &report)
{
    bool complete = true;
    for (const CrashedProcess &process : crashedProcesses()) {
        if (process.fault) { // it may have been this bot's
            complete = false;
            report(*process.fault);
            continue;
        }
        if (process.bot != bot || !isSameFolder(process.directory, directory))
            continue;
        Recovery recovery = recoverAs(process.folder, process, instance);
        for (int i = 0; i < kBusyTries && isBusy(recovery); ++i) { // another recovers it, or only looks
            std::this_thread::sleep_for(kBusyWait);
            recovery = recoverAs(process.folder, process, instance);
        }
        if (!recovery.error)
            continue;
        complete = false;
        report(*recovery.error);
    }
    return complete;
}

} // namespace tapewatch::backend

namespace tapewatch {

std::vector<CrashedProcess> crashedProcesses()
{
    std::vector<CrashedProcess> found;
    for (const std::filesystem::path &path : journal::ProcessFolder::list()) {
        auto remains = backend::open(path);
        if (!remains && remains.error().code != Error::Code::Busy)
            found.push_back({path, 0, {}, {}, {}, remains.error()});
        else if (remains && *remains)
            found.push_back(
                backend::describe(*(**remains).journal, (**remains).dictionary, (**remains).config));
    }
    return found;
}

Recovery recover(const CrashedProcess &process)
{
    return backend::recoverAs(process.folder, process, {});
}

} // namespace tapewatch
