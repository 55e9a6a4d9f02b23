// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/session.h"

#include "backend/config_change.h"
#include "backend/recovery.h"
#include "front/logger_registry.h"
#include "front/ring_registry.h"
#include "platform/process.h"

#include <atomic>
#include <nlohmann/json.hpp>
#include <pthread.h>

namespace tapewatch::backend {

using namespace std::chrono_literals;

namespace {

/// Pid of the process whose recorder runs; 0: none. A pid, so that a forked child does not take its parent's
/// for its own.
std::atomic<std::uint32_t> runningIn{0};

/// Of the last recorder; alive after its stop only where it was stuck in a write then. Changed by whoever
/// holds runningIn. Never destroyed: a static object may start a recorder, and stop it, before and behind any
/// other's life.
std::weak_ptr<Backend> &lastBackend()
{
    static auto *last = new std::weak_ptr<Backend>;
    return *last;
}
std::uint32_t lastBackendIn = 0; ///< pid

/// Two backends must not read the same rings.
bool lastBackendIsStuck()
{
    const auto last = lastBackend().lock();
    return last && lastBackendIn == platform::processId() && !last->finished();
}

class BackendLink {
public:
    void set(std::weak_ptr<Backend> backend)
    {
        const std::lock_guard lock(m_mutex);
        m_backend = std::move(backend);
    }
    [[nodiscard]] std::shared_ptr<Backend> get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_backend.lock();
    }

    void lock() { m_mutex.lock(); }
    void unlock() { m_mutex.unlock(); }

private:
    mutable std::mutex m_mutex;
    std::weak_ptr<Backend> m_backend; // guarded by m_mutex
};

/// That of the recorder that runs, for calls that have no Recorder at hand. Never destroyed: static
/// destructors may ask.
BackendLink &runningLink()
{
    static BackendLink *link = [] {
        auto *made = new BackendLink;
        pthread_atfork([] { runningLink().lock(); }, [] { runningLink().unlock(); },
                       [] { runningLink().unlock(); });
        return made;
    }();
    return *link;
}

} // namespace

Result<std::unique_ptr<Session>> Session::start(Config config, RecorderOptions options)
{
    auto valid = configFromJson(configToJson(config));
    if (!valid)
        return valid.error();
    std::error_code ignored;
    config.directory = std::filesystem::absolute(config.directory, ignored).lexically_normal();

    const std::uint32_t pid = platform::processId();
    std::uint32_t before = runningIn.load();
    if (before == pid || !runningIn.compare_exchange_strong(before, pid))
        return Error{Error::Code::Busy,
                     "Cannot start a second recorder",
                     "one is running in this process",
                     "Stop it first, or use it: loggers find it by themselves",
                     {}};

    if (lastBackendIsStuck()) {
        runningIn = 0;
        return Error{Error::Code::Busy,
                     "Cannot start a recorder yet",
                     "the last one was stopped while it was stuck in a write, and still is",
                     "Try again once its file system or output responds",
                     {}};
    }
    auto lock = sinks::InstanceLock::take(config.directory, config.bot);
    if (!lock) {
        runningIn = 0;
        return lock.error();
    }
    std::unique_ptr<Session> session(new Session(std::move(config), std::move(options), std::move(*lock)));
    if (auto opened = session->open(); !opened) {
        session->m_stopped = DrainResult{};
        runningIn = 0;
        return opened.error();
    }
    return session;
}

Session::Session(Config config, RecorderOptions options, sinks::InstanceLock lock)
    : m_pid(platform::processId())
    , m_started(Timestamp::now())
    , m_lock(std::move(lock))
    , m_outputs(std::move(options.outputs))
    , m_hookFunctions(std::move(options.hooks))
    , m_reporter(std::make_shared<ErrorReporter>(std::move(options.onError)))
    , m_config(std::move(config))
{
}

Result<void> Session::open()
{
    const bool recovered = recoverForStart(m_config.directory, m_config.bot, m_lock.instance(),
                                           [this](const Error &error) { m_reporter->report(error); });
    const auto categories = front::LoggerRegistry::instance().defineCategories(m_config);
    // The backend's router posts to the hook thread, which asks the backend for metrics: one is there before
    // the other.
    auto link = std::make_shared<BackendLink>();
    m_hooks = std::make_shared<hooks::HookThread>(
        m_hookFunctions,
        [link] {
            const auto backend = link->get();
            return backend ? backend->metrics() : Metrics{};
        },
        [reporter = m_reporter](const Error &error) { reporter->report(error); });
    m_journal = openJournal();
    auto router = Router::open(m_config, categories,
                               {.instance = m_lock.instance(),
                                .outputs = m_outputs,
                                .reporter = m_reporter,
                                .hooks = m_hooks,
                                .journal = m_journal,
                                .startFiles = !recovered,
                                .synced = [link] {
                                    if (const auto backend = link->get())
                                        backend->wake();
                                }});
    if (!router)
        return router.error();
    m_backend = std::make_shared<Backend>(std::move(*router), m_config, m_journal);
    describe(m_config);
    if (m_journal != nullptr)
        m_journal->setOpen(true);
    link->set(m_backend);
    runningLink().set(m_backend);
    lastBackend() = m_backend;
    lastBackendIn = m_pid;
    front::RingRegistry::instance().setRingBytes(m_config.queue.ringBytes);
    front::RingRegistry::instance().setWaker([weak = std::weak_ptr(m_backend)] {
        if (const auto alive = weak.lock())
            alive->wake();
    });
    m_thread = std::thread([backend = m_backend] { backend->run(); });
    applyToFront(m_config);
    startControl();
    return {};
}

/// Recording matters more than surviving: without shared memory it goes on without.
journal::Journal *Session::openJournal()
{
    front::RingRegistry::instance().setCrashSafe(m_config.queue.crashSafe);
    if (!m_config.queue.crashSafe)
        return nullptr;
    journal::Journal *journal = front::RingRegistry::journal();
    if (journal == nullptr)
        m_reporter->report(*journal::ProcessJournal::instance().fault());
    return journal;
}

/// Puts what a recovery has to know of the recorder beside its rings.
void Session::describe(const Config &config)
{
    if (m_journal != nullptr)
        m_journal->dictionary().add(
            journal::SessionEntry{m_lock.instance(), configToJson(config).dump(),
                                  front::LoggerRegistry::instance().defineCategories(config)});
}

void Session::startControl()
{
    if (!m_config.control.enabled)
        return;
    auto server = control::Server::start(*this, control::runtimeFolder(), {m_lock.instance(), m_pid});
    if (server)
        m_server = std::move(*server);
    else
        m_reporter->report(server.error()); // recording matters more than being watched
}

void Session::applyToFront(const Config &config) const
{
    auto &loggers = front::LoggerRegistry::instance();
    auto &rings = front::RingRegistry::instance();
    const std::vector<std::string> categories = loggers.defineCategories(config);
    for (std::size_t i = 0; i < categories.size(); ++i)
        if (const auto found = config.categories.find(categories[i]); found != config.categories.end())
            rings.setPolicy(static_cast<std::uint8_t>(i), found->second.overflow, found->second.blockFor);
    loggers.apply(config, {m_outputs.empty() ? Level::Off : Level::Trace});
}

bool Session::inForkedChild() const
{
    return platform::processId() != m_pid;
}

Session::~Session()
{
    if (inForkedChild()) {
        // Threads, files and socket are the parent's. Nothing here may be joined, flushed or removed, nor a
        // thread detached: threads of the child may have its memory by now.
        new auto(std::move(m_thread));
        static_cast<void>(m_server.release());
        new auto(std::move(m_backend));
        new auto(std::move(m_hooks));
        return;
    }
    stop(5s);
}

DrainResult Session::stop(std::chrono::milliseconds limit)
{
    if (m_stopped || inForkedChild())
        return m_stopped.value_or(DrainResult{});
    m_server.reset();
    front::LoggerRegistry::instance().disable();
    runningLink().set({});
    m_stopped = m_backend->stop(limit);
    front::RingRegistry::instance().setWaker({});
    // A backend that is stuck in a write keeps what it needs alive by itself.
    if (m_backend->finished()) {
        m_thread.join();
        m_backend->releaseHooks();
    } else {
        m_thread.detach();
    }
    m_hooks.reset();
    // What was left behind can be recovered once this process has ended.
    if (m_journal != nullptr && m_stopped->complete)
        journal::ProcessJournal::instance().settled();
    runningIn = 0;
    return *m_stopped;
}

DrainResult Session::flush(std::chrono::milliseconds limit)
{
    return inForkedChild() ? DrainResult{} : m_backend->flush(limit);
}

Result<void> Session::persist(std::string_view category, std::chrono::milliseconds limit)
{
    if (inForkedChild() || m_stopped)
        return noRecorderError(category);
    return m_backend->persist(category, limit);
}

std::shared_ptr<Backend> Session::runningBackend()
{
    return runningIn.load() == platform::processId() ? runningLink().get() : nullptr;
}

Config Session::config() const
{
    const std::lock_guard lock(m_configMutex);
    return m_config;
}

control::ConfigState Session::configState() const
{
    const std::lock_guard lock(m_configMutex);
    return {m_revision, configToJson(m_config)};
}

Result<control::ConfigState> Session::change(std::optional<std::uint64_t> expected,
                                             const nlohmann::json &mergePatch, const control::Origin &origin)
{
    control::ConfigState state;
    nlohmann::json before;
    {
        const std::lock_guard lock(m_configMutex);
        if (expected && *expected != m_revision)
            return Error{Error::Code::Busy,
                         "The configuration changed meanwhile",
                         "revision " + std::to_string(*expected) + " is not the current one, " +
                             std::to_string(m_revision),
                         "Look at the current values and try again",
                         {}};
        auto config = patchConfig(m_config, mergePatch);
        if (!config)
            return config.error();
        before = configToJson(m_config);
        if (*config == m_config)
            return control::ConfigState{m_revision, std::move(before)};
        m_config = std::move(*config);
        ++m_revision;
        applyToFront(m_config);
        describe(m_config);
        m_backend->reconfigure(m_config, front::LoggerRegistry::instance().defineCategories(m_config));
        state = {m_revision, configToJson(m_config)};
    }
    recordConfigChange(before, mergePatch, state.revision, origin);
    return state;
}

std::variant<control::ConfigState, control::RpcError> Session::patch(std::optional<std::uint64_t> revision,
                                                                     const nlohmann::json &mergePatch,
                                                                     const control::Origin &origin)
{
    auto changed = change(revision, mergePatch, origin);
    if (changed)
        return std::move(*changed);
    const Error &error = changed.error();
    if (error.code == Error::Code::Busy)
        return control::RpcError{
            control::RpcCode::RevisionConflict, error.text(), {{"revision", configState().revision}}};
    return control::RpcError{control::RpcCode::ConfigRefused,
                             error.text(),
                             {{"pointer", error.pointer}, {"why", error.why}, {"hint", error.hint}}};
}

control::Hello Session::hello() const
{
    const std::lock_guard lock(m_configMutex);
    control::Hello hello;
    hello.bot = m_config.bot;
    hello.instance = m_lock.instance();
    hello.pid = m_pid;
    hello.version = TAPEWATCH_VERSION;
    hello.directory = m_config.directory.string();
    hello.started = m_started;
    hello.revision = m_revision;
    return hello;
}

/// In a forked child the backend's mutex may be locked for ever.
Metrics Session::metrics() const
{
    return inForkedChild() ? Metrics{} : m_backend->metrics();
}

std::vector<control::LoggerInfo> Session::loggers() const
{
    const Config now = config();
    std::vector<control::LoggerInfo> all;
    for (const std::string &name : front::LoggerRegistry::instance().names()) {
        const auto own = now.levels.find(name);
        all.push_back({name, effectiveLevel(now, name),
                       own != now.levels.end() ? std::optional(own->second) : std::nullopt});
    }
    return all;
}

std::filesystem::path Session::controlSocket() const
{
    return m_server ? m_server->path() : std::filesystem::path{};
}

void Session::report(const Error &error)
{
    m_reporter->report(error);
}

} // namespace tapewatch::backend
